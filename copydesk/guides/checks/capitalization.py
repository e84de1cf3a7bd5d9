"""`capitalization`: the case of letters in headings and the like."""

from collections.abc import Callable, Iterator
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, Pattern, compile_pattern
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

MESSAGES: Final = {
    "$title": "'%s' should be in title case.",
    "$sentence": "'%s' should be in sentence case.",
    "$lower": "'%s' should be in small letters.",
    "$upper": "'%s' should be in capitals.",
}
WORD: Final = r"[\p{N}\p{L}*]+[^\s]*"
ENDS: Final = "?!.:"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AP: Final = _words("a an and as at but by en for if in nor of on or per so the to v v. vs vs. via yet up")
_CHICAGO: Final = _AP | _words(
    "about above across after against along among around before behind below beneath beside between beyond despite down "
    "during except from inside into like near off onto out outside over past since through throughout toward under "
    "underneath until unto upon with within without"
)


class Params(CheckParams):
    match: str = Field(
        default="", description="`$title`, `$sentence`, `$lower`, `$upper`, or a pattern to match."
    )
    style: Literal["AP", "Chicago"] = Field(
        default="AP", description="Which small words stay small in `$title`."
    )
    exceptions: tuple[str, ...] = Field(default=(), description="Words or patterns that keep their letters.")
    indicators: tuple[str, ...] = Field(
        default=(), description="Ends of words behind which anything may come, such as `:`."
    )
    threshold: float = Field(
        default=0.8,
        gt=0,
        le=1,
        description="Share of the words that must be right; names are often capitals too.",
    )
    prefix: str | None = Field(default=None, description="A pattern at the beginning that does not count.")


class Capitalization:
    def __init__(self, params: Params) -> None:
        if not params.match:
            raise BadCheck("Say in `match` how it is written.", at="match")
        self._params = params
        self._message = params.message or MESSAGES.get(params.match, "'%s' is not written as it should be.")
        self._exceptions = Exceptions(params.exceptions)
        source = self._exceptions.source
        self._word = compile_pattern(f"{source}|{WORD}" if source else WORD, at="exceptions")
        self._prefix = compile_pattern(rf"\A(?:{params.prefix})", at="prefix") if params.prefix else None
        self._pattern: Pattern | None = None
        if not params.match.startswith("$"):
            self._pattern = compile_pattern(params.match, at="match")
        elif params.match not in MESSAGES:
            raise BadCheck(f"There is no {params.match}; there are: {', '.join(MESSAGES)}.", at="match")

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        for unit in text.units(scope):
            start = self._start(unit.text, budget)
            said = unit.text[start:].rstrip()
            if said and not self._is_right(said, budget):
                fix = self._mended(said, budget)
                place = (start, start + len(said))
                yield text.hit(unit, place, say(self._message, said), fix=fix if fix != said else None)

    def _start(self, text: str, budget: Budget) -> int:
        found = self._prefix.search(text, timeout=budget.left_s()) if self._prefix else None
        start = found.end() if found else 0
        return start + len(text[start:]) - len(text[start:].lstrip())

    def _is_right(self, said: str, budget: Budget) -> bool:
        if self._pattern is not None:
            return self._pattern.search(said, timeout=budget.left_s()) is not None or self._exceptions.hold(
                said, budget
            )
        if self._params.match in {"$lower", "$upper"}:
            wanted = said.lower() if self._params.match == "$lower" else said.upper()
            return said == wanted or self._exceptions.hold(said, budget)
        judged = [(word, wanted) for _, word, wanted in self._wanted(said, budget)]
        if not judged:
            return True
        if self._params.match == "$sentence" and judged[0][0] != judged[0][1]:
            return False
        share = sum(word == wanted for word, wanted in judged) / len(judged)
        return share == 1 or share > self._params.threshold

    def _mended(self, said: str, budget: Budget) -> str | None:
        if self._pattern is not None:
            return None
        if self._params.match in {"$lower", "$upper"}:
            return said.lower() if self._params.match == "$lower" else said.upper()
        for at, word, wanted in reversed(list(self._wanted(said, budget))):
            said = said[:at] + wanted + said[at + len(word) :]
        return said

    def _wanted(self, said: str, budget: Budget) -> Iterator[tuple[int, str, str]]:
        """Each word with its place and how it should be written."""
        body = said.rstrip(ENDS)
        words = [(match.start(), match[0]) for match in self._word.finditer(body, timeout=budget.left_s())]
        before = ""
        for number, (at, word) in enumerate(words):
            is_free = bool(before) and before.endswith(self._params.indicators)
            is_last = number == len(words) - 1
            if is_free or _head(word) == _head(word).upper() or self._exceptions.hold(word, budget):
                yield at, word, word
            elif self._params.match == "$sentence":
                yield at, word, _first(word, str.upper if number == 0 else str.lower)
            else:
                yield at, word, self._titled(word, before, is_edge=number == 0 or is_last)
            before = word

    def _titled(self, word: str, before: str, *, is_edge: bool) -> str:
        small = _CHICAGO if self._params.style == "Chicago" else _AP
        is_small = word.lower() in small and not is_edge and not before.endswith(":")
        return _first(word, str.lower if is_small else str.upper)


def _head(word: str) -> str:
    """`Top-level` and `Client's` are judged by what comes before the mark."""
    for mark in "-'’":
        word = word.split(mark, maxsplit=1)[0] or word
    return word


def _first(word: str, change: Callable[[str], str]) -> str:
    """In sentence case the whole head of the word is small; else only its first letter changes."""
    head = _head(word)
    changed = head.lower() if change is str.lower else change(head[0]) + head[1:]
    return changed + word[len(head) :]


KIND = Kind(
    name="capitalization",
    summary="Headings and the like are written in title case, sentence case, small letters, capitals, or as a pattern says.",
    params=Params,
    prepare=Capitalization,
    scope=("heading",),
    examples=(
        KindExample(
            "Sentence case",
            "kind: capitalization\nmatch: $sentence\nexceptions: [Docker]\nindicators: [':']\n",
            "# How It Works\n\n# Using Docker in tests\n\n# Setup: What you need",
            ("How It Works",),
            "# How it works\n\n# Using Docker in tests\n\n# Setup: What you need",
        ),
        KindExample(
            "Title case",
            "kind: capitalization\nmatch: $title\n",
            "# the Art of War\n\n# War and Peace",
            ("the Art of War",),
            "# The Art of War\n\n# War and Peace",
        ),
        KindExample(
            "A pattern",
            "kind: capitalization\nmatch: '[?]$'\nmessage: \"'%s' should be a question.\"\n",
            "# What is it?\n\n# It",
            ("It",),
        ),
    ),
)
