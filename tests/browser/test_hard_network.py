"""Answers that come late, in another order, twice, or not at all: no task stays, none is left out, nothing typed is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.network import change, lay
from tests.browser.studio import Studio, empty_studio, open_studio
from tests.browser.visitor import PASSWORD, Visitor, Visitors
from tests.factories.desk import INTERFACE, content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PATIENCE_MS = 40_000
ROUGH: dict[str, dict[str, Any]] = {
    "all": {"jitter": 600},
    "start": {"jitter": 1_500, "lost": "back", "share": 0.2},
    "reserve": {"jitter": 800, "lost": "there", "share": 0.2},
    "submit": {"jitter": 1_500, "lost": "back", "share": 0.2},
    "verdict": {"jitter": 1_500, "lost": "back", "share": 0.2},
    "draft": {"jitter": 1_500, "status": 503, "share": 0.3},
}
OPTIONAL = INTERFACE.replace("cannot_judge: true", "cannot_judge: true, required: false")
# Chooses in the very moment in which another task is drawn, before the browser has painted it.
EAGER = """
(() => {
  let before = document.querySelector("[data-task]").dataset.task;
  new MutationObserver(() => {
    const desk = document.querySelector("[data-task]");
    if (desk === null || desk.dataset.task === before) return;
    before = desk.dataset.task;
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "3", bubbles: true, cancelable: true }));
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-task"] });
})()
"""
# The last letters and the key that sends, before anything in between can be drawn.
AT_ONCE = """
(why) => {
  const key = (on, name, more) => on.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
  key(document.activeElement, "2");
  const box = document.querySelector("textarea");
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, why);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  key(box, "Enter", { ctrlKey: true });
}
"""


def a_studio(desk: Installation, n_items: int, interface: str = INTERFACE) -> Studio:
    studio = empty_studio(desk, "Hard network")
    studio.publish(interface=interface)
    studio.join("Anna", "annotator")
    studio.add_items([content(number) for number in range(n_items)])
    return studio


def task(visitor: Visitor) -> str:
    return visitor.page.locator("[data-task]").get_attribute("data-task") or ""


def write(anna: Visitor, why: str) -> str:
    """The task."""
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused(timeout=PATIENCE_MS)
    before = task(anna)
    page.keyboard.press("2")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type(why)
    return before


def send(visitor: Visitor, before: str) -> None:
    visitor.page.keyboard.press("Control+Enter")
    expect(visitor.page.locator(f"[data-task='{before}']")).to_be_hidden()


def answer(anna: Visitor, why: str) -> None:
    send(anna, write(anna, why))


def all_arrived(visitor: Visitor) -> None:
    expect(visitor.page.locator("[data-outgoing]")).to_be_hidden(timeout=PATIENCE_MS)


def sent(studio: Studio) -> list[str]:
    found = studio.lead.get(f"{studio.path}/submissions?limit=200")["items"]
    return sorted(one["answers"]["why"] for one in found if one["state"] != "undone")


def texts(n: int) -> list[str]:
    return [f"Answer {number}." for number in range(n)]


def test_goes_on_when_a_task_is_sent_before_the_server_heard_that_it_was_begun(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 8), visit(desk)
    lay(anna, start={"back": 1_000}, submit={"there": 1_500, "back": 1_000})
    studio.seat(anna, "Anna", "/work")
    for why in texts(6):
        answer(anna, why)
    all_arrived(anna)
    assert sent(studio) == texts(6)


def test_sends_each_answer_once_when_requests_are_late_lost_and_refused(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 10), visit(desk)
    lay(anna, **ROUGH)
    studio.seat(anna, "Anna", "/work")
    for why in texts(10):
        answer(anna, why)
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible(timeout=PATIENCE_MS)
    assert sent(studio) == texts(10)


def test_gives_each_verdict_once_when_requests_are_late_lost_and_refused(
    desk: Installation, visit: Visitors
) -> None:
    n = 8
    studio = open_studio(desk, "Hard reviews", {"Anna": "annotator", "Rita": "reviewer"}, n_items=n)
    for why in texts(n):
        submit(studio, studio.take("Anna", "annotate"), why)
    rita = visit(desk)
    lay(rita, **ROUGH)
    studio.seat(rita, "Rita", "/review")
    for _ in range(n):
        expect(rita.page.get_by_text("Answer", exact=False).first).to_be_visible(timeout=PATIENCE_MS)
        expect(rita.page.locator("[data-task]")).to_be_visible(timeout=PATIENCE_MS)
        before = task(rita)
        rita.page.keyboard.press("a")
        send(rita, before)
    expect(rita.page.get_by_text("No reviews wait for you")).to_be_visible(timeout=PATIENCE_MS)
    states = [one["state"] for one in studio.lead.get(f"{studio.path}/submissions")["items"]]
    assert states == ["accepted"] * n


def submit(studio: Studio, task: dict[str, Any], why: str) -> None:
    answers = {"better": {"preferred": "r1", "strength": 2}, "why": why}
    body = {"token": task["token"], "answers": answers, "active_segments": []}
    studio.people["Anna"].send("POST", f"/slots/{task['slot_id']}/submit", body)


def test_says_that_the_next_task_is_being_fetched_and_tries_until_it_comes(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 3), visit(desk)
    lay(anna, reserve={"status": 503})
    studio.seat(anna, "Anna", "/work")
    answer(anna, "Answer 0.")
    expect(anna.page.get_by_text("The next task does not come yet")).to_be_visible()
    anna.picture("coming-trouble")
    change(anna, reserve={"back": 3_000})
    expect(anna.page.get_by_text("Answer 0.")).to_be_hidden()
    answer(anna, "Answer 1.")
    assert sent(studio)[0] == "Answer 0."


def test_brings_the_half_written_task_back_after_the_one_that_was_taken_back(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 4), visit(desk)
    lay(anna, reserve={"back": 1_500}, undo={"back": 500})
    studio.seat(anna, "Anna", "/work")
    answer(anna, "Answer 0.")
    half = write(anna, "Half a thought.")
    expect(anna.page.locator("[data-draft-state=saved]")).to_be_visible()
    anna.page.keyboard.press("Escape")
    anna.page.keyboard.press("u")
    expect(anna.page.get_by_role("textbox")).to_have_value("Answer 0.")
    anna.page.get_by_role("textbox").fill("Answer 0, mended.")
    send(anna, task(anna))
    expect(anna.page.locator(f"[data-task='{half}']")).to_be_visible()
    expect(anna.page.get_by_role("textbox")).to_have_value("Half a thought.")
    expect(anna.page.get_by_role("radio").nth(1)).to_be_checked()
    send(anna, half)
    all_arrived(anna)
    assert sent(studio) == ["Answer 0, mended.", "Half a thought."]


def test_takes_the_last_answer_back_when_the_next_task_has_not_come(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 1), visit(desk)
    lay(anna, submit={"back": 1_000})
    studio.seat(anna, "Anna", "/work")
    before = write(anna, "Answer 0.")
    change(anna, submit={"back": 1_000}, claim={"there": 2_000})
    send(anna, before)
    expect(anna.page.get_by_text("The next task is being fetched")).to_be_visible()
    anna.picture("coming")
    anna.page.keyboard.press("u")
    expect(anna.page.get_by_role("textbox")).to_have_value("Answer 0.")
    anna.page.get_by_role("textbox").fill("Answer 0, mended.")
    send(anna, task(anna))
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible(timeout=PATIENCE_MS)
    assert sent(studio) == ["Answer 0, mended."]


def test_keeps_the_last_words_when_an_older_save_ends_after_they_were_typed(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 2), visit(desk)
    lay(anna, draft={"back": 1_500})
    studio.seat(anna, "Anna", "/work")
    write(anna, "The first words.")
    expect(anna.page.locator("[data-draft-state=saving]")).to_be_visible()
    anna.page.keyboard.type(" The last words.")
    expect(anna.page.locator("[data-draft-state=unsaved]")).to_be_visible()
    anna.page.reload()
    expect(anna.page.get_by_role("textbox")).to_have_value("The first words. The last words.")
    expect(anna.page.locator("[data-draft-state=saved]")).to_be_visible()
    expect(anna.page.get_by_role("dialog")).to_be_hidden()


def test_sends_what_waits_when_its_page_was_left_and_does_not_show_it_again(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 4), visit(desk)
    lay(anna, submit={"lost": "there"})
    studio.seat(anna, "Anna", "/work")
    answer(anna, "Answer 0.")
    expect(anna.page.locator("[data-task]")).to_be_visible()
    anna.find("Overview")
    expect(anna.page.locator("[data-task]")).to_be_hidden()
    anna.find("Work")
    expect(anna.page.get_by_text("1 waits to be sent; kept here")).to_be_visible()
    expect(anna.page.get_by_text("The next task comes when what waits has been sent")).to_be_visible()
    anna.picture("coming-waits")
    change(anna)
    answer(anna, "Answer 1.")
    all_arrived(anna)
    assert sent(studio) == texts(2)


def test_keeps_what_was_refused_in_sight_when_others_are_sent_after_it(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 4), visit(desk)
    lay(anna, submit={"status": 422, "times": 1})
    studio.seat(anna, "Anna", "/work")
    answer(anna, "Answer 0.")
    notice = anna.page.get_by_role("alert").filter(has_text="What you sent was not taken; it is kept")
    expect(notice).to_be_visible()
    answer(anna, "Answer 1.")
    all_arrived(anna)
    expect(notice).to_be_visible()
    anna.press_on(notice.get_by_role("button", name="Open it again"))
    expect(anna.page.get_by_role("textbox")).to_have_value("Answer 0.")
    expect(anna.page.get_by_text("Not sent yet; your answers are kept")).to_be_visible()
    send(anna, task(anna))
    all_arrived(anna)
    assert sent(studio) == texts(2)
    expect(notice).to_be_hidden()


def test_says_that_other_answers_count_when_a_second_window_sends_the_same_task(
    desk: Installation, visit: Visitors
) -> None:
    studio = a_studio(desk, 3)
    first, second = visit(desk), visit(desk)
    for window in (first, second):
        studio.seat(window, "Anna", "/work")
    here, there = write(first, "From the first."), write(second, "From the second.")
    assert here == there
    send(first, here)
    all_arrived(first)
    send(second, there)
    notice = second.page.get_by_role("alert").filter(has_text="sent before with other answers")
    second.press_on(notice.get_by_role("button", name="Open it again"))
    expect(second.page.get_by_role("textbox")).to_have_value("From the second.")
    assert sent(studio) == ["From the first."]


def test_sends_the_answer_when_the_session_had_ended_and_somebody_signs_in_again(
    desk: Installation, visit: Visitors
) -> None:
    studio = a_studio(desk, 2)
    anna = studio.seat(visit(desk), "Anna", "/work")
    before = write(anna, "Answer 0.")
    anna.context.clear_cookies()
    send(anna, before)
    dialog = anna.page.get_by_role("dialog")
    anna.picture("session-ended")
    dialog.get_by_label("Password").first.fill(PASSWORD)
    anna.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    all_arrived(anna)
    assert sent(studio) == ["Answer 0."]


def test_sends_one_task_when_the_key_is_held_down_or_the_button_is_clicked_twice(
    desk: Installation, visit: Visitors
) -> None:
    """Nothing in this form is required, so the next task could be sent as it is."""
    studio = a_studio(desk, 5, OPTIONAL)
    anna = studio.seat(visit(desk), "Anna", "/work")
    page = anna.page
    page.wait_for_function("() => document.querySelector('[data-task]')")
    page.wait_for_timeout(500)
    page.keyboard.down("Control")
    for _ in range(10):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    all_arrived(anna)
    assert len(studio.lead.get(f"{studio.path}/submissions")["items"]) == 1
    page.wait_for_timeout(500)
    page.get_by_role("button", name=re.compile("^Submit")).dblclick()
    all_arrived(anna)
    assert len(studio.lead.get(f"{studio.path}/submissions")["items"]) == 2


def test_takes_a_key_for_the_new_task_when_it_is_pressed_as_that_is_drawn(
    desk: Installation, visit: Visitors
) -> None:
    studio, anna = a_studio(desk, 4), visit(desk)
    # The first comes from the reserve, the second straight from the server.
    lay(anna, reserve={"status": 503, "times": 2})
    studio.seat(anna, "Anna", "/work")
    before = write(anna, "Answer 0.")
    anna.page.evaluate(EAGER)
    send(anna, before)
    for _ in range(2):
        expect(anna.page.get_by_role("radio").nth(2)).to_be_checked(timeout=PATIENCE_MS)
        expect(anna.page.get_by_role("textbox")).to_be_focused()
        send(anna, task(anna))


def test_sends_the_last_letters_when_the_key_that_sends_comes_before_they_are_drawn(
    desk: Installation, visit: Visitors
) -> None:
    studio = a_studio(desk, 3)
    anna = studio.seat(visit(desk), "Anna", "/work")
    for why in texts(3):
        expect(anna.page.get_by_role("radio").first).to_be_focused()
        before = task(anna)
        anna.page.evaluate(AT_ONCE, why)
        expect(anna.page.locator(f"[data-task='{before}']")).to_be_hidden()
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible(timeout=PATIENCE_MS)
    assert sent(studio) == texts(3)


def test_keeps_up_with_fast_fingers_when_the_machine_is_slow(desk: Installation, visit: Visitors) -> None:
    studio = a_studio(desk, 8)
    anna = studio.seat(visit(desk), "Anna", "/work")
    machine = anna.context.new_cdp_session(anna.page)
    machine.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    for why in texts(8):
        answer(anna, why)
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible(timeout=PATIENCE_MS)
    assert sent(studio) == texts(8)
