"""A project ready to work on, and what its people do in every journey."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Visitor
from tests.factories.desk import GUIDE, INTERFACE, content
from tests.factories.installation import Installation

WORKFLOW = "annotate: {slots: 1}\nreview: {enabled: true}\n"


def create_admin(lead: Visitor) -> None:
    lead.go("/")
    lead.page.get_by_label("Your name").fill("Lena Lead")
    lead.page.get_by_label("E-mail address").fill("lead@example.org")
    lead.page.get_by_label("Password").first.fill(PASSWORD)
    lead.page.keyboard.press("Enter")
    lead.page.get_by_role("heading", name="Your work").wait_for()


def prepare_project(desk: Installation, folder: Path) -> None:
    """The documents by the command line; a person writes them in Setup, which has a journey of its own."""
    files: list[str] = []
    for name, text in (("guide.md", GUIDE), ("interface.yaml", INTERFACE), ("workflow.yaml", WORKFLOW)):
        (folder / name).write_text(text)
        files.append(f"--{name.split('.')[0]}={folder / name}")
    desk.run("project", "create", "Haiku", "--lead", "lead@example.org", *files)


def add_items(lead: Visitor, contents: list[dict[str, Any]]) -> None:
    items = [{"external_id": f"x{number}", "content": one} for number, one in enumerate(contents)]
    call(lead, "POST", "/projects/project_1/items", {"items": items})


def call(visitor: Visitor, method: str, path: str, body: object) -> None:
    """A request of the signed-in page itself."""
    status = visitor.page.evaluate(
        """async ([method, path, body]) => {
            const csrf = decodeURIComponent(/copydesk_csrf=([^;]*)/.exec(document.cookie)[1]);
            const headers = {"X-Copydesk-Csrf": csrf, "Content-Type": "application/json"};
            return (await fetch("/api/v1" + path, {method, headers, body})).status;
        }""",
        [method, path, json.dumps(body)],
    )
    assert status < 300, f"{method} {path}: {status}"


def invite(lead: Visitor, role: str) -> str:
    lead.go("/projects/project_1/people")
    lead.page.get_by_role("button", name="Make a link").wait_for()
    chosen = lead.page.get_by_role("combobox", name="Role", exact=True)
    chosen.click()
    lead.page.get_by_role("option", name=role, exact=True).click()
    expect(chosen).to_have_value(role)
    lead.page.get_by_role("button", name="Make a link").click()
    link = lead.page.locator("pre", has_text="/invite/").inner_text()
    return link[link.index("/invite/") :]


def join(visitor: Visitor, link: str, name: str) -> None:
    visitor.go(link)
    visitor.page.get_by_label("Your name").fill(name)
    visitor.page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    visitor.page.get_by_label("Password").first.fill(PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="Your work").wait_for()


def items(n: int) -> list[dict[str, Any]]:
    return [content(number) for number in range(n)]
