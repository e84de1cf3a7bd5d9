"""A lead writes the guide on screen: a rule with a check and examples, tried out, and published."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
def studio(desk: Installation) -> Studio:
    return open_studio(desk, "Editor", {})


def test_writes_a_rule_with_a_check_and_examples_tries_it_and_publishes_it(
    studio: Studio, visit: Visitors
) -> None:
    lead = studio.seat(visit(studio.here), "Lena", "/guide/edit")
    add_rule(lead)
    write_blocks(lead.page)
    try_check(lead)
    publish(lead)
    newest = studio.lead.get(f"{studio.path}/guide/versions")["items"][0]
    assert (newest["note"], newest["changes"]["added"]) == ("Filler goes", ["honesty.leave-out-filler"])
    assert lead.refused == []


def test_shows_both_texts_when_two_leads_write_the_same_rule(studio: Studio, visit: Visitors) -> None:
    one, other = (studio.seat(visit(studio.here), "Lena", "/guide/edit") for _ in range(2))
    for lead in (one, other):
        lead.page.get_by_role("treeitem").last.click()
        show_markdown(lead.page)
    # The second has not heard of the first one's text when it writes its own.
    other.page.route("**/guide/draft", lambda route: route.abort())
    body_of(one.page).fill("What the first wrote.")
    expect(state_of(one.page, "saved")).to_contain_text("ago")
    body_of(other.page).fill("What the second wrote.")
    conflict = other.page.get_by_role("alert").filter(has_text="Somebody changed this rule meanwhile")
    expect(conflict.get_by_role("textbox", name="Theirs")).to_have_value(re.compile("What the first wrote"))
    conflict.get_by_role("button", name="Keep mine").click()
    expect(state_of(other.page, "saved")).to_contain_text("ago")
    other.page.unroute("**/guide/draft")
    expect(body_of(one.page)).to_have_value("What the second wrote.")
    assert [refusal.rsplit(": ", 1)[1] for refusal in other.refused] == ["409"]


def test_shows_what_an_import_would_change_before_it_is_used(studio: Studio, visit: Visitors) -> None:
    lead = studio.seat(visit(studio.here), "Lena", "/guide/edit")
    page = lead.page
    lead.press_on(page.get_by_role("button", name="Import …"))
    dialog = page.get_by_role("dialog")
    source = b"## Name your sources {#sources}\n\nSay where a number comes from.\n"
    dialog.get_by_label("Add it behind the draft").check()
    dialog.locator("input[type=file]").set_input_files(
        {"name": "more.md", "mimeType": "text/markdown", "buffer": source}
    )
    expect(dialog.get_by_role("region", name="What would change")).to_contain_text("Name your sources")
    assert "sources" not in keys_of(studio)
    dialog.get_by_role("button", name="Use this").click()
    expect(page.get_by_role("treeitem", name="Name your sources")).to_be_visible()
    assert "sources" in keys_of(studio)


def test_takes_the_guide_along_as_a_prompt_and_names_what_does_not_fit(
    studio: Studio, visit: Visitors
) -> None:
    lead = studio.seat(visit(studio.here), "Lena", "/guide/export")
    page = lead.page
    text = page.get_by_role("region", name="The prompt")
    expect(text).to_contain_text("Follow these rules in every answer.")
    expect(text).to_contain_text("[honesty.unknown, major]")
    lead.type_into(page.get_by_label("At most so many tokens"), "60")
    expect(page.get_by_text(re.compile("did not fit"))).to_be_visible()
    lead.press_on(page.get_by_text(re.compile("did not fit")))
    expect(page.get_by_role("listitem").first).to_contain_text(re.compile("example 1|the whole rule"))
    page.get_by_text("Points (rubric)").click()
    expect(text).to_contain_text("points")
    with page.expect_download() as saved:
        lead.press_on(page.get_by_role("button", name="Download"))
    assert saved.value.suggested_filename == "guide-1-rubric.md"
    with page.expect_download() as saved:
        lead.press_on(page.get_by_role("link", name="JSON"))
    assert saved.value.suggested_filename.endswith("-1.json")


def test_leads_from_a_rule_without_checks_to_its_text(studio: Studio, visit: Visitors) -> None:
    page = studio.seat(visit(studio.here), "Lena", "/guide/coverage").page
    page.get_by_text(re.compile(r"^Without checks")).click()
    link = page.get_by_role("table").get_by_role("link").first
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("textbox", name="Title")).to_have_value(title)


def add_rule(lead: Visitor) -> None:
    """With the key n, from the tree."""
    page = lead.page
    lead.tab_to(page.get_by_role("treeitem").first)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    page.keyboard.type("Leave out filler")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Leave out filler")


def write_blocks(page: Page) -> None:
    show_markdown(page)
    body_of(page).fill("Say it without filler.")
    page.get_by_role("button", name="Add good example").click()
    expect(body_of(page)).to_be_focused()
    page.keyboard.insert_text("The rate rises in May.")
    page.get_by_role("button", name="Add bad example").click()
    expect(body_of(page)).to_have_value(re.compile("Bad"))
    page.keyboard.insert_text("Basically, the rate rises.")
    page.get_by_role("button", name="Add check").click()
    page.get_by_role("menuitem", name="Words that must not be there").click()
    expect(body_of(page)).to_be_focused()
    page.keyboard.insert_text("basically")
    expect(state_of(page, "saved")).to_contain_text("ago")


def try_check(lead: Visitor) -> None:
    page = lead.page
    lead.type_into(page.get_by_label("A text to try the checks on"), "It is basically done.")
    said = page.get_by_role("status", name="What the checks say")
    expect(said).to_contain_text('Leave out "basically"')
    expect(page.get_by_text("The good example is clean.")).to_be_visible()
    expect(page.get_by_text("The bad example is flagged.")).to_be_visible()


def publish(lead: Visitor) -> None:
    page = lead.page
    lead.press_on(page.get_by_role("button", name="Publish …"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("region", name="What changed")).to_contain_text("Leave out filler")
    dialog.get_by_label("What changed and why").fill("Filler goes")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_be_hidden()


def show_markdown(page: Page) -> None:
    page.get_by_role("radiogroup", name="How the text is edited").get_by_text("Markdown").click()
    expect(body_of(page)).to_be_visible()


def body_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Text (Markdown)")


def state_of(page: Page, state: str) -> Locator:
    return page.locator(f"[data-save-state={state}]")


def keys_of(studio: Studio) -> list[str]:
    return [rule["key"] for rule in studio.lead.get(f"{studio.path}/guide/draft")["rules"]]
