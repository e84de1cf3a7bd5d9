"""Work that cannot be lost: people empty a queue over HTTP while server, worker and database are killed with `kill -9`."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from copydesk.kernel.boundary import in_background
from tests.factories.installation import Installation
from tests.soak import ground
from tests.soak.kills import Killer, keep_running
from tests.soak.reckoning import faults_of
from tests.soak.storm import Annotator, Caller, Confirmed, deliver, storm

SHARED_PAIRS = Path(__file__).parents[3] / "shared" / "data" / "llmfao" / "pairs-crowd.jsonl"
KINDS = ("serve", "worker", "database", "backend")


@dataclass(frozen=True)
class Plan:
    items: list[dict[str, Any]]
    n_annotators: int
    kinds: Sequence[str]
    limit_s: float
    n_walk_away: int = 0


async def weather(home: Path, plan: Plan) -> tuple[Confirmed, Killer, list[str]]:
    """One storm from an empty folder to the reckoning."""
    place = await ground.prepare(home, n_annotators=plan.n_annotators)
    here = Installation(home, {"COPYDESK_WORKER_IN_SERVER": "false"})
    confirmed = Confirmed(n_wanted=len(plan.items) * ground.N_SLOTS)
    deadline = time.monotonic() + plan.limit_s
    lead = Caller(here.url, place.lead_token, confirmed, deadline)
    people = [Caller(here.url, token, confirmed, deadline) for token in place.annotator_tokens]
    annotators = [Annotator(number, place.project, person) for number, person in enumerate(people)]
    killer = Killer(here, confirmed, plan.kinds, random.Random())
    here.start("serve")
    here.start("worker")
    try:
        async with in_background(keep_running(here), killer.rage()):
            delivery = deliver(place.project, plan.items, lead)
            await storm(annotators, delivery, n_walk_away=plan.n_walk_away)
        async with ground.opened(home) as opened:
            while await opened.boundary.drain():
                pass
            async with opened.boundary.open() as ctx:
                faults = await faults_of(ctx.conn, confirmed)
    finally:
        for caller in [lead, *people]:
            await caller.http.aclose()
        await asyncio.to_thread(here.stop)
        print(here.log.read_text()[-20_000:])
    print(confirmed.statuses, confirmed.outcomes, killer.strikes)
    return confirmed, killer, faults


@pytest.mark.timeout(420)
async def test_loses_nothing_when_each_kind_of_process_is_killed_once(home: Path) -> None:
    kinds = random.sample(KINDS[:3], 3)
    plan = Plan(ground.generated_items(60), n_annotators=12, kinds=kinds, limit_s=240)
    confirmed, killer, faults = await weather(home, plan)
    assert faults == []
    assert confirmed.n_taken == 180
    assert killer.strikes.keys() >= set(kinds)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_loses_nothing_when_the_storm_rages(home: Path) -> None:
    items = ground.real_items(SHARED_PAIRS) if SHARED_PAIRS.exists() else ground.generated_items(2139)
    kinds = random.sample([*KINDS * 7], 24)
    plan = Plan(items, n_annotators=40, kinds=kinds, limit_s=1500, n_walk_away=4)
    confirmed, killer, faults = await weather(home, plan)
    assert faults == []
    assert confirmed.n_taken == len(items) * ground.N_SLOTS
    assert killer.strikes.total() >= 20
    assert {"serve", "worker", "database"} <= killer.strikes.keys()
    assert confirmed.n_drafts_seen_again > 0
