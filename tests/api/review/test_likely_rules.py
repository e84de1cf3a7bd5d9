"""The rules that a reviewer is offered first: what checks flagged there, what was cited of late, what the question is about."""

from typing import Any

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.api.review.test_check_findings import GUIDE, WHY, deliver
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk

MORE = """
## For the reasons {#why-only questions="why"}

## For the notes {#notes-only questions="notes"}

## Honest {#honest severity=major}

## Plain {#plain}

## Gone {#gone status=retired}
"""
STAGES = Workflow(annotate=AnnotateStage(slots=1, checks=CheckPolicy(critical="allow")))


async def likely(caller: Caller, submission: str, **query: Any) -> list[tuple[str, str]]:
    answer = await caller.http.get(f"/submissions/{submission}/likely-rules", params=query)
    assert answer.status_code == 200, answer.text
    return [(rule["key"], rule["because"]) for rule in answer.json()["rules"]]


async def returned(desk: Desk, author: Caller, *rules: str) -> None:
    await desk.answer(author, why="I find it better.")
    reviewer = desk.reviewers[0]
    findings = [{"rule_key": rule, "severity": "minor", "note": "See there."} for rule in rules]
    answer = await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=findings)
    assert answer.status_code == 200, answer.text


async def test_offers_first_what_checks_flagged_there_then_what_was_cited_then_the_question(
    callers: Callers,
) -> None:
    desk = await open_desk(callers, guide=GUIDE + MORE, workflow=STAGES, n_items=4)
    author, colleague = desk.annotators
    await returned(desk, colleague, "plain", "gone", "notes-only")
    submission = await desk.answer(author, why=WHY)
    await deliver(desk)
    start = WHY.index("guaranteed")
    found = await likely(desk.reviewers[0], submission, pointer="/why", start=start, end=start + 4)
    assert found == [
        ("honesty.promises", "alert_there"),
        ("tone.first-person", "alert"),
        ("plain", "project"),
        ("why-only", "question"),
    ]
    assert [key for key, _ in await likely(desk.reviewers[0], submission, limit=1)] == ["tone.first-person"]


async def test_puts_what_this_author_was_told_before_what_others_were_told(callers: Callers) -> None:
    desk = await open_desk(callers, guide=GUIDE + MORE, workflow=STAGES, n_items=5)
    author, colleague = desk.annotators
    await returned(desk, author, "honest")
    await returned(desk, colleague, "plain")
    submission = await desk.answer(author, why="I find it better.")
    assert await likely(desk.reviewers[0], submission) == [("honest", "author"), ("plain", "project")]


async def test_offers_nothing_when_the_work_was_done_without_a_guide(callers: Callers) -> None:
    desk = await open_desk(callers, guide=None)
    submission = await desk.answer(desk.annotators[0])
    assert await likely(desk.reviewers[0], submission, pointer="/why") == []


async def test_refuses_everybody_who_does_not_review(callers: Callers) -> None:
    desk = await open_desk(callers)
    submission = await desk.answer(desk.annotators[0])
    path = f"/submissions/{submission}/likely-rules"
    assert (await (await callers.stranger()).get(path)).status_code == 401
    assert (await (await callers.person()).http.get(path)).status_code == 404
    for annotator in desk.annotators:
        assert (await annotator.http.get(path)).status_code == 403
