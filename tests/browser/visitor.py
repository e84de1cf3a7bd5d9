"""One person's browser window, and what they do in it with nothing but the keyboard."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from tests.factories.installation import Installation

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "browser"
PASSWORD = "correct horse battery"
MOST_TABS = 150
MOST_OPTIONS = 60


@dataclass
class Visitor:
    """`faults`: errors that no code caught. `refused`: answers of the server that say no."""

    page: Page
    context: BrowserContext
    url: str
    faults: list[str] = field(default_factory=list[str])
    refused: list[str] = field(default_factory=list[str])

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def be(self, cookies: Mapping[str, str]) -> None:
        """Signed in already, with the session that these cookies name."""
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.url} for name, value in cookies.items()]
        )

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.go("/")
        self.type_into(self.page.get_by_label("E-mail address"), email)
        self.type_into(self.page.get_by_label("Password").first, password)
        self.page.keyboard.press("Enter")
        self.page.get_by_role("heading", name="Your work").wait_for()

    def tab_to(self, target: Locator) -> None:
        """Press Tab until it has the focus, as somebody without a mouse does."""
        expect(target).to_be_visible()
        expect(target).to_be_enabled()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not reach {target}")

    def press_on(self, target: Locator, key: str = "Enter") -> None:
        self.tab_to(target)
        self.page.keyboard.press(key)

    def type_into(self, target: Locator, text: str) -> None:
        """In place of what stands there."""
        self.tab_to(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def choose(self, choice: Locator, option: str) -> None:
        """From a list that opens under its box."""
        self.tab_to(choice)
        marked = self.page.locator("[role=option][data-combobox-selected]:visible")
        for _ in range(MOST_OPTIONS):
            self.page.keyboard.press("ArrowDown")
            self.page.locator("[role=option]:visible").first.wait_for()
            if marked.count() and marked.first.inner_text().strip() == option:
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"the arrow keys do not reach {option}")

    def find(self, words: str, option: str | None = None) -> None:
        """By the palette, which is open on every page."""
        expect(self.page.get_by_role("button", name="Find anything")).to_be_visible()
        self.page.keyboard.press("ControlOrMeta+k")
        expect(self.page.get_by_role("combobox", name="Find anything")).to_be_focused()
        self.page.keyboard.type(words)
        wanted = self.page.get_by_role("option", name=re.compile(f"^{re.escape(option or words)}")).first
        wanted.wait_for()
        for _ in range(MOST_OPTIONS):
            if wanted.get_attribute("aria-selected") == "true":
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("combobox", name="Find anything")).to_be_hidden()

    def picture(self, name: str) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")


class Visitors:
    """Opens windows, and closes them all at the end."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: list[Visitor] = []

    def __call__(self, here: Installation) -> Visitor:
        context = self._browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), context, here.url)
        visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        visitor.page.on("response", lambda response: _keep_refusal(visitor, response))
        self._open.append(visitor)
        return visitor

    def close(self) -> list[str]:
        for visitor in self._open:
            visitor.context.close()
        return [fault for visitor in self._open for fault in visitor.faults]


def _keep_refusal(visitor: Visitor, response: Response) -> None:
    if response.status >= 400 and "/api/" in response.url:
        path = response.url.removeprefix(visitor.url)
        visitor.refused.append(f"{response.request.method} {path}: {response.status}")
