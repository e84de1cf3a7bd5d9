"""Every role of the demo signs in by one key on its button and reaches every page that it is offered."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

READING = {"Overview", "Guide"}
WRITING = READING | {"Work"}
SEEING = {"Items", "People"}
ROLES = {
    "Annotator": WRITING,
    "Red teamer": WRITING,
    "Expert": WRITING | SEEING | {"Review"},
    "Reviewer": READING | SEEING | {"Review"},
    "Viewer": READING | {"Items"},
    "Model owner": READING | {"Items", "Export"},
    "Lead": WRITING
    | SEEING
    | {"Review", "Import", "Export", "Setup", "Settings", "Late answers", "Activity"},
}


@pytest.mark.parametrize("role", ROLES)
def test_reaches_its_pages_when_signed_in_by_one_key(demo: Installation, visit: Visitors, role: str) -> None:
    visitor = visit(demo)
    visitor.go("/")
    visitor.press_on(visitor.page.get_by_role("button", name=re.compile(f"{role}$")))
    expect(visitor.page.get_by_role("heading", name="Your work")).to_be_visible()
    card = visitor.page.get_by_role("article", name="Helpful answers (demo)")
    expect(card.get_by_text(role, exact=True)).to_be_visible()
    visitor.refused.clear()
    visitor.press_on(card.get_by_role("link", name="Open"))
    for name in sorted(ROLES[role]):
        visitor.find(name)
        settles_without_an_error(visitor, name)
    assert visitor.refused == []
    assert offered(visitor) == ROLES[role]


def settles_without_an_error(visitor: Visitor, name: str) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    assert page.get_by_role("alert").filter(has_text="This did not work").count() == 0, name


def offered(visitor: Visitor) -> set[str]:
    """What the palette offers of the project."""
    visitor.page.keyboard.press("ControlOrMeta+k")
    group = visitor.page.get_by_role("group", name="Helpful answers (demo)")
    group.get_by_role("option").first.wait_for()
    return set(group.get_by_role("option").all_inner_texts())
