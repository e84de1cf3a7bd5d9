"""What somebody does on the pages of the guide, and where its checks are at work, before a picture is taken."""

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Locator, Page, Route

from tools.gallery.acts import at_desk
from tools.gallery.made import FLAGGED, call

MORE: Final = b"""\
## Name your sources {#honesty.sources severity=major}

Say where a number comes from, so that a reader can look.

> **Good:** In 2024 the city counted 1,240 trees (register of the parks office).

### Never invent {#honesty.no-invention severity=critical}

Do not make up facts, quotations, studies, laws, names or links. Where a source is wanted and none is known, say so.
"""


def budget(page: Page) -> None:
    """Not all of it fits."""
    page.get_by_label("At most so many tokens").fill("5000")
    page.get_by_text("did not fit").wait_for()
    page.get_by_label("At most so many tokens").blur()


def row(page: Page, key: str) -> Locator:
    return page.locator(f"[data-rule='{key}']")


def drag(page: Page) -> None:
    """The section is over the end of another one, the button still pressed."""
    begin, end = (
        row(page, "tone.plain-words").bounding_box(),
        row(page, "structure.whole-request").bounding_box(),
    )
    if begin is None or end is None:
        raise TimeoutError("the tree has no such rows")
    x = begin["x"] + begin["width"] / 3
    page.mouse.move(x, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, end["y"] + end["height"] - 3, steps=8)
    page.locator("[data-drop]").wait_for()


def conflict(page: Page) -> None:
    """Another window saves the same rule before this one's save arrives."""
    held: list[Route] = []
    page.route(
        "**/guide/rules/*",
        lambda route: held.append(route) if route.request.method == "PUT" else route.continue_(),
    )
    rule = page.url.rsplit("rule=", 1)[1]
    project = page.url.split("/projects/")[1].split("/")[0]
    page.get_by_role("textbox", name="Title").fill("Say who sends it")
    while not held:
        page.wait_for_timeout(100)
    second = page.context.new_page()
    second.goto(page.url)
    [there] = [
        one for one in call(second, "GET", f"/projects/{project}/guide/draft")["rules"] if one["key"] == rule
    ]
    old = str(there["title"])
    new = "Say who does it" if old == "Name who does it" else "Name who does it"
    theirs = str(there["source"]).replace(old, new, 1)
    body = {"source": theirs, "base": there["base"]}
    call(second, "PUT", f"/projects/{project}/guide/rules/{rule}", body)
    second.close()
    held[0].continue_()
    page.get_by_role("alert").first.wait_for()


def try_text(page: Page) -> None:
    box = page.get_by_label("A text to try the checks on")
    box.fill("Currently the fee is 25 euros.")
    page.get_by_role("status", name="What the checks say").get_by_text("Since when?").wait_for()
    box.evaluate("box => box.scrollIntoView({ block: 'center' })")


def publish(page: Page) -> None:
    """With one question about a changed rule."""
    page.get_by_role("button", name="Publish …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("region", name="What changed").get_by_role("article").first.wait_for()
    dialog.get_by_label("What changed and why").fill("Facts that change get a date; risks get a time.")
    dialog.get_by_role("button", name="Ask a question about “Say since when”").click()
    dialog.get_by_label("Question", exact=True).fill("A visa costs 25 euros. What do you write?")
    dialog.get_by_label("Choice 1", exact=True).fill("Currently 25 euros.")
    dialog.get_by_label("Choice 2", exact=True).fill("25 euros in 2025; the embassy has today's fee.")
    dialog.get_by_role("radio").nth(1).check()


def find(page: Page) -> None:
    page.get_by_role("button", name="Find and replace").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Find", exact=True).fill("the reader")
    dialog.get_by_label("Replace with").fill("readers")
    dialog.get_by_role("button", name="Open the rule").first.wait_for()


def import_file(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Add it behind the draft").check()
    dialog.locator("input[type=file]").set_input_files(
        {"name": "more-rules.md", "mimeType": "text/markdown", "buffer": MORE}
    )
    dialog.get_by_role("region", name="What would change").get_by_role("article").first.wait_for()


def compare(page: Page) -> None:
    """The second version against the first."""
    page.get_by_role("combobox", name="From").click()
    page.get_by_role("option", name="Version 1").click()
    page.get_by_role("combobox", name="To", exact=True).click()
    page.get_by_role("option", name="Version 2").last.click()
    page.get_by_role("article").first.wait_for()


def show(name: str) -> Callable[[Page], None]:
    """One of the choices above the coverage."""

    def choose(page: Page) -> None:
        page.get_by_text(name).click()

    return choose


def ask_to_confirm(page: Page) -> None:
    page.get_by_role("button", name="I have read this").wait_for()


def write_flagged(page: Page) -> None:
    at_desk(page)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("2")
    page.get_by_role("textbox", name="Your own letter").fill(FLAGGED)
    page.locator("[data-severity=critical]").first.wait_for()


def explain(page: Page) -> None:
    """The note is open, and so is "Not here, because…"."""
    write_flagged(page)
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.get_by_role("button", name="Not here, because…").click()
    page.get_by_label("Why is it right here?").fill("The card lies in the branch already.")


def refuse(page: Page) -> None:
    """Sent, and kept back for want of a reason."""
    write_flagged(page)
    page.keyboard.press("Control+Enter")
    page.get_by_text("Change it or give a reason before you send.").first.wait_for()


def judge_found(page: Page) -> None:
    at_desk(page)
    page.locator("[data-checked]").first.wait_for()
    page.locator("main").press("F8")


def choose_rule(page: Page) -> None:
    """Returning: the likely rules stand first."""
    at_desk(page)
    page.locator("[data-checked]").first.wait_for()
    page.locator("main").press("r")
    page.get_by_role("combobox", name="Rule").click()
    page.get_by_role("option").first.wait_for()
