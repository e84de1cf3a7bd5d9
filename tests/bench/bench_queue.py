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
    here = Installation(
        bench.data_dir,
        {"COPYDESK_PROCESSES": str(n_processes), "COPYDESK_LOG_LEVEL": "INFO", "COPYDESK_LOG_FORMAT": "json"},
    )
    here.start("serve")
    try:
        here.wait_until_ready()
        yield here
    finally:
        here.stop()


async def reference(bench: Bench) -> float:
    """Pairs per second of pgbench."""
    async with ground.opened(bench.data_dir) as here:
        async with here.boundary.open() as ctx:
            review = await fetch_value(ctx.conn, "select id from queue.queue where stage = 'review'")
        claim, submit = await claim_statement(bench.place.project_id), await submit_statement(review)
        url = here.boundary.database.conninfo
        return await asyncio.to_thread(
            run_pgbench, url, claim, submit, member_ids=bench.member_ids, seconds=bench.seconds
        )


def row(name: str, measured: Measured, share_of: float | None) -> None:
    share = "" if share_of is None else f"{measured.pairs_per_s / share_of:6.2f}"
    print(
        f"{name:<34} {measured.pairs_per_s:8.0f} {share:>6}   {measured.next_p50:7.1f} {measured.next_p99:7.1f}"
        f"   {measured.submit_p50:7.1f} {measured.submit_p99:7.1f}"
    )


async def measure(bench: Bench, process_counts: list[int]) -> None:
    before = await reference(bench)
    results: list[tuple[str, Measured, bool]] = []
    for n in process_counts:
        with serving(bench, n) as here:
            full = await asyncio.to_thread(under_load, bench, here.port)
            quiet = await asyncio.to_thread(under_load, bench, here.port, QUIET_PAIRS_PER_S)
        name = f"HTTP, {n} process" + ("es" if n > 1 else "")
        results += [
            (f"{name}, full load", full, True),
            (f"{name}, {QUIET_PAIRS_PER_S:.0f} pairs/s", quiet, False),
        ]
    after = await reference(bench)
    best = mean([before, after])
    print(f"{'':<34} {'pairs/s':>8} {'share':>6}   {'next ms: p50, p99':>15}   {'submit ms: p50, p99':>15}")
    print(
        f"{'pgbench, the same statements':<34} {best:8.0f} {1:6.2f}   (before {before:.0f}, after {after:.0f})"
    )
    for name, measured, counts in results:
        row(name, measured, best if counts else None)


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
