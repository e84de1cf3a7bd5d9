"""The loop as its people walk it: set up, import, answer, return with a rule, answer again, accept, export."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitors
from tests.browser.work_desk import create_admin, invite, join, prepare_project
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

ITEMS = "\n".join(json.dumps({"id": f"q{number}", **content(number)}) for number in range(3)) + "\n"


def test_brings_an_item_from_a_file_to_a_training_pair(
    desk: Installation, visit: Visitors, tmp_path: Path
) -> None:
    lead, anna, rita = visit(desk), visit(desk), visit(desk)
    create_admin(lead)
    prepare_project(desk, tmp_path)
    (tmp_path / "items.jsonl").write_text(ITEMS)

    lead.go("/projects/project_1/import")
    with lead.page.expect_file_chooser() as chooser:
        lead.page.get_by_role("button", name="File").click()
    chooser.value.set_files(tmp_path / "items.jsonl")
    lead.page.get_by_role("button", name="Import", exact=True).click()
    expect(lead.page.get_by_text("3 read, 3 new").first).to_be_visible()
    lead.picture("import-done")

    join(anna, invite(lead, "Annotator"), "Anna")
    join(rita, invite(lead, "Reviewer"), "Rita")

    # The annotator answers with the keyboard alone.
    anna.go("/projects/project_1/work")
    expect(anna.page.get_by_text("Which answer is better?").first).to_be_visible()
    anna.page.keyboard.press("2")
    expect(anna.page.get_by_role("textbox")).to_be_focused()
    anna.page.keyboard.type("this model prefers the first.")
    expect(anna.page.get_by_text("Saved").first).to_be_visible()
    anna.page.reload()
    expect(anna.page.get_by_role("textbox")).to_have_value("this model prefers the first.")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_role("button", name="Undo last submit")).to_be_visible()
    anna.picture("work-next")

    # The reviewer returns it: verdict, rule, note.
    rita.go("/projects/project_1/review")
    expect(rita.page.get_by_text("this model prefers the first.")).to_be_visible()
    rita.page.keyboard.press("r")
    rita.page.keyboard.type("first person")
    rita.page.keyboard.press("Enter")
    rita.page.get_by_label("What is wrong").fill("Say I.")
    rita.picture("review-return")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("this model prefers the first.")).to_be_hidden()

    # It comes back to its author first, with the rule; sent again, it is accepted.
    anna.go("/projects/project_1")
    anna.go("/projects/project_1/work")
    anna.page.wait_for_timeout(500)
    anna.picture("work-after-return")
    expect(anna.page.get_by_text("Speak in the first person").first).to_be_visible()
    expect(anna.page.get_by_text("Say I.")).to_be_visible()
    anna.page.get_by_role("textbox").fill("I prefer the first.")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_text("Say I.")).to_be_hidden()
    rita.go("/projects/project_1/review")
    expect(rita.page.get_by_text("I prefer the first.")).to_be_visible()
    rita.page.keyboard.press("a")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("I prefer the first.")).to_be_hidden()

    # The lead downloads what a trainer reads.
    lead.go("/projects/project_1/export")
    with lead.page.expect_download() as download:
        lead.page.get_by_role("link", name="Download").nth(1).click()
    pair = json.loads(Path(download.value.path()).read_text().splitlines()[0])
    assert {"prompt", "chosen", "rejected"} <= set(pair)
