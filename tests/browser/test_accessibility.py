"""No serious axe-core finding on any page of the demo, in light and in dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.installation import Installation
from tools.gallery.pages import ADMIN, MEMBERS, PAGES, WHO, Scheme
from tools.gallery.places import Demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}


def findings(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", WHO)
def test_has_no_serious_finding_when_axe_reads_the_pages_of(
    chromium: Browser, demo: Installation, who: str, scheme: Scheme
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in web/")
    password = (demo.data_dir / "demo-admin.txt").read_text().split()[-1]
    there = Demo(chromium, demo.url, password if who in {"", ADMIN, *MEMBERS} else None)
    found: dict[str, list[str]] = {}
    for shown in PAGES:
        if shown.who == who:
            page = there.open(shown, scheme=scheme)
            found[shown.name] = findings(page)
            page.close()
            there.online(who)
    there.close()
    assert {name: faults for name, faults in found.items() if faults} == {}
