"""Only the rules that concern a task are held against it: by its kind, language, domain and question."""

from typing import Any

import httpx
import pytest

from copydesk.workflows.domain import AnnotateStage, CheckPolicy, Workflow
from tests.factories.callers import Callers
from tests.factories.desk import INTERFACE, Desk, content, open_desk

BLOCKS = Workflow(annotate=AnnotateStage(slots=1, checks=CheckPolicy(major="block")))
FORM = INTERFACE.replace(
    "fields:", "task: preference\nlanguages: {at: /language}\ndomains: {at: /meta/fields}\nfields:", 1
)
BETTER = {"better": {"preferred": "r1", "strength": 2}}
SHORT = "Plainly utilize."


def guide(scope: str, kind: str = "existence\ntokens: [utilize]") -> str:
    return f"# Guide\n\n## Plain words {{#plain {scope}}}\n\nSay it plainly.\n\n```check\nkind: {kind}\n```\n"


async def a_desk(callers: Callers, rules: str, interface: str = FORM, **item: Any) -> Desk:
    desk = await open_desk(callers, workflow=BLOCKS, guide=rules, interface=interface, n_items=0)
    new = [{"external_id": "one", "content": {**content(1), **item}}]
    assert (await desk.lead.http.post(f"{desk.path}/items", json={"items": new})).status_code == 201
    await callers.boundary.drain()
    return desk


async def alerts(desk: Desk, why: str) -> list[str]:
    """The words that are flagged while it is written."""
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    body = {"token": task["token"], "texts": {"/why": why}}
    report = (await ada.http.post(f"/slots/{task['slot_id']}/check", json=body)).json()
    return [alert["quoted"] for text in report["texts"] for alert in text["alerts"]]


async def send(desk: Desk, why: str) -> httpx.Response:
    ada, task = desk.annotators[0], await desk.task(desk.annotators[0])
    body = {"token": task["token"], "answers": {**BETTER, "why": why}}
    return await ada.http.post(f"/slots/{task['slot_id']}/submit", json=body)


OWN: dict[str, Any] = {"language": "en", "meta": {"fields": ["Law and money", "Taxes"]}}


@pytest.mark.parametrize(
    "scope",
    [
        "",
        "tasks=preference",
        'tasks="sft preference"',
        "languages=en-GB",
        "domains=law-and-money",
        'domains="health taxes"',
        "questions=why",
        'tasks=preference languages=en domains=taxes questions="better why"',
    ],
)
async def test_flags_and_hinders_when_the_rule_concerns_the_task(callers: Callers, scope: str) -> None:
    desk = await a_desk(callers, guide(scope), **OWN)
    assert await alerts(desk, SHORT) == ["utilize"]
    answer = await send(desk, SHORT)
    assert (answer.status_code, answer.json()["code"]) == (422, "check_blocked")


@pytest.mark.parametrize(
    "scope",
    ["tasks=sft", "languages=de", "domains=health", "questions=better", "tasks=preference domains=health"],
)
async def test_neither_flags_nor_hinders_when_the_rule_is_for_other_work(
    callers: Callers, scope: str
) -> None:
    desk = await a_desk(callers, guide(scope), **OWN)
    assert await alerts(desk, SHORT) == []
    sent = await send(desk, SHORT)
    assert (sent.status_code, sent.json()["check_report"]) == (200, None)


@pytest.mark.parametrize(
    ("form", "item"),
    [
        (INTERFACE, {}),
        (FORM.replace("task: preference\n", ""), {"meta": {"fields": " "}}),
        (FORM.replace("task: preference\n", ""), {"language": 7, "meta": {"fields": {"a": "b"}}}),
    ],
    ids=["the form says nothing", "the item is blank", "the item says no words"],
)
async def test_leaves_no_rule_out_when_nothing_is_known(
    callers: Callers, form: str, item: dict[str, Any]
) -> None:
    scope = "tasks=sft languages=de domains=health"
    desk = await a_desk(callers, guide(scope), form, **item)
    assert await alerts(desk, SHORT) == ["utilize"]


async def test_goes_by_the_language_of_the_text_when_the_item_has_another(callers: Callers) -> None:
    desk = await a_desk(callers, guide("languages=de"), language="de")
    assert await alerts(desk, SHORT) == ["utilize"]
    english = "I utilize the first one here, because it is shorter and says the same as the second."
    assert await alerts(desk, english) == []


@pytest.mark.parametrize(("scope", "n_found"), [("domains=taxes", 1), ("domains=health", 0)])
async def test_looks_for_likeness_only_when_its_rule_concerns_the_task(
    callers: Callers, scope: str, n_found: int
) -> None:
    desk = await a_desk(callers, guide(scope, "likeness\nof: [response]\nthreshold: 0.3"), **OWN)
    pasted = f"{content(1)['responses'][0]['content']} I think so, because it has lines of this length."
    assert len(await alerts(desk, pasted)) == n_found


async def test_tells_what_is_known_of_the_task(callers: Callers) -> None:
    desk = await a_desk(callers, guide(""), **OWN)
    assert (await desk.task(desk.annotators[0]))["about"] == {
        "tasks": ["preference"],
        "languages": ["en"],
        "domains": ["Law and money", "Taxes"],
        "questions": ["better", "why"],
    }


async def test_names_the_rules_that_concern_a_task_and_their_sections(callers: Callers) -> None:
    rules = (
        "# Guide {#guide}\n\n## Law {#law domains=law}\n\nText.\n\n## Chats {#chats tasks=chat}\n\nText.\n"
    )
    desk = await a_desk(callers, rules)
    version = (await desk.lead.http.get(f"{desk.path}/guide/versions")).json()["items"][0]["id"]

    async def keys(**query: Any) -> list[str]:
        answer = await desk.annotators[0].http.get(f"/guide-versions/{version}/concerning", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["keys"]

    assert await keys() == ["guide", "law", "chats"]
    assert await keys(domains=["health", "Law"], tasks="sft") == ["guide", "law"]
    assert await keys(domains="health", tasks="sft") == []
