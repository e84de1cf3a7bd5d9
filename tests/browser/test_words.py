"""A name that checks flag, with nothing but the keyboard: proposed at work, read by the reviewer, settled by the lead."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, open_studio
from tests.browser.test_checks import UNDERLINED, picture_both, publish
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SPELLED = GUIDE + "\n### Spell as the dictionary does {#spelling}\n\n```check\nkind: spelling\n```\n"
ANSWER = "I like Zorblax here, and Zorblax's tone is plain."


@pytest.fixture
def studio(desk: Installation) -> Studio:
    studio = open_studio(desk, "Named work", {"Anna": "annotator", "Rita": "reviewer"})
    publish(studio, SPELLED, must_read=False)
    studio.add_items([content(number) for number in range(8)])
    return studio


def test_a_name_is_proposed_at_work_read_by_the_reviewer_and_accepted_by_the_lead(
    studio: Studio, visit: Visitors
) -> None:
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    write(anna, ANSWER, n_notes=2)
    propose(anna)
    send(anna)
    rita = studio.seat(visit(studio.here), "Rita", "/review")
    expect(rita.page.get_by_text("This is a name, or a word of ours.").first).to_be_visible()

    accept(studio.seat(visit(studio.here), "Lena"))
    write(anna, ANSWER, n_notes=0)
    send(anna)
    add_at_once(studio.seat(visit(studio.here), "Lena", "/work"))
    keep_the_dictionary(studio.seat(visit(studio.here), "Lena", "/guide/words"))
    see_the_dictionary(studio.seat(visit(studio.here), "Anna", "/guide/words"))


def write(person: Visitor, text: str, *, n_notes: int) -> None:
    page = person.page
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_role("textbox", name="Why?")).to_be_focused()
    with page.expect_response(lambda response: response.url.endswith("/check")):
        page.keyboard.insert_text(text)
    page.wait_for_function(f"() => ({UNDERLINED})() === {n_notes}")


def propose(anna: Visitor) -> None:
    """All places of the word are right in this draft, also after a reload."""
    page = anna.page
    page.keyboard.press("F8")
    expect(page.get_by_role("button", name="This is a name")).to_be_visible()
    picture_both(anna, "words-card")
    page.keyboard.press("Shift+F2")
    page.wait_for_function(f"() => ({UNDERLINED})() === 0")
    expect(page.get_by_text("Not here: This is a name, or a word of ours.")).to_have_count(2)
    expect(page.get_by_text("Proposed: a lead decides")).to_be_visible()
    expect(page.get_by_role("textbox", name="Why?")).to_be_focused()
    picture_both(anna, "words-proposed")
    page.reload()
    expect(page.get_by_text("Not here: This is a name, or a word of ours.")).to_have_count(2)
    assert page.evaluate(UNDERLINED) == 0


def send(anna: Visitor) -> None:
    page, task = anna.page, anna.page.locator("[data-task]")
    before = task.get_attribute("data-task") or ""
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[data-task='{before}']")).to_be_hidden()


def accept(lena: Visitor) -> None:
    page = lena.page
    waiting = page.get_by_role("link", name="proposed word waits for your decision")
    expect(waiting).to_be_visible()
    picture_both(lena, "words-overview")
    lena.press_on(waiting)
    word = page.get_by_role("article", name="Zorblax")
    expect(word.get_by_text("Anna")).to_be_visible()
    expect(word.get_by_text(ANSWER)).to_be_visible()
    picture_both(lena, "words-waiting")
    lena.press_on(word.get_by_role("button", name="Accept"))
    expect(word).to_be_hidden()
    expect(page.get_by_text("No word waits for you.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Zorblax Lena"))).to_be_visible()


def add_at_once(lena: Visitor) -> None:
    """Who edits the guide asks nobody: the underlines go without a reload."""
    page = lena.page
    write(lena, "Quuxly is short, and Quuxly is plain, not Blurfle.", n_notes=3)
    page.keyboard.press("F8")
    page.keyboard.press("Shift+F2")
    page.wait_for_function(f"() => ({UNDERLINED})() === 1")
    expect(page.get_by_text("One note of the guide")).to_be_visible()


def keep_the_dictionary(lena: Visitor) -> None:
    page = lena.page
    expect(page.get_by_role("row", name=re.compile("^Quuxly"))).to_be_visible()
    lena.type_into(page.get_by_label("New word"), "Blurfle")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name=re.compile("^Blurfle"))).to_be_visible()
    expect(page.get_by_label("New word")).to_be_focused()
    lena.type_into(page.get_by_role("searchbox", name="Search the words"), "quux")
    expect(page.get_by_role("row", name=re.compile("^Blurfle"))).to_be_hidden()
    lena.press_on(page.get_by_role("button", name="Take out “Quuxly” from the dictionary"))
    expect(page.get_by_text("No word is like this")).to_be_visible()
    lena.type_into(page.get_by_role("searchbox", name="Search the words"), "")
    expect(page.get_by_role("row", name=re.compile("^Blurfle"))).to_be_visible()
    picture_both(lena, "words-dictionary")


def see_the_dictionary(anna: Visitor) -> None:
    page = anna.page
    expect(page.get_by_role("row", name=re.compile("^Zorblax"))).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_be_hidden()
    expect(page.get_by_label("New word")).to_be_hidden()
    anna.picture("words-annotator")
