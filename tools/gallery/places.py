"""Where the pages are on a running demo, and the people who look at them, each signed in once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from tools.gallery.made import call, make_projects
from tools.gallery.pages import ADMIN, MEMBERS, Scheme, Shown

ADMIN_EMAIL: Final = "admin@demo.invalid"


@dataclass
class Demo:
    """A running demo at `url`; `admin_password` is needed for the pages of administration."""

    browser: Browser
    url: str
    admin_password: str | None
    _contexts: dict[str, BrowserContext] = field(default_factory=dict[str, BrowserContext])
    _places: dict[str, str] = field(default_factory=dict[str, str])

    def open(self, shown: Shown, *, scheme: Scheme = "light", width: int = 1280, height: int = 860) -> Page:
        """The page, settled, with what is to be done on it done."""
        page = self._context(shown.who).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.goto(self.url + shown.path.format(**self.places()))
        settle(page)
        if shown.act is not None:
            shown.act(page)
            settle(page)
        return page

    def places(self) -> Mapping[str, str]:
        """The demo project, one of its items, and what only the gallery needs: made once for each run."""
        if not self._places:
            page = self._context("Ingrid").new_page()
            page.goto(self.url)
            project = call(page, "GET", "/me")["memberships"][0]["project_id"]
            returned = call(page, "GET", f"/projects/{project}/items/table?state=returned&limit=1")["items"]
            page.close()
            self._places = {"project": project, "item": returned[0]["id"] if returned else "item_3"}
            self._places |= self._made(project) if self.admin_password else {}
        return self._places

    def _made(self, project: str) -> dict[str, str]:
        pages = [self._context(who).new_page() for who in (ADMIN, "Ingrid", *MEMBERS)]
        for page in pages:
            page.goto(self.url)
        admin, lead, *members = pages
        made = make_projects(admin, lead, members, project)
        for page in pages:
            page.close()
        return made

    def _context(self, who: str) -> BrowserContext:
        if who not in self._contexts:
            context = self.browser.new_context(viewport={"width": 1280, "height": 860}, bypass_csp=True)
            context.set_default_timeout(20_000)
            self._contexts[who] = context
            if who:
                page = context.new_page()
                self._sign_in(page, who)
                page.close()
        return self._contexts[who]

    def _sign_in(self, page: Page, who: str) -> None:
        page.goto(f"{self.url}/sign-in")
        if who == ADMIN:
            page.get_by_label("E-mail address").fill(ADMIN_EMAIL)
            page.get_by_label("Password").first.fill(self.admin_password or "")
            page.keyboard.press("Enter")
        else:
            page.get_by_role("button", name=who).first.click()
        page.wait_for_url(f"{self.url}/")

    def online(self, who: str) -> None:
        """After a page that was taken off the net."""
        self._context(who).set_offline(False)

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


SETTLE_MS: Final = 400


def settle(page: Page) -> None:
    """Everything that was asked for is on the page, and nothing moves any more."""
    page.locator("main, form").first.wait_for()
    page.wait_for_function("document.querySelector('.mantine-Loader-root, [aria-busy=true]') === null")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(SETTLE_MS)
