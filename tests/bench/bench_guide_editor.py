"""Typing into the guide's editor with a guide of 40,000 words loaded; each figure beside its aim and a bare box with the same text.

python -m tests.bench.bench_guide_editor

Every time is taken inside the page, from the key press to the frame that shows its letter (`desk_probe.js`).
"""

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from copydesk.guides import service as guides
from copydesk.projects import service as projects
from copydesk.projects.domain import NewProject
from tests.bench import desk_ground as ground
from tests.bench.bench_desk import KEY_PAUSE_MS, MAIN_THREAD, N_KEYS, own_folder, say, times
from tests.bench.bench_guides import SPEC
from tests.bench.desk_tab import Tab, chromium, signed_in, tab
from tests.factories.installation import served
from tests.soak.ground import opened

GUIDE = SPEC / "2025-12-18" / "model_spec.md"
WHOLE, ONE_RULE = "project_1", "project_2"
AIM = "aim: p95 under 50 ms"
BARE = {
    "text area": "<textarea rows=20 style='width: 50rem' spellcheck=true></textarea>",
    "contenteditable": "<div contenteditable role=textbox style='width: 50rem; white-space: pre-wrap'></div>",
}
PUT_CARET = """(box, where) => {
    box.focus();
    if (box instanceof HTMLTextAreaElement) {
        const place = where === "end" ? box.value.length : Math.floor(box.value.length / 2);
        box.setSelectionRange(place, place);
        return;
    }
    const blocks = [...box.querySelectorAll("p")].filter((one) => one.innerText.length > 40);
    const block = where === "end" ? blocks.at(-1) : blocks[Math.floor(blocks.length / 2)];
    const range = document.createRange();
    range.selectNodeContents(block ?? box);
    range.collapse(false);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@dataclass(frozen=True)
class Rule:
    project: str
    key: str
    body: str


def lay_guides(data_dir: Path) -> None:
    """The guide of one project is the published model spec, that of the other the same words in one single rule."""
    asyncio.run(_lay_guides(data_dir))


async def _lay_guides(data_dir: Path) -> None:
    source = GUIDE.read_text()
    in_one = "# All of it {#all}\n\n" + re.sub(r"^#+ (.*)$", r"**\1**", source, flags=re.MULTILINE)
    async with opened(data_dir) as here:
        async with here.boundary.open() as ctx:
            lead = await ground.add_person(ctx, ground.LEAD)
            for name, guide in (("Spec", source), ("In one rule", in_one)):
                project = await projects.create_project(ctx, NewProject(name), lead)
                await guides.save_guide(ctx, project.id, guide, revision=0)
        while await here.boundary.drain():
            pass


def rules_by_length(one: Tab, project: str) -> list[Rule]:
    """The longest first."""
    draft = one.page.evaluate(
        f"fetch('/api/v1/projects/{project}/guide/draft').then(answer => answer.json())"
    )
    rules = [Rule(project, rule["key"], rule["body"]) for rule in draft["rules"]]
    return sorted(rules, key=lambda rule: len(rule.body), reverse=True)


def type_keys(one: Tab, box: str) -> list[float]:
    """Half of the keys at the end of the text, half in its middle."""
    for where in ("end", "middle"):
        one.page.locator(box).evaluate(PUT_CARET, where)
        one.page.wait_for_timeout(200)
        for number in range(N_KEYS // 2):
            one.page.keyboard.press("etaoin shrdlu"[number % 13].replace(" ", "Space"))
            one.page.wait_for_timeout(KEY_PAUSE_MS)
    return one.keys()


def say_typing(name: str, one: Tab, box: str, aim: str = "") -> None:
    before = one.cpu_ms()
    say(name, times(type_keys(one, box)), aim)
    say(f"  {MAIN_THREAD}, each key", f"{(one.cpu_ms() - before) / N_KEYS:.1f} ms of processor time")


def bench_bare(browser: Browser, url: str, text: str) -> None:
    for name, html in BARE.items():
        with tab(browser, url) as one:
            one.page.goto(f"data:text/html,{html}")
            one.page.get_by_role("textbox").evaluate(
                "(box, text) => { box[box.value === undefined ? 'innerText' : 'value'] = text; }", text
            )
            say_typing(f"reference: a bare {name}, {len(text):,} characters", one, "[role=textbox], textarea")


def bench_rule(browser: Browser, url: str, lead: object, rule: Rule) -> None:
    n_chars = f"{len(rule.body):,} characters"
    with tab(browser, url, lead) as one:
        one.go(f"/projects/{rule.project}/guide/edit?rule={rule.key}")
        one.page.locator("[aria-multiline]").wait_for()
        one.page.wait_for_timeout(1_000)
        say_typing(f"rich text, a rule of {n_chars}", one, "[aria-multiline]", AIM)
        one.page.keyboard.press("Control+m")
        one.page.get_by_role("textbox", name="Text (Markdown)").wait_for()
        say_typing(f"its Markdown, {n_chars}", one, "[class*=source]", AIM)


def main() -> None:
    if not GUIDE.is_file():
        raise SystemExit("the published model spec, into which this bench types, is not here")
    with own_folder() as folder:
        lay_guides(folder)
        with served(folder) as here, chromium() as browser:
            print(f"Chromium {browser.version}, headless, {os.cpu_count()} cores")
            lead = signed_in(browser, here.url, ground.LEAD)
            with tab(browser, here.url, lead) as one:
                one.go("/account")
                rules, (whole, *_) = (rules_by_length(one, project) for project in (WHOLE, ONE_RULE))
            print(f"{len(GUIDE.read_text().split()):,} words, {len(rules)} rules and sections")
            for rule in (rules[len(rules) // 2], rules[0], whole):
                bench_bare(browser, here.url, rule.body)
                bench_rule(browser, here.url, lead, rule)


if __name__ == "__main__":
    main()
