"""A tab of Chromium that measures itself: what it loads, what is on screen when, and what it holds in memory."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request, sync_playwright

from copydesk.server.app import STATIC_DIR
from tests.bench.desk_ground import PASSWORD
from tests.browser.conftest import FLAGS
from tools.browser import find_browser

PROBE = (__file__.rpartition("/")[0]) + "/desk_probe.js"
VIEW = {"width": 1440, "height": 900}
LIMIT_MS = 30_000


@contextmanager
def chromium() -> Generator[Browser]:
    path = find_browser()
    if path is None:
        raise SystemExit("there is no Chromium on this machine: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Memory:
    """After everything that nobody needs any more has been collected."""

    heap_mb: float
    nodes: int
    listeners: int


@dataclass
class Tab:
    page: Page
    context: BrowserContext
    session: CDPSession
    url: str
    requests: list[str] = field(default_factory=list[str])
    n_drawn: int = 0

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def screens(self) -> list[float]:
        return self.page.evaluate("probe.screens")

    def wait_for_screen(self, n_before: int) -> float:
        """Until another task or another page of a table is on screen; how long it took in the page, in ms."""
        self.page.wait_for_function(
            "n => probe.screens.length > n", arg=n_before, polling=20, timeout=LIMIT_MS
        )
        return self.screens()[n_before]

    def open(self, path: str) -> float:
        """A page from scratch; ms from the navigation to its first task or rows."""
        self.go(path)
        return self.wait_for_screen(0)

    def cpu_ms(self) -> float:
        """What the page's main thread has worked so far: it tells what a step costs even while the machine is busy with something else."""
        return self._metrics()["TaskDuration"] * 1000

    def keys(self) -> list[float]:
        found: list[float] = self.page.evaluate("probe.keys.splice(0)")
        return found

    def memory(self) -> Memory:
        for _ in range(2):
            self.session.send("HeapProfiler.collectGarbage")
        metrics = self._metrics()
        return Memory(
            metrics["JSHeapUsedSize"] / 1e6, int(metrics["Nodes"]), int(metrics["JSEventListeners"])
        )

    def _metrics(self) -> dict[str, float]:
        found: list[dict[str, Any]] = self.session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in found}

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        self.n_drawn += request.url.endswith("/next")


@contextmanager
def tab(browser: Browser, url: str, state: Any = None) -> Generator[Tab]:
    """A new window with an empty cache; `state` holds the cookies of somebody who has signed in."""
    context = browser.new_context(viewport=VIEW, storage_state=state)  # type: ignore[arg-type]
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(path=PROBE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    made = Tab(page, context, session, url)
    page.on("requestfinished", made._note)
    yield made
    context.close()


def signed_in(browser: Browser, url: str, email: str) -> Any:
    """The cookies of this person."""
    with tab(browser, url) as one:
        one.go("/sign-in")
        one.page.get_by_label("E-mail address").fill(email)
        one.page.get_by_label("Password").first.fill(PASSWORD)
        one.page.keyboard.press("Enter")
        one.page.get_by_role("heading", name="Your work").wait_for()
        return one.context.storage_state()


def packed_bytes(urls: list[str], suffix: str) -> int:
    """How many bytes of these files of the app went over the line, gzipped."""
    paths = [urlsplit(url).path for url in urls]
    return sum(
        (STATIC_DIR / f"{path.lstrip('/')}.gz").stat().st_size for path in paths if path.endswith(suffix)
    )
