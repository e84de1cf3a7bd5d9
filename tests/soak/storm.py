"""People who never give up: annotators draw, draft and submit, a lead delivers items, while processes are killed around them.

What the server confirmed is written down here, outside of it, and compared with the database at the end.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

PAUSE_S = 0.2
IDLE_S = 0.5
REQUEST_S = 30.0
RELOAD_SHARE = 0.15
TWICE_SHARE = 0.05
WALK_AWAY_S = 75.0
BATCH_ROWS = 100

Send = Callable[[], Awaitable[httpx.Response]]


@dataclass
class Confirmed:
    """What the server said yes to: submission id → text, (item, person) → the last draft that was saved, item ids."""

    n_wanted: int
    submissions: dict[str, str] = field(default_factory=dict[str, str])
    outcomes: Counter[str] = field(default_factory=Counter[str])
    drafts: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    items: list[str] = field(default_factory=list[str])
    statuses: Counter[int] = field(default_factory=Counter[int])
    n_lost_connections: int = 0
    n_drafts_seen_again: int = 0

    @property
    def n_taken(self) -> int:
        return self.outcomes["taken"]

    @property
    def is_complete(self) -> bool:
        return self.n_taken >= self.n_wanted


class Caller:
    """A person's HTTP client that repeats a request until somebody answers it: what may be sent twice is what the API promises."""

    def __init__(self, url: str, token: str, confirmed: Confirmed, deadline: float) -> None:
        self.confirmed = confirmed
        self.deadline = deadline
        self.http = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=REQUEST_S
        )

    async def call(self, method: str, path: str, body: object, **headers: str) -> httpx.Response:
        while True:
            assert time.monotonic() < self.deadline, f"not done in time: {self.confirmed}"[:2000]
            try:
                answer = await self.http.request(method, path, json=body, headers=headers)
            except httpx.TransportError:
                self.confirmed.n_lost_connections += 1
                await asyncio.sleep(PAUSE_S)
                continue
            self.confirmed.statuses[answer.status_code] += 1
            if answer.status_code < 500:
                return answer
            assert answer.status_code == 503, answer.text
            assert answer.json()["code"] == "database_away", answer.text
            await asyncio.sleep(PAUSE_S)


class Annotator:
    def __init__(self, number: int, project: str, caller: Caller) -> None:
        self.number = number
        self.project = project
        self.caller = caller
        self.confirmed = caller.confirmed
        self.random = random.Random(number)

    async def work(self, *, walks_away: bool = False) -> None:
        """Draw and answer until every wanted answer is there."""
        if walks_away:
            await self.walk_away()
        while not self.confirmed.is_complete:
            task = await self.next()
            if task is None:
                await asyncio.sleep(IDLE_S)
            else:
                await self.do(task)

    async def next(self) -> dict[str, Any] | None:
        path = f"/projects/{self.project}/next"
        answer = await self.caller.call("POST", path, {"stage": "annotate", "reserve": False})
        assert answer.status_code == 200, answer.text
        return answer.json()["task"]

    async def do(self, task: dict[str, Any]) -> None:
        """Write a draft and send it; now and then only the draft, as if the page were loaded again."""
        expected = self.confirmed.drafts.get((task["item"]["id"], self.number))
        if expected is not None:
            assert task["draft"] is not None, f"the confirmed draft of {task['item']['id']} did not come back"
            assert task["draft"]["answers"]["why"] == expected
            self.confirmed.n_drafts_seen_again += 1
        text = f"person {self.number}, {task['item']['id']}, {self.random.random()}"
        await self.save_draft(task, text)
        if expected is None and self.random.random() < RELOAD_SHARE:
            return
        n_times = 2 if self.random.random() < TWICE_SHARE else 1
        sent = await asyncio.gather(*(self.submit(task, text) for _ in range(n_times)))
        assert len({one["submission_id"] for one in sent}) == 1, "a repeated submit made a second submission"
        self.confirmed.submissions[sent[0]["submission_id"]] = text
        self.confirmed.outcomes[sent[0]["outcome"]] += 1
        self.confirmed.drafts.pop((task["item"]["id"], self.number), None)

    async def save_draft(self, task: dict[str, Any], text: str) -> None:
        body = {"token": task["token"], "answers": {"why": text}}
        saved = await self.caller.call("PUT", f"/slots/{task['slot_id']}/draft", body)
        if saved.status_code == 200:
            self.confirmed.drafts[task["item"]["id"], self.number] = text
        else:
            assert saved.json()["code"] == "claim_ended", saved.text

    async def submit(self, task: dict[str, Any], text: str) -> dict[str, Any]:
        preferred = {"preferred": task["displayed"][0], "strength": 1}
        body = {
            "token": task["token"],
            "answers": {"better": preferred, "why": text},
            "active_segments": [],
        }
        sent = await self.caller.call("POST", f"/slots/{task['slot_id']}/submit", body)
        assert sent.status_code == 200, sent.text
        return sent.json()

    async def walk_away(self) -> None:
        """Leave with a draft until the lease has lapsed, then send it all the same."""
        task = await self.next()
        while task is None:
            await asyncio.sleep(IDLE_S)
            task = await self.next()
        text = f"person {self.number}, {task['item']['id']}, late"
        await self.save_draft(task, text)
        await asyncio.sleep(WALK_AWAY_S)
        sent = await self.submit(task, text)
        self.confirmed.submissions[sent["submission_id"]] = text
        self.confirmed.outcomes[sent["outcome"]] += 1
        self.confirmed.drafts.pop((task["item"]["id"], self.number), None)


async def deliver(project: str, items: Sequence[dict[str, Any]], lead: Caller) -> None:
    """A lead adds the items a batch at a time, each with an Idempotency-Key."""
    for start in range(0, len(items), BATCH_ROWS):
        body = {"items": items[start : start + BATCH_ROWS]}
        answer = await lead.call(
            "POST", f"/projects/{project}/items", body, **{"Idempotency-Key": str(uuid4())}
        )
        assert answer.status_code == 201, answer.text
        lead.confirmed.items += [item["id"] for item in answer.json()]
        await asyncio.sleep(PAUSE_S)


async def storm(annotators: Sequence[Annotator], delivery: Awaitable[None], *, n_walk_away: int) -> None:
    """Until everything is answered; the first failure ends it."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_run(delivery))
        for annotator in annotators:
            group.create_task(annotator.work(walks_away=annotator.number < n_walk_away))


async def _run(work: Awaitable[None]) -> None:
    await work
