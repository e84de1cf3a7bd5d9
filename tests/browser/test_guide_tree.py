"""Rules are moved in the tree of the guide editor: dragged with the mouse, taken back, and left alone."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import GUIDE
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

LONG = "".join(f"## Rule {number} {{#r{number}}}\n\nDo it.\n\n" for number in range(60))
TOP, MIDDLE, BOTTOM = 0.1, 0.5, 0.9


@pytest.fixture
def studio(desk: Installation) -> Studio:
    return open_studio(desk, "Tree", {})


@pytest.fixture
def lead(studio: Studio, visit: Visitors) -> Visitor:
    lead = studio.seat(visit(studio.here), "Lena", "/guide/edit")
    expect(lead.page.get_by_role("treeitem").first).to_be_visible()
    return lead


def test_moves_a_rule_into_another_section_and_back_when_it_is_dragged_and_undone(
    studio: Studio, lead: Visitor
) -> None:
    page = lead.page
    hold(page, row(page, "Speak in the first person"), row(page, "Say what you do not know"), BOTTOM)
    expect(page.locator("[data-drop=below]")).to_have_text("Say what you do not know")
    lead.picture("tree-line")
    page.mouse.up()
    expect(row(page, "Speak in the first person")).to_be_focused()
    expect(page.get_by_text("“Speak in the first person” stands in “Honesty” now.")).to_be_visible()
    assert places(studio)[-1] == ("tone.first-person", "honesty")
    assert "rule=" not in page.url
    lead.press_on(page.get_by_role("button", name="Undo"))
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    expect(row(page, "Speak in the first person")).to_be_focused()
    assert studio.lead.get(f"{studio.path}/guide")["source"] == GUIDE


def test_takes_the_rules_of_a_section_along_when_it_is_dragged_into_a_rule(
    studio: Studio, lead: Visitor
) -> None:
    page = lead.page
    hold(page, row(page, "Voice"), row(page, "Say what you do not know"), MIDDLE)
    expect(page.locator("[data-drop=inside]")).to_have_text("Say what you do not know")
    expect(page.get_by_text("Voice and 1 rule under it")).to_be_visible()
    lead.picture("tree-inside")
    page.mouse.up()
    expect(row(page, "Voice")).to_have_attribute("aria-level", "4")
    assert places(studio)[-2:] == [("voice", "honesty.unknown"), ("tone.first-person", "voice")]
    page.keyboard.press("Control+z")
    expect(row(page, "Voice")).to_have_attribute("aria-level", "2")


def test_changes_the_level_when_a_rule_is_dragged_to_the_left_at_the_end_of_its_section(
    studio: Studio, lead: Visitor
) -> None:
    page = lead.page
    rule = row(page, "Speak in the first person")
    hold(page, rule, rule, MIDDLE, aside=-30)
    page.mouse.up()
    expect(rule).to_have_attribute("aria-level", "2")
    assert places(studio)[2] == ("tone.first-person", "house-style")


@pytest.mark.parametrize("how", ["escape", "outside", "itself"])
def test_moves_nothing_when_the_drag_is_called_off_by(how: str, studio: Studio, lead: Visitor) -> None:
    page = lead.page
    target = row(page, "Speak in the first person" if how == "itself" else "Say what you do not know")
    hold(page, row(page, "Voice"), target, MIDDLE, aside=700 if how == "outside" else 0)
    if how == "escape":
        page.keyboard.press("Escape")
    expect(page.locator("[data-drop]")).to_have_count(0)
    page.mouse.up()
    expect(page.locator("[data-dragging]")).to_have_count(0)
    assert studio.lead.get(f"{studio.path}/guide")["source"] == GUIDE
    assert lead.refused == []
    row(page, "Voice").click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Voice")


def test_scrolls_when_the_pointer_rests_at_the_edge(studio: Studio, lead: Visitor) -> None:
    page = lead.page
    draft = studio.lead.get(f"{studio.path}/guide")
    studio.lead.send("PUT", f"{studio.path}/guide", {"source": LONG}, **{"if-match": str(draft["revision"])})
    page.reload()
    tree = page.get_by_role("tree")
    hold(page, row(page, "Rule 0"), row(page, "Rule 5"), MIDDLE)
    edge = box_of(tree)
    page.mouse.move(edge["x"] + 40, edge["y"] + edge["height"] - 4)
    page.wait_for_function(
        "() => { const box = document.querySelector('[role=tree]'); return box.scrollTop + box.clientHeight >= box.scrollHeight - 1 }"
    )
    last = box_of(row(page, "Rule 59"))
    page.mouse.move(last["x"] + 40, last["y"] + last["height"] * BOTTOM)
    page.mouse.up()
    expect(row(page, "Rule 0")).to_be_focused()
    assert [key for key, _ in places(studio)][-2:] == ["r59", "r0"]


def test_says_why_nothing_can_be_dragged_when_a_search_hides_rules(studio: Studio, lead: Visitor) -> None:
    page = lead.page
    page.get_by_label("Search the rules").fill("o")
    expect(page.get_by_text("While a search hides rules none can be dragged")).to_be_visible()
    hold(page, row(page, "Voice"), row(page, "Say what you do not know"), MIDDLE)
    expect(page.locator("[data-dragging]")).to_have_count(0)
    page.mouse.up()
    assert studio.lead.get(f"{studio.path}/guide")["source"] == GUIDE


def test_is_no_conflict_when_a_rule_is_moved_while_its_text_is_not_saved_yet(
    studio: Studio, lead: Visitor
) -> None:
    page = lead.page
    row(page, "Speak in the first person").click()
    page.get_by_role("textbox", name="Title").fill("Say I")
    page.get_by_role("button", name="Out", exact=True).click()
    expect(row(page, "Say I")).to_have_attribute("aria-level", "2")
    expect(page.locator("[data-save-state=saved]")).to_contain_text("ago")
    assert "## Say I {#tone.first-person severity=minor}" in studio.lead.get(f"{studio.path}/guide")["source"]
    assert lead.refused == []


def hold(page: Page, rule: Locator, target: Locator, part: float, *, aside: int = 0) -> None:
    """The rule is over a part of the target's height, the button still pressed."""
    begin, end = box_of(rule), box_of(target)
    x = begin["x"] + begin["width"] / 2
    page.mouse.move(x, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(x + aside, end["y"] + end["height"] * part, steps=8)


def box_of(place: Locator) -> FloatRect:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    return box


def row(page: Page, title: str) -> Locator:
    return page.get_by_role("treeitem").filter(has=page.get_by_text(title, exact=True))


def places(studio: Studio) -> Sequence[tuple[str, str | None]]:
    rules = studio.lead.get(f"{studio.path}/guide/draft")["rules"]
    return [(rule["key"], rule["parent_key"]) for rule in rules]
