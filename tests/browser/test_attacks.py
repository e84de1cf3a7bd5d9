"""An HTML attack in every field that people fill: every page of the project shows it as the letters that it is."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, empty_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ATTACK = "<img src=x onerror=window.hit=1>"
LONG_ATTACK = f"{ATTACK}<script>window.hit=1</script>[x](javascript:window.hit=1)<svg onload=window.hit=1>"
INTERFACE = f"""
title: '{ATTACK}'
fields:
  - {{key: conversation, type: chat, at: /messages, label: '{ATTACK}'}}
  - {{key: answers, type: responses, at: /responses}}
questions:
  - key: sure
    type: choice
    label: '{ATTACK}'
    help: '{ATTACK}'
    options: [{{value: yes1, label: '{ATTACK}'}}, {{value: no1, label: No way}}]
  - {{key: why, type: text, label: Why?, format: markdown}}
"""
PAGES = (
    *("", "/work", "/review", "/guide", "/items", "/import", "/export", "/people", "/setup"),
    *("/settings", "/late", "/activity"),
)
PAGES_AROUND = ("/", "/account")
# Elements that only an attack makes.
FOOTHOLDS = "[onerror], [onload], a[href^='javascript:'], img[src='x'], body script:not([src])"


@pytest.fixture
def studio(desk: Installation) -> Studio:
    studio = empty_studio(desk, ATTACK)
    lead, path = studio.lead, studio.path
    lead.send("PATCH", path, {"description": LONG_ATTACK, "licence": ATTACK}, **{"if-match": "1"})
    lead.send("POST", f"{path}/teams", {"name": ATTACK})
    studio.publish(
        guide=f"{GUIDE}\n### {ATTACK} {{#attack}}\n\n{LONG_ATTACK}\n", interface=INTERFACE, note=LONG_ATTACK
    )
    for name in ("Anna", "Rita"):
        member = studio.join(name, "annotator" if name == "Anna" else "reviewer")
        member.send("PATCH", "/me", {"name": ATTACK})
    view = {"page": "items", "name": ATTACK, "query": {"text": ATTACK}, "is_shared": True}
    lead.send("POST", f"{path}/views", view)
    token = {"name": ATTACK, "permissions": ["project.read"], "project_id": studio.id}
    lead.send("POST", "/tokens", token)
    add_items(studio)
    answer_and_return(studio)
    return studio


def add_items(studio: Studio) -> None:
    attacking: dict[str, Any] = content(0)
    attacking["messages"][0]["content"] = LONG_ATTACK
    attacking["responses"][0]["content"] = LONG_ATTACK
    attacking[ATTACK] = ATTACK
    items = [{"external_id": f"{ATTACK}{number}", "content": attacking} for number in range(3)]
    studio.lead.send("POST", f"{studio.path}/items", {"batch_name": ATTACK, "items": items})


def answer_and_return(studio: Studio) -> None:
    """One task is skipped, one returned, and one waits for review."""
    anna, rita = studio.people["Anna"], studio.people["Rita"]
    for number in range(3):
        task = studio.take("Anna", "annotate")
        body: dict[str, Any] = {"token": task["token"], "answers": {"sure": "yes1", "why": LONG_ATTACK}}
        if number == 0:
            anna.send("POST", f"/slots/{task['slot_id']}/skip", {"token": task["token"], "reason": ATTACK})
        else:
            anna.send("POST", f"/slots/{task['slot_id']}/submit", {**body, "active_segments": []})
    task = studio.take("Rita", "review")
    finding = {"rule_key": "attack", "severity": "minor", "note": LONG_ATTACK, "suggestion": LONG_ATTACK}
    verdict = {"token": task["token"], "verdict": "return", "note": LONG_ATTACK, "findings": [finding]}
    rita.send("POST", f"/slots/{task['slot_id']}/verdict", verdict)


def test_shows_attacks_as_letters_when_they_stand_in_every_field(studio: Studio, visit: Visitors) -> None:
    lead = studio.seat(visit(studio.here), "Lena")
    for path in (*(f"{studio.path}{page}" for page in PAGES), *PAGES_AROUND):
        lead.go(path)
        is_harmless(lead)


def is_harmless(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    expect(page.get_by_text(ATTACK).first).to_be_attached()
    assert page.evaluate("window.hit") is None, page.url
    assert page.locator(FOOTHOLDS).count() == 0, page.url


def test_refuses_a_pseudonym_that_is_no_name(studio: Studio) -> None:
    """Pseudonyms go into exports and file names."""
    with pytest.raises(AssertionError, match="422"):
        member = studio.lead.get(f"{studio.path}/members")["items"][0]["id"]
        studio.lead.send("PATCH", f"/members/{member}", {"pseudonym": ATTACK})
