"""The loop as its people walk it: set up, import, answer, return with a rule, answer again, accept, export."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.studio import open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ITEMS = "\n".join(json.dumps({"id": f"q{number}", **content(number)}) for number in range(1)) + "\n"


def test_brings_an_item_from_a_file_to_a_training_pair(
    desk: Installation, visit: Visitors, tmp_path: Path
) -> None:
    studio = open_studio(desk, "Haiku", {"Anna": "annotator", "Rita": "reviewer"})
    lead, anna, rita = visit(desk), visit(desk), visit(desk)
    import_items(studio.seat(lead, "Lena", "/import"), tmp_path)
    answer(studio.seat(anna, "Anna", "/work"))
    return_with_rule_and_note(studio.seat(rita, "Rita", "/review"))
    anna.go(studio.path)
    answer_again(studio.seat(anna, "Anna", "/work"))
    accept(studio.seat(rita, "Rita", "/review"))
    download_pair(studio.seat(lead, "Lena", "/export"))


def import_items(lead: Visitor, folder: Path) -> None:
    (folder / "items.jsonl").write_text(ITEMS)
    with lead.page.expect_file_chooser() as chooser:
        lead.page.get_by_role("button", name="File").click()
    chooser.value.set_files(folder / "items.jsonl")
    lead.page.get_by_role("button", name="Import", exact=True).click()
    expect(lead.page.get_by_text("1 read, 1 new").first).to_be_visible()
    lead.picture("import-done")


def answer(anna: Visitor) -> None:
    """With a reload in the middle: what was typed is on the server."""
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
    expect(anna.page.get_by_text("Speak in the first person").first).to_be_visible()
    expect(anna.page.get_by_text("Say I.")).to_be_visible()
    anna.picture("work-after-return")
    anna.page.get_by_role("textbox").fill("I prefer the first.")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_text("Say I.")).to_be_hidden()


def accept(rita: Visitor) -> None:
    expect(rita.page.get_by_text("I prefer the first.")).to_be_visible()
    rita.page.keyboard.press("a")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("I prefer the first.")).to_be_hidden()


def download_pair(lead: Visitor) -> None:
    with lead.page.expect_download() as download:
        lead.page.get_by_role("link", name="Download").nth(1).click()
    pair = json.loads(Path(download.value.path()).read_text().splitlines()[0])
    assert {"prompt", "chosen", "rejected"} <= set(pair)
