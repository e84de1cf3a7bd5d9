"""Texts go to the LanguageTool server of the installation and to no other; one that is away is said, and holds nobody up."""

import time
from threading import Event
from typing import Any

import pytest

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk
from tests.unit.guides.checks.test_languagetool import answer, match, serving

GUIDE = "# Guide\n\n## Proofread {#proof severity=critical}\n\n```check\nkind: languagetool\n```\n"
WHY = "The first has a speling mistake."
BETTER = {"better": {"preferred": "r1", "strength": 2}}


async def a_desk(callers: Callers) -> Desk:
    annotate = AnnotateStage(slots=1, checks=CheckPolicy(critical="block"))
    return await open_desk(callers, workflow=Workflow(annotate=annotate), guide=GUIDE)


async def check(desk: Desk, why: str = WHY) -> dict[str, Any]:
    """What is said of the one text, by the slow part."""
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    body = {"token": task["token"], "texts": {"/why": why}, "part": "grammar"}
    [text] = (await ada.http.post(f"/slots/{task['slot_id']}/check", json=body)).json()["texts"]
    return text


async def send(desk: Desk, why: str = WHY) -> tuple[int, dict[str, Any]]:
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    body = {"token": task["token"], "answers": {**BETTER, "why": why}}
    done = await ada.http.post(f"/slots/{task['slot_id']}/submit", json=body)
    return done.status_code, done.json()


async def test_flags_what_the_server_says_and_asks_it_once_for_the_same_text(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await a_desk(callers)
    with serving(answer(match(WHY, "speling", "Possible spelling mistake found.", "spelling"))) as server:
        monkeypatch.setattr(callers.boundary.settings, "languagetool_url", server.url)
        [alert] = (await check(desk))["alerts"]
        status, problem = await send(desk)
    assert (alert["quoted"], alert["fix"], alert["word"]) == ("speling", "spelling", "speling")
    assert (status, problem["code"]) == (422, "check_blocked")
    assert [form["text"] for _, form in server.asked] == [[WHY]]


async def test_is_sent_without_delay_and_with_the_failure_when_the_address_is_dead(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await a_desk(callers)
    with serving(answer()) as server:
        monkeypatch.setattr(callers.boundary.settings, "languagetool_url", server.url)
    [failure] = (await check(desk))["failures"]
    assert "LanguageTool cannot be reached" in failure["reason"]
    begun = time.perf_counter()
    status, sent = await send(desk)
    assert time.perf_counter() - begun < 1
    assert status == 200
    assert [one["rule_key"] for one in sent["check_report"]["failures"]] == ["proof"]
    assert sent["check_report"]["alerts"] == []


async def test_waits_no_longer_than_the_setting_when_the_server_does_not_answer(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await a_desk(callers)
    with serving(answer(), gate=Event()) as server:
        monkeypatch.setattr(callers.boundary.settings, "languagetool_url", server.url)
        monkeypatch.setattr(callers.boundary.settings, "languagetool_timeout_s", 0.3)
        begun = time.perf_counter()
        status, sent = await send(desk)
        assert time.perf_counter() - begun < 2
    assert status == 200
    [failure] = sent["check_report"]["failures"]
    assert failure["reason"] == "LanguageTool did not answer within 0.3 s."


async def test_tells_who_writes_the_guide_where_texts_go(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await a_desk(callers)
    path = f"{desk.path}/guide/outside"
    assert (await desk.lead.http.get(path)).json() == {"languagetool": None}
    address = "https://user:secret@lt.example.org:8081/v2"
    monkeypatch.setattr(callers.boundary.settings, "languagetool_url", address)
    told = (await desk.lead.http.get(path)).json()
    assert told == {"languagetool": "lt.example.org:8081"}
    assert (await desk.annotators[0].http.get(path)).status_code == 403
