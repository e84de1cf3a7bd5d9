"""Answers that come late, in another order, twice, or not at all: no task stays, none is left out, nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.network import lay
from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

N_ITEMS = 12


@pytest.fixture
def studio(desk: Installation) -> Studio:
    return open_studio(desk, "Hard network", {"Anna": "annotator", "Rita": "reviewer"}, n_items=N_ITEMS)


def answer(anna: Visitor, why: str) -> None:
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    before = page.locator("[data-task]").get_attribute("data-task")
    page.keyboard.press("2")
    page.keyboard.type(why)
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"[data-task='{before}']")).to_be_hidden()


def sent_texts(studio: Studio) -> list[str]:
    return sorted(
        one["answers"]["why"] for one in studio.lead.get(f"{studio.path}/submissions?limit=200")["items"]
    )


def test_goes_on_when_a_task_is_sent_before_the_server_heard_that_it_was_begun(
    studio: Studio, visit: Visitors
) -> None:
    anna = visit(studio.here)
    lay(anna, start={"back": 1_000}, submit={"there": 1_500, "back": 1_000})
    studio.seat(anna, "Anna", "/work")
    for number in range(6):
        answer(anna, f"Answer {number}.")
    expect(anna.page.locator("[data-outgoing]")).to_be_hidden()
    assert sent_texts(studio) == [f"Answer {number}." for number in range(6)]
