"""What a lead does with nothing but the keyboard: from an empty installation to the first export."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.studio import empty_studio
from tests.browser.visitor import PASSWORD, Visitor, Visitors
from tests.factories.desk import GUIDE, INTERFACE
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

# Keys whose meaning nothing guesses.
RECORDS = [
    {
        "nr": f"h{number}",
        "ask": f"What is haiku number {number}?",
        "one": "A poem.",
        "two": "A **short** poem.",
    }
    for number in range(3)
]


def test_comes_from_an_empty_installation_to_an_export_when_only_keys_are_used(
    empty: Installation, visit: Visitors, tmp_path: Path
) -> None:
    lead, anna = visit(empty), visit(empty)
    set_up(lead)
    begin_project(lead)
    bring_guide(lead, tmp_path)
    publish_documents(lead)
    bring_items(lead, tmp_path)
    join(anna, invite(lead, "anna@example.org", "Annotator"), "Anna")
    answer(anna)
    look_around(lead)
    export(lead)


def set_up(lead: Visitor) -> None:
    page = lead.page
    lead.go("/")
    lead.type_into(page.get_by_label("Your name"), "Lena Lead")
    lead.type_into(page.get_by_label("E-mail address"), "lena@example.org")
    lead.type_into(page.get_by_label("Password").first, PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are not in a project yet")).to_be_visible()


def begin_project(lead: Visitor) -> None:
    page = lead.page
    lead.press_on(page.get_by_role("button", name="New project"))
    expect(page.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.type("Haiku")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Setup", level=1)).to_be_visible()


def bring_guide(lead: Visitor, folder: Path) -> None:
    """From a file; Setup leads to where it is written, and says how far it is."""
    page = lead.page
    card = page.get_by_role("region", name="Guide", exact=True)
    expect(card.get_by_text("Nothing is published yet.")).to_be_visible()
    lead.picture("lead-setup")
    lead.press_on(card.get_by_role("link", name="Import …"))
    (folder / "guide.md").write_text(GUIDE)
    dialog = page.get_by_role("dialog", name="Import a guide")
    with page.expect_file_chooser() as chooser:
        lead.press_on(dialog.get_by_role("button", name="File"))
    chooser.value.set_files(folder / "guide.md")
    expect(dialog.get_by_role("region", name="What would change")).to_contain_text("Voice")
    lead.press_on(dialog.get_by_role("button", name="Use this"))
    expect(page.get_by_role("treeitem", name="Voice")).to_be_visible()
    lead.press_on(page.get_by_role("button", name="Publish …"))
    lead.press_on(page.get_by_role("dialog").get_by_role("button", name="Publish", exact=True))
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    lead.find("Setup")
    expect(card.get_by_text("Version 1 was published on")).to_be_visible()
    expect(card.get_by_text("The draft is the same as version 1.")).to_be_visible()


def publish_documents(lead: Visitor) -> None:
    page = lead.page
    form = page.get_by_role("region", name="Task form", exact=True)
    lead.type_into(form.get_by_role("textbox", name="Interface (YAML or JSON)"), INTERFACE)
    lead.press_on(form.get_by_role("button", name="Save draft"))
    lead.press_on(form.get_by_role("button", name="Publish"))
    expect(form.get_by_text("Version 1 is published.")).to_be_visible()
    workflow = page.get_by_role("region", name="Workflow")
    lead.type_into(workflow.get_by_label("Answers per item"), "1")
    expect(workflow.get_by_label("Every answer is reviewed")).to_be_checked()
    lead.press_on(workflow.get_by_role("button", name="Save and publish"))
    expect(workflow.get_by_text("Version 1 is published.")).to_be_visible()


def bring_items(lead: Visitor, folder: Path) -> None:
    """The file's keys are mapped by hand; the first record is seen as the task that it will be."""
    page = lead.page
    (folder / "items.jsonl").write_text("\n".join(json.dumps(record) for record in RECORDS) + "\n")
    lead.find("Import")
    with page.expect_file_chooser() as chooser:
        lead.press_on(page.get_by_role("button", name="File"))
    chooser.value.set_files(folder / "items.jsonl")
    lead.choose(page.get_by_role("combobox", name="Id"), "nr")
    lead.choose(page.get_by_role("combobox", name="Prompt"), "ask")
    for key in ("one", "two"):
        lead.choose(page.get_by_role("combobox", name="Answers to judge, in order"), key)
    page.keyboard.press("Escape")
    first = page.get_by_role("region", name="Record 1")
    expect(first.get_by_text("What is haiku number 0?")).to_be_visible()
    expect(first.locator("strong")).to_have_text("short")
    lead.picture("lead-import-preview")
    lead.press_on(page.get_by_role("button", name="Import", exact=True))
    expect(page.get_by_text("3 read, 3 new").first).to_be_visible()


def invite(lead: Visitor, email: str, role: str) -> str:
    page = lead.page
    lead.find("People")
    form = page.get_by_role("region", name="Invite")
    lead.type_into(form.get_by_label("E-mail address (optional)"), email)
    lead.choose(form.get_by_role("combobox", name="Role"), role)
    lead.press_on(form.get_by_role("button", name="Make a link"))
    link = form.locator("pre", has_text="/invite/").inner_text()
    lead.type_into(page.get_by_label("Name of the team"), "Poets")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Poets (0 people)")).to_be_visible()
    return link[link.index("/invite/") :]


def join(visitor: Visitor, link: str, name: str) -> None:
    visitor.go(link)
    visitor.type_into(visitor.page.get_by_label("Your name"), name)
    visitor.type_into(visitor.page.get_by_label("Password").first, PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="Your work").wait_for()


def answer(anna: Visitor) -> None:
    page = anna.page
    anna.press_on(page.get_by_role("link", name="Start working"))
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.type("Shorter is not better.")
    before = page.locator("[data-task]").get_attribute("data-task") or ""
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-task]")).not_to_have_attribute("data-task", before)


def look_around(lead: Visitor) -> None:
    """What is done is on the overview; its number leads to the item and its whole history."""
    page = lead.page
    lead.find("Overview")
    lead.press_on(page.get_by_role("link", name="Annotate: Done"))
    expect(page.get_by_role("heading", name="Items")).to_be_visible()
    lead.type_into(page.get_by_label("Id begins with"), "h")
    expect(page.get_by_text("3 items")).to_be_visible()
    lead.press_on(page.get_by_role("link", name=re.compile("^h[0-9]$")).first)
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Shorter is not better.")).to_be_visible()
    lead.picture("lead-item")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def export(lead: Visitor) -> None:
    page = lead.page
    lead.find("Export")
    card = page.get_by_role("region", name="Everything (JSONL)")
    lead.press_on(page.get_by_label("Also what is not accepted yet"), "Space")
    expect(card.get_by_label("The first record")).to_contain_text("What is haiku number")
    with page.expect_download() as download:
        lead.press_on(card.get_by_role("link", name=re.compile("^Download")))
    lines = Path(download.value.path()).read_text().splitlines()
    assert sum("Shorter is not better." in line for line in lines) == 1
    lead.picture("lead-export")


@pytest.mark.parametrize(
    ("step", "address", "heading"),
    [
        ("Write and publish the guide", "/guide/edit", "Edit the guide"),
        ("Publish the form of the tasks", "/setup#form", "Task form"),
        ("Publish the workflow", "/setup#workflow", "Workflow"),
        ("Import the items", "/import", "Import"),
        ("Invite the people who will work here", "/people", "People"),
    ],
)
def test_leads_from_a_first_step_to_its_place(
    step: str, address: str, heading: str, desk: Installation, visit: Visitors
) -> None:
    studio = empty_studio(desk, "First steps")
    lead = studio.seat(visit(desk), "Lena")
    lead.press_on(lead.page.get_by_role("link", name=step))
    lead.page.wait_for_url(f"**{studio.path}{address}")
    expect(lead.page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
