"""Pictures of every page: `python -m tools.gallery [NAME…] [--url URL --password ADMIN]`.

Without a URL it serves a demo of its own. All pictures go to artefacts/gallery, to be looked at; those that the documentation
shows go to docs/images with few colours, and docs/gallery.md lists them.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from playwright.sync_api import Error, Page, sync_playwright

from tools.browser import find_browser
from tools.gallery.pages import PAGES, Scheme, Shown
from tools.gallery.palette_png import small_png
from tools.gallery.places import Demo
from tools.gallery.served import served_demo

ROOT: Final = Path(__file__).resolve().parents[2]
ALL: Final = ROOT / "artefacts" / "gallery"
KEPT: Final = ROOT / "docs" / "images"
MOST_BYTES: Final = 60_000
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
SCHEMES: Final[Sequence[Scheme]] = ("light", "dark")
DESKS: Final = ((1280, 860), (1920, 1080))
PHONE: Final = (390, 844)
RESIZED_MS: Final = 250
INTRO: Final = (
    "The pages of Copydesk with the demo project, made by `python -m tools.gallery`. It takes every page in light and dark, at "
    "1280 and 1920 pixels, and reading pages as on a phone, into `artefacts/gallery`; here is a choice of them."
)


def pictures(page: Page, shown: Shown) -> Iterator[tuple[str, bytes]]:
    """The page as it stands, in each scheme and width: `light-1280` and so on."""
    sizes = (*DESKS, PHONE) if shown.is_read else DESKS
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(RESIZED_MS)
            yield f"{scheme}-{width}", page.screenshot()


def take(demo: Demo, shown: Shown, blank: Page) -> None:
    page = demo.open(shown)
    try:
        for kind, picture in pictures(page, shown):
            (ALL / f"{shown.name}-{kind}.png").write_bytes(picture)
            if kind in shown.kept:
                (KEPT / f"{shown.name}-{kind}.png").write_bytes(small_png(blank, picture, MOST_BYTES))
    finally:
        page.close()
        demo.online(shown.who)


def take_all(url: str, password: str | None, wanted: Sequence[str]) -> list[str]:
    """The names of pages whose picture could not be taken."""
    failed: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        demo, blank = Demo(browser, url, password), browser.new_page()
        for shown in sorted(PAGES, key=lambda shown: not shown.is_early):
            if wanted and shown.name not in wanted:
                continue
            begun = time.monotonic()
            try:
                take(demo, shown, blank)
            except (Error, KeyError) as error:
                failed.append(shown.name)
                print(f"{shown.name}: {str(error).splitlines()[0]}", file=sys.stderr)
            else:
                print(f"{shown.name} ({time.monotonic() - begun:.1f} s)")
        browser.close()
    return failed


def gallery() -> str:
    lines = [
        "# Gallery",
        "",
        INTRO,
        "",
    ]
    for shown in PAGES:
        if not shown.kept:
            continue
        lines += [f"## {shown.name.replace('-', ' ').capitalize()}", "", shown.says, ""]
        for kind in shown.kept:
            scheme, width = kind.split("-")
            lines += [
                f"![{shown.says} {scheme.capitalize()}, {width} pixels wide.](images/{shown.name}-{kind}.png)",
                "",
            ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.gallery", description="Pictures of every page.")
    parser.add_argument("names", nargs="*", help="only these pages")
    parser.add_argument("--url", help="a demo that runs already")
    parser.add_argument("--password", help="of its administrator")
    given = parser.parse_args()
    if find_browser() is None:
        print("There is no Chromium on this machine: install the package chromium.", file=sys.stderr)
        return 1
    for folder in (ALL, KEPT):
        folder.mkdir(parents=True, exist_ok=True)
    if given.url is not None:
        failed = take_all(given.url, given.password, given.names)
    else:
        with served_demo() as (url, password):
            failed = take_all(url, password, given.names)
    (ROOT / "docs" / "gallery.md").write_text(gallery())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
