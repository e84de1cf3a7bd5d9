"""Hours at the desk: whatever happens to the server, the session or the window, what was typed stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import PASSWORD, Visitor, Visitors
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

LONG = "A long answer, word after word. " * 300
ATTACK = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>[x](javascript:window.hit=1)'
RTL = "مرحبا بالعالم، هذا نص عربي."


@pytest.fixture
def studio(desk: Installation) -> Studio:
    """One annotator, Anna; the first item is a strange one."""
    studio = open_studio(desk, "Long hours", {"Anna": "annotator"})
    strange = content(0)
    strange["messages"][0]["content"] = f"{ATTACK} and $a_1^2$\n\n```python\nreturn 1\n```"
    strange["responses"][0]["content"] = RTL
    studio.add_items([strange, *[content(number) for number in range(12)]])
    return studio


def at_work(studio: Studio, anna: Visitor) -> Visitor:
    studio.seat(anna, "Anna", "/work")
    anna.page.get_by_role("textbox").wait_for()
    return anna


def test_draws_attacks_formulas_code_and_arabic_as_what_they_are(studio: Studio, visit: Visitors) -> None:
    anna = at_work(studio, visit(studio.here))
    expect(anna.page.locator("math")).to_be_visible()
    expect(anna.page.locator("pre code")).to_have_text(re.compile("return 1"))
    arabic = anna.page.get_by_text(RTL)
    assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert anna.page.evaluate("window.hit") is None
    assert anna.page.locator("main script, main img").count() == 0
    box = anna.page.get_by_role("textbox")
    box.fill(ATTACK + RTL)
    assert anna.page.evaluate("window.hit") is None
    box.fill(RTL)
    assert box.evaluate("e => getComputedStyle(e).direction") == "rtl"
    anna.picture("work-strange-texts")


def test_leaves_formulas_and_code_as_written_when_what_draws_them_cannot_be_fetched(
    studio: Studio, visit: Visitors
) -> None:
    anna = visit(studio.here)
    anna.page.route(re.compile("/assets/(katex|lowlight)"), lambda route: route.abort())
    with anna.page.expect_event("requestfailed"):
        at_work(studio, anna)
    expect(anna.page.locator("pre code")).to_have_text(re.compile("return 1"))
    expect(anna.page.get_by_text("a_1^2", exact=False)).to_be_visible()


def test_keeps_a_long_answer_when_the_server_is_killed_while_it_is_typed(
    studio: Studio, visit: Visitors
) -> None:
    anna = at_work(studio, visit(studio.here))
    studio.here.kill("serve")
    anna.page.get_by_role("textbox").fill(LONG)
    anna.page.keyboard.type("The last words.")
    expect(anna.page.get_by_text("Offline: kept here, will be saved")).to_be_visible()
    studio.here.revive()
    studio.here.wait_until_ready()
    anna.page.reload()
    expect(anna.page.get_by_role("textbox")).to_have_value(f"{LONG}The last words.")
    expect(anna.page.locator("[data-draft-state=saved]")).to_be_visible()


def test_asks_to_sign_in_over_the_page_when_the_session_ends_in_the_middle(
    studio: Studio, visit: Visitors
) -> None:
    anna = at_work(studio, visit(studio.here))
    kept = [one for one in anna.context.cookies() if one.get("name") == "copydesk_csrf"]
    anna.context.clear_cookies()
    assert kept
    anna.page.get_by_role("textbox").fill("Typed without a session.")
    dialog = anna.page.get_by_role("dialog")
    dialog.get_by_label("Password").first.fill(PASSWORD)
    anna.page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(anna.page.get_by_role("textbox")).to_have_value("Typed without a session.")
    expect(anna.page.locator("[data-draft-state=saved]")).to_be_visible(timeout=30_000)


def test_shows_both_texts_when_two_windows_change_one_task(studio: Studio, visit: Visitors) -> None:
    first, second = at_work(studio, visit(studio.here)), at_work(studio, visit(studio.here))
    first.page.get_by_role("textbox").fill("From the first window.")
    expect(first.page.locator("[data-draft-state=saved]")).to_be_visible()
    second.page.get_by_role("textbox").fill("From the second window.")
    dialog = second.page.get_by_role("dialog")
    expect(dialog.get_by_text("From the first window.")).to_be_visible()
    expect(dialog.get_by_text("From the second window.")).to_be_visible()
    dialog.get_by_role("button", name="Take the other one").click()
    expect(second.page.get_by_role("textbox")).to_have_value("From the first window.")


def test_shows_the_next_task_while_the_answer_before_waits_for_a_connection(
    studio: Studio, visit: Visitors
) -> None:
    anna = at_work(studio, visit(studio.here))
    with anna.page.expect_response(re.compile("/next$")):
        anna.page.reload()
    anna.page.get_by_role("textbox").wait_for()
    anna.page.wait_for_timeout(1_500)
    before = anna.page.locator("[data-task]").get_attribute("data-task")
    anna.context.set_offline(True)
    anna.page.get_by_role("radio").first.focus()
    anna.page.keyboard.press("2")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.locator("[data-task]")).not_to_have_attribute("data-task", before or "")
    expect(anna.page.get_by_text("1 waits to be sent; kept here")).to_be_visible()
    anna.context.set_offline(False)
    expect(anna.page.locator("[data-outgoing]")).to_be_hidden()
    anna.page.locator("main").press("u")
    expect(anna.page.locator("[data-task]")).to_be_visible()
