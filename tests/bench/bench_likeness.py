"""Look-up of a text among 100,000 signatures of one project.

`python -m tests.bench.bench_likeness [TEXTS]` makes its own database and prints times; it asserts nothing.
"""

import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time

from copydesk.guides.domain.likeness import Signed, TextRef, band_keys, signature
from copydesk.guides.service import likeness
from copydesk.guides.store.likeness import write_signatures
from copydesk.kernel.clock import utc_now
from copydesk.kernel.crypto import Vault
from copydesk.kernel.ctx import SYSTEM, Ctx
from copydesk.kernel.settings import Settings
from tests.database import connect, make_template
from tests.factories import people
from tests.factories.postgres import start_test_cluster

# The index is made at the end, as a restored backup has it; one by one is timed below.
N_TEXTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
N_WORDS, N_LOOKUPS, CHUNK = 120, 300, 2_000


def text(chance: random.Random) -> str:
    """Words as in prose: few are frequent, most are rare."""
    return " ".join(f"w{int(chance.paretovariate(0.7))}" for _ in range(N_WORDS))


def edited(chance: random.Random, said: str) -> str:
    """Every twentieth word is another one."""
    words = said.split()
    for at in chance.sample(range(len(words)), len(words) // 20):
        words[at] = "other"
    return " ".join(words)


async def fill(ctx: Ctx, project_id: int, chance: random.Random) -> list[str]:
    """Returns some of the texts."""
    kept: list[str] = []
    for first in range(0, N_TEXTS, CHUNK):
        texts = [text(chance) for _ in range(CHUNK)]
        signed = [
            Signed("submission", first + at, "answer", sketch)
            for at, said in enumerate(texts)
            if (sketch := signature(said)) is not None
        ]
        bands = [band_keys(one.signature, project_id) for one in signed]
        await write_signatures(ctx.conn, project_id, signed, bands)
        kept += texts[: N_LOOKUPS * CHUNK // N_TEXTS]
    return kept


async def timed(name: str, texts: list[str], use: Callable[[str], Awaitable[int]]) -> None:
    times: list[float] = []
    n_found = 0
    for said in texts:
        begun = perf_counter()
        n_found += await use(said)
        times.append((perf_counter() - begun) * 1000)
    cuts = quantiles(times, n=100)
    print(f"{name:<34} p50 {cuts[49]:7.2f} ms   p95 {cuts[94]:7.2f} ms   {n_found} found for {len(texts)}")


async def explain(ctx: Ctx, project_id: int, said: str) -> None:
    """The database's own account of one look-up."""
    sketch = signature(said) or b""
    cursor = await ctx.conn.execute(
        """
        explain (analyze, buffers, costs off) select kind, ref_id, part, signature from guides.signature
        where bands && %s::int[] and project_id = %s limit 2000
        """,
        [band_keys(sketch, project_id), project_id],
    )
    print("\n".join(f"    {line}" for (line,) in await cursor.fetchall()))


async def main() -> None:
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        url = await make_template(start_test_cluster(Path(folder)))
        async with await connect(url) as conn:
            ctx = Ctx(conn, SYSTEM, Settings(data_dir=Path(folder)), Vault(b"0" * 32), utc_now)
            project_id = await people.project(conn)
            begun = perf_counter()
            await conn.execute("drop index guides.signature_bands")
            known = await fill(ctx, project_id, chance)
            print(
                f"{N_TEXTS:,} signatures made and written without the index in {perf_counter() - begun:.0f} s"
            )
            begun = perf_counter()
            await conn.execute(
                "create index signature_bands on guides.signature using gin (bands) with (fastupdate = off)"
            )
            print(f"index made in {perf_counter() - begun:.0f} s")
            await conn.execute("vacuum analyze guides.signature")

            async def find(said: str) -> int:
                return len(await likeness.find_alike(ctx, project_id, said))

            async def remember(said: str) -> int:
                return await likeness.remember_text(
                    ctx, project_id, TextRef("submission", hash(said) % 10**9, "new"), said
                )

            await timed("look-up, nothing alike", [text(chance) for _ in range(N_LOOKUPS)], find)
            await timed("look-up, one is alike", [edited(chance, said) for said in known], find)
            await timed("one text remembered", [text(chance) for _ in range(N_LOOKUPS)], remember)
            await explain(ctx, project_id, text(chance))
            begun = thread_time()
            for said in known:
                signature(said)
            print(f"signature of {N_WORDS} words {(thread_time() - begun) / len(known) * 1e6:.0f} µs")


if __name__ == "__main__":
    asyncio.run(main())
