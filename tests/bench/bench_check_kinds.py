"""Each kind of check on one answer of 400 words, by its first example; reading the Markdown beside it.

`python -m tests.bench.bench_check_kinds` prints processor time; it asserts nothing.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter, thread_time

import yaml

from copydesk.guides.checks import KINDS
from copydesk.guides.checks.kind import Budget, Prepared
from copydesk.guides.checks.languagetool import asking_later
from copydesk.guides.checks.scopes import Scope, read_scope
from copydesk.guides.checks.text import Text

N_RUNS = 40
PARAGRAPH = (
    "The tides of sea number {n} are made by the **moon**, which pulls the water towards it, and by the sun, which helps a "
    "little (see the [tide tables](https://example.org/{n})). In some bays the water rises by more than ten metres, and in "
    "others it hardly moves at all. That depends on the form of the coast and on the depth of the sea, which `sounding()` tells.\n\n"
    "- Spring tides come at new moon {n}\n- Neap tides come a week later\n"
)


def answer(number: int) -> str:
    """Another text each time, so that nothing that was read before is remembered."""
    parts = [PARAGRAPH.format(n=100 * number + part) for part in range(5)]
    return "\n".join(f"## Part {part}\n\n{said}" for part, said in enumerate(parts))


def timed(use: Callable[[int], object]) -> float:
    times: list[float] = []
    for number in range(N_RUNS):
        begun = thread_time()
        use(number)
        times.append((thread_time() - begun) * 1e6)
    return median(times)


def prepared(check: str) -> tuple[Prepared, Scope]:
    written = yaml.safe_load(check)
    kind = KINDS[written.pop("kind")]
    scope = written.pop("scope", kind.scope)
    ready = kind.prepare(kind.params.model_validate(written))
    return ready, read_scope([scope] if isinstance(scope, str) else scope)


def read(number: int) -> Text:
    text = Text(answer(number))
    assert text.sentences
    assert text.document.text
    assert text.folded(read_scope(["text"]))
    return text


def main() -> None:
    said = answer(1)
    print(f"an answer of {len(said.split())} words, {len(said)} characters; median of {N_RUNS}")
    print(f"{'reading the Markdown':<24} {timed(read):8.0f} µs")
    for name, kind in KINDS.items():
        if name == "languagetool":
            continue
        begun = perf_counter()
        check, scope = prepared(kind.examples[0].check)
        made_ms = (perf_counter() - begun) * 1000
        texts = [read(number) for number in range(N_RUNS)]
        for text in texts:
            text.units(scope)
        spent = timed(
            lambda n, texts=texts, check=check, scope=scope: list(check.run(texts[n], scope, Budget(60.0)))
        )
        per_kb = f"{spent / len(said):8.1f} ms/KB" if spent > 5_000 else ""
        print(f"{name:<24} {spent:8.0f} µs   prepared in {made_ms:7.1f} ms {per_kb}")


if __name__ == "__main__":
    with asking_later():
        main()
