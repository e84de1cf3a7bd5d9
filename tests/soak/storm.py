"""Annotators who never give up: each draws, drafts and submits over HTTP while processes are killed around them.

What the server confirmed is written down here, outside of it, and compared with the database at the end.
"""

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

PAUSE_S = 0.2
REQUEST_S = 20.0
ABANDON_SHARE = 0.03


@dataclass
class Confirmed:
    """What the server said yes to: submission id → text, and per item and person the last draft that was saved."""

    submissions: dict[str, str] = field(default_factory=dict[str, str])
    drafts: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    n_retries: int = 0


class Annotator:
    """One simulated person with an API token of their own."""

    def __init__(self, number: int, url: str, token: str, project: str, confirmed: Confirmed) -> None:
        self.number = number
        self.project = project
        self.confirmed = confirmed
        self.random = random.Random(number)
        self.http = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=REQUEST_S
        )

    async def call(self, method: str, path: str, body: Mapping[str, Any]) -> httpx.Response:
        """Send it until somebody answers: what may be sent twice is what the API promises."""
        while True:
            try:
                answer = await self.http.request(method, path, json=body)
                if answer.status_code < 500:
                    return answer
            except httpx.TransportError:
                pass
            self.confirmed.n_retries += 1
            await asyncio.sleep(PAUSE_S)

    async def work(self, *, deadline: float) -> None:
        """Draw and answer until the queue is empty for this person."""
        while time.monotonic() < deadline:
            answer = await self.call(
                "POST", f"/projects/{self.project}/next", {"stage": "annotate", "reserve": False}
            )
            assert answer.status_code == 200, answer.text
            task = answer.json()["task"]
            if task is not None:
                await self.do(task)
            elif any(reason["code"] == "all_in_hand" for reason in answer.json()["reasons"]):
                await asyncio.sleep(1.0)
            else:
                return
        raise AssertionError("the queue was not empty in time")

    async def do(self, task: dict[str, Any]) -> None:
        slot, token, item = task["slot_id"], task["token"], task["item"]["id"]
        expected = self.confirmed.drafts.get((item, self.number))
        if expected is not None:
            assert task["draft"] is not None, f"the confirmed draft of {item} did not come back"
            assert task["draft"]["answers"]["why"] == expected
        text = f"person {self.number}, {item}, {self.random.random()}"
        saved = await self.call("PUT", f"/slots/{slot}/draft", {"token": token, "answers": {"why": text}})
        if saved.status_code == 200:
            self.confirmed.drafts[item, self.number] = text
            if expected is None and self.random.random() < ABANDON_SHARE:
                return
        preferred = self.random.choice(task["displayed"])
        answers = {"better": {"preferred": preferred, "strength": 1}, "why": text}
        sent = await self.call(
            "POST", f"/slots/{slot}/submit", {"token": token, "answers": answers, "active_segments": []}
        )
        assert sent.status_code == 200, sent.text
        self.confirmed.submissions[sent.json()["submission_id"]] = text


async def storm(annotators: list[Annotator], *, limit_s: float) -> None:
    deadline = time.monotonic() + limit_s
    try:
        await asyncio.gather(*(annotator.work(deadline=deadline) for annotator in annotators))
    finally:
        for annotator in annotators:
            await annotator.http.aclose()
