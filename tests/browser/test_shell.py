"""What is around every page: finding things, help, the account, administration; with nothing but the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.studio import ADMIN, Person, Studio, open_studio
from tests.browser.visitor import PASSWORD, Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def studio(desk: Installation) -> Studio:
    return open_studio(desk, "Around", {"Nadia": "annotator"}, n_items=3)


@pytest.fixture
def lead(studio: Studio, visit: Visitors) -> Visitor:
    """With a session of her own, so that ending it ends no other test's."""
    studio.people["Lena"] = Person.signed_in(studio.here, ADMIN)
    return studio.seat(visit(studio.here), "Lena")


def test_finds_pages_items_rules_and_people_when_the_palette_is_asked(lead: Visitor) -> None:
    page = lead.page
    lead.find("activ", "Activity")
    expect(page.get_by_role("heading", name="Activity", level=1)).to_be_visible()
    lead.find("around-2")
    expect(page.get_by_role("dialog").get_by_text("Question 2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    lead.find("first person", "Speak in the first person")
    expect(page.get_by_role("heading", name=re.compile("Speak in the first person"))).to_be_in_viewport()
    # The name that others see of her stands first, her own behind it.
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("combobox", name="Find anything")).to_be_focused()
    page.keyboard.type("Nadia")
    page.get_by_role("option", name="Nadia", selected=True).wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Find anything")).to_be_hidden()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    expect(page.get_by_text("Nadia", exact=True)).to_be_visible()


def test_shows_the_keys_of_the_screen_and_what_to_read(studio: Studio, lead: Visitor) -> None:
    page = lead.page
    lead.find("Work")
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog")
    expect(help_.get_by_text("Find anything")).to_be_visible()
    expect(help_.get_by_text("Undo the last submit").or_(help_.get_by_text("Submit")).first).to_be_visible()
    lead.press_on(help_.get_by_role("link", name="How work is given out"))
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", name="Help", level=1)).to_be_visible()


def test_makes_and_revokes_a_token_that_a_program_can_use(studio: Studio, lead: Visitor) -> None:
    page = lead.page
    lead.find("Account")
    tokens = page.get_by_role("region", name="API tokens")
    lead.type_into(tokens.get_by_label("What it is for"), "nightly export")
    lead.choose(tokens.get_by_role("combobox", name="Project that it reaches"), studio.name)
    expect(tokens.locator("[class*=Pill-label]", has_text="project.read")).to_be_visible()
    lead.choose(tokens.get_by_role("combobox", name="What it may do"), "exchange.export")
    page.keyboard.press("Escape")
    lead.press_on(tokens.get_by_role("button", name="Create token"))
    expect(tokens.get_by_text("Copy it now")).to_be_visible()
    token = tokens.locator("pre").inner_text()
    records = f"{studio.path}/exports/records"
    Person(studio.here).send("GET", records, authorization=f"Bearer {token}")
    lead.press_on(tokens.get_by_role("row", name=re.compile("nightly export")).get_by_role("button"))
    expect(tokens.get_by_role("row", name=re.compile("nightly export"))).to_be_hidden()
    with pytest.raises(AssertionError, match="401"):
        Person(studio.here).send("GET", records, authorization=f"Bearer {token}")


def test_ends_other_sessions_when_asked_and_when_the_password_changes(
    studio: Studio, visit: Visitors
) -> None:
    nadia = studio.people["Nadia"]
    email = nadia.get("/me")["identity"]["email"]
    window = studio.seat(visit(studio.here), "Nadia")
    window.find("Account")
    other = Person.signed_in(studio.here, email)
    window.page.reload()
    window.press_on(window.page.get_by_role("button", name="Sign out everywhere else"))
    expect(window.page.get_by_role("button", name="Sign out everywhere else")).to_be_hidden()
    with pytest.raises(AssertionError, match="401"):
        other.get("/me")
    third = Person.signed_in(studio.here, email)
    part = window.page.get_by_role("region", name="Password")
    window.type_into(part.get_by_label("Present password"), PASSWORD)
    window.type_into(part.get_by_label("New password"), "four other random words")
    window.page.keyboard.press("Enter")
    expect(part.get_by_text("The password is changed.")).to_be_visible()
    with pytest.raises(AssertionError, match="401"):
        third.get("/me")


def test_keeps_how_the_pages_look_for_the_person(lead: Visitor) -> None:
    page = lead.page
    lead.press_on(page.get_by_role("button", name="Account of Lena Lead"))
    page.get_by_role("menuitemradio", name="Dark").wait_for()
    for name in ("Dark", "Compact"):
        down_to(lead, name)
        page.keyboard.press("Enter")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator("html")).to_have_attribute("data-density", "compact")


def down_to(visitor: Visitor, name: str) -> None:
    """The menu moves by arrows."""
    wanted = visitor.page.get_by_role("menuitemradio", name=name)
    for _ in range(20):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys do not reach {name}")


def test_administers_people_health_and_backups(lead: Visitor) -> None:
    page = lead.page
    lead.find("Administration: People")
    lead.type_into(page.get_by_label("Part of a name or an address"), "Nadia")
    expect(page.get_by_role("row", name=re.compile("Nadia"))).to_be_visible()
    lead.find("Administration: Health")
    expect(page.get_by_text("Size of the database")).to_be_visible()
    lead.press_on(page.get_by_role("tab", name="Health"), "ArrowRight")
    expect(page.get_by_role("tab", name="Jobs")).to_have_attribute("aria-selected", "true")
    lead.find("Administration: Backups")
    lead.press_on(page.get_by_role("button", name="Make a backup now"))
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=30_000)


def test_says_that_it_reconnects_when_the_stream_breaks(studio: Studio, lead: Visitor) -> None:
    page = lead.page
    lead.context.route("**/live", lambda route: route.abort())
    lead.go(studio.path)
    expect(page.get_by_text("Reconnecting…")).to_be_visible()
    lead.context.unroute("**/live")
    expect(page.get_by_text("Reconnecting…")).to_be_hidden()
