"""What checks find becomes findings: open, or withdrawn with the author's reason, which a reviewer confirms or overrules."""

import json
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk

CONTRACT = Path(__file__).resolve().parents[3] / "contract"
GUIDE = """# House style

## Say I {#tone.first-person severity=minor}

```check
kind: substitution
swap:
  this model: I
```

## No promises {#honesty.promises severity=critical}

```check
kind: existence
tokens: [guaranteed]
```
"""
WHY = "In my view this model says it well; the result is guaranteed."
REASON = {
    "rule_key": "honesty.promises",
    "check": "existence",
    "quoted": "guaranteed",
    "reason": "It quotes r1.",
}


async def a_desk(callers: Callers) -> Desk:
    stages = Workflow(annotate=AnnotateStage(slots=1, checks=CheckPolicy(critical="allow")))
    return await open_desk(callers, guide=GUIDE, workflow=stages, n_reviewers=2)


async def submitted(desk: Desk, *suppressions: dict[str, Any], why: str = WHY) -> str:
    author = desk.annotators[0]
    task = await desk.task(author)
    answers = {"better": {"preferred": "r1", "strength": 2}, "why": why}
    body = {"token": task["token"], "answers": answers, "suppressions": list(suppressions)}
    answer = await author.http.post(f"/slots/{task['slot_id']}/submit", json=body)
    assert answer.status_code == 200, answer.text
    await deliver(desk)
    return answer.json()["submission_id"]


async def deliver(desk: Desk) -> None:
    while await desk.callers.boundary.drain():
        pass


async def findings(caller: Caller, submission: str) -> list[dict[str, Any]]:
    answer = await caller.http.get(f"/submissions/{submission}/feedback")
    assert answer.status_code == 200, answer.text
    return answer.json()["findings"]


async def settle(caller: Caller, finding: dict[str, Any], state: str) -> int:
    return (await caller.http.patch(f"/findings/{finding['id']}", json={"state": state})).status_code


async def test_files_a_finding_at_the_exact_place_when_a_check_alerts(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk)
    first, second = await findings(desk.reviewers[0], submission)
    assert (first["rule_key"], first["rule_title"], first["source"]) == (
        "tone.first-person",
        "Say I",
        "check",
    )
    assert (first["suggestion"], first["severity"], first["state"]) == ("I", "minor", "open")
    assert (first["check_name"], first["reason"], first["review_id"]) == ("substitution", None, None)
    at = WHY.index("this model")
    assert first["anchor"] == {
        "target": "answers",
        "pointer": "/why",
        "start": at,
        "end": at + 10,
        "quote": "this model",
    }
    assert (second["rule_key"], second["state"]) == ("honesty.promises", "open")


async def test_begins_withdrawn_with_the_reason_when_its_author_said_not_here(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk, REASON)
    found = {one["rule_key"]: one for one in await findings(desk.reviewers[0], submission)}
    told = found["honesty.promises"]
    assert (told["state"], told["reason"], told["is_judged"]) == ("withdrawn", "It quotes r1.", False)
    assert found["tone.first-person"]["state"] == "open"


async def test_lets_a_reviewer_confirm_or_overrule_the_reason_and_nobody_else(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk, REASON)
    author, colleague = desk.annotators
    reviewer, other = desk.reviewers
    told = (await findings(reviewer, submission))[1]
    assert await settle(author, told, "open") == 409
    assert await settle(author, told, "withdrawn") == 403
    assert await settle(colleague, told, "open") == 403
    assert await settle(await callers.person(), told, "open") == 404
    assert await settle(reviewer, told, "withdrawn") == 200
    assert (await findings(other, submission))[1] == {**told, "is_judged": True}
    assert await settle(other, told, "open") == 200
    overruled = (await findings(author, submission))[1]
    assert (overruled["state"], overruled["reason"], overruled["is_judged"]) == (
        "open",
        "It quotes r1.",
        True,
    )
    assert await settle(author, told, "fixed") == 200


async def test_lets_a_reviewer_take_back_what_a_check_found_when_it_is_no_fault(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk)
    finding = (await findings(desk.reviewers[0], submission))[0]
    assert await settle(desk.annotators[0], finding, "withdrawn") == 403
    assert await settle(desk.reviewers[0], finding, "withdrawn") == 200
    assert (await findings(desk.reviewers[0], submission))[0]["state"] == "withdrawn"


async def test_is_no_reason_for_a_return_by_itself_when_checks_found_something(callers: Callers) -> None:
    desk = await a_desk(callers)
    await submitted(desk)
    task = await desk.task(desk.reviewers[0], "review")
    assert (await desk.verdict(desk.reviewers[0], task, "return")).status_code == 422
    assert (await desk.verdict(desk.reviewers[0], task, "accept")).status_code == 200


async def test_drops_the_findings_when_the_answer_is_taken_back(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk)
    assert (await desk.annotators[0].http.post(f"/submissions/{submission}/undo")).status_code == 200
    await deliver(desk)
    assert await findings(desk.lead, submission) == []


async def test_files_nothing_when_the_text_is_clean(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk, why="I find it better.")
    assert await findings(desk.lead, submission) == []
    async with callers.boundary.open() as ctx:
        cursor = await ctx.conn.execute("select count(*) from kernel.message")
        assert await cursor.fetchone() == (0,)


async def test_shows_them_in_exports_with_what_author_and_reviewer_said(callers: Callers) -> None:
    desk = await a_desk(callers)
    submission = await submitted(desk, REASON)
    await settle(desk.reviewers[0], (await findings(desk.reviewers[0], submission))[1], "withdrawn")
    await desk.verdict(desk.reviewers[0], await desk.task(desk.reviewers[0], "review"), "accept")
    answer = await desk.lead.http.get(f"{desk.path}/exports/records")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    schema = json.loads((CONTRACT / "export-records.schema.json").read_text(encoding="utf-8"))
    assert [error for row in rows for error in Draft202012Validator(schema).iter_errors(row)] == []
    (sent,) = [one for row in rows for one in row["submissions"]]
    told = [(one["rule"], one["state"], one["reason"], one["is_judged"]) for one in sent["check_findings"]]
    assert told == [
        ("tone.first-person", "open", None, False),
        ("honesty.promises", "withdrawn", "It quotes r1.", True),
    ]
