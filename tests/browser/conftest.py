"""A real Chromium on a real installation. Skips, and says why, where there is no browser or no built app."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from copydesk.server.app import STATIC_DIR
from tests.factories.installation import Installation, served
from tests.factories.postgres import reachable_folder
from tools.browser import find_browser

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "browser"
PASSWORD = "correct horse battery"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    path = find_browser()
    if path is None:
        pytest.skip("there is no Chromium on this machine: install the package chromium")
    if not (STATIC_DIR / "index.html").is_file():
        pytest.skip("the web app is not built: run `make build`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    """An empty installation of this file's own."""
    with served(reachable_folder(tmp_path_factory.mktemp("desk"))) as here:
        yield here


@dataclass
class Visitor:
    """One person's browser window, with what went wrong in it."""

    page: Page
    context: BrowserContext
    url: str
    faults: list[str]

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.go("/")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").first.fill(password)
        self.page.keyboard.press("Enter")
        self.page.get_by_role("heading", name="Your work").wait_for()

    def picture(self, name: str) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")


class Visitors:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: list[Visitor] = []

    def __call__(self, here: Installation) -> Visitor:
        context = self._browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(15_000)
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        visitor = Visitor(page, context, here.url, faults)
        self._open.append(visitor)
        return visitor

    def close(self) -> list[str]:
        for visitor in self._open:
            visitor.context.close()
        return [fault for visitor in self._open for fault in visitor.faults]


@pytest.fixture
def visit(chromium: Browser) -> Generator[Visitors]:
    """`visit(desk)` opens a window of its own; an error in any page fails the test."""
    visitors = Visitors(chromium)
    yield visitors
    assert visitors.close() == []
