"""`queue_check` and `queue_submit` over HTTP for a guide with 100 checks and answers of 400 words.

python -m tests.bench.bench_check_route [--requests N] [--writers N]
"""

import argparse
import asyncio
import tempfile
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import httpx

from copydesk.guides import service as guides
from tests.bench import cpu
from tests.factories.desk import content
from tests.factories.installation import Installation
from tests.factories.postgres import reachable_folder
from tests.soak import ground

N_CHECKS, N_WORDS, FLAGGED = 100, 400, 0.02
PLAIN = [
    "the", "a", "haiku", "poem", "of", "and", "syllables", "with", "first", "second", "answer's", "tells", "how", "one", "counts",
    "them", "in", "spring", "while", "other", "names", "no", "season", "at", "all", "it", "shows", "what", "was", "asked",
]  # fmt: skip
WORDS = [
    "answer", "question", "model", "writer", "reader", "style", "guide", "rule", "check", "text", "line", "number",
    "because", "although", "however", "really", "very", "simply", "clearly", "utilize", "leverage", "robust", "thus",
]  # fmt: skip


def guide() -> str:
    """A third each of words, replacements and counts."""
    rng = Random(1)
    rules = ["# Bench\n"]
    for number in range(N_CHECKS):
        one, two, three = rng.sample(WORDS, 3)
        check = (
            f"kind: existence\ntokens: ['{one}\\w+', '{two} {three}', '{three}']",
            f"kind: substitution\nignorecase: true\nswap:\n  '{one}s?': {two}\n  '{two} of': {three}",
            f"kind: occurrence\nscope: sentence\ntoken: '\\b{one}\\b'\nmax: 2",
        )[number % 3]
        rules.append(f"## Rule {number} {{#r{number}}}\n\n```check\n{check}\n```\n")
    return "\n".join(rules)


def text(rng: Random) -> str:
    """Some words of it are flagged, as in real answers."""
    words = [rng.choice(WORDS if rng.random() < FLAGGED else PLAIN) for _ in range(N_WORDS)]
    sentences = [" ".join(words[at : at + 16]).capitalize() + "." for at in range(0, N_WORDS, 16)]
    return "## Why\n\n" + " ".join(sentences)


async def prepare(data_dir: Path, n_writers: int) -> ground.Ground:
    place = await ground.prepare(data_dir, n_annotators=n_writers)
    async with ground.opened(data_dir) as here:
        async with here.boundary.open() as ctx:
            draft, _ = await guides.get_guide(ctx, place.project_id)
            await guides.save_guide(ctx, place.project_id, guide(), revision=draft.revision)
            await guides.publish_guide(ctx, place.project_id, must_read=False)
        while await here.boundary.drain():
            pass
    return place


class Writer:
    """Takes a task, checks its text again and again as it grows, and sends it."""

    def __init__(self, http: httpx.AsyncClient, project: str) -> None:
        self._http = http
        self._project = project
        self.check_ms: list[float] = []
        self.engine_ms: list[float] = []
        self.submit_ms: list[float] = []

    async def work(self, n_requests: int, seed: int) -> None:
        rng = Random(seed)
        answer = await self._http.post(f"/projects/{self._project}/next", json={"stage": "annotate"})
        task = answer.json()["task"]
        said = text(rng)
        for _ in range(n_requests):
            said = text(rng)
            body = {"token": task["token"], "texts": {"/why": said}}
            answer, took_ms = await self._timed(f"/slots/{task['slot_id']}/check", body)
            self.check_ms.append(took_ms)
            self.engine_ms.append(answer["took_ms"])
        answers = {"better": {"preferred": "r1", "strength": 1}, "why": said}
        body = {"token": task["token"], "answers": answers}
        _, took_ms = await self._timed(f"/slots/{task['slot_id']}/submit", body)
        self.submit_ms.append(took_ms)

    async def _timed(self, path: str, body: Any) -> tuple[Any, float]:
        begun = perf_counter()
        answer = await self._http.post(path, json=body)
        took_ms = (perf_counter() - begun) * 1000
        assert answer.status_code == 200, answer.text
        return answer.json(), took_ms


async def drive(here: Installation, place: ground.Ground, n_requests: int) -> list[Writer]:
    items = {"items": [{"external_id": f"q{number}", "content": content(number)} for number in range(40)]}
    async with httpx.AsyncClient(base_url=f"{here.url}/api/v1", timeout=60) as lead:
        headers = {"Authorization": f"Bearer {place.lead_token}"}
        answer = await lead.post(f"/projects/{place.project}/items", json=items, headers=headers)
        assert answer.status_code in {200, 201}, answer.text
    await asyncio.sleep(3)
    clients = [
        httpx.AsyncClient(
            base_url=f"{here.url}/api/v1", timeout=60, headers={"Authorization": f"Bearer {token}"}
        )
        for token in place.annotator_tokens
    ]
    writers = [Writer(client, place.project) for client in clients]
    await asyncio.gather(*(writer.work(n_requests, seed) for seed, writer in enumerate(writers)))
    for client in clients:
        await client.aclose()
    return writers


def tell(name: str, taken_ms: list[float]) -> None:
    p95 = quantiles(taken_ms, n=20)[-1] if len(taken_ms) > 1 else taken_ms[0]
    print(f"{name:<28} median {median(taken_ms):7.1f} ms   p95 {p95:7.1f} ms   n {len(taken_ms)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--writers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data_dir = reachable_folder(Path(folder))
        place = asyncio.run(prepare(data_dir, given.writers))
        here = Installation(data_dir)
        try:
            here.start("serve")
            here.start("worker")
            here.wait_until_ready()
            before_s = cpu.of_servers(here)
            writers = asyncio.run(drive(here, place, given.requests))
            spent_s = cpu.of_servers(here) - before_s
        finally:
            here.stop()
    tell("queue_check, over HTTP", [ms for one in writers for ms in one.check_ms])
    tell("of it in the checks", [ms for one in writers for ms in one.engine_ms])
    tell("queue_submit, over HTTP", [ms for one in writers for ms in one.submit_ms])
    n_checks = sum(len(one.check_ms) for one in writers)
    print(f"{'processor time of the server':<28} {1000 * spent_s / n_checks:7.1f} ms for each check")


if __name__ == "__main__":
    main()
