"""No serious axe-core finding on any page of the demo, in light and in dark."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.installation import Installation
from tools.gallery.pages import PAGES, WHO
from tools.gallery.places import Demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
# The page is the same in both schemes but for these.
COLOURS = "{runOnly: ['color-contrast', 'link-in-text-block']}"
IS_DARK = """() =>
  document.documentElement.dataset.mantineColorScheme === 'dark' && document.getAnimations().length === 0"""


def findings(page: Page, options: str = "{}") -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(f"axe.run({options}).then(result => result.violations)")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


@pytest.fixture(scope="module")
def there(chromium: Browser, demo: Installation) -> Generator[Demo]:
    password = (demo.data_dir / "demo-admin.txt").read_text().split()[-1]
    there = Demo(chromium, demo.url, password)
    yield there
    there.close()


@pytest.mark.parametrize("who", WHO)
def test_has_no_serious_finding_when_axe_reads_the_pages_of(there: Demo, who: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in web/")
    found: dict[str, list[str]] = {}
    for shown in PAGES:
        if shown.who == who:
            page = there.open(shown)
            page.add_script_tag(path=AXE)
            found[f"{shown.name} in light"] = findings(page)
            page.emulate_media(color_scheme="dark")
            page.wait_for_function(IS_DARK)
            found[f"{shown.name} in dark"] = findings(page, COLOURS)
            page.close()
            there.online(who)
    assert {name: faults for name, faults in found.items() if faults} == {}
