"""One transaction per use case: all or nothing, and an answer only when it is on disk."""

import asyncio
from dataclasses import dataclass
from typing import ClassVar

import psycopg
import pytest

from copydesk.kernel import outbox
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx, Event, Job
from copydesk.kernel.db import Database, execute, fetch_value
from copydesk.kernel.errors import DatabaseAway, StorageFull


@dataclass(frozen=True)
class Rang:
    topic: ClassVar[str] = "bell.rang"
    n: int


async def count(boundary: Boundary, table: str) -> int:
    async with boundary.open() as ctx:
        return await fetch_value(ctx.conn, f"select count(*) from {table}".encode())  # pyright: ignore[reportArgumentType] -- names from the test itself


async def ignore(ctx: Ctx, batch: object) -> None:
    return None


def hears(boundary: Boundary, handle: outbox.Handler) -> Boundary:
    bell = outbox.Subscription("test.bell", frozenset({"bell.rang"}), handle)
    return Boundary(
        boundary.database, boundary.settings, boundary.vault, boundary.write_events, [bell], boundary.clock
    )


async def test_writes_event_message_and_job_when_it_commits(boundary: Boundary) -> None:
    listening = hears(boundary, ignore)
    async with listening.open() as ctx:
        ctx.record(Event("bell.rung"))
        ctx.emit(Rang(1))
        ctx.enqueue(Job("test.job", {"n": 1}))
    for table in ("audit.event", "kernel.message", "procrastinate.procrastinate_jobs"):
        assert await count(boundary, table) == 1


async def test_leaves_nothing_when_the_body_fails(boundary: Boundary) -> None:
    listening = hears(boundary, ignore)
    with pytest.raises(KeyError):
        async with listening.open() as ctx:
            ctx.emit(Rang(1))
            ctx.enqueue(Job("test.job"))
            raise KeyError
    for table in ("kernel.message", "procrastinate.procrastinate_jobs"):
        assert await count(boundary, table) == 0


async def test_leaves_nothing_when_telling_fails(boundary: Boundary) -> None:
    listening = hears(boundary, ignore)
    with pytest.raises(psycopg.errors.CheckViolation):
        async with listening.open() as ctx:
            ctx.emit(Rang(1))
            ctx.record(Event("not a valid action"))
    assert await count(boundary, "kernel.message") == 0


async def test_delivers_each_message_once_and_in_order_when_drained(boundary: Boundary) -> None:
    heard: list[int] = []

    async def listen(ctx: Ctx, batch: object) -> None:
        heard.extend(delivery.body["n"] for delivery in batch)  # pyright: ignore[reportGeneralTypeIssues] -- Sequence[Delivery]

    listening = hears(boundary, listen)
    for n in range(3):
        async with listening.open() as ctx:
            ctx.emit(Rang(n))
    assert await listening.drain() == 3
    assert await listening.drain() == 0
    assert heard == [0, 1, 2]


async def test_keeps_the_message_when_its_handler_fails(boundary: Boundary) -> None:
    async def fail(ctx: Ctx, batch: object) -> None:
        raise OSError

    listening = hears(boundary, fail)
    async with listening.open() as ctx:
        ctx.emit(Rang(1))
    with pytest.raises(OSError):  # noqa: PT011 -- any will do
        await listening.drain()
    assert await count(boundary, "kernel.message") == 1


async def test_hands_out_a_message_once_when_two_processes_drain(committing: Boundary) -> None:
    n_heard = 0

    async def listen(ctx: Ctx, batch: object) -> None:
        nonlocal n_heard
        await asyncio.sleep(0.05)
        n_heard += len(batch)  # pyright: ignore[reportArgumentType] -- Sequence[Delivery]

    listening = hears(committing, listen)
    async with listening.open() as ctx:
        for n in range(20):
            ctx.emit(Rang(n))
    await asyncio.gather(*(listening.drain() for _ in range(4)))
    assert n_heard == 20


async def test_delivers_a_late_commit_when_a_younger_message_went_out_before(committing: Boundary) -> None:
    heard: list[int] = []

    async def listen(ctx: Ctx, batch: object) -> None:
        heard.extend(delivery.body["n"] for delivery in batch)  # pyright: ignore[reportGeneralTypeIssues] -- Sequence[Delivery]

    listening = hears(committing, listen)
    async with committing.database.transaction() as (slow, _):
        await outbox.write_messages(slow, [Rang(1)], listening.subscriptions)
        async with listening.open() as ctx:
            ctx.emit(Rang(2))
        await listening.drain()
        await slow.execute("commit")
    await listening.drain()
    assert heard == [2, 1]


async def test_goes_on_when_the_database_dropped_every_connection(committing: Boundary) -> None:
    async with committing.open() as ctx:
        await execute(
            ctx.conn,
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
    for _ in range(3):
        async with committing.open() as ctx:
            assert await fetch_value(ctx.conn, "select 1") == 1


async def test_says_that_the_database_is_away_when_nothing_answers(boundary: Boundary) -> None:
    database = Database("host=127.0.0.1 port=9 dbname=none", pool_size=2, wait_s=0.4)
    away = Boundary(database, boundary.settings, boundary.vault, boundary.write_events)
    with pytest.raises(DatabaseAway, match="send it again"):
        async with away.open():
            pass
    await database.close()


async def test_says_that_the_database_is_away_when_it_dies_inside_a_use_case(committing: Boundary) -> None:
    with pytest.raises(DatabaseAway):
        async with committing.open() as ctx:
            pid = ctx.conn.info.backend_pid
            async with committing.open() as other:
                await execute(other.conn, "select pg_terminate_backend(%s)", [pid])
            await ctx.conn.execute("select 1")


async def test_says_that_the_database_is_away_when_it_dies_at_the_commit(committing: Boundary) -> None:
    with pytest.raises(DatabaseAway, match="not confirmed"):
        async with committing.open() as ctx:
            ctx.record(Event("bell.rung"))
            pid = ctx.conn.info.backend_pid
            async with committing.open() as other:
                await execute(other.conn, "select pg_terminate_backend(%s)", [pid])
    assert await count(committing, "audit.event") == 0


async def test_says_that_the_disk_is_full_when_the_database_says_so(boundary: Boundary) -> None:
    with pytest.raises(StorageFull, match="free space"):
        async with boundary.open() as ctx:
            await ctx.conn.execute("do $$ begin raise exception 'no space' using errcode = '53100'; end $$")
    assert await count(boundary, "audit.event") == 0


async def test_says_that_the_database_is_busy_when_every_connection_is_in_use(fresh_url: str) -> None:
    database = Database(fresh_url, pool_size=1, wait_s=0.1)
    async with database.transaction():
        with pytest.raises(DatabaseAway, match="busy"):
            await database.acquire()
    await database.release(await database.acquire())
    await database.close()


async def test_keeps_no_connection_in_use_when_a_request_is_cancelled(fresh_url: str) -> None:
    database = Database(fresh_url, pool_size=1, wait_s=5.0)

    async def wait_in_vain() -> None:
        async with database.transaction() as (conn, _):
            await conn.execute("select pg_sleep(60)")

    for after_s in (0.0, 0.001, 0.01, 0.1):
        waiting = asyncio.create_task(wait_in_vain())
        await asyncio.sleep(after_s)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with database.transaction() as (conn, _):
        assert await fetch_value(conn, "select 1") == 1
    await database.close()
