"""Reviews with nothing but the keyboard: accept, return with rule, place, note and better text, fix in place, next."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

WHY = "This model prefers the first."


@pytest.fixture
def studio(desk: Installation) -> Studio:
    """Three answers wait for review."""
    studio = open_studio(desk, "Reviews", {"Anna": "annotator", "Rita": "reviewer"}, n_items=3)
    for _ in range(3):
        task = studio.take("Anna", "annotate")
        answers = {"better": {"preferred": "r1", "strength": 2}, "why": WHY}
        body = {"token": task["token"], "answers": answers, "active_segments": []}
        studio.people["Anna"].send("POST", f"/slots/{task['slot_id']}/submit", body)
    return studio


def test_accepts_returns_and_fixes_when_only_keys_are_used(studio: Studio, visit: Visitors) -> None:
    rita = studio.seat(visit(studio.here), "Rita", "/review")
    accept(rita)
    return_with_all(rita)
    fix(rita)
    expect(rita.page.get_by_text("No reviews wait for you")).to_be_visible()

    reviewed = {one["state"]: one for one in studio.lead.get(f"{studio.path}/submissions")["items"]}
    assert set(reviewed) == {"accepted", "returned", "fixed"}
    [finding] = feedback(studio, reviewed["returned"])["findings"]
    assert (finding["rule_key"], finding["note"]) == ("tone.first-person", "Nobody speaks like that.")
    assert (finding["anchor"]["quote"], finding["suggestion"]) == ("This model", "I")
    [review] = feedback(studio, reviewed["fixed"])["reviews"]
    assert review["fixed_answers"]["why"] == "I prefer the first."


def feedback(studio: Studio, submission: dict[str, Any]) -> dict[str, Any]:
    return studio.lead.get(f"/submissions/{submission['id']}/feedback")


def on_screen(rita: Visitor) -> str:
    expect(rita.page.get_by_text(WHY)).to_be_visible()
    return rita.page.locator("[data-task]").get_attribute("data-task") or ""


def send(rita: Visitor, before: str) -> None:
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.locator(f"[data-task='{before}']")).to_be_hidden()


def accept(rita: Visitor) -> None:
    before = on_screen(rita)
    rita.page.keyboard.press("a")
    send(rita, before)


def return_with_all(rita: Visitor) -> None:
    """`m` marks words and the arrows move and stretch the mark; Enter files a finding there."""
    page, before = rita.page, on_screen(rita)
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("document.getSelection().toString()") == "This model"
    page.keyboard.press("r")
    finding = page.get_by_role("region", name="Finding 1")
    expect(finding.get_by_role("combobox", name="Rule")).to_be_focused()
    expect(finding.locator("blockquote")).to_have_text("This model")
    page.keyboard.type("first person")
    page.keyboard.press("Enter")
    rita.type_into(finding.get_by_label("What is wrong"), "Nobody speaks like that.")
    rita.type_into(finding.get_by_label("Better text (optional)"), "I")
    rita.picture("reviewer-return")
    send(rita, before)


def fix(rita: Visitor) -> None:
    """The first text has the focus at once; what was changed is shown before it is sent."""
    page, before = rita.page, on_screen(rita)
    page.keyboard.press("f")
    box = page.get_by_role("textbox", name="Why?")
    expect(box).to_be_focused()
    rita.type_into(box, "I prefer the first.")
    expect(page.get_by_role("region", name="Your changes")).to_be_visible()
    send(rita, before)


def test_files_a_finding_at_each_marked_place_when_several_are_wrong(studio: Studio, visit: Visitors) -> None:
    rita = studio.seat(visit(studio.here), "Rita", "/review")
    page, _ = rita.page, on_screen(rita)
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    first = page.get_by_role("region", name="Finding 1")
    expect(first.locator("blockquote")).to_have_text("model")
    expect(first.get_by_role("combobox", name="Rule")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Finding 2").locator("blockquote")).to_have_text("Question")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    assert page.evaluate("document.getSelection().toString()") == ""
    expect(page.locator("[data-task]")).to_be_visible()


def test_says_in_the_words_of_the_form_what_changed_since_the_round_before(
    studio: Studio, visit: Visitors
) -> None:
    send_back(studio)
    task = studio.take("Anna", "annotate")
    assert task["returned"] is not None
    answers = {"better": {"preferred": "r2", "strength": 1}, "why": WHY}
    body = {"token": task["token"], "answers": answers, "active_segments": []}
    studio.people["Anna"].send("POST", f"/slots/{task['slot_id']}/submit", body)
    rita = studio.seat(visit(studio.here), "Rita", "/review")
    expect(rita.page.locator("[data-task]")).to_be_visible()
    while not rita.page.get_by_text("Round 2").is_visible():
        rita.page.keyboard.press("a")
        send(rita, on_screen(rita))
        expect(rita.page.locator("[data-task]")).to_be_visible()
    changes = rita.page.get_by_role("region", name="Changed since round 1")
    expect(changes.locator("del")).to_have_count(2)
    assert {"2", "1"} == {
        changes.locator("del").last.inner_text(),
        changes.locator("ins").last.inner_text(),
    }
    expect(changes).to_contain_text("is better, strength")
    expect(changes).not_to_contain_text("preferred")


def send_back(studio: Studio) -> None:
    task = studio.take("Rita", "review")
    finding = {"rule_key": "tone.first-person", "severity": "minor", "note": "Say I.", "suggestion": ""}
    verdict = {"token": task["token"], "verdict": "return", "note": "", "findings": [finding]}
    studio.people["Rita"].send("POST", f"/slots/{task['slot_id']}/verdict", verdict)
