"""How often a request waits for the database, counted in the protocol: one ReadyForQuery ends each round trip."""

import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from copydesk.audit.service import write_events
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.crypto import Vault
from copydesk.kernel.db import Conn, Database
from copydesk.kernel.settings import Settings
from copydesk.server.app import create_app
from copydesk.server.wiring import SUBSCRIPTIONS
from tests.api.queue.desk import open_desk, save, say, send, take
from tests.factories import desk as project
from tests.factories.callers import Callers


class TracedDatabase(Database):
    """Writes the protocol of its connections into a file (libpq's own trace)."""

    def __init__(self, url: str, file: int) -> None:
        super().__init__(url, pool_size=2, wait_s=5.0)
        self._file = file

    async def acquire(self) -> Conn:
        conn = await super().acquire()
        conn.pgconn.trace(self._file)
        return conn

    async def release(self, conn: Conn) -> None:
        conn.pgconn.untrace()
        await super().release(conn)


class RoundTrips:
    def __init__(self, callers: Callers, path: Path) -> None:
        self.callers = callers
        self._path = path

    async def of(self, request: Any) -> int:
        """Round trips of one awaited request, which must succeed."""
        before = self._count()
        answer = await request
        assert getattr(answer, "status_code", 200) in {200, 204}, answer.text
        return self._count() - before

    def _count(self) -> int:
        return self._path.read_bytes().count(b"ReadyForQuery")


@pytest.fixture
async def round_trips(fresh_url: str, settings: Settings, tmp_path: Path) -> AsyncGenerator[RoundTrips]:
    path = tmp_path / "protocol"
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    database = TracedDatabase(fresh_url, file)
    await database.open()
    async with AsyncExitStack() as stack:
        boundary = Boundary(database, settings, Vault(b"0" * 32), write_events, SUBSCRIPTIONS)
        yield RoundTrips(Callers(create_app(boundary), boundary, stack), path)
    await database.close()
    os.close(file)


async def test_waits_at_most_five_times_for_a_submit_and_four_when_the_form_is_known(
    round_trips: RoundTrips,
) -> None:
    desk = await open_desk(round_trips.callers, n_items=30)
    counts = [await round_trips.of(send(desk.writer, await take(desk.writer))) for _ in range(30)]
    # Now and then psycopg prepares a statement that it has seen five times, once per connection: those are left out.
    assert counts[0] <= 5
    assert sorted(counts)[15] <= 4
    assert counts[-1] <= 4


async def test_waits_no_longer_for_a_submit_when_checks_run_whose_guide_is_known(
    round_trips: RoundTrips,
) -> None:
    guide = (
        "# Guide\n\n## Say I {#own severity=minor}\n\n```check\nkind: existence\ntokens: [this model]\n```\n"
    )
    desk = await project.open_desk(round_trips.callers, guide=guide, n_items=20, n_annotators=1)
    (writer,) = desk.annotators
    counts: list[int] = []
    for _ in range(20):
        task = await desk.task(writer)
        answers = {"better": {"preferred": "r1", "strength": 1}, "why": "In my view this model is wrong."}
        counts.append(await round_trips.of(send(writer, task, answers)))
    assert sorted(counts)[10] <= 4
    assert counts[0] <= 6, "the form and the guide are read once"


async def test_waits_three_times_for_the_next_task(round_trips: RoundTrips) -> None:
    desk = await open_desk(round_trips.callers, n_items=1)
    assert await round_trips.of(_next(desk)) == 3
    for _ in range(30):
        await _next(desk)
    assert await round_trips.of(_next(desk)) == 3


async def _next(desk: Any) -> Any:
    return await desk.writer.http.post(
        f"/projects/project_{desk.shop.project_id}/next", json={"stage": "annotate"}
    )


async def test_waits_four_times_for_a_heartbeat_and_a_draft(round_trips: RoundTrips) -> None:
    desk = await open_desk(round_trips.callers)
    task = await take(desk.writer)
    assert await round_trips.of(say(desk.writer, task, "heartbeat")) <= 4
    assert await round_trips.of(save(desk.writer, task, {"why": "so"})) <= 4
