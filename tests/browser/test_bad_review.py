"""Reviews under bad conditions: strange texts, no network, a slow one, an ended session, two windows. Nothing written is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.network import change, lay
from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import PASSWORD, Visitor, Visitors
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PATIENCE_MS = 40_000
ATTACK = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>[x](javascript:window.hit=1)'
RTL = "مرحبا بالعالم، هذا نص عربي."
NOTE = "Half of a long note, word after word, as a reviewer writes it. " * 20

# Keys, each with or without Shift, one after the other before the browser does anything in between; what is selected before the last.
PRESS = """
(keys) => {
  let selected = "";
  for (const [key, shiftKey = false] of keys) {
    selected = document.getSelection().toString();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
  }
  return selected;
}
"""


@pytest.fixture
def studio(desk: Installation) -> Studio:
    """Four answers wait; the first is to a strange item, and strange itself."""
    studio = open_studio(desk, "Bad reviews", {"Anna": "annotator", "Rita": "reviewer"})
    strange = content(0)
    strange["messages"][0]["content"] = ATTACK
    strange["responses"][0]["content"] = RTL
    studio.add_items([strange, *[content(number) for number in range(1, 4)]])
    for why in (f"{ATTACK} {RTL}", "Answer 1.", "Answer 2.", "Answer 3."):
        task = studio.take("Anna", "annotate")
        answers = {"better": {"preferred": "r1", "strength": 2}, "why": why}
        body = {"token": task["token"], "answers": answers, "active_segments": []}
        studio.people["Anna"].send("POST", f"/slots/{task['slot_id']}/submit", body)
    return studio


def at_review(studio: Studio, rita: Visitor) -> Visitor:
    studio.seat(rita, "Rita", "/review")
    expect(rita.page.locator("[data-task]")).to_be_visible(timeout=PATIENCE_MS)
    return rita


def task(rita: Visitor) -> str:
    return rita.page.locator("[data-task]").get_attribute("data-task") or ""


def note(rita: Visitor) -> Any:
    return rita.page.get_by_label("Note to the author (optional)")


def send(rita: Visitor) -> None:
    before = task(rita)
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.locator(f"[data-task='{before}']")).to_be_hidden()


def all_arrived(rita: Visitor) -> None:
    expect(rita.page.locator("[data-outgoing]")).to_be_hidden(timeout=PATIENCE_MS)


def states(studio: Studio) -> list[str]:
    return sorted(one["state"] for one in studio.lead.get(f"{studio.path}/submissions")["items"])


def notes_of(studio: Studio) -> list[str]:
    """What reviewers told the authors."""
    found = studio.lead.get(f"{studio.path}/submissions")["items"]
    told = [studio.lead.get(f"/submissions/{one['id']}/feedback")["reviews"] for one in found]
    return [review["note"] for reviews in told for review in reviews]


def test_shows_attacks_as_letters_and_arabic_from_the_right_also_where_they_are_mended(
    studio: Studio, visit: Visitors
) -> None:
    rita = at_review(studio, visit(studio.here))
    page = rita.page
    expect(page.get_by_text(ATTACK, exact=False).first).to_be_visible()
    arabic = page.get_by_text(RTL, exact=True)
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
    page.keyboard.press("f")
    box = page.get_by_role("textbox", name="Why?")
    expect(box).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text(f"{RTL} ")
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(page.get_by_role("region", name="Your changes")).to_be_visible()
    note(rita).fill(ATTACK)
    assert page.evaluate("window.hit") is None
    assert page.locator("main script, main img").count() == 0
    rita.picture("review-strange-texts")
    send(rita)
    all_arrived(rita)
    assert notes_of(studio) == [ATTACK]


def test_types_into_the_text_and_chooses_nothing_else_when_the_fix_is_begun_in_haste(
    studio: Studio, visit: Visitors
) -> None:
    """`a` after `f` is a letter, although the box has only just come."""
    rita = at_review(studio, visit(studio.here))
    rita.page.evaluate(PRESS, [["f"], ["a"]])
    expect(rita.page.get_by_role("radio", name="Fix and accept")).to_be_checked()
    expect(rita.page.get_by_role("textbox", name="Why?")).to_be_focused()


def test_files_a_return_at_the_words_as_they_are_marked_when_keys_come_fast(
    studio: Studio, visit: Visitors
) -> None:
    rita = at_review(studio, visit(studio.here))
    marked = rita.page.evaluate(PRESS, [["m"], ["ArrowRight", True], ["ArrowRight", True], ["r"]])
    assert len(marked) > len("img")
    finding = rita.page.get_by_role("region", name="Finding 1")
    expect(finding.locator("blockquote")).to_have_text(marked)


def test_keeps_a_half_written_return_when_the_server_is_killed(studio: Studio, visit: Visitors) -> None:
    rita = at_review(studio, visit(studio.here))
    rita.page.keyboard.press("r")
    expect(rita.page.get_by_role("region", name="Finding 1")).to_be_visible()
    studio.here.kill("serve")
    note(rita).fill(NOTE)
    rita.page.keyboard.type("The last words.")
    expect(rita.page.get_by_text("Offline: kept here, will be saved")).to_be_visible()
    studio.here.revive()
    studio.here.wait_until_ready()
    rita.page.reload()
    expect(note(rita)).to_have_value(f"{NOTE}The last words.")
    expect(rita.page.get_by_role("radio", name="Return")).to_be_checked()
    expect(rita.page.locator("[data-draft-state=saved]")).to_be_visible()


def test_shows_the_next_review_while_the_verdict_before_waits_for_a_connection(
    studio: Studio, visit: Visitors
) -> None:
    rita = visit(studio.here)
    lay(rita)
    at_review(studio, rita)
    rita.page.wait_for_function("() => window.network.seen.includes('feedback')")
    rita.page.wait_for_timeout(1_000)
    rita.context.set_offline(True)
    rita.page.keyboard.press("a")
    send(rita)
    expect(rita.page.locator("[data-task]")).to_be_visible()
    expect(rita.page.get_by_text("1 waits to be sent; kept here")).to_be_visible()
    rita.page.keyboard.press("a")
    send(rita)
    expect(rita.page.get_by_text("2 wait to be sent; kept here")).to_be_visible()
    expect(rita.page.get_by_text("The next task does not come yet")).to_be_visible()
    rita.picture("review-offline")
    rita.context.set_offline(False)
    all_arrived(rita)
    expect(rita.page.locator("[data-task]")).to_be_visible()
    assert states(studio) == ["accepted", "accepted", "submitted", "submitted"]


def test_loses_and_doubles_nothing_when_every_request_takes_two_seconds(
    studio: Studio, visit: Visitors
) -> None:
    rita = visit(studio.here)
    lay(rita, all={"there": 1_000, "back": 1_000})
    at_review(studio, rita)
    for _ in range(4):
        expect(rita.page.locator("[data-task]")).to_be_visible(timeout=PATIENCE_MS)
        before = task(rita)
        rita.page.keyboard.press("a")
        rita.page.keyboard.press("Control+Enter")
        rita.page.keyboard.press("Control+Enter")
        expect(rita.page.locator(f"[data-task='{before}']")).to_be_hidden()
    expect(rita.page.get_by_text("No reviews wait for you")).to_be_visible(timeout=PATIENCE_MS)
    assert states(studio) == ["accepted"] * 4


def test_asks_to_sign_in_after_the_sentence_when_the_session_ends_in_the_middle(
    studio: Studio, visit: Visitors
) -> None:
    rita = at_review(studio, visit(studio.here))
    note(rita).focus()
    rita.page.keyboard.type("Before.", delay=30)
    rita.context.clear_cookies()
    rita.page.keyboard.type(NOTE[:200], delay=40)
    expect(note(rita)).to_have_value(f"Before.{NOTE[:200]}")
    dialog = rita.page.get_by_role("dialog")
    dialog.get_by_label("Password").first.fill(PASSWORD)
    rita.picture("review-sign-in-again")
    rita.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(note(rita)).to_have_value(f"Before.{NOTE[:200]}")
    expect(rita.page.locator("[data-draft-state=saved]")).to_be_visible()


def test_shows_both_reviews_when_two_windows_write_one(studio: Studio, visit: Visitors) -> None:
    first, second = at_review(studio, visit(studio.here)), at_review(studio, visit(studio.here))
    assert task(first) == task(second)
    note(first).fill("From the first window.")
    expect(first.page.locator("[data-draft-state=saved]")).to_be_visible()
    note(second).fill("From the second window.")
    dialog = second.page.get_by_role("dialog")
    expect(dialog.get_by_text("From the first window.")).to_be_visible()
    expect(dialog.get_by_text("From the second window.")).to_be_visible()
    dialog.get_by_role("button", name="Take the other one").click()
    expect(note(second)).to_have_value("From the first window.")


def test_says_that_another_verdict_counts_when_a_second_window_sends_its_own(
    studio: Studio, visit: Visitors
) -> None:
    first, second = at_review(studio, visit(studio.here)), at_review(studio, visit(studio.here))
    first.page.keyboard.press("a")
    second.page.keyboard.press("x")
    note(second).fill("Not good enough.")
    send(first)
    all_arrived(first)
    send(second)
    notice = second.page.get_by_role("alert").filter(has_text="Another verdict was sent for this before")
    second.press_on(notice.get_by_role("button", name="Open it again"))
    expect(note(second)).to_have_value("Not good enough.")
    second.picture("review-other-window")
    assert states(studio) == ["accepted", "submitted", "submitted", "submitted"]


def test_brings_a_refused_verdict_back_with_its_note_and_reason(studio: Studio, visit: Visitors) -> None:
    rita = visit(studio.here)
    lay(rita, verdict={"status": 500, "times": 1})
    at_review(studio, rita)
    rita.page.keyboard.press("a")
    note(rita).fill("Well done.")
    send(rita)
    notice = rita.page.get_by_role("alert").filter(has_text=re.compile("What you sent was not taken"))
    rita.press_on(notice.get_by_role("button", name="Open it again"))
    expect(note(rita)).to_have_value("Well done.")
    expect(rita.page.get_by_text("Not sent yet; your review is kept")).to_be_visible()
    change(rita)
    send(rita)
    all_arrived(rita)
    assert notes_of(studio) == ["Well done."]
