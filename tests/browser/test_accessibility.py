"""No serious axe-core finding on any page of the demo, in light and in dark."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.installation import Installation
from tests.factories.postgres import reachable_folder
from tools.gallery import PAGES, Scheme, Shown, open_page, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
PEOPLE = ("", "Mateo", "Chiara", "Ingrid")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    here = Installation(reachable_folder(tmp_path_factory.mktemp("demo")))
    here.start("demo")
    try:
        here.wait_until_ready()
        yield here
    finally:
        here.stop()


def findings(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", PEOPLE)
def test_has_no_serious_finding_when_axe_reads_the_pages_of(
    chromium: Browser, demo: Installation, who: str, scheme: Scheme
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in web/")
    context = chromium.new_context(
        viewport={"width": 1280, "height": 860}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    project = sign_in(page, demo.url, who) if who else ""
    found = {shown.name: checked(page, demo, shown, project) for shown in PAGES if shown.who == who}
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def checked(page: Page, demo: Installation, shown: Shown, project: str) -> list[str]:
    open_page(page, demo.url, shown, project)
    return findings(page)
