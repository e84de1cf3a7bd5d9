"""Open pages hear of changes over a real server: coarsely, resumably, compressed or not, and no longer than they may."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import psutil
import pytest
import uvicorn

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Event
from copydesk.reports.service import LiveFeed
from copydesk.server.app import create_app
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk
from tests.factories.installation import Installation, served
from tests.factories.postgres import reachable_folder

PATIENCE_S = 20.0
# After this long uvicorn ends what is still open.
GRACE_S = 20.0


class Served:
    """The real app behind a real uvicorn, with a feed that looks often."""

    def __init__(self, boundary: Boundary, stack: AsyncExitStack) -> None:
        self.app = create_app(boundary)
        self.feed = self.app.state.live = LiveFeed(poll_s=0.05, recheck_s=0.2)
        self.callers = Callers(self.app, boundary, stack)
        self.server = uvicorn.Server(
            uvicorn.Config(self.app, port=0, lifespan="off", log_config=None, ws="none")
        )

    @property
    def url(self) -> str:
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}/api/v1"


@pytest.fixture
async def here(committing: Boundary) -> AsyncGenerator[Served]:
    async with AsyncExitStack() as stack:
        served = Served(committing, stack)
        task = asyncio.create_task(served.server._serve())
        while not served.server.started:  # noqa: ASYNC110 -- uvicorn tells nobody
            await asyncio.sleep(0.01)
        yield served
        served.feed.close()
        served.server.should_exit = True
        await task


@asynccontextmanager
async def listening(
    here: Served, caller: Caller, path: str, **headers: str
) -> AsyncGenerator[AsyncIterator[dict[str, Any]]]:
    """The events of a stream as a browser reads them, each with its id."""
    async with (
        httpx.AsyncClient(cookies=caller.http.cookies, timeout=PATIENCE_S) as http,
        http.stream("GET", f"{here.url}{path}", headers=headers) as answer,
    ):
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events_of(answer)


async def events_of(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    event: dict[str, Any] = {}
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if name == "data":
            event |= orjson.loads(value)
        elif name == "id":
            event["id"] = value
        elif not line and event:
            yield event
            event = {}


async def next_of(events: AsyncIterator[dict[str, Any]], topic: str | None = None) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE_S):
        async for event in events:
            if topic in {None, event["topic"]}:
                return event
    raise AssertionError(f"the stream ended before {topic}")


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
async def test_tells_of_a_submission_at_once_however_it_is_compressed(here: Served, encoding: str) -> None:
    desk = await open_desk(here.callers)
    async with listening(here, desk.lead, f"{desk.path}/live", **{"Accept-Encoding": encoding}) as events:
        assert (await next_of(events))["topic"] == "ready"
        task = await desk.task(desk.annotators[0])
        assert (await next_of(events, "queue"))["counts"] == {"slot.claimed": 1}
        await desk.submit(desk.annotators[0], task)
        heard = await next_of(events, "queue")
        assert heard["counts"] == {"submission.created": 1}
        assert heard["at"] is not None


async def test_goes_on_from_the_last_event_when_a_page_comes_again(here: Served) -> None:
    desk = await open_desk(here.callers)
    async with listening(here, desk.lead, f"{desk.path}/live") as events:
        mark = (await next_of(events))["id"]
    await desk.answer(desk.annotators[0])
    async with listening(here, desk.lead, f"{desk.path}/live", **{"Last-Event-ID": mark}) as events:
        assert (await next_of(events))["topic"] == "ready"
        missed = await next_of(events, "queue")
        assert missed["counts"] == {"slot.claimed": 1, "submission.created": 1}


async def test_asks_for_everything_anew_when_the_mark_is_not_known(here: Served) -> None:
    desk = await open_desk(here.callers)
    async with listening(here, desk.lead, f"{desk.path}/live", **{"Last-Event-ID": "of-yesterday"}) as events:
        assert (await next_of(events))["topic"] == "all"


async def test_tells_nothing_of_other_projects_and_of_what_one_may_not_see(here: Served) -> None:
    desk = await open_desk(here.callers)
    writer = desk.annotators[0]
    async with listening(here, writer, f"{desk.path}/live") as events:
        await next_of(events)
        async with here.callers.boundary.open() as ctx:
            ctx.record(Event("guide.published", desk.project_id + 1, "guide_version", 1))
            ctx.record(Event("item.created", desk.project_id, "batch", 1))
            ctx.record(Event("review.given", desk.project_id, "review", 1))
        assert (await next_of(events))["topic"] == "reviews"


async def test_tells_editors_of_each_save_and_of_who_comes_and_goes_but_not_of_signs_of_life(
    here: Served,
) -> None:
    desk = await open_desk(here.callers)
    guide = f"{desk.path}/guide"
    async with listening(here, desk.lead, f"{desk.path}/live") as events:
        await next_of(events)
        for source in ("# A\n", "# B\n"):
            revision = (await desk.lead.http.get(guide)).json()["revision"]
            headers = {"If-Match": str(revision)}
            assert (
                await desk.lead.http.put(guide, json={"source": source}, headers=headers)
            ).status_code == 200
            assert (await next_of(events, "guide_draft"))["counts"] == {"guide.edited": 1}
        for rule_key in ("a", "a", "b"):
            await desk.lead.http.post(f"{guide}/presence", json={"rule_key": rule_key})
            if rule_key == "b":
                break
            await asyncio.sleep(0.2)
        # Two visits that fall between two looks at the database are told together.
        visits = 0
        while visits < 2:
            visits += (await next_of(events, "guide_draft"))["counts"]["guide.visited"]
        assert visits == 2


async def test_ends_when_the_session_is_revoked(here: Served) -> None:
    desk = await open_desk(here.callers)
    async with listening(here, desk.lead, f"{desk.path}/live") as events:
        await next_of(events)
        assert (await desk.lead.http.delete("/session")).status_code == 204
        with contextlib.suppress(AssertionError):
            await next_of(events, "never")
    await idle(here)


async def test_ends_when_a_member_is_removed_while_news_keep_coming(here: Served) -> None:
    desk = await open_desk(here.callers, n_items=1)
    async with listening(here, desk.annotators[0], f"{desk.path}/live") as events:
        await next_of(events)
        assert (
            await desk.lead.http.delete(f"/members/member_{desk.annotators[0].member_id}")
        ).status_code == 204
        noise = asyncio.create_task(keep_busy(desk))
        with pytest.raises(AssertionError, match="ended"):
            await next_of(events, "never")
        noise.cancel()


async def keep_busy(desk: Desk) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await desk.lead.http.post(f"{desk.path}/teams", json={"name": f"t{time.monotonic_ns()}"})
            await asyncio.sleep(0.02)


async def idle(here: Served) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while here.feed.n_listeners:  # noqa: ASYNC110 -- the server hears of a closed page by itself
            await asyncio.sleep(0.02)


async def test_holds_no_connection_and_asks_nothing_while_nobody_listens(here: Served) -> None:
    desk = await open_desk(here.callers)
    pool: Any = here.callers.boundary.database._pool
    async with AsyncExitStack() as stack:
        streams = [
            await stack.enter_async_context(listening(here, desk.lead, f"{desk.path}/live"))
            for _ in range(20)
        ]
        for events in streams:
            await next_of(events)
        await desk.answer(desk.annotators[0])
        for events in streams:
            await next_of(events, "queue")
        assert len(pool._idle) <= 8
    await idle(here)
    async with asyncio.timeout(PATIENCE_S):
        assert here.feed._polling is not None
        await here.feed._polling


async def test_tells_admins_of_accounts_and_backups_only(here: Served) -> None:
    desk = await open_desk(here.callers)
    admin = await here.callers.person(is_admin=True)
    async with listening(here, admin, "/admin/live") as events:
        await next_of(events)
        await desk.answer(desk.annotators[0])
        await admin.http.post("/admin/backups")
        assert (await next_of(events))["topic"] == "jobs"


async def test_refuses_before_the_stream_begins(here: Served) -> None:
    desk = await open_desk(here.callers)
    outsider, stranger = await here.callers.person(), await here.callers.stranger()
    answers = {
        (await stranger.get(f"{desk.path}/live")).status_code,
        (await stranger.get("/admin/live")).status_code,
    }
    assert answers == {401}
    refused = await outsider.http.get(f"{desk.path}/live")
    assert (refused.status_code, refused.headers["content-type"]) == (404, "application/problem+json")
    assert (await desk.lead.http.get("/admin/live")).status_code == 403


@pytest.mark.soak
def test_works_with_two_processes_and_does_not_delay_their_end(tmp_path: Path) -> None:
    """The whole command: whichever process a page reaches, it hears of what another one did."""
    with served(reachable_folder(tmp_path), {"COPYDESK_PROCESSES": "2"}) as real:
        asyncio.run(everybody_hears(real))


async def everybody_hears(real: Installation) -> None:
    async with httpx.AsyncClient(base_url=f"{real.url}/api/v1", timeout=PATIENCE_S) as http:
        made = await http.post(
            "/setup", json={"email": "a@example.org", "name": "Ada", "password": "four random words"}
        )
        assert made.status_code == 201, made.text
        csrf = {"X-Copydesk-Csrf": http.cookies["copydesk_csrf"]}
        project = (await http.post("/projects", json={"name": "Two"}, headers=csrf)).json()["id"]
        async with AsyncExitStack() as stack:
            streams = []
            for _ in range(6):
                client = await stack.enter_async_context(
                    httpx.AsyncClient(base_url=http.base_url, cookies=http.cookies, timeout=PATIENCE_S)
                )
                answer = await stack.enter_async_context(client.stream("GET", f"/projects/{project}/live"))
                streams.append(events_of(answer))
            for events in streams:
                assert (await next_of(events))["topic"] == "ready"
            await http.post(f"/projects/{project}/teams", json={"name": "Night"}, headers=csrf)
            for events in streams:
                # Jobs of the project that was just made may tell of themselves before.
                await next_of(events, "members")
            serving = psutil.Process(real.pid("serve"))
            serving.terminate()
            await asyncio.to_thread(serving.wait, timeout=GRACE_S * 0.75)
            assert not real.is_running("serve"), "open streams must not hold up the end"
