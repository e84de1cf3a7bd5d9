"""Verdicts: what each does to the work, what a return must say, and what its author gets back."""

from typing import Any

import pytest

from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.factories.callers import Callers
from tests.factories.desk import open_desk

FINDING = {
    "rule_key": "tone.first-person",
    "severity": "minor",
    "note": "You wrote 'this model'.",
    "suggestion": "I",
}
RETURN = {"findings": [FINDING], "note": "Nearly there."}


async def test_settles_the_submission_when_it_is_accepted(callers: Callers) -> None:
    desk = await open_desk(callers)
    submission = await desk.answer(desk.annotators[0])
    task = await desk.task(desk.reviewers[0], "review")
    assert task["subject"]["id"] == submission
    answer = await desk.verdict(desk.reviewers[0], task, "accept")
    assert answer.status_code == 200, answer.text
    stored = (await desk.lead.http.get(f"/submissions/{submission}")).json()
    assert (stored["state"], stored["settled_at"] is not None) == ("accepted", True)


async def test_brings_the_work_back_to_its_author_with_rule_place_and_note_when_it_is_returned(
    callers: Callers,
) -> None:
    desk = await open_desk(callers)
    author, other = desk.annotators
    submission = await desk.answer(author, why="this model says so")
    anchor = {"target": "answers", "pointer": "/why", "start": 0, "end": 10, "quote": "this model"}
    task = await desk.task(desk.reviewers[0], "review")
    answer = await desk.verdict(desk.reviewers[0], task, "return", findings=[{**FINDING, "anchor": anchor}])
    assert answer.status_code == 200, answer.text

    assert (await desk.task(other))["returned"] is None
    again = await desk.task(author)
    assert again["returned"] == {
        "submission_id": submission,
        "answers": {"better": {"preferred": "r1", "strength": 2}, "why": "this model says so"},
    }
    assert (again["round"], again["displayed"]) == (2, task["displayed"])
    feedback = (await author.http.get(f"/submissions/{submission}/feedback")).json()
    found = feedback["findings"][0]
    assert (found["rule_key"], found["rule_title"], found["anchor"]) == (
        "tone.first-person",
        "Speak in the first person",
        anchor,
    )
    assert feedback["reviews"][0]["member_id"] is None, "an author does not learn who reviewed"


async def test_reviews_the_next_round_when_returned_work_is_sent_again(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    author, reviewer = desk.annotators[0], desk.reviewers[0]
    first = await desk.answer(author)
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", **RETURN)
    second = await desk.answer(author, why="I changed it.")
    task = await desk.task(reviewer, "review")
    assert (task["subject"]["id"], task["subject"]["previous_id"], task["subject"]["round"]) == (
        second,
        first,
        2,
    )
    await desk.verdict(reviewer, task, "accept")
    states = [(await desk.lead.http.get(f"/submissions/{one}")).json()["state"] for one in (first, second)]
    assert states == ["returned", "accepted"]


async def test_keeps_both_texts_when_it_is_fixed(callers: Callers) -> None:
    desk = await open_desk(callers)
    submission = await desk.answer(desk.annotators[0], why="teh reason")
    reviewer = desk.reviewers[0]
    task = await desk.task(reviewer, "review")
    fixed = {**task["subject"]["answers"], "why": "the reason"}
    answer = await desk.verdict(reviewer, task, "fix", answers=fixed)
    assert answer.status_code == 200, answer.text
    stored = (await reviewer.http.get(f"/submissions/{submission}")).json()
    feedback = (await reviewer.http.get(f"/submissions/{submission}/feedback")).json()
    assert (stored["state"], stored["answers"]["why"]) == ("fixed", "teh reason")
    assert feedback["reviews"][0]["fixed_answers"]["why"] == "the reason"


async def test_gives_the_item_to_somebody_else_when_it_is_rejected(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    author, other = desk.annotators
    await desk.answer(author)
    reviewer = desk.reviewers[0]
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "reject", note="Made up.")
    assert (await desk.next(author))["task"] is None
    assert (await desk.task(other))["round"] == 2


async def test_gives_the_same_review_when_the_verdict_is_sent_twice(callers: Callers) -> None:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    task = await desk.task(reviewer, "review")
    first, second = [await desk.verdict(reviewer, task, "accept") for _ in range(2)]
    assert first.json()["id"] == second.json()["id"]


async def test_gives_the_same_review_when_a_return_with_findings_is_sent_twice(callers: Callers) -> None:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    task = await desk.task(reviewer, "review")
    body = {"note": "See there.", "findings": [FINDING, {**FINDING, "note": "And here.", "anchor": None}]}
    first, second = [await desk.verdict(reviewer, task, "return", **body) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, second.json())


@pytest.mark.parametrize(
    "other",
    [
        {"verdict": "accept"},
        {"note": "Another note."},
        {"findings": [{**FINDING, "note": "Another note."}]},
        {"findings": [FINDING, FINDING]},
        {"findings": [{**FINDING, "severity": "critical"}]},
    ],
)
async def test_refuses_another_verdict_when_one_was_sent_from_another_window(
    callers: Callers, other: dict[str, Any]
) -> None:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    task = await desk.task(reviewer, "review")
    sent: dict[str, Any] = {"verdict": "return", "note": "", "findings": [FINDING]}
    assert (await desk.verdict(reviewer, task, **sent)).status_code == 200
    answer = await desk.verdict(reviewer, task, **{**sent, **other})
    assert (answer.status_code, answer.json()["code"]) == (409, "sent_otherwise")


async def test_names_each_place_when_a_verdict_is_wrong(callers: Callers) -> None:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0], why="short")
    reviewer = desk.reviewers[0]
    task = await desk.task(reviewer, "review")
    beside = {"target": "answers", "pointer": "/why", "start": 0, "end": 4, "quote": "long"}
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("return", {}, "/findings"),
        ("return", {"findings": [{**FINDING, "rule_key": "no.such-rule"}]}, "/findings/0/rule_key"),
        ("return", {"findings": [{**FINDING, "anchor": beside}]}, "/findings/0/anchor/quote"),
        ("reject", {}, "/note"),
        ("fix", {}, "/answers"),
        ("fix", {"answers": task["subject"]["answers"]}, "/answers"),
        ("fix", {"answers": {"better": {"preferred": "r9", "strength": 1}}}, "/answers/better"),
        ("accept", {"answers": {"better": {"preferred": "r1", "strength": 1}}}, "/answers"),
    ]
    for verdict, body, at in wrong:
        answer = await desk.verdict(reviewer, task, verdict, **body)
        assert (answer.status_code, [fault["at"] for fault in answer.json()["errors"]]) == (422, [at]), (
            verdict,
            body,
        )
    assert (await desk.verdict(reviewer, task, "accept")).status_code == 200


async def test_says_to_use_the_note_when_the_work_was_done_without_a_guide(callers: Callers) -> None:
    desk = await open_desk(callers, guide=None)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    answer = await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", **RETURN)
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/findings")


async def test_refuses_when_the_review_is_in_another_hand(callers: Callers) -> None:
    desk = await open_desk(callers, n_reviewers=2)
    await desk.answer(desk.annotators[0])
    task = await desk.task(desk.reviewers[0], "review")
    assert (await desk.verdict(desk.reviewers[1], task, "accept")).status_code in (403, 404)
    assert (await desk.verdict(desk.annotators[0], task, "accept")).status_code in (403, 404)


async def test_gives_nobody_their_own_work_when_they_may_do_both(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1, n_annotators=0)
    expert = await callers.member("expert")
    async with callers.boundary.open() as ctx:
        await ctx.conn.execute(
            "insert into queue.draw select %s, id from queue.queue on conflict do nothing", [expert.member_id]
        )
    await desk.answer(expert)
    found = await desk.next(expert, "review")
    assert (found["task"], found["reasons"][0]["code"]) == (None, "all_seen")


async def test_lets_authors_mark_findings_done_and_only_filers_withdraw_them(callers: Callers) -> None:
    desk = await open_desk(callers)
    author, colleague = desk.annotators
    submission = await desk.answer(author)
    reviewer = desk.reviewers[0]
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", **RETURN)
    finding = (await author.http.get(f"/submissions/{submission}/feedback")).json()["findings"][0]["id"]
    patches = [
        (author, "withdrawn", 403),
        (colleague, "fixed", 403),
        (author, "fixed", 200),
        (reviewer, "fixed", 403),
        (reviewer, "withdrawn", 200),
        (author, "open", 409),
    ]
    for caller, state, status in patches:
        answer = await caller.http.patch(f"/findings/{finding}", json={"state": state})
        assert answer.status_code == status, (state, answer.text)


async def test_lists_findings_by_rule_when_a_lead_asks(callers: Callers) -> None:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    both = [FINDING, {**FINDING, "rule_key": "honesty.unknown"}]
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=both)
    found = (
        await desk.lead.http.get(f"{desk.path}/findings", params={"rule_key": "honesty.unknown"})
    ).json()["items"]
    assert [finding["rule_key"] for finding in found] == ["honesty.unknown"]
    assert (await desk.annotators[0].http.get(f"{desk.path}/findings")).status_code == 403


async def test_opens_no_review_when_the_stage_is_off(callers: Callers) -> None:
    stages = Workflow(annotate=AnnotateStage(slots=1), review=ReviewStage(enabled=False))
    desk = await open_desk(callers, workflow=stages)
    submission = await desk.answer(desk.annotators[0])
    assert (await desk.lead.http.get(f"/submissions/{submission}")).json()["state"] == "accepted"
