"""Import and export of many records, beside bare binary COPY of the same bytes in the same run.

    python -m tests.bench.bench_import_export [--records 1000000] [--quick]

The import runs in a process of its own, so that its peak memory is that of the importing process alone; so does the export.
"""

import argparse
import asyncio
import os
import random
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson

from copydesk.audit.service import write_events
from copydesk.exchange import service
from copydesk.exchange.domain.exports import Wanted
from copydesk.exchange.domain.imports import NewImport
from copydesk.items.domain import prepare
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.copying import copy_in, write_rows
from copydesk.kernel.crypto import Vault
from copydesk.kernel.db import Database
from copydesk.kernel.migrate import migrate
from copydesk.kernel.postgres.cluster import Cluster
from copydesk.kernel.postgres.start import Options
from copydesk.kernel.settings import Settings
from tests.database import connect
from tests.factories import people
from tests.factories.postgres import reachable_folder

RECORDS, QUICK_RECORDS = 1_000_000, 50_000
READ_BYTES = 262_144
_ROW = struct.Struct("!hiqiqiiiqiqi16siB")
# A look-up table of words instead of random letters: as text compresses, so does this.
_WORDS = [
    f"{random.Random(number).choice('bcdfgklmnprst')}{number * 7919 % 10_007:x}" for number in range(4_000)
]


def records(n_records: int) -> Iterator[bytes]:
    """JSON Lines of about 1.5 KB: a prompt and two answers."""
    rng = random.Random(7)
    texts = [" ".join(rng.choices(_WORDS, k=113)) for _ in range(1_999)]
    for number in range(n_records):
        yield orjson.dumps(
            {
                "id": f"record-{number}",
                "prompt": texts[number % 1_999][:160],
                "responses": [texts[number * 7 % 1_999], texts[(number * 13 + 5) % 1_999]],
                "topic": number % 17,
            }
        )


def write_file(path: Path, n_records: int) -> int:
    with path.open("wb") as file:
        for record in records(n_records):
            file.write(record + b"\n")
    return path.stat().st_size


def rows_of(path: Path) -> Iterator[bytes]:
    """The same contents as rows for COPY, made ahead of time by nobody: this is the client's whole work."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            yield (
                _ROW.pack(7, 8, number, 8, number, 4, 1, 8, 1, 8, 0, 16, b"0" * 16, len(line), 1) + line[:-1]
            )


async def bare_copy(url: str, path: Path) -> float:
    """Seconds of binary COPY into a table without indexes, one transaction. The rows are packed before the clock starts."""
    async with await connect(url) as conn:
        await conn.execute("drop table if exists public.bare")
        await conn.execute("create table public.bare (like items.item_version)")
        total, group = 0.0, list[bytes]()
        await conn.execute("begin")
        async with copy_in(
            conn,
            "copy public.bare (id, item_id, number, batch_id, created_at, content_hash, content) from stdin (format binary)",
        ) as write:
            for row in rows_of(path):
                group.append(row)
                if len(group) == 5_000:
                    total += await _timed(write_rows(write, group))
                    group = []
            total += await _timed(write_rows(write, group))
            started = perf_counter()
        await conn.execute("commit")
        return total + perf_counter() - started


async def _timed(work: Awaitable[None]) -> float:
    started = perf_counter()
    await work
    return perf_counter() - started


async def from_file(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(READ_BYTES):
            yield block


async def in_installation(url: str, work: Callable[[Boundary], Awaitable[None]]) -> None:
    database = Database(url, pool_size=4, wait_s=15.0)
    await database.open()
    await work(Boundary(database, Settings(), Vault(b"0" * 32), write_events))
    await database.close()


async def do_import(url: str, path: Path) -> None:
    async def work(boundary: Boundary) -> None:
        async with boundary.open() as ctx:
            project_id = await people.project(ctx.conn)
            begun = await service.create_import(ctx, project_id, NewImport(path.name))
        started = perf_counter()
        async with boundary.open() as ctx:
            done = await service.load_content(ctx, begun.id, from_file(path), aside=boundary.open)
        report(perf_counter() - started, done.n_created)

    await in_installation(url, work)


async def do_export(url: str, path: Path) -> None:
    async def work(boundary: Boundary) -> None:
        started = perf_counter()
        async with boundary.open() as ctx:
            plan = await service.plan_export(ctx, 1, Wanted("records"))
        n_rows = 0
        with path.open("wb") as file:
            async for block in service.stream_export(plan, boundary.open, ctx.actor):
                file.write(block)
                n_rows += block.count(b"\n")
        report(perf_counter() - started, n_rows)

    await in_installation(url, work)


def report(seconds: float, n_records: int) -> None:
    """To the parent process. ru_maxrss is in KB."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    sys.stdout.buffer.write(orjson.dumps({"seconds": seconds, "n_records": n_records, "peak_mb": peak_mb}))


def apart(work: str, url: str, path: Path) -> dict[str, Any]:
    argv = [
        sys.executable,
        "-m",
        "tests.bench.bench_import_export",
        "--work",
        work,
        "--url",
        url,
        "--file",
        str(path),
    ]
    return orjson.loads(subprocess.run(argv, check=True, stdout=subprocess.PIPE).stdout)


async def bench(n_records: int) -> None:
    folder = reachable_folder(Path(tempfile.mkdtemp(prefix="copydesk-bench-")))
    cluster = Cluster(folder / "pg", Options())
    url = str(cluster.join())
    try:
        async with await connect(url) as conn:
            await migrate(conn)
        path = folder / "records.jsonl"
        n_bytes = write_file(path, n_records)
        print(
            f"{n_records:,} records of {n_bytes / n_records:,.0f} bytes; load average {os.getloadavg()[0]:.1f}"
        )
        bare_s = [await bare_copy(url, path)]
        loaded = apart("import", url, path)
        bare_s.append(await bare_copy(url, path))
        print(f"bare binary COPY, no index     {bare_s[0]:8.1f} s before, {bare_s[1]:.1f} s after")
        share = sum(bare_s) / 2 / loaded["seconds"]
        told = f"{loaded['n_records'] / loaded['seconds']:,.0f} records/s, peak {loaded['peak_mb']:.0f} MB"
        print(
            f"import                         {loaded['seconds']:8.1f} s   {told}, share of bare COPY {share:.2f}"
        )
        exported = apart("export", url, folder / "export.jsonl")
        told = (
            f"{exported['n_records'] / exported['seconds']:,.0f} records/s, peak {exported['peak_mb']:.0f} MB"
        )
        print(f"export of everything as JSONL  {exported['seconds']:8.1f} s   {told}")
        preparing(path)
    finally:
        cluster.leave()
        shutil.rmtree(folder, ignore_errors=True)


def preparing(path: Path) -> None:
    """What the checks alone cost, without a database."""
    with path.open("rb") as file:
        lines = [line for _, line in zip(range(20_000), file, strict=False)]
    started = perf_counter()
    for line in lines:
        record = orjson.loads(line)
        prepare(
            record["id"],
            {"responses": [{"content": text} for text in record["responses"]]},
            max_bytes=1_000_000,
        )
    print(
        f"parse and canonical form alone {(perf_counter() - started) / len(lines) * 1e6:8.1f} µs per record"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--work", choices=["import", "export"])
    parser.add_argument("--url", default="")
    parser.add_argument("--file", type=Path, default=Path())
    given = parser.parse_args()
    if given.work == "import":
        asyncio.run(do_import(given.url, given.file))
    elif given.work == "export":
        asyncio.run(do_export(given.url, given.file))
    else:
        asyncio.run(bench(QUICK_RECORDS if given.quick else given.records))


if __name__ == "__main__":
    main()
