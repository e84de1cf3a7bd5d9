"""The guide's checks beside an answer: while it is written, and when it is sent."""

from typing import Any

import httpx

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk

GUIDE = """# House style

## Say I {#tone.first-person severity=minor}

```check
kind: substitution
name: this-model
swap:
  this model: I
```

## No promises {#honesty.promises severity=critical}

```check
kind: existence
name: promises
tokens: [I promise, guaranteed]
message: "'%s' is a promise."
```

## Only in notes {#notes questions="notes"}

```check
kind: existence
tokens: [haiku]
```

## German {#german languages="de"}

```check
kind: existence
tokens: [rules]
```

## Retired {#old status=retired}

```check
kind: existence
tokens: [This]
```
"""
BETTER = {"better": {"preferred": "r1", "strength": 2}}
TEXT = (
    "😀 In my view this model says it well, and the result is guaranteed for every reader who rules on haiku."
)
LEAD_ALLOWS = CheckPolicy(minor="allow", major="allow", critical="allow")


async def a_desk(callers: Callers, checks: CheckPolicy | None = None, *, guide: str = GUIDE) -> Desk:
    annotate = AnnotateStage(slots=1, checks=checks or CheckPolicy())
    return await open_desk(callers, workflow=Workflow(annotate=annotate), guide=guide)


async def check(caller: Caller, task: dict[str, Any], **body: Any) -> httpx.Response:
    return await caller.http.post(f"/slots/{task['slot_id']}/check", json={"token": task["token"], **body})


async def submit(caller: Caller, task: dict[str, Any], why: str, *suppressions: Any) -> httpx.Response:
    body = {"token": task["token"], "answers": {**BETTER, "why": why}, "suppressions": list(suppressions)}
    return await caller.http.post(f"/slots/{task['slot_id']}/submit", json=body)


def not_here(alert: dict[str, Any], reason: str = "It is a quotation.") -> dict[str, Any]:
    return {**{key: alert[key] for key in ("rule_key", "check", "quoted")}, "reason": reason}


async def test_shows_exact_places_with_rule_message_and_fix_when_a_text_is_checked(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    assert task["has_checks"] is True
    answer = await check(desk.annotators[0], task, texts={"/why": TEXT})
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert (report["part"], report["parts"]) == ("fast", ["fast"])
    (text,) = report["texts"]
    first, second = text["alerts"]
    assert (text["pointer"], text["failures"]) == ("/why", [])
    assert (TEXT[first["start"] : first["end"]], first["fix"], first["rule_title"]) == (
        "this model",
        "I",
        "Say I",
    )
    assert (first["rule_key"], first["check"], first["severity"]) == (
        "tone.first-person",
        "this-model",
        "minor",
    )
    assert (second["quoted"], second["message"]) == ("guaranteed", "'guaranteed' is a promise.")
    assert (first["consequence"], second["consequence"]) == ("allow", "reason")


async def test_finds_the_same_when_all_answers_are_sent_instead_of_one_text(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    whole = (await check(desk.annotators[0], task, answers={**BETTER, "why": TEXT})).json()
    alone = (await check(desk.annotators[0], task, texts={"/why": TEXT})).json()
    assert whole["texts"] == alone["texts"]


async def test_says_nothing_when_the_guide_has_no_checks(callers: Callers) -> None:
    desk = await a_desk(callers, guide="# Guide\n\n## A rule {#rule}\n\nText.\n")
    task = await desk.task(desk.annotators[0])
    report = (await check(desk.annotators[0], task, texts={"/why": TEXT})).json()
    assert (task["has_checks"], report["parts"], report["texts"]) == (False, [], [])
    sent = (await submit(desk.annotators[0], task, TEXT)).json()
    assert sent["check_report"] is None


async def test_tells_that_grammar_is_a_part_of_its_own_when_the_guide_has_it(callers: Callers) -> None:
    guide = GUIDE + "\n## Grammar {#grammar}\n\n```check\nkind: grammar\n```\n"
    desk = await a_desk(callers, guide=guide)
    task = await desk.task(desk.annotators[0])
    text = "This is an test of the grammar check, and it is a good idea to run it."
    fast = (await check(desk.annotators[0], task, texts={"/why": text})).json()
    slow = (await check(desk.annotators[0], task, texts={"/why": text}, part="grammar")).json()
    assert (fast["parts"], fast["texts"]) == (["fast", "grammar"], [])
    assert [alert["quoted"] for alert in slow["texts"][0]["alerts"]] == ["an"]


async def test_checks_under_the_version_of_the_task_when_a_newer_one_is_out(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    await publish_guide(desk, GUIDE.replace("this model: I", "view: opinion"))
    report = (await check(desk.annotators[0], task, texts={"/why": TEXT})).json()
    assert [alert["quoted"] for alert in report["texts"][0]["alerts"]] == ["this model", "guaranteed"]


async def publish_guide(desk: Desk, source: str) -> None:
    path = f"{desk.path}/guide"
    revision = (await desk.lead.http.get(path)).json()["revision"]
    await desk.lead.http.put(path, json={"source": source}, headers={"If-Match": str(revision)})
    assert (await desk.lead.http.post(f"{path}/publish", json={"note": ""})).status_code == 201
    await desk.callers.boundary.drain()


async def test_names_the_place_when_there_is_no_such_question(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    answer = await check(desk.annotators[0], task, texts={"/nothing": "text"})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/answers/nothing")


async def test_refuses_when_the_task_is_not_in_ones_hand(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    body = {"token": task["token"], "texts": {"/why": "text"}}
    path = f"/slots/{task['slot_id']}/check"
    assert (await (await callers.stranger()).post(path, json=body)).status_code == 401
    for caller in (await callers.person(), desk.annotators[1], desk.reviewers[0], desk.lead):
        assert (await caller.http.post(path, json=body)).status_code in {403, 404}


async def test_keeps_the_report_when_the_lead_allows_everything(callers: Callers) -> None:
    desk = await a_desk(callers, LEAD_ALLOWS)
    task = await desk.task(desk.annotators[0])
    sent = (await submit(desk.annotators[0], task, TEXT)).json()
    kept = (await desk.annotators[0].http.get(f"/submissions/{sent['submission_id']}")).json()["check_report"]
    assert kept == sent["check_report"]
    assert [(one["quoted"], one["reason"]) for one in kept["alerts"]] == [
        ("this model", None),
        ("guaranteed", None),
    ]


async def test_asks_for_a_reason_and_loses_nothing_when_a_rule_is_critical(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    await ada.http.put(
        f"/slots/{task['slot_id']}/draft", json={"token": task["token"], "answers": {"why": TEXT}}
    )
    answer = await submit(ada, task, TEXT)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "reason_needed")
    assert [fault["at"] for fault in problem["errors"]] == ["/answers/why"]
    (alert,) = problem["alerts"]
    assert (alert["quoted"], alert["consequence"], alert["rule_key"]) == (
        "guaranteed",
        "reason",
        "honesty.promises",
    )
    again = await desk.task(ada)
    assert (again["token"], again["draft"]["answers"]) == (task["token"], {"why": TEXT})

    assert (await submit(ada, task, TEXT, not_here(alert, "  "))).status_code == 422
    sent = await submit(ada, task, TEXT, not_here(alert))
    assert sent.status_code == 200, sent.text
    reasons = {one["quoted"]: one["reason"] for one in sent.json()["check_report"]["alerts"]}
    assert reasons == {"this model": None, "guaranteed": "It is a quotation."}


async def test_sends_without_a_reason_when_the_text_was_mended(callers: Callers) -> None:
    desk = await a_desk(callers)
    task = await desk.task(desk.annotators[0])
    sent = await submit(desk.annotators[0], task, "I find the first one better.")
    assert (sent.status_code, sent.json()["check_report"]) == (200, None)


async def test_takes_no_reason_when_the_lead_blocks(callers: Callers) -> None:
    desk = await a_desk(callers, CheckPolicy(minor="reason", critical="block"))
    task = await desk.task(desk.annotators[0])
    alerts = (await check(desk.annotators[0], task, texts={"/why": TEXT})).json()["texts"][0]["alerts"]
    answer = await submit(desk.annotators[0], task, TEXT, *map(not_here, alerts))
    problem = answer.json()
    assert (answer.status_code, problem["code"], len(problem["errors"])) == (422, "check_blocked", 1)
    assert problem["alerts"][0]["quoted"] == "guaranteed"


async def test_gives_the_same_submission_and_report_when_it_is_sent_twice(callers: Callers) -> None:
    desk = await a_desk(callers, LEAD_ALLOWS)
    task = await desk.task(desk.annotators[0])
    first = (await submit(desk.annotators[0], task, TEXT)).json()
    assert (await submit(desk.annotators[0], task, TEXT)).json() == first


async def test_keeps_that_a_check_failed_and_sends_when_its_tool_is_missing(callers: Callers) -> None:
    guide = GUIDE + "\n## Proofread {#proof severity=critical}\n\n```check\nkind: languagetool\n```\n"
    desk = await a_desk(callers, CheckPolicy(critical="block"), guide=guide)
    task = await desk.task(desk.annotators[0])
    live = (await check(desk.annotators[0], task, texts={"/why": "Some words."}, part="grammar")).json()
    assert [one["check"] for one in live["texts"][0]["failures"]] == ["languagetool"]
    sent = await submit(desk.annotators[0], task, "Some words.")
    assert sent.status_code == 200, sent.text
    kept = sent.json()["check_report"]["failures"]
    assert [(one["pointer"], one["rule_key"]) for one in kept] == [("/why", "proof")]


async def test_shows_the_report_to_the_reviewer_when_the_work_is_reviewed(callers: Callers) -> None:
    desk = await a_desk(callers, LEAD_ALLOWS)
    await submit(desk.annotators[0], await desk.task(desk.annotators[0]), TEXT)
    review = await desk.task(desk.reviewers[0], "review")
    assert [one["quoted"] for one in review["subject"]["check_report"]["alerts"]] == [
        "this model",
        "guaranteed",
    ]
