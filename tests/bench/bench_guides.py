"""Import, search and diff of a real guide of 40,000 words, beside the bare libraries on the same text in the same run.

    python -m tests.bench.bench_guides

Aims: import under 2 s, search under 50 ms, diff under 300 ms. Times are those of a processor, medians of several runs.
"""

import sys
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import count
from os import getloadavg
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from markdown_it import MarkdownIt

from copydesk.guides.domain.coverage import cover
from copydesk.guides.domain.diff import diff_guides
from copydesk.guides.domain.interchange import read_document, to_document, write_json
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.prompts import Wanted, make_prompt
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.search import GuideIndex

SPEC = Path(__file__).resolve().parents[3] / "shared" / "data" / "model_spec"
OLD, NEW = "2025-04-11", "2025-09-12"
LATEST = "2025-12-18"
BIG_BYTES = 5_000_000
QUERIES = (
    "sycofantic",
    "privledged information",
    "chain of comand",
    "untrusted da",
    "be warm",
    "acomodate diferent neds",
    "xyzzyqwertz",
)


def release(name: str) -> str:
    return (SPEC / name / "model_spec.md").read_text(encoding="utf-8")


def timed(name: str, run: Callable[[], object], *, n_runs: int = 5) -> float:
    """Print and return the median in seconds of processor time; the wall clock beside it shows how busy the machine was."""
    cpu: list[float] = []
    wall: list[float] = []
    for _ in range(n_runs):
        cpu_start, start = process_time(), perf_counter()
        run()
        cpu.append(process_time() - cpu_start)
        wall.append(perf_counter() - start)
    print(f"{name:<78} {median(cpu) * 1000:9.1f} ms   (wall {median(wall) * 1000:.1f} ms)")
    return median(cpu)


def copies(source: str) -> Iterator[str]:
    """The same guide again and again, a line longer each time: nothing is answered from what was kept of the last one."""
    return (source + "\n" * n for n in count())


def whole_import(source: str) -> None:
    """What an import reads: rules, examples, checks, footnotes, and the index for the search."""
    guide = parse_guide(source)
    for rule in guide.rules:
        read_blocks(rule.body)
    GuideIndex(guide.rules)


def word_diff(old: str, new: str) -> None:
    """Both guides with the words that changed in every rule."""
    for change in diff_guides(old, new).changes.values():
        assert change.words


def naive_search(rules: list[tuple[str, str]], query: str) -> list[str]:
    """Close words by difflib over every word of each rule, as a first attempt would do it."""
    words = query.lower().split()
    vocabulary = {word for _, text in rules for word in text.split()}
    close = {word: {word, *get_close_matches(word, vocabulary, 3)} for word in words}
    return [key for key, text in rules if all(any(one in text for one in close[word]) for word in words)]


def import_beside_reference(source: str) -> None:
    fresh = copies(source)
    ours = timed(
        "import: rules, examples, checks, footnotes, search index", lambda: whole_import(next(fresh))
    )
    markdown = MarkdownIt("commonmark")
    theirs = timed("  reference: markdown-it reads the same text", lambda: markdown.parse(source))
    print(f"  ours / reference: {ours / theirs:.2f}")
    timed(
        "  to JSON and back to Markdown",
        lambda: read_document(write_json(to_document(next(fresh)))),
        n_runs=3,
    )
    timed("  coverage", lambda: cover(parse_guide(next(fresh)).rules), n_runs=3)
    timed(
        "  system prompt within 20,000 tokens",
        lambda: make_prompt(parse_guide(next(fresh)), Wanted(budget_tokens=20_000)),
    )
    big = source * (BIG_BYTES // len(source.encode()) + 1)
    bigs = copies(big)
    timed(
        f"parse of {len(big.encode()) / 1e6:.1f} MB ({len(big.split()):,} words)",
        lambda: parse_guide(next(bigs)),
        n_runs=3,
    )
    timed("  reference: markdown-it reads the same text", lambda: markdown.parse(big), n_runs=1)


def search_beside_reference(source: str) -> None:
    rules = parse_guide(source).rules
    timed("index for the search, once per version", lambda: GuideIndex(rules))
    index = GuideIndex(rules)
    texts = [(rule.key, f"{rule.title} {rule.body}".lower()) for rule in rules]
    for query in QUERIES:
        first = next((found.key for found in index.search(query)), "nothing")
        timed(f'search "{query}" → {first}', lambda query=query: index.search(query))
    timed(
        f'  reference: difflib.get_close_matches over every word, "{QUERIES[1]}"',
        lambda: naive_search(texts, QUERIES[1]),
        n_runs=3,
    )


def diff_beside_reference(old: str, new: str) -> None:
    olds, news = copies(old), copies(new)
    ours = timed(
        f"diff {OLD} → {NEW}: rules, attributes and words", lambda: word_diff(next(olds), next(news))
    )
    lines = old.splitlines(), new.splitlines()
    theirs = timed(
        "  reference: difflib over the lines alone",
        lambda: SequenceMatcher(None, *lines, autojunk=False).get_opcodes(),
    )
    words = old.split(), new.split()
    timed(
        "  reference: difflib over all words (with its heuristics on)",
        lambda: SequenceMatcher(None, *words).get_opcodes(),
        n_runs=1,
    )
    print(f"  ours / difflib over the lines alone: {ours / theirs:.2f}")


def main() -> None:
    if not SPEC.is_dir():
        print("the real guide (../shared/data/model_spec) is not on this machine")
        sys.exit(0)
    print(f"load average {getloadavg()[0]:.1f}; {len(release(LATEST).split()):,} words")
    import_beside_reference(release(LATEST))
    search_beside_reference(release(LATEST))
    diff_beside_reference(release(OLD), release(NEW))


if __name__ == "__main__":
    main()
