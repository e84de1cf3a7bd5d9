"""A project at work: guide, form and stages published, items in, people ready to draw, all by the real use cases."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.workflows import service as workflows
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.factories.callers import Caller, Callers

GUIDE = """# House style

## Voice {#voice}

### Speak in the first person {#tone.first-person severity=minor}

Say "I", never "this model".

## Honesty {#honesty}

### Say what you do not know {#honesty.unknown severity=major}

A guess is called a guess.
"""

INTERFACE = """
title: Which answer is better?
fields:
  - {key: conversation, type: chat, at: /messages}
  - {key: answers, type: responses, at: /responses}
questions:
  - {key: better, type: preference, label: Which answer is better?, over: answers, strengths: 7, cannot_judge: true}
  - {key: why, type: text, label: Why?, required: false}
"""


def content(number: int) -> dict[str, Any]:
    return {
        "messages": [{"id": "m1", "role": "user", "content": f"Question {number}: what is a haiku?"}],
        "responses": [
            {"id": "r1", "content": "I think it is a poem of 5, 7 and 5 syllables."},
            {"id": "r2", "content": "This model believes it is a poem. 😀"},
        ],
    }


@dataclass
class Desk:
    """`annotators`, `reviewers` and the lead are signed-in callers."""

    callers: Callers
    project_id: int
    lead: Caller
    annotators: list[Caller] = field(default_factory=list[Caller])
    reviewers: list[Caller] = field(default_factory=list[Caller])

    @property
    def path(self) -> str:
        return f"/projects/project_{self.project_id}"

    async def next(self, caller: Caller, stage: str = "annotate", *, reserve: bool = False) -> dict[str, Any]:
        answer = await caller.http.post(f"{self.path}/next", json={"stage": stage, "reserve": reserve})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def task(self, caller: Caller, stage: str = "annotate") -> dict[str, Any]:
        found = await self.next(caller, stage)
        assert found["task"] is not None, found["reasons"]
        return found["task"]

    async def submit(
        self,
        caller: Caller,
        task: dict[str, Any],
        *,
        preferred: str = "r1",
        strength: int = 2,
        why: str = "I say so.",
    ) -> str:
        """The id of the submission."""
        answers = {"better": {"preferred": preferred, "strength": strength}, "why": why}
        body = {"token": task["token"], "answers": answers, "active_segments": []}
        answer = await caller.http.post(f"/slots/{task['slot_id']}/submit", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["submission_id"]

    async def answer(self, caller: Caller, **answers: Any) -> str:
        return await self.submit(caller, await self.task(caller), **answers)

    async def verdict(
        self, caller: Caller, task: dict[str, Any], verdict: str, **more: Any
    ) -> httpx.Response:
        body = {"token": task["token"], "verdict": verdict, **more}
        return await caller.http.post(f"/slots/{task['slot_id']}/verdict", json=body)


async def open_desk(
    callers: Callers,
    *,
    n_items: int = 2,
    n_annotators: int = 2,
    n_reviewers: int = 1,
    workflow: Workflow | None = None,
    guide: str | None = GUIDE,
    interface: str = INTERFACE,
) -> Desk:
    lead = await callers.member("lead")
    desk = Desk(callers, lead.project_id, lead)
    desk.annotators = [await callers.member("annotator") for _ in range(n_annotators)]
    desk.reviewers = [await callers.member("reviewer") for _ in range(n_reviewers)]
    stages = workflow or Workflow(annotate=AnnotateStage(slots=1), review=ReviewStage(enabled=True))
    async with callers.boundary.open() as ctx:
        if guide is not None:
            await guides.save_guide(ctx, desk.project_id, guide, revision=0)
            await guides.publish_guide(ctx, desk.project_id)
        await interfaces.save_interface(ctx, desk.project_id, interface, revision=0)
        await interfaces.publish_interface(ctx, desk.project_id)
        await workflows.save_workflow(ctx, desk.project_id, stages, revision=0)
        await workflows.publish_workflow(ctx, desk.project_id)
    if n_items:
        await add_items(desk, n_items)
    return desk


async def add_items(desk: Desk, n_items: int) -> None:
    new = [{"external_id": f"q{number}", "content": content(number)} for number in range(n_items)]
    answer = await desk.lead.http.post(f"{desk.path}/items", json={"items": new})
    assert answer.status_code in (200, 201), answer.text
    await desk.callers.boundary.drain()
