"""How long the first person waits for grammar after a server has started, and whether making checks ready delays its start.

python -m tests.bench.bench_first_check [--pause S] [--times N]
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.browser.studio import Studio, create_admin, open_studio
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation
from tests.factories.postgres import reachable_folder

CHECKED = (
    GUIDE
    + "\n### Grammar {#grammar}\n\n```check\nkind: grammar\n```\n\n### Spelling {#spelling}\n\n```check\nkind: spelling\n```\n"
)
TEXT = "This is an test of the grammar check, and it is a good idea to run it with Zorblax."


def prepare(here: Installation) -> tuple[Studio, dict[str, Any]]:
    """A project whose guide checks spelling and grammar, and a task of it in hand."""
    here.start("serve")
    here.wait_until_ready()
    create_admin(here)
    studio = open_studio(here, "Grammar", {"Anna": "annotator"})
    revision = {"if-match": str(studio.lead.get(f"{studio.path}/guide")["revision"])}
    studio.lead.send("PUT", f"{studio.path}/guide", {"source": CHECKED}, **revision)
    studio.lead.send("POST", f"{studio.path}/guide/publish", {"must_read": False})
    studio.add_items([content(0)])
    return studio, studio.take("Anna", "annotate")


def measure(here: Installation, studio: Studio, task: dict[str, Any], pause_s: float) -> str:
    """Starts the server anew and looks something up after a pause."""
    here.stop()
    begun = time.perf_counter()
    here.start("serve")
    here.wait_until_ready()
    told = f"ready after {time.perf_counter() - begun:.1f} s"
    slowest_s, until = 0.0, time.perf_counter() + pause_s
    while time.perf_counter() < until:
        asked = time.perf_counter()
        httpx.get(f"{here.url}/healthz")
        slowest_s = max(slowest_s, time.perf_counter() - asked)
        time.sleep(0.02)
    told += f", slowest sign of life {slowest_s * 1000:.0f} ms"
    for part in ("fast", "grammar"):
        asked = time.perf_counter()
        body = {"token": task["token"], "texts": {"/why": TEXT}, "part": part}
        studio.people["Anna"].send("POST", f"/slots/{task['slot_id']}/check", body)
        told += f", first {part} {(time.perf_counter() - asked) * 1000:.0f} ms"
    return told


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pause", type=float, default=8.0)
    options.add_argument("--times", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = Installation(reachable_folder(Path(folder)))
        try:
            studio, task = prepare(here)
            for _ in range(given.times):
                print(measure(here, studio, task, given.pause))
        finally:
            here.stop()


if __name__ == "__main__":
    main()
