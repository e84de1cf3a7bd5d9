"""A database that goes away for 10 s: people wait or are told so, nothing confirmed is lost, and nobody restarts the server."""

import asyncio
import contextlib
import time
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from copydesk.kernel.boundary import in_background
from copydesk.kernel.postgres.cluster import Cluster
from tests.factories.installation import Installation
from tests.soak import ground
from tests.soak.reckoning import faults_of
from tests.soak.storm import Annotator, Caller, Confirmed, deliver, storm

AWAY_S = 10.0


@pytest.fixture
def cluster(home: Path) -> Generator[Cluster]:
    """A database that only the test starts and stops: to the server it is an external one."""
    cluster = Cluster(home / "elsewhere")
    cluster.join()
    yield cluster
    cluster.leave()


async def go_away_in_the_middle(cluster: Cluster, confirmed: Confirmed) -> None:
    while confirmed.n_taken < confirmed.n_wanted // 3:  # noqa: ASYNC110 -- many tell it, nobody waits for it
        await asyncio.sleep(0.02)
    await asyncio.to_thread(cluster.stop)
    await asyncio.sleep(AWAY_S)
    await asyncio.to_thread(cluster.ensure_running)


async def be_told(here: Installation, token: str) -> list[httpx.Response]:
    """What somebody hears who asks again and again."""
    heard: list[httpx.Response] = []
    async with httpx.AsyncClient(base_url=here.url, headers={"Authorization": f"Bearer {token}"}) as http:
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                heard.append(await http.get("/api/v1/me/work", timeout=60))
                await asyncio.sleep(0.2)
    return heard


@pytest.mark.timeout(420)
async def test_goes_on_by_itself_when_the_database_was_away_for_10_s(home: Path, cluster: Cluster) -> None:
    url = str(cluster.address)
    place = await ground.prepare(home, n_annotators=6, database_url=url)
    here = Installation(home, {"COPYDESK_DATABASE_URL": url, "COPYDESK_DATABASE_WAIT_S": "4"})
    confirmed = Confirmed(n_wanted=30 * ground.N_SLOTS)
    deadline = time.monotonic() + 240
    lead = Caller(here.url, place.lead_token, confirmed, deadline)
    people = [Caller(here.url, token, confirmed, deadline) for token in place.annotator_tokens]
    annotators = [Annotator(number, place.project, person) for number, person in enumerate(people)]
    here.start("serve")
    try:
        await asyncio.to_thread(here.wait_until_ready)
        asking = asyncio.create_task(be_told(here, place.annotator_tokens[0]))
        async with in_background(go_away_in_the_middle(cluster, confirmed)):
            delivery = deliver(place.project, ground.generated_items(30), lead)
            await storm(annotators, delivery, n_walk_away=0)
        asking.cancel()
        heard = await asking
        assert here.is_running("serve"), "the server was there all the time"
        async with ground.opened(home, url) as opened:
            while await opened.boundary.drain():
                pass
            async with opened.boundary.open() as ctx:
                assert await faults_of(ctx.conn, confirmed) == []
    finally:
        for caller in [lead, *people]:
            await caller.http.aclose()
        await asyncio.to_thread(here.stop)
    told = [answer for answer in heard if answer.status_code == 503]
    assert {answer.status_code for answer in heard} == {200, 503}
    assert heard[-1].status_code == 200
    for answer in told:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"] == "2"
        assert answer.json()["code"] == "database_away"
        assert "send it again" in answer.json()["detail"]
