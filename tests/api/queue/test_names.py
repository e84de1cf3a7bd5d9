""" "This is a name": a word that checks flag is proposed by its writer, and a lead takes it into the dictionary or does not."""

from typing import Any

import httpx
import pytest

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk

GUIDE = "# Guide\n\n## Spelling {#spelling}\n\n```check\nkind: spelling\n```\n"
BETTER = {"better": {"preferred": "r1", "strength": 2}}
ANSWER = "I like Zorblax, and Zorblax's tone is plain."


async def a_desk(callers: Callers) -> Desk:
    annotate = AnnotateStage(slots=1, checks=CheckPolicy(major="reason"))
    return await open_desk(callers, workflow=Workflow(annotate=annotate), guide=GUIDE, n_items=4)


async def alerts(caller: Caller, task: dict[str, Any], why: str = ANSWER) -> list[dict[str, Any]]:
    body = {"token": task["token"], "texts": {"/why": why}}
    report = (await caller.http.post(f"/slots/{task['slot_id']}/check", json=body)).json()
    return [alert for text in report["texts"] for alert in text["alerts"]]


async def propose(
    caller: Caller, task: dict[str, Any], word: str = "Zorblax", excerpt: str = ANSWER
) -> httpx.Response:
    body = {"token": task["token"], "word": word, "excerpt": excerpt}
    return await caller.http.post(f"/slots/{task['slot_id']}/words", json=body)


async def proposals(desk: Desk, state: str = "waiting") -> list[dict[str, Any]]:
    path = f"{desk.path}/guide/word-proposals"
    answer = await desk.lead.http.get(path, params={"state": state})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def decide(desk: Desk, proposal: dict[str, Any], what: str) -> int:
    return (await desk.lead.http.post(f"/word-proposals/{proposal['id']}/{what}")).status_code


async def dictionary(desk: Desk) -> list[str]:
    return [one["word"] for one in (await desk.lead.http.get(f"{desk.path}/guide/words")).json()["items"]]


async def test_names_the_word_that_no_dictionary_knows_without_its_possessive(callers: Callers) -> None:
    desk = await a_desk(callers)
    found = await alerts(desk.annotators[0], await desk.task(desk.annotators[0]))
    assert [(one["quoted"], one["word"]) for one in found] == [
        ("Zorblax", "Zorblax"),
        ("Zorblax's", "Zorblax"),
    ]


async def test_waits_for_the_lead_with_who_asked_and_where_it_was_used(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, bob = desk.annotators
    task = await desk.task(ada)
    assert (await propose(ada, task)).json() == {"state": "waiting"}
    other = await desk.task(bob)
    assert (await propose(bob, other, "zorblax", "x" * 300)).json() == {"state": "waiting"}
    [one] = await proposals(desk)
    assert (one["word"], one["state"], one["decided_at"]) == ("Zorblax", "waiting", None)
    assert [(use["member_id"], use["item_id"], use["excerpt"]) for use in one["uses"]] == [
        (f"member_{ada.member_id}", task["item"]["id"], ANSWER),
        (f"member_{bob.member_id}", other["item"]["id"], "x" * 300),
    ]
    assert await dictionary(desk) == []
    assert len(await alerts(ada, task)) == 2, "it is flagged until a lead has decided"


async def test_is_asked_once_and_only_its_place_follows_when_it_is_proposed_again(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    for excerpt in ("first", "second"):
        assert (await propose(ada, task, excerpt=excerpt)).status_code == 200
    [one] = await proposals(desk)
    assert [use["excerpt"] for use in one["uses"]] == ["second"]
    events = (
        await desk.lead.http.get(f"{desk.path}/events", params={"action": "guide.word_proposed"})
    ).json()
    assert [event["subject_id"] for event in events["items"]] == [int(one["id"].rpartition("_")[2])]


async def test_is_right_for_all_at_once_when_the_lead_accepts_it(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, bob = desk.annotators
    task, other = await desk.task(ada), await desk.task(bob)
    await propose(ada, task)
    [one] = await proposals(desk)
    assert [await decide(desk, one, "accept") for _ in range(2)] == [204, 204]
    assert (await dictionary(desk), await proposals(desk)) == (["Zorblax"], [])
    assert [await alerts(ada, task), await alerts(bob, other)] == [[], []]
    [done] = await proposals(desk, "accepted")
    assert (done["decided_by"], done["decided_at"] is not None) == (f"user_{desk.lead.identity_id}", True)
    assert (await propose(bob, other)).json() == {"state": "accepted"}
    assert await decide(desk, one, "decline") == 409


async def test_stays_flagged_and_is_asked_no_more_when_the_lead_declines_it(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, bob = desk.annotators
    task = await desk.task(ada)
    await propose(ada, task)
    [one] = await proposals(desk)
    assert [await decide(desk, one, "decline") for _ in range(2)] == [204, 204]
    assert (await propose(bob, await desk.task(bob))).json() == {"state": "declined"}
    assert (await dictionary(desk), await proposals(desk)) == ([], [])
    assert [use["member_id"] for use in (await proposals(desk, "declined"))[0]["uses"]] == [
        f"member_{ada.member_id}",
        f"member_{bob.member_id}",
    ]
    assert await decide(desk, one, "accept") == 204, "a lead may think again"
    assert await dictionary(desk) == ["Zorblax"]


async def test_waits_no_more_when_the_lead_adds_it_and_again_when_it_was_taken_out(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    await propose(ada, task)
    await desk.lead.http.post(f"{desk.path}/guide/words", json={"word": "zorblax"})
    assert await proposals(desk) == []
    await desk.lead.http.delete(f"{desk.path}/guide/words/zorblax")
    assert (await propose(ada, task)).json() == {"state": "waiting"}
    assert [one["word"] for one in await proposals(desk)] == ["Zorblax"]


async def test_is_sent_with_the_reason_for_the_reviewer_when_it_still_waits(callers: Callers) -> None:
    desk = await a_desk(callers)
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    found = await alerts(ada, task)
    await propose(ada, task)
    said = [
        {**{key: one[key] for key in ("rule_key", "check", "quoted")}, "reason": "This is a name."}
        for one in found
    ]
    body = {"token": task["token"], "answers": {**BETTER, "why": ANSWER}, "suppressions": said}
    sent = await ada.http.post(f"/slots/{task['slot_id']}/submit", json=body)
    assert sent.status_code == 200, sent.text
    kept = sent.json()["check_report"]["alerts"]
    assert {(one["quoted"], one["reason"]) for one in kept} == {
        ("Zorblax", "This is a name."),
        ("Zorblax's", "This is a name."),
    }
    assert all("word" not in one for one in kept)


async def test_refuses_what_is_no_word_too_many_of_them_and_tasks_of_others(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await a_desk(callers)
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    assert (await propose(ada, task, "12 34")).status_code == 422
    assert (await propose(ada, task, "Zorblax", "x" * 301)).status_code == 422
    for caller in (desk.annotators[1], desk.reviewers[0], desk.lead):
        assert (await propose(caller, task)).status_code in {403, 404}
    monkeypatch.setattr(callers.boundary.settings, "guide_proposals_max", 1)
    assert (await propose(ada, task)).status_code == 200
    refused = await propose(ada, task, "Quuxly")
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_proposals")


async def test_tells_those_who_may_settle_it_that_words_wait(callers: Callers) -> None:
    desk = await a_desk(callers)
    await propose(desk.annotators[0], await desk.task(desk.annotators[0]))
    told = {
        caller: (await caller.http.get(f"{desk.path}/overview")).json()["needs"]
        for caller in (desk.lead, desk.reviewers[0])
    }
    waiting = {
        caller: [need["n"] for need in needs if need["code"] == "words_waiting"]
        for caller, needs in told.items()
    }
    assert waiting == {desk.lead: [1], desk.reviewers[0]: []}
