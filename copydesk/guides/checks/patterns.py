"""Patterns that people wrote: compiled, tried on hard strings before they are used, and run within a time limit."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Final

import regex

from copydesk.guides.checks.kind import BadCheck, Budget
from copydesk.guides.checks.units import fold

Pattern = regex.Pattern[str]
Match = regex.Match[str]

# Long enough that what runs away takes ten times as long as anything that does not, on fast machines too.
TRIAL_CHARS: Final = 800
TRIAL_LIMIT_S: Final = 0.03
RETRIAL_LIMIT_S: Final = 0.06
MAX_PATTERN_CHARS: Final = 20_000
# Counted repeats are unrolled when a pattern is compiled; each step takes some 300 bytes.
MAX_PATTERN_STEPS: Final = 50_000
_PLAIN: Final = re.compile(r"[\w '’,/&-]{1,200}")
_FLAGS: Final = re.compile(r"\(\?([imsx]+)\)")
_ESCAPED: Final = re.compile(r"\\.", re.DOTALL)
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_UNBOUNDED: Final = re.compile(r"[*+]|\{\d*,(?:\d{2,})?\}")
_COMMENT: Final = re.compile(r"\(\?#[^)]*\)")
_COUNTED: Final = re.compile(r"\{(\d*)(?:(,)(\d*))?\}")
_NAMED_SETS: Final = {"\\s": " ", "\\d": "7", "\\w": "a", "\\S": "x"}


def word(pattern: str) -> str:
    """Only whole words."""
    return rf"\b(?:{pattern})\b"


def either(patterns: Iterable[str]) -> str:
    return "|".join(one for one in (inline_flags(pattern) for pattern in patterns) if one.strip())


def inline_flags(pattern: str) -> str:
    """`(?i)foo` counts for its own part only: `(?i:foo)`."""
    found = _FLAGS.match(pattern)
    return f"(?{found[1]}:{pattern[found.end() :]})" if found else pattern


def compile_pattern(pattern: str, *, at: str, ignorecase: bool = False) -> Pattern:
    """Raises BadCheck where the pattern cannot be read, or takes too long on hard strings."""
    compiled = _compile(pattern, at, ignorecase=ignorecase)
    _try_out(compiled, at)
    return compiled


def _compile(pattern: str, at: str, *, ignorecase: bool) -> Pattern:
    if len(pattern) > MAX_PATTERN_CHARS:
        raise BadCheck(
            f"The pattern has {len(pattern)} characters; at most {MAX_PATTERN_CHARS} are allowed.", at=at
        )
    try:
        if n_steps(pattern) > MAX_PATTERN_STEPS:
            message = f"The pattern counts its repeats too high: written out it would have more than {MAX_PATTERN_STEPS} steps."
            raise BadCheck(message, at=at)
        return regex.compile(
            inline_flags(pattern), regex.V0 | regex.MULTILINE | (regex.IGNORECASE if ignorecase else 0)
        )
    except (regex.error, MemoryError, OverflowError, RecursionError, ValueError) as error:
        raise BadCheck(f"The pattern cannot be read: {error}.", at=at) from None


def n_steps(pattern: str) -> int:
    """About how many steps the pattern has once `{n}` is written out, that within a repeat as often as it."""
    plain = _COMMENT.sub("", _CLASS.sub("x", _ESCAPED.sub("x", pattern)))
    groups = [0]
    last = at = 0
    while at < len(plain):
        counted = _COUNTED.match(plain, at)
        if counted is not None and counted[0] not in {"{}", "{,}"}:
            most = max(int(counted[1] or 0), int(counted[3] or 0), 1)
            groups[-1] += last * (most - 1)
            last *= most
            at = counted.end()
            continue
        if plain[at] == "(":
            groups.append(1)
        elif plain[at] == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        elif not plain[at].isspace():  # under `(?x)` a count may stand behind a space
            last = 1
            groups[-1] += 1
        at += 1
    return sum(groups)


def _try_out(compiled: Pattern, at: str) -> None:
    """A pattern without an unbounded repeat cannot run away. The time is the processor's own; one bad moment is no proof."""
    if not _UNBOUNDED.search(_CLASS.sub("x", _ESCAPED.sub("x", compiled.pattern))):
        return
    for text in hard_strings(compiled.pattern):
        if not _finishes(compiled, text, TRIAL_LIMIT_S) and not _finishes(compiled, text, RETRIAL_LIMIT_S):
            shown = text[:12] + "…"
            raise BadCheck(
                f'The pattern takes too long on a text such as "{shown}" ({len(text)} characters): '
                "repeats stand inside repeats. Say what may follow more exactly.",
                at=at,
            )


def _finishes(compiled: Pattern, text: str, limit_s: float) -> bool:
    try:
        for _ in compiled.finditer(text, timeout=limit_s):
            pass
    except TimeoutError:
        return False
    return True


@lru_cache(maxsize=4096)
def hard_strings(pattern: str) -> tuple[str, ...]:
    """Long runs of what the pattern looks for, with an end that it does not expect."""
    plain = pattern
    for name, char in _NAMED_SETS.items():
        plain = plain.replace(name, char)
    letters = dict.fromkeys(char for char in plain if char.isalnum() or char in " .,-_\"'(!:;")
    words = dict.fromkeys(re.findall(r"\w{2,}", plain))
    seeds = [*list(letters)[:6], *list(words)[:3], "a", "a ", "a,", "aA", " "]
    runs = [(seed * TRIAL_CHARS)[:TRIAL_CHARS] for seed in dict.fromkeys(seeds)]
    # What the pattern asks for stands behind, out of reach: a text without it is given up at once.
    tail = "\u0007" + " ".join([*words, "".join(letters)])[:TRIAL_CHARS]
    return tuple(run + tail for run in runs)


class Needle:
    """One alternative of a check: its pattern, and a text without which it cannot match."""

    def __init__(self, order: int, source: str, *, at: str, ignorecase: bool) -> None:
        self.order = order
        self._source = source
        self._at = at
        self._ignorecase = ignorecase

    @cached_property
    def pattern(self) -> Pattern:
        return compile_pattern(self._source, at=self._at, ignorecase=self._ignorecase)

    needs = ""


class Needles:
    """Alternatives that are looked for as `a|b|c` would be, but only those that can occur in the text."""

    def __init__(
        self, sources: Sequence[str], wrap: Callable[[str], str], *, at: str, ignorecase: bool
    ) -> None:
        self._all: list[Needle] = []
        for order, source in enumerate(sources):
            needle = Needle(order, wrap(inline_flags(source)), at=f"{at}/{order}", ignorecase=ignorecase)
            needle.needs = required_text(source)
            if not _PLAIN.fullmatch(source):
                _ = (
                    needle.pattern
                )  # a bad one is refused now; plain words are compiled when they are first met
            self._all.append(needle)

    def possible(self, folded: str) -> list[Needle]:
        return [needle for needle in self._all if needle.needs in folded]

    @staticmethod
    def find(needles: Sequence[Needle], text: str, budget: Budget) -> list[tuple[Match, int]]:
        """Matches from left to right that do not overlap, each with the order of its alternative; the first one wins."""
        left_s = budget.left_s()  # asking costs as much as a search: once for a piece of text is enough
        if len(needles) == 1:
            order = needles[0].order
            return [(match, order) for match in needles[0].pattern.finditer(text, timeout=left_s)]
        ahead = [(needle, needle.pattern.search(text, timeout=left_s)) for needle in needles]
        found: list[tuple[Match, int]] = []
        while live := [(needle, match) for needle, match in ahead if match is not None]:
            needle, best = min(live, key=lambda pair: (pair[1].start(), pair[0].order))
            found.append((best, needle.order))
            behind = best.end() if best.end() > best.start() else best.end() + 1
            if behind > len(text):
                break
            ahead = [
                (
                    one,
                    match if match.start() >= behind else one.pattern.search(text, behind, timeout=left_s),
                )
                for one, match in live
            ]
        return found


_REPEAT: Final = re.compile(r"\{\d*,?\d*\}")
_HARD_TO_READ: Final = re.compile(r"\\[uUxNpPkgLQXR0-9]|\(\?[a-z]*x")
_META: Final = frozenset("\\.^$*+?{}[]|()")
_SPECIAL: Final = frozenset("wWdDsSbBAZzGhHKnrtfvaemM")


def required_text(pattern: str) -> str:
    """The longest text, in small letters, that every match holds; "" where none is sure. Only what is plain is read."""
    if _HARD_TO_READ.search(pattern):
        return ""
    best = current = ""
    at = depth = 0
    while at < len(pattern):
        char, length = pattern[at], 1
        literal = ""
        if char == "\\" and at + 1 < len(pattern):
            length = 2
            literal = "" if pattern[at + 1] in _SPECIAL else pattern[at + 1]
        elif char == "[":
            found = _CLASS.match(pattern, at)
            length = len(found[0]) if found else len(pattern)
        elif char == "{":
            found = _REPEAT.match(pattern, at)
            length = len(found[0]) if found else 1
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            return ""
        elif char not in _META:
            literal = char
        at += length
        if depth == 0 and literal and pattern[at : at + 1] not in {"?", "*", "{"}:
            current += literal
            best = max(best, current, key=len)
            current = "" if pattern[at : at + 1] == "+" else current
        else:
            current = ""
    return fold(best)


class Exceptions:
    """What is right although it matches: words and patterns, in this case of letters. `bare` ones may match parts of words."""

    def __init__(self, patterns: Sequence[str], *, bare: Sequence[str] = (), at: str = "exceptions") -> None:
        longest_first = [word(either(sorted(patterns, key=len, reverse=True)))] if patterns else []
        sources = [*longest_first, *bare]
        self._pattern = compile_pattern(either(sources), at=at) if sources else None

    def hold(self, said: str, budget: Budget) -> bool:
        return self._pattern is not None and self._pattern.search(said, timeout=budget.left_s()) is not None

    @property
    def source(self) -> str | None:
        return None if self._pattern is None else self._pattern.pattern
