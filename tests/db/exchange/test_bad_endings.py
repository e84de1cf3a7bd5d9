"""Whatever ends an import early: nothing of it stays, its state says why, and it can be sent again."""

import asyncio
import errno
import io
import tracemalloc
from collections.abc import AsyncIterator

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.exchange import service
from copydesk.exchange.domain.imports import DiskFull, ImportFailed, NewImport, SourceInterrupted
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import execute
from copydesk.kernel.errors import Conflict, DatabaseAway
from tests.factories.exchange import Desk, desk, jsonl, question


@pytest.fixture
async def here(committing: Boundary) -> Desk:
    return (await desk(committing, published=False)).with_settings(import_chunk_rows=10)


async def begun(here: Desk, filename: str = "a.jsonl") -> int:
    async with here.boundary.open() as ctx:
        return (await service.create_import(ctx, here.project_id, NewImport(filename))).id


def some(n_records: int = 100) -> bytes:
    return jsonl(*(question(number, "x" * 2_000) for number in range(n_records)))


async def nothing_stays_and_it_can_be_sent_again(here: Desk, import_id: int, *words: str) -> None:
    stored = await here.get(import_id)
    assert stored.state == "failed"
    assert all(word in (stored.failure or "") for word in words)
    assert await here.count_items() == 0
    assert (await here.send(import_id, some(3))).n_created == 3


async def test_is_interrupted_when_the_sender_goes_away(here: Desk) -> None:
    async def broken_off() -> AsyncIterator[bytes]:
        yield some()
        raise SourceInterrupted

    import_id = await begun(here)
    with pytest.raises(SourceInterrupted):
        await here.send(import_id, broken_off())
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "interrupted")


async def test_is_interrupted_when_the_server_stops(here: Desk) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield some()
        await asyncio.sleep(60)

    import_id = await begun(here)
    task = asyncio.create_task(here.send(import_id, slow()))
    await here.reads(import_id)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "interrupted")


async def test_shows_how_far_it_is_when_it_takes_long(here: Desk) -> None:
    told: list[int] = []
    go_on = asyncio.Event()

    async def in_two_parts() -> AsyncIterator[bytes]:
        yield some(50)
        await go_on.wait()
        yield b"{\n"

    import_id = await begun(here)

    async def load() -> None:
        async with here.boundary.open() as ctx:
            await service.load_content(
                ctx,
                import_id,
                in_two_parts(),
                aside=here.boundary.open,
                told=lambda counts: told.append(counts.n_read),
            )

    task = asyncio.create_task(load())
    await here.reads(import_id, 50)
    running = await here.get(import_id)
    assert (running.state, running.n_bytes > 100_000) == ("running", True)
    go_on.set()
    with pytest.raises(ImportFailed):
        await task
    assert 50 in told


async def test_says_to_make_room_when_the_databases_disk_is_full(here: Desk) -> None:
    async with here.boundary.open() as ctx:
        # The server's own error, raised at the fifth row as a full disk would raise it.
        await ctx.conn.execute(
            """
            create function items.no_room() returns trigger language plpgsql as $$ begin
                if new.external_id = '5' then raise exception 'could not extend file' using errcode = 'disk_full'; end if;
                return new;
            end $$;
            create trigger no_room before insert on items.item for each row execute function items.no_room()
            """
        )
    import_id = await begun(here)
    with pytest.raises(DiskFull) as refused:
        await here.send(import_id, some())
    assert refused.value.status == 507
    async with here.boundary.open() as ctx:
        await ctx.conn.execute("drop trigger no_room on items.item")
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "disk is full", "nothing was lost")


async def test_says_to_make_room_when_the_disk_for_temporary_files_is_full(here: Desk) -> None:
    async def no_room() -> AsyncIterator[bytes]:
        yield some(1)
        raise OSError(errno.ENOSPC, "No space left on device")

    import_id = await begun(here)
    with pytest.raises(DiskFull):
        await here.send(import_id, no_room())
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "temporary files")


async def test_loses_nothing_when_the_database_goes_away(here: Desk) -> None:
    async def with_a_kill() -> AsyncIterator[bytes]:
        yield some()
        async with here.boundary.open() as ctx:
            await ctx.conn.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """
            )
        yield some()

    import_id = await begun(here)
    with pytest.raises((DatabaseAway, psycopg.OperationalError)):
        await here.send(import_id, with_a_kill())
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "database went away")


async def test_skips_a_line_of_200_mb_when_memory_is_small(here: Desk) -> None:
    async def one_long_line() -> AsyncIterator[bytes]:
        yield jsonl(question(1)) + b'{"id": "'
        block = b"x" * 262_144
        for _ in range(800):
            yield block
        yield b'"}\n' + jsonl(question(3))

    import_id = await begun(here)
    async with here.boundary.open() as ctx:
        await execute(ctx.conn, "update exchange.import set mode = 'load_good' where id = %s", [import_id])
    tracemalloc.start()
    done = await here.send(import_id, one_long_line())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80_000_000
    assert (done.n_created, done.n_bad) == (2, 1)
    assert done.n_bytes > 200_000_000
    assert "longer than 16000000 bytes" in dict(await here.problems(import_id))["line 2"]


async def test_names_the_rows_when_a_parquet_column_has_the_wrong_type(here: Desk) -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "prompt": ["Hi", "Ho"], "response": [1, 2]}), file)
    with pytest.raises(ImportFailed) as refused:
        await here.load(file.getvalue(), filename="a.parquet")
    assert [fault.at for fault in refused.value.faults] == ["row 1", "row 2"]
    assert "not a number" in refused.value.faults[0].message


async def test_loads_parquet_when_its_types_are_right(here: Desk) -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "prompt": ["Hi", "Ho"], "weight": [0.5, float("nan")]}), file)
    assert (await here.load(file.getvalue(), filename="a.parquet")).n_created == 2


async def test_waits_for_nobody_when_another_import_of_the_project_runs(here: Desk) -> None:
    go_on = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield some(1)
        await go_on.wait()

    first, second = await begun(here), await begun(here)
    task = asyncio.create_task(here.send(first, slow()))
    await here.reads(first)
    with pytest.raises(Conflict) as refused:
        await here.send(second, some(2))
    assert refused.value.code == "import_running"
    async with here.boundary.open() as ctx:
        await service.fail_abandoned_imports(ctx)
    assert (await here.get(first)).state == "running"
    go_on.set()
    assert (await task).state == "done"
    assert (await here.send(second, some(2))).n_created == 1


async def test_is_called_failed_when_its_server_died(here: Desk) -> None:
    import_id = await begun(here)
    async with here.boundary.open() as ctx:
        await execute(ctx.conn, "update exchange.import set state = 'running' where id = %s", [import_id])
    async with here.boundary.open() as ctx:
        await service.fail_abandoned_imports(ctx)
    await nothing_stays_and_it_can_be_sent_again(here, import_id, "interrupted")
