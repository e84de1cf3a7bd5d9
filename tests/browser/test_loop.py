"""The loop as its people walk it: set up, import, answer, return with a rule, answer again, accept, export."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor, Visitors
from tests.browser.work_desk import create_admin, invite, join, prepare_project
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ITEMS = "\n".join(json.dumps({"id": f"q{number}", **content(number)}) for number in range(1)) + "\n"


def test_brings_an_item_from_a_file_to_a_training_pair(
    desk: Installation, visit: Visitors, tmp_path: Path
) -> None:
    lead, anna, rita = visit(desk), visit(desk), visit(desk)
    create_admin(lead)
    prepare_project(desk, tmp_path)
    import_items(lead, tmp_path)
    join(anna, invite(lead, "Annotator"), "Anna")
    join(rita, invite(lead, "Reviewer"), "Rita")
    answer_by_keyboard(anna)
    return_with_rule_and_note(rita)
    answer_again(anna)
    accept(rita)
    download_pair(lead)


def import_items(lead: Visitor, folder: Path) -> None:
    (folder / "items.jsonl").write_text(ITEMS)
    lead.go("/projects/project_1/import")
    with lead.page.expect_file_chooser() as chooser:
        lead.page.get_by_role("button", name="File").click()
    chooser.value.set_files(folder / "items.jsonl")
    lead.page.get_by_role("button", name="Import", exact=True).click()
    expect(lead.page.get_by_text("1 read, 1 new").first).to_be_visible()
    lead.picture("import-done")


def answer_by_keyboard(anna: Visitor) -> None:
    """With a reload in the middle: what was typed is on the server."""
    anna.go("/projects/project_1/work")
    expect(anna.page.get_by_text("Which answer is better?").first).to_be_visible()
    anna.page.keyboard.press("2")
    expect(anna.page.get_by_role("textbox")).to_be_focused()
    anna.page.keyboard.type("this model prefers the first.")
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.reload()
    expect(anna.page.get_by_role("textbox")).to_have_value("this model prefers the first.")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_role("textbox")).to_be_hidden()
    anna.picture("work-done")


def return_with_rule_and_note(rita: Visitor) -> None:
    rita.go("/projects/project_1/review")
    expect(rita.page.get_by_text("this model prefers the first.")).to_be_visible()
    rita.page.keyboard.press("r")
    rita.page.keyboard.type("first person")
    rita.page.keyboard.press("Enter")
    rita.page.get_by_label("What is wrong").fill("Say I.")
    rita.picture("review-return")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("this model prefers the first.")).to_be_hidden()


def answer_again(anna: Visitor) -> None:
    """Returned work comes first, with the rule and the note."""
    anna.go("/projects/project_1")
    anna.go("/projects/project_1/work")
    expect(anna.page.get_by_text("Speak in the first person").first).to_be_visible()
    expect(anna.page.get_by_text("Say I.")).to_be_visible()
    anna.picture("work-after-return")
    anna.page.get_by_role("textbox").fill("I prefer the first.")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_text("Say I.")).to_be_hidden()


def accept(rita: Visitor) -> None:
    rita.go("/projects/project_1/review")
    expect(rita.page.get_by_text("I prefer the first.")).to_be_visible()
    rita.page.keyboard.press("a")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("I prefer the first.")).to_be_hidden()


def download_pair(lead: Visitor) -> None:
    lead.go("/projects/project_1/export")
    with lead.page.expect_download() as download:
        lead.page.get_by_role("link", name="Download").nth(1).click()
    pair = json.loads(Path(download.value.path()).read_text().splitlines()[0])
    assert {"prompt", "chosen", "rejected"} <= set(pair)
