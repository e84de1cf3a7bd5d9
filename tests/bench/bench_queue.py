"""Claim and submit through HTTP with 32 annotators on a million items, beside pgbench running the bare statements.

python -m tests.bench.bench_queue [--items N] [--seconds S] [--quick]
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean
from time import perf_counter

import orjson

from copydesk.kernel.db import fetch_value
from tests.bench import cpu
from tests.bench.queue_load import Load, Measured
from tests.bench.queue_reference import claim_statement, run_pgbench, submit_statement
from tests.bench.queue_rows import lay
from tests.factories.installation import Installation
from tests.factories.postgres import reachable_folder
from tests.soak import ground

N_ANNOTATORS = 32
QUIET_PAIRS_PER_S = 33.0


@dataclass(frozen=True)
class Bench:
    data_dir: Path
    place: ground.Ground
    member_ids: list[int]
    seconds: float


@dataclass(frozen=True)
class Row:
    """One line of the table. `server_ms`, `database_ms`: processor time per pair."""

    name: str
    measured: Measured
    server_ms: float
    database_ms: float
    is_full_load: bool


def under_load(bench: Bench, port: int, pairs_per_s: float | None = None) -> Measured:
    load = Load(
        port, bench.place.project, bench.place.annotator_tokens, bench.seconds, pairs_per_s=pairs_per_s
    )
    argv = [sys.executable, "-m", "tests.bench.queue_load"]
    done = subprocess.run(argv, input=orjson.dumps(asdict(load)), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return Measured(**orjson.loads(done.stdout))


@contextmanager
def serving(bench: Bench, n_processes: int) -> Generator[Installation]:
    """A server with the settings that people get, on the database of this run."""
    settings = {"PROCESSES": str(n_processes), "LOG_LEVEL": "INFO", "LOG_FORMAT": "json"}
    here = Installation(bench.data_dir, {f"COPYDESK_{name}": value for name, value in settings.items()})
    here.start("serve")
    try:
        here.wait_until_ready()
        yield here
    finally:
        here.stop()


def over_http(bench: Bench, here: Installation, name: str, pairs_per_s: float | None = None) -> Row:
    before = cpu.of_servers(here), cpu.of_database(here)
    measured = under_load(bench, here.port, pairs_per_s)
    server_s, database_s = cpu.of_servers(here) - before[0], cpu.of_database(here) - before[1]
    n = max(1, measured.n_pairs)
    return Row(name, measured, 1000 * server_s / n, 1000 * database_s / n, pairs_per_s is None)


async def reference(bench: Bench) -> tuple[float, float]:
    """Pairs per second of pgbench, and the database's processor time in milliseconds per pair."""
    async with ground.opened(bench.data_dir) as here:
        async with here.boundary.open() as ctx:
            review = await fetch_value(ctx.conn, "select id from queue.queue where stage = 'review'")
        claim = await claim_statement(bench.place.project_id)
        submit = await submit_statement(review)
        database = Installation(bench.data_dir)
        before = cpu.of_database(database)
        pairs_per_s = await asyncio.to_thread(
            run_pgbench,
            here.boundary.database.conninfo,
            claim,
            submit,
            member_ids=bench.member_ids,
            seconds=bench.seconds,
        )
        await asyncio.sleep(1.0)  # until the database has seen to its ended sessions
        database_s = cpu.of_database(database) - before
    return pairs_per_s, 1000 * database_s / (pairs_per_s * bench.seconds)


async def delivered(bench: Bench) -> None:
    """Wait until the messages of the full load have reached their subscribers: a calm day has none from a storm."""
    async with ground.opened(bench.data_dir) as here, here.boundary.open() as ctx:
        for _ in range(120):
            if not await fetch_value(ctx.conn, "select exists (select from kernel.message)"):
                return
            await asyncio.sleep(0.5)


def show(rows: list[Row], references: list[tuple[float, float]]) -> None:
    pairs_per_s = mean(reference[0] for reference in references)
    database_ms = mean(reference[1] for reference in references)
    print(
        f"{'':<30}  pairs/s  share   next ms: p50     p99   submit ms: p50     p99   cpu ms/pair: server  database"
    )
    runs = " and ".join(f"{reference[0]:.0f}" for reference in references)
    print(
        f"{'pgbench, the same statements':<30} {pairs_per_s:8.0f} {1:6.2f}   {f'(runs: {runs})':<60} {database_ms:9.2f}"
    )
    for row in rows:
        it = row.measured
        share = f"{it.pairs_per_s / pairs_per_s:6.2f}" if row.is_full_load else " " * 6
        print(
            f"{row.name:<30} {it.pairs_per_s:8.0f} {share}   {it.next_p50:12.1f} {it.next_p99:7.1f}"
            f"   {it.submit_p50:14.1f} {it.submit_p99:7.1f}   {row.server_ms:19.2f} {row.database_ms:9.2f}"
        )


async def measure(bench: Bench, process_counts: list[int]) -> None:
    references = [await reference(bench)]
    rows: list[Row] = []
    for n in process_counts:
        name = f"HTTP, {n} process" + ("es" if n > 1 else "")
        with serving(bench, n) as here:
            # New sessions of the database first fill their caches.
            await asyncio.to_thread(under_load, bench, here.port)
            rows.append(await asyncio.to_thread(over_http, bench, here, f"{name}, full load"))
            await delivered(bench)
            quiet = f"{name}, {QUIET_PAIRS_PER_S:.0f} pairs/s"
            rows.append(await asyncio.to_thread(over_http, bench, here, quiet, QUIET_PAIRS_PER_S))
    references.append(await reference(bench))
    show(rows, references)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--processes", type=int, nargs="*", default=sorted({1, os.cpu_count() or 1}))
    parser.add_argument("--quick", action="store_true", help="50,000 items, 5 s each")
    wanted = parser.parse_args()
    n_items, seconds = (50_000, 5.0) if wanted.quick else (wanted.items, wanted.seconds)
    root = Path(tempfile.mkdtemp())
    data_dir = reachable_folder(root)
    try:
        began = perf_counter()
        place, member_ids = asyncio.run(lay(data_dir, n_items, N_ANNOTATORS))
        print(
            f"{n_items:,} items made in {perf_counter() - began:.0f} s; {N_ANNOTATORS} annotators, {os.cpu_count()} cores, "
            f"load average {os.getloadavg()[0]:.1f}; fsync and synchronous_commit on"
        )
        asyncio.run(measure(Bench(data_dir, place, member_ids, seconds), wanted.processes))
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
