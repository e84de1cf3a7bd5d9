"""A guide with 100 checks on answers, beside the bare patterns, harper and proselint on the same texts in the same run.

Processor time stands beside the clock's, because the clock also counts what else the machine does.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import regex

from copydesk.guides.checks.running import CheckSet, RuleChecks, compile_checks
from copydesk.guides.checks.vale import read_style
from copydesk.guides.domain.blocks import CheckSpec

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
N_CHECKS, N_WORDS, N_TEXTS, N_STORED, N_PROCESSES = 100, 400, 300, 10_000, 2
N_REFERENCE = 60  # harper takes a hundred times as long
WORDS: list[str] = re.findall(
    r"\w+",
    "answer question model writer reader style guide rule check text line number example reason because although however "
    "really very simply clearly quickly utilize leverage robust seamless delve tapestry paradigm synergy moreover furthermore "
    "therefore thus hence whilst amongst upon regarding concerning obviously basically literally actually honestly apparently",
)


def answers() -> list[str]:
    """Real answers of models, where the crowd's set is on this machine; else made ones."""
    path = DATA / "llmfao" / "pairs-crowd.jsonl"
    if not path.exists():
        rng = Random(0)
        return [" ".join(rng.choices(WORDS, k=rng.randint(30, 300))).capitalize() + "." for _ in range(500)]
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(row[side] for row in rows for side in ("result_x", "result_y") if row[side]))


def of_length(texts: Sequence[str], n_words: int, count: int) -> list[str]:
    """Answers with a heading and a list, each of about `n_words` words."""
    found: list[str] = []
    source = cycle(texts)
    while len(found) < count:
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < n_words:
            parts.append(next(source))
        words = "\n\n".join(
            ["## What it says", *parts[:2], "- one point\n- **another** point, with `code`", *parts[2:]]
        )
        found.append(words)
    return found


def specs() -> Iterator[CheckSpec]:
    """The rules of Google's style where they are on this machine, and made ones up to the number."""
    folder = DATA / "vale-google" / "Google"
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yml"))}
    yield from (rule.check for rule in read_style("Google", files).rules)
    rng = Random(1)
    for number in range(N_CHECKS):
        words = rng.sample(WORDS, 8)
        yield CheckSpec(
            f"w{number}", "existence", {"tokens": [*words, rf"{words[0]}\w+", f"{words[1]} {words[2]}"]}
        )
        swap = {rf"{word}s?": other for word, other in zip(words, reversed(words), strict=True)}
        yield CheckSpec(f"s{number}", "substitution", {"swap": swap, "ignorecase": True})
        yield CheckSpec(
            f"o{number}", "occurrence", {"token": rf"\b{words[3]}\b", "max": 2}, scope=("document",)
        )
        yield CheckSpec(
            f"l{number}", "occurrence", {"token": r"\b\w+\b", "max": 30 + number}, scope=("sentence",)
        )
        yield CheckSpec(
            f"p{number}", "existence", {"tokens": [rf"\b\w+ly {words[4]}\b", r"\(\w+\)!"], "nonword": True}
        )
        yield CheckSpec(f"c{number}", "consistency", {"either": {words[5]: words[6]}})
        yield CheckSpec(
            f"m{number}", "metric", {"formula": "words / sentences", "condition": f"> {20 + number}"}
        )


def make_set() -> CheckSet:
    checks = list(islice(specs(), N_CHECKS))
    made = compile_checks(
        [RuleChecks(f"rule.{number}", "minor", (check,)) for number, check in enumerate(checks)]
    )
    if made.faults:
        raise ValueError(made.faults[0].message)
    return made


def patterns() -> list["regex.Pattern[str]"]:
    """Every word and pattern of the same checks, to be scanned one by one with nothing around them."""
    found: list[str] = []
    for check in islice(specs(), N_CHECKS):
        params: dict[str, Any] = dict(check.params)
        wrap = "{}" if params.get("nonword") else r"\b(?:{})\b"
        found += [
            wrap.format(one)
            for one in (*params.get("tokens", ()), *params.get("swap", ()), *params.get("either", ()))
        ]
        found += [params["token"]] if "token" in params else []
    return [regex.compile(pattern, regex.V0 | regex.MULTILINE) for pattern in found]


def timed(name: str, look: Callable[[str], int], texts: Sequence[str]) -> float:
    """Print how long a text takes and what was found; the processor's seconds for all texts."""
    look(texts[0])
    walls: list[float] = []
    found, begun = 0, process_time()
    for text in texts:
        start = perf_counter()
        found += look(text)
        walls.append((perf_counter() - start) * 1000)
    spent = process_time() - begun
    p95 = quantiles(walls, n=20)[-1]
    print(
        f"{name:<58} p50 {median(walls):7.2f} ms  p95 {p95:7.2f} ms  processor {spent / len(texts) * 1000:7.2f} ms each  "
        f"{found:>7,} findings  {found / spent:>9,.0f} findings/s",
        flush=True,
    )
    return spent


_set: list[CheckSet] = []


def _begin() -> None:
    _set.append(make_set())


def _look(texts: Sequence[str]) -> tuple[int, float]:
    begun = process_time()
    found = sum(len(_set[0].run(text).alerts) for text in texts)
    return found, process_time() - begun


def stored(texts: Sequence[str]) -> None:
    """Stored answers checked again by a pool of processes, each with its own set."""
    every = list(islice(cycle(texts), N_STORED))
    parts = [every[at : at + 100] for at in range(0, N_STORED, 100)]
    with ProcessPoolExecutor(N_PROCESSES, mp_context=get_context("spawn"), initializer=_begin) as pool:
        list(pool.map(_look, parts[:N_PROCESSES]))
        start = perf_counter()
        done = list(pool.map(_look, parts))
        wall = perf_counter() - start
    spent = sum(seconds for _, seconds in done)
    words = sum(len(text.split()) for text in every) / N_STORED
    print(
        f"{N_STORED:,} stored answers of {words:.0f} words on average, {N_PROCESSES} processes: {wall:.1f} s, "
        f"{N_STORED / wall:,.0f} a second by the clock; {N_STORED / spent:,.0f} a second of processor time; "
        f"{sum(found for found, _ in done):,} findings"
    )


def harper_alone(texts: Sequence[str]) -> None:
    from harper import Linter

    linter = Linter()
    timed("  reference: harper's own API (grammar and spelling)", lambda text: len(linter.lint(text)), texts)


def proselint_alone(texts: Sequence[str]) -> None:
    from proselint.checks import __register__ as registered
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(registered)

    def look(text: str) -> int:
        return len(LintFile(source="answer", content=text).lint())

    timed(f"  reference: proselint, its own {len(registered)} checks", look, texts)


def main() -> None:
    begun = process_time()
    checks = make_set()
    print(
        f"{len(checks)} checks made ready and tried on hard strings: {(process_time() - begun) * 1000:.0f} ms of processor time"
    )
    texts = of_length(answers(), N_WORDS, N_TEXTS)
    n_words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} answers of {n_words:.0f} words on average")
    bare = patterns()
    ours = timed(f"our engine, {len(checks)} checks", lambda text: len(checks.run(text).alerts), texts)
    plain = timed(
        f"  reference: their {len(bare)} bare patterns on the raw text",
        lambda text: sum(len(one.findall(text)) for one in bare),
        texts,
    )
    print(
        f"  processor time, ours / bare patterns: {ours / plain:.2f} (ours parses Markdown and skips what cannot occur)"
    )
    harper_alone(texts[:N_REFERENCE])
    proselint_alone(texts[:N_REFERENCE])
    stored(answers())


if __name__ == "__main__":
    main()
