"""What the tests of the queue say over HTTP: take, submit, undo."""

from dataclasses import dataclass
from typing import Any

import httpx

from copydesk.queue import service
from tests.factories import work
from tests.factories.callers import Caller, Callers
from tests.factories.work import ANSWERS, Shop


@dataclass(frozen=True)
class Desk:
    """A project at work, and its people by role."""

    shop: Shop
    lead: Caller
    writer: Caller
    other: Caller
    reviewer: Caller


async def open_desk(callers: Callers, **settings: Any) -> Desk:
    people = [await callers.member(role) for role in ("lead", "annotator", "annotator", "reviewer")]
    async with callers.boundary.open() as ctx:
        shop = await work.shop(ctx.conn, people[0].project_id, **settings)
    return Desk(shop, *people)


async def ask_next(caller: Caller, stage: str = "annotate", *, reserve: bool = False) -> dict[str, Any]:
    answer = await caller.http.post(
        f"/projects/project_{caller.project_id}/next", json={"stage": stage, "reserve": reserve}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def take(caller: Caller, stage: str = "annotate", *, reserve: bool = False) -> dict[str, Any]:
    found = await ask_next(caller, stage, reserve=reserve)
    assert found["task"] is not None, found["reasons"]
    return found["task"]


async def send(caller: Caller, task: dict[str, Any], answers: Any = None, **more: Any) -> httpx.Response:
    body = {"token": task["token"], "answers": ANSWERS if answers is None else answers, **more}
    return await caller.http.post(f"/slots/{task['slot_id']}/submit", json=body)


async def sent(caller: Caller, task: dict[str, Any], answers: Any = None, **more: Any) -> dict[str, Any]:
    answer = await send(caller, task, answers, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def say(caller: Caller, task: dict[str, Any], what: str, **more: Any) -> httpx.Response:
    """`start`, `heartbeat`, `skip`, `release` of a task."""
    return await caller.http.post(f"/slots/{task['slot_id']}/{what}", json={"token": task["token"], **more})


async def save(
    caller: Caller, task: dict[str, Any], answers: Any, revision: int | None = None
) -> httpx.Response:
    body = {"token": task["token"], "answers": answers, "revision": revision}
    return await caller.http.put(f"/slots/{task['slot_id']}/draft", json=body)


async def end_leases(callers: Callers) -> None:
    """What the clock does every quarter of a minute."""
    await callers.boundary.run(service.return_lapsed)
