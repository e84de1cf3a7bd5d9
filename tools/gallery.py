"""Pictures of every page, taken from a running demo: `python -m tools.gallery http://127.0.0.1:8400`.

Writes docs/images/*.jpg and docs/gallery.md; docs/images/work.png is the README's. Small files, so that they may be committed.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import find_browser

IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
JPEG_QUALITY: Final = 58
SETTLE_MS: Final = 700

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Shown:
    """A page of the app as somebody sees it; `{project}` in its path is the demo project."""

    name: str
    path: str
    who: str
    says: str


PAGES: Final[Sequence[Shown]] = (
    Shown("sign-in", "/sign-in", "", "Signing in; a demo offers each role in one click."),
    Shown("home", "/", "Mateo", "Home: what waits for you, and what is new."),
    Shown(
        "work", "/projects/{project}/work", "Mateo", "Work: the task, its form, and the guide one key away."
    ),
    Shown(
        "review",
        "/projects/{project}/review",
        "Chiara",
        "Review: the answer as its author saw it, and the verdict.",
    ),
    Shown(
        "overview",
        "/projects/{project}",
        "Ingrid",
        "Overview: progress, pace, forecast, agreement, what needs you.",
    ),
    Shown(
        "items",
        "/projects/{project}/items",
        "Ingrid",
        "Items: filter, sort, choose columns, save views, act on many.",
    ),
    Shown("item", "/projects/{project}/items?item=item_3", "Ingrid", "One item with its whole history."),
    Shown("guide", "/projects/{project}/guide", "Ingrid", "The guide: tree, search, a link to every rule."),
    Shown(
        "import",
        "/projects/{project}/import",
        "Ingrid",
        "Import: a file, how it will look, every problem by line.",
    ),
    Shown(
        "export",
        "/projects/{project}/export",
        "Ingrid",
        "Export: each format explained with its first record.",
    ),
    Shown("people", "/projects/{project}/people", "Ingrid", "People: roles, teams, pseudonyms, invitations."),
    Shown(
        "setup", "/projects/{project}/setup", "Ingrid", "Setup: guide, task form with its preview, workflow."
    ),
    Shown("late", "/projects/{project}/late", "Ingrid", "Late answers that wait for a decision."),
    Shown("settings", "/projects/{project}/settings", "Ingrid", "Settings, archive, delete."),
    Shown("activity", "/projects/{project}/activity", "Ingrid", "Activity: who did what, in sentences."),
)
DARK: Final = ("work", "overview", "items", "item", "guide", "review")
WIDE: Final = ("overview", "items", "work")
PHONE: Final = ("guide", "home")

_ME: Final = "fetch('/api/v1/me').then(r => r.json()).then(m => m.memberships[0].project_id)"


def sign_in(page: Page, url: str, who: str) -> str:
    """One click on the demo's sign-in page; the id of the demo project."""
    page.goto(f"{url}/sign-in")
    page.get_by_role("button", name=who).first.click()
    page.wait_for_url(f"{url}/")
    return str(page.evaluate(_ME))


def open_page(page: Page, url: str, shown: Shown, project: str) -> None:
    page.goto(url + shown.path.format(project=project))
    page.locator("main, form").first.wait_for()
    page.wait_for_timeout(SETTLE_MS)


def _shots() -> list[tuple[Shown, Scheme, int, int]]:
    return [
        *[(shown, "light", 1280, 860) for shown in PAGES],
        *[(shown, "dark", 1280, 860) for shown in PAGES if shown.name in DARK],
        *[(shown, "light", 1920, 1080) for shown in PAGES if shown.name in WIDE],
        *[(shown, "light", 390, 844) for shown in PAGES if shown.name in PHONE],
    ]


def _take(browser: Browser, url: str) -> list[tuple[Shown, str]]:
    taken: list[tuple[Shown, str]] = []
    for shown, scheme, width, height in _shots():
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        project = sign_in(page, url, shown.who) if shown.who else ""
        open_page(page, url, shown, project)
        name = f"{shown.name}-{scheme}-{width}.jpg"
        page.screenshot(path=IMAGES / name, type="jpeg", quality=JPEG_QUALITY)
        if (shown.name, scheme, width) == ("work", "light", 1280):
            page.set_viewport_size({"width": 1180, "height": 700})
            page.screenshot(path=IMAGES / "work.png")
        context.close()
        taken.append((shown, name))
    return taken


def main(url: str) -> int:
    path = find_browser()
    if path is None:
        print("There is no Chromium on this machine: install the package chromium.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        taken = _take(browser, url)
        browser.close()
    (IMAGES.parent / "gallery.md").write_text(_gallery(taken))
    return 0


def _gallery(taken: list[tuple[Shown, str]]) -> str:
    lines = [
        "# Gallery",
        "",
        "Every page with the demo project. Made by `python -m tools.gallery URL` from a running `copydesk demo`.",
        "",
    ]
    for shown in PAGES:
        lines += [f"## {shown.name.capitalize()}", "", shown.says, ""]
        for one, name in taken:
            if one is shown:
                _, scheme, width = name.removesuffix(".jpg").rsplit("-", 2)
                lines += [f"![{shown.name}, {scheme}, {width} pixels wide](images/{name})", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
