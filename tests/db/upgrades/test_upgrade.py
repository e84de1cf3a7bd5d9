"""A populated database of each earlier release comes up whole in this version, and work goes on in it."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from copydesk.audit.service import write_events
from copydesk.exchange import service as exchange
from copydesk.kernel.backup.restore import restore
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.crypto import Vault
from copydesk.kernel.db import Database, fetch_value
from copydesk.kernel.migrate import pending_steps
from copydesk.kernel.settings import Settings
from copydesk.projects import service as projects
from copydesk.quality import service as quality
from copydesk.queue import service as queue
from copydesk.server.wiring import SUBSCRIPTIONS
from tests.database import connect, empty_database

RELEASES = sorted(Path(__file__).parent.glob("*.backup"))


def test_has_a_populated_dump_of_every_release() -> None:
    assert RELEASES


@pytest.fixture(params=RELEASES, ids=[path.stem for path in RELEASES])
async def upgraded(
    request: pytest.FixtureRequest, server_url: str, settings: Settings
) -> AsyncGenerator[Boundary]:
    async with empty_database(server_url) as url:
        async with await connect(url) as conn:
            contents = await restore(conn, request.param)
            assert await pending_steps(conn) == []
            for table in ("queue.submission", "review.finding", "audit.event"):
                kept = await fetch_value(conn, f"select count(*) from {table}".encode())  # pyright: ignore[reportArgumentType] -- names from the line above
                assert kept == contents.n_rows[table] > 0
        database = Database(url, pool_size=4, wait_s=5.0)
        await database.open()
        yield Boundary(database, settings, Vault(b"0" * 32), write_events, SUBSCRIPTIONS)
        await database.close()


async def test_reads_and_goes_on_when_an_earlier_release_was_upgraded(upgraded: Boundary) -> None:
    async with upgraded.open() as ctx:
        found = await projects.list_projects(ctx, everybodys=True, with_archived=True, before=None, limit=10)
        report = await quality.project_quality(ctx, found[0].id)
        assert report.questions[0].estimates["percent"].value is not None
        assert (await queue.progress(ctx, found[0].id)).stages
        assert await exchange.list_imports(ctx, found[0].id, before=None, limit=10)
    await upgraded.drain()
