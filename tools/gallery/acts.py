"""What somebody does on a page before its picture is taken: by the keys and buttons that people use."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

FILE = (
    {"id": "trip-1", "prompt": "How do I get from Lyon to Turin without flying?",
     "answer_a": "By train: the TGV takes about four hours, **twice a day**.", "answer_b": "It depends on many factors."},
    {"id": "trip-2", "prompt": "Is tap water safe in Turin?", "answer_a": "Yes.", "answer_b": "I cannot help with that."},
)  # fmt: skip


def as_new(page: Page) -> None:
    """The page as on an installation without accounts; the demo has some."""
    page.route("**/api/v1/setup", lambda route: route.fulfill(json={"needed": True}))
    # An installation with accounts has led away from the page meanwhile.
    page.goto(urljoin(page.url, "/set-up"))
    page.get_by_label("Your name").wait_for()


def at_desk(page: Page) -> None:
    page.locator("[data-task]").wait_for()
    page.locator("[data-question]").first.wait_for()


def open_guide(page: Page) -> None:
    at_desk(page)
    page.keyboard.press("g")
    page.get_by_role("searchbox").wait_for()


def skip(page: Page) -> None:
    at_desk(page)
    page.keyboard.press("s")
    page.get_by_role("dialog").wait_for()


def submit_nothing(page: Page) -> None:
    at_desk(page)
    page.get_by_role("textbox").last.fill("Too short.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("alert").first.wait_for()


def conflict(page: Page) -> None:
    """The same task is changed in a second window in between."""
    at_desk(page)
    second = page.context.new_page()
    second.goto(page.url)
    at_desk(second)
    # Another text first: the draft may hold this one already.
    second.get_by_role("textbox").last.fill("A")
    second.get_by_role("textbox").last.fill(
        "A names the interest and the sum it costs each year; B only says that it depends."
    )
    second.locator("[data-draft-state=saved]").wait_for()
    second.close()
    page.get_by_role("textbox").last.fill("A is better: it says what to do first, and why.")
    page.get_by_role("dialog").wait_for()


def go_offline(page: Page) -> None:
    at_desk(page)
    page.context.set_offline(True)
    page.get_by_role("textbox").last.fill("Typed on a train, in a tunnel.")
    page.locator("[data-draft-state=offline]").wait_for()


def show_keys(page: Page) -> None:
    at_desk(page)
    page.locator("main").press("?")
    page.get_by_role("dialog", name="Help").wait_for()


def find(page: Page) -> None:
    page.locator("main").press("Control+k")
    page.get_by_role("combobox").fill("num")
    page.get_by_role("option").first.wait_for()


def open_bell(page: Page) -> None:
    page.get_by_role("button", name="What is new").click()
    page.get_by_role("dialog").wait_for()


def lose_server(page: Page) -> None:
    page.route("**/api/v1/projects/**", lambda route: route.abort())
    page.reload()
    page.get_by_role("alert").first.wait_for(timeout=30_000)


def return_with_place(page: Page) -> None:
    at_desk(page)
    page.locator("[data-target=item] p").last.evaluate(
        "p => { const range = document.createRange(); range.selectNodeContents(p.querySelector('[data-offset]') ?? p);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    page.locator("main").press("r")
    page.keyboard.type("answer first")
    page.keyboard.press("Enter")
    page.get_by_label("What is wrong").fill("The reader has to look for the answer.")


def fix(page: Page) -> None:
    at_desk(page)
    for remove in page.get_by_role("button", name="Remove", exact=True).all():
        remove.click()
    page.locator("main").press("f")
    box = page.locator("[data-question=why] textarea")
    box.fill(f"{box.input_value()} The sum in the second paragraph is right, too.")


def select_page(page: Page) -> None:
    page.get_by_role("checkbox", name="Select all on this page").check()


def tab(name: str) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.get_by_role("tab", name=name).click()

    return choose


def choose_file(page: Page) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trips.jsonl"
        file.write_text("".join(f"{json.dumps(row)}\n" for row in FILE))
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="File").click()
        chooser.value.set_files(file)
        page.get_by_text("How the first records will look").wait_for()
