"""Where the pages are on a running demo, and the people who look at them, each signed in once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from tools.gallery.pages import ADMIN, Scheme, Shown

ADMIN_EMAIL: Final = "admin@demo.invalid"
LONG_NAME: Final = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützen and other answers that nobody shortens: part 2 of 17"
)
STRANGE: Final = {
    "messages": [
        {"id": "m1", "role": "system", "content": "Answer in the language of the user."},
        {"id": "m2", "role": "user", "content": "Solve $x^2 - 5x + 6 = 0$ and show $$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$ in Python."},
    ],
    "responses": [
        {"id": "r1", "content": "It factors: $(x-2)(x-3)=0$.\n\n```python\nfrom fractions import Fraction\n\ndef area(n: int) -> float:\n"
         '    """The area under x² from 0 to 1."""\n    return sum((k / n) ** 2 for k in range(n)) / n  # tends to 1/3\n```\n\n'
         "| n | area |\n|---|---|\n| 10 | 0.285 |\n| 1000 | 0.333 |\n"},
        {"id": "r2", "content": "مرحبا بالعالم، هذا نص عربي.\n\n" + "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
         + "\n\n> A quote\n\n1. One\n2. Two\n   - nested\n\n" + "A long paragraph that goes on. " * 120},
    ],
}  # fmt: skip

_CALL: Final = """
async ([method, path, body, headers]) => {
    const csrf = decodeURIComponent(/copydesk_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    const all = {"X-Copydesk-Csrf": csrf, "Content-Type": "application/json", ...headers};
    const answer = await fetch("/api/v1" + path, {method, headers: all, body: body === null ? undefined : JSON.stringify(body)});
    if (!answer.ok) throw new Error(method + " " + path + ": " + await answer.text());
    return await answer.json();
}
"""


def call(page: Page, method: str, path: str, body: object = None, **headers: str) -> Any:
    """A request of the signed-in page itself."""
    return page.evaluate(_CALL, [method, path, body, headers])


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
        page = self._context(ADMIN).new_page()
        page.goto(self.url)
        empty = call(page, "POST", "/projects", {"name": "A new project"})["id"]
        long = call(page, "POST", "/projects", {"name": LONG_NAME, "description": f"{LONG_NAME}. " * 3})["id"]
        invited = call(page, "POST", f"/projects/{empty}/invitations", {"role": "reviewer", "email": None})
        for name in ("guide", "interface"):
            there = self._source(project, name)
            here = call(page, "GET", f"/projects/{long}/{name}")
            saved = call(
                page,
                "PUT",
                f"/projects/{long}/{name}",
                {"source": there},
                **{"If-Match": str(here["revision"])},
            )
            call(
                page,
                "POST",
                f"/projects/{long}/{name}/publish",
                {"note": ""},
                **{"If-Match": str(saved["revision"])},
            )
        flow = call(page, "GET", f"/projects/{long}/workflow")
        saved = call(
            page,
            "PUT",
            f"/projects/{long}/workflow",
            {"document": flow["document"]},
            **{"If-Match": str(flow["revision"])},
        )
        call(
            page,
            "POST",
            f"/projects/{long}/workflow/publish",
            {"note": ""},
            **{"If-Match": str(saved["revision"])},
        )
        call(
            page,
            "POST",
            f"/projects/{long}/items",
            {"items": [{"external_id": "strange-" + "x" * 60, "content": STRANGE}]},
        )
        page.close()
        return {"empty": empty, "long": long, "invitation": "/invite/" + invited["link"].rsplit("/", 1)[1]}

    def _source(self, project: str, name: str) -> str:
        page = self._context("Ingrid").new_page()
        page.goto(self.url)
        source = str(call(page, "GET", f"/projects/{project}/{name}")["source"])
        page.close()
        return source

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
