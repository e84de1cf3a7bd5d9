"""A morning at the work screen with nothing but the keyboard: 20 tasks, a skip, an undo, and one that came back."""

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

N_TASKS = 20


@pytest.fixture
def studio(desk: Installation) -> Studio:
    people = {"Anna": "annotator", "Rita": "reviewer"}
    return open_studio(desk, "Twenty tasks", people, n_items=N_TASKS + 1)


def test_does_twenty_tasks_and_mends_one_when_only_keys_are_used(studio: Studio, visit: Visitors) -> None:
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    for number in range(N_TASKS - 1):
        answer(anna, f"Reason {number}.")
        if number == 4:
            skip(anna, "I do not know this field.")
        if number == 9:
            undo_and_mend(anna, f"Reason {number}.")
    answer(anna, f"Reason {N_TASKS - 1}.")
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible()
    anna.picture("annotator-end")
    assert n_submissions(studio) == N_TASKS

    submission = return_one(studio)
    mend_returned(anna)
    assert studio.lead.get(f"/submissions/{submission}")["state"] == "returned"
    assert n_submissions(studio) == N_TASKS + 1


def task(anna: Visitor) -> str:
    return anna.page.locator("[data-task]").get_attribute("data-task") or ""


def answer(anna: Visitor, why: str) -> None:
    """The digit chooses and goes on to the text; Ctrl+Enter sends, and the next task is there."""
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    before = task(anna)
    page.keyboard.press("2")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(why)
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[data-task='{before}']")).to_be_hidden()


def skip(anna: Visitor, reason: str) -> None:
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    before = task(anna)
    page.keyboard.press("s")
    expect(page.get_by_role("textbox", name="Why?").last).to_be_focused()
    page.keyboard.type(reason)
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[data-task='{before}']")).to_be_hidden()


def undo_and_mend(anna: Visitor, why: str) -> None:
    """What was just sent is on screen again as it was."""
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    following = task(anna)
    page.keyboard.press("u")
    expect(page.locator(f"[data-task='{following}']")).to_be_hidden()
    box = page.get_by_role("textbox")
    expect(box).to_have_value(why)
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    anna.tab_to(box)
    page.keyboard.press("Control+End")
    page.keyboard.type(" And one more.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[data-task='{following}']")).to_be_visible()


def return_one(studio: Studio) -> str:
    """A review that says what is wrong, where, and how it would be better; the id of the submission."""
    task = studio.take("Rita", "review")
    finding = {
        "rule_key": "tone.first-person",
        "severity": "minor",
        "note": "Say I.",
        "suggestion": "My reason",
        "anchor": {"target": "answers", "pointer": "/why", "start": 0, "end": 6, "quote": "Reason"},
    }
    body = {"token": task["token"], "verdict": "return", "findings": [finding]}
    studio.people["Rita"].send("POST", f"/slots/{task['slot_id']}/verdict", body)
    return task["subject"]["id"]


def mend_returned(anna: Visitor) -> None:
    """Home says that it came back; the finding's better text is taken over and the rest mended."""
    page = anna.page
    anna.find("Your work")
    anna.press_on(page.get_by_role("link", name="Look at the findings"))
    expect(page.get_by_text("Say I.")).to_be_visible()
    anna.press_on(page.get_by_role("button", name="Show the place"))
    expect(page.get_by_role("textbox")).to_be_focused()
    assert page.evaluate("document.getSelection().toString()") == "Reason"
    page.keyboard.type("My reason")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing to do right now")).to_be_visible()


def n_submissions(studio: Studio) -> int:
    """Without the one that was taken back."""
    sent = studio.lead.get(f"{studio.path}/submissions?limit=200")["items"]
    return sum(one["state"] != "undone" for one in sent)
