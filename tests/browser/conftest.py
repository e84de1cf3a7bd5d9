"""A real Chromium on real installations. Skips, and says why, where there is no browser or no built app."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from copydesk.server.app import STATIC_DIR
from tests.browser.studio import create_admin
from tests.browser.visitor import Visitors
from tests.factories.installation import Installation, served
from tests.factories.postgres import reachable_folder
from tools.browser import find_browser

# Several of these run at once on a machine that is busy with others.
expect.set_options(timeout=15_000)

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


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    """The installation that most tests share, each with a project of its own; Lena administers it."""
    with served(reachable_folder(tmp_path_factory.mktemp("desk"))) as here:
        create_admin(here)
        yield here


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    """An installation that nobody has set up yet."""
    with served(reachable_folder(tmp_path_factory.mktemp("empty"))) as here:
        yield here


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    here = Installation(reachable_folder(tmp_path_factory.mktemp("demo")))
    here.start("demo")
    try:
        here.wait_until_ready()
        yield here
    finally:
        here.stop()


@pytest.fixture
def visit(chromium: Browser) -> Generator[Visitors]:
    """`visit(desk)` opens a window of its own; an error in any page fails the test."""
    visitors = Visitors(chromium)
    yield visitors
    assert visitors.close() == []
