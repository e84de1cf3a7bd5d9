"""The desk in Chromium: loading, the next task, typing, the table of items, memory; each figure beside its aim and a reference.

python -m tests.bench.bench_desk [--rows N] [--tasks N] [--only PART ...]

Every time is taken inside the page, from the key press to the frame that shows its result (`desk_probe.js`).
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench import desk_ground as ground
from tests.bench.desk_tab import Tab, chromium, packed_bytes, signed_in, tab
from tests.factories.installation import Installation, served
from tests.factories.postgres import reachable_folder

N_LOADS, N_SUBMITS, N_LONG_SUBMITS, N_TURNS, N_KEYS = 7, 80, 20, 20, 120
KEY_PAUSE_MS = 40
MAIN_THREAD = "the page's main thread"
WHY = "The first one answers what was asked; the second one tells a story about it."


@dataclass(frozen=True)
class Bench:
    browser: Browser
    here: Installation
    writer: Any
    other: Any
    n_tasks: int

    def tab(self) -> AbstractContextManager[Tab]:
        return tab(self.browser, self.here.url, self.writer)


def part(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def say(name: str, figure: str, beside: str = "") -> None:
    print(f"{name:<52} {figure:<44} {beside:<34} load {os.getloadavg()[0]:.1f}", flush=True)


def times(measured: list[float]) -> str:
    return f"p50 {part(measured, 0.5):.0f}, p95 {part(measured, 0.95):.0f}, most {max(measured):.0f} ms (n = {len(measured)})"


def bench_load(bench: Bench) -> None:
    """Each time with an empty cache, by somebody who is signed in."""
    found: list[float] = []
    cpu: list[float] = []
    requests: list[str] = []
    for _ in range(N_LOADS):
        with bench.tab() as one:
            found.append(one.open(f"/projects/{ground.ORDINARY}/work"))
            cpu.append(one.cpu_ms())
            requests = list(one.requests)
    code, style = packed_bytes(requests, ".js") / 1000, packed_bytes(requests, ".css") / 1000
    n_calls = sum("/api/" in url for url in requests)
    say(
        "first load, gzipped", f"{code:.0f} KB JavaScript, {style:.0f} KB CSS", "aim: under 250 KB JavaScript"
    )
    say("requests until the first task", f"{len(requests)}, {n_calls} of them to the API")
    say("first task on screen, empty cache", times(found), "aim: under 1000 ms")
    say(f"  {MAIN_THREAD}", f"{part(cpu, 0.5):.0f} ms of processor time")


def submit(one: Tab, *, waits: bool) -> float:
    """One task by keyboard. `waits`: the next task is there already, as it is when somebody reads before they judge."""
    n_screens = len(one.screens())
    one.page.keyboard.press("2")
    one.page.get_by_role("textbox").fill(WHY)
    while waits and one.n_drawn <= n_screens:
        one.page.wait_for_timeout(20)
    if waits:
        one.page.wait_for_timeout(150)
    one.page.keyboard.press("Control+Enter")
    return one.wait_for_screen(n_screens)


SUBMIT_BY_FETCH = """async ([project, why]) => {
    const csrf = decodeURIComponent(/copydesk_csrf=([^;]*)/.exec(document.cookie)[1]);
    const headers = {"X-Copydesk-Csrf": csrf, "Content-Type": "application/json"};
    const post = async (path, body) => {
        const answer = await fetch("/api/v1" + path, {method: "POST", headers, body: JSON.stringify(body)});
        if (!answer.ok) throw new Error(await answer.text());
        return answer.json();
    };
    const {task} = await post(`/projects/${project}/next`, {stage: "annotate", reserve: false});
    const answers = {better: {preferred: task.displayed[0], strength: 2}, why};
    const began = performance.now();
    await post(`/slots/${task.slot_id}/submit`, {token: task.token, answers, active_segments: []});
    return performance.now() - began;
}"""


def bench_submit(bench: Bench) -> None:
    with tab(bench.browser, bench.here.url, bench.other) as bare:
        bare.go("/account")
        fetched = [bare.page.evaluate(SUBMIT_BY_FETCH, [ground.ORDINARY, WHY]) for _ in range(30)]
    say("reference: the submit request alone, by fetch", times(fetched))
    for name, project, n in (
        ("submit → next task on screen", ground.ORDINARY, N_SUBMITS),
        ("the same, an answer of 100,000 characters in each", ground.LONG, N_LONG_SUBMITS),
    ):
        with bench.tab() as one:
            one.open(f"/projects/{project}/work")
            submit(one, waits=True)
            before = one.cpu_ms()
            say(name, times([submit(one, waits=True) for _ in range(n)]), "aim: p95 under 100 ms")
            say(f"  {MAIN_THREAD}, each task", f"{(one.cpu_ms() - before) / n:.0f} ms of processor time")


def bench_typing(bench: Bench) -> None:
    text = "Every word of this answer was weighed, and some were found too light. "
    for n_chars in (10_000, 100_000):
        filled = (text * (n_chars // len(text) + 1))[:n_chars]
        with tab(bench.browser, bench.here.url) as bare:
            bare.page.goto("data:text/html,<textarea rows=6 style='width: 22rem' spellcheck=true></textarea>")
            say_typing(f"reference: a bare textarea, {n_chars:,} characters", bare, filled)
        for name, project in (
            ("an ordinary item", ground.ORDINARY),
            ("an item of 100,000 characters", ground.LONG),
        ):
            with bench.tab() as one:
                one.open(f"/projects/{project}/work")
                say_typing(f"key in {n_chars:,} characters, {name}", one, filled, "aim: p95 under 50 ms")
                one.page.get_by_role("textbox").fill("")
                one.page.wait_for_timeout(1_000)


def say_typing(name: str, one: Tab, filled: str, aim: str = "") -> None:
    one.page.get_by_role("textbox").fill(filled)
    before = one.cpu_ms()
    say(name, times(type_keys(one, len(filled))), aim)
    say(f"  {MAIN_THREAD}, each key", f"{(one.cpu_ms() - before) / N_KEYS:.1f} ms of processor time")


def type_keys(one: Tab, n_chars: int) -> list[float]:
    """Half of the keys at the end of the text, half in its middle."""
    box = one.page.get_by_role("textbox")
    for place in (n_chars, n_chars // 2):
        box.evaluate("(box, place) => { box.focus(); box.setSelectionRange(place, place); }", place)
        for number in range(N_KEYS // 2):
            one.page.keyboard.press("etaoin shrdlu"[number % 13].replace(" ", "Space"))
            one.page.wait_for_timeout(KEY_PAUSE_MS)
    return one.keys()


def bench_memory(bench: Bench) -> None:
    """One tab, as fast as it goes."""
    with bench.tab() as one:
        one.open(f"/projects/{ground.ORDINARY}/work")
        found: list[float] = []
        for number in range(1, bench.n_tasks + 1):
            found.append(submit(one, waits=False))
            if number in (bench.n_tasks // 10, bench.n_tasks // 2, bench.n_tasks):
                it = one.memory()
                say(
                    f"memory after {number} tasks",
                    f"{it.heap_mb:.1f} MB, {it.nodes} nodes, {it.listeners} listeners",
                    "aim: stable",
                )
        say("submit → next without reading", times(found))


TABLE_VIEWS = {
    "newest first": "",
    "by external id": "?sort=external_id",
    "by newest answer": "?sort=answered",
    "done": "?state=done",
    "in review": "?state=in_review",
    "answers to be made": "?state=waiting",
}


def bench_table(n_rows: int) -> None:
    with own_folder() as folder:
        project = ground.lay_table(folder, n_rows)
        with served(folder) as here, chromium() as browser:
            lead = signed_in(browser, here.url, ground.LEAD)
            measure_table(
                lambda: tab(browser, here.url, lead), f"/projects/{project}/items", f"{n_rows:,} rows"
            )


def measure_table(new_tab: Callable[[], AbstractContextManager[Tab]], path: str, rows: str) -> None:
    opened: list[float] = []
    for name, query in TABLE_VIEWS.items():
        with new_tab() as one:
            opened.append(one.open(path + query))
            turns = [turn(one, press_next) for _ in range(N_TURNS)]
            say(f"items, {rows}, {name}: next page", times(turns), "aim: under 300 ms")
    with new_tab() as one:
        one.open(path)
        # Never two in turn that begin with the same items: then nothing would change on screen.
        first, *others = list(TABLE_VIEWS.values())[1:]
        queries = [first, "", *others] * 4
        found = [turn(one, partial(show, path=path + query)) for query in queries]
        say(f"items, {rows}, another order or filter", times(found), "aim: under 300 ms")
    say(f"items, {rows}, opened with an empty cache", times(opened))


def turn(one: Tab, act: Callable[[Tab], None]) -> float:
    n = len(one.screens())
    act(one)
    taken = one.wait_for_screen(n)
    one.page.wait_for_timeout(200)
    return taken


def press_next(one: Tab) -> None:
    one.page.get_by_role("button", name="Next page", exact=True).click()


def show(one: Tab, path: str) -> None:
    one.page.evaluate("path => { probe.from = performance.now(); history.pushState(null, '', path); }", path)


PARTS: dict[str, Callable[[Bench], None]] = {
    "load": bench_load,
    "submit": bench_submit,
    "typing": bench_typing,
    "memory": bench_memory,
}


@contextmanager
def own_folder() -> Generator[Path]:
    root = Path(tempfile.mkdtemp())
    folder = reachable_folder(root)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(root, ignore_errors=True)


def bench_desk(parts: list[str], n_tasks: int) -> None:
    with own_folder() as folder:
        ground.lay_desk(folder, n_tasks + 2 * N_SUBMITS)
        with served(folder) as here, chromium() as browser:
            print(f"Chromium {browser.version}, headless, {os.cpu_count()} cores")
            writer, other = (signed_in(browser, here.url, email) for email in (ground.WRITER, ground.OTHER))
            for name in parts:
                PARTS[name](Bench(browser, here, writer, other, n_tasks))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rows", type=int, default=200_000, help="of the items table; the aim speaks of 1,000,000"
    )
    parser.add_argument("--tasks", type=int, default=500, help="in one tab, for the memory")
    parser.add_argument("--only", nargs="*", choices=[*PARTS, "table"], default=[*PARTS, "table"])
    wanted = parser.parse_args()
    parts = [name for name in PARTS if name in wanted.only]
    if parts:
        bench_desk(parts, wanted.tasks)
    if "table" in wanted.only:
        bench_table(wanted.rows)


if __name__ == "__main__":
    main()
