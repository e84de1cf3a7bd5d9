"""`lists`: their depth, their length, and whether their items are made alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.counting import number_of
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Item, List, lists
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import HIDDEN, Unit
from copydesk.guides.domain.linting import Hit

Alike = Literal["capital", "end", "verb"]

_FIRST_WORD: Final = re.compile(r"\W*(\w[\w'’]*)")
_OPENING_MARKS: Final = " \t\"'“\u2018«("
_CLOSING_MARKS: Final = " \t\n\"'”\u2019)]»"
_SHORTEST_VERB: Final = 5
_END_NAMES: Final = {"": "without a mark", ".": "with “.”", ";": "with “;”", ",": "with “,”", ":": "with “:”"}
_FORM_NAMES: Final = {
    "capital": "a capital",
    "small": "a small letter",
    "ing": "a word in “-ing”",
    "other": "another form",
}


class Params(CheckParams):
    deepest: int | None = Field(
        default=None, ge=1, description="How deep lists may stand in lists; 1: not at all."
    )
    min: int | None = Field(default=None, ge=1, description="The fewest items of a list.")
    max: int | None = Field(default=None, ge=1, description="The most items of a list.")
    alike: tuple[Alike, ...] = Field(
        default=(),
        description="In what the items of a list are to be the same: `capital` (each begins with a capital, or none does), "
        "`end` (the mark at the end: none or `.`, `;`, `,`, `:`, `!`, `?`), `verb` (each begins with a word in -ing, or none "
        "does). What most items do counts, and the first item where it is even.",
    )
    numbered: bool | None = Field(
        default=None, description="True: only numbered lists are looked at; false: only those with bullets."
    )


class Lists:
    def __init__(self, params: Params) -> None:
        if params.deepest is None and params.min is None and params.max is None and not params.alike:
            raise BadCheck("Say in `deepest`, `min`, `max` or `alike` what is wanted of lists.", at="alike")
        if params.min is not None and params.max is not None and params.min > params.max:
            raise BadCheck("`min` is more than `max`.", at="min")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        hits: list[Hit] = []
        for found in lists(text):
            budget.left_s()
            if self._params.numbered in {None, found.is_ordered}:
                hits += [*self._size(found), *self._alike(text, found)]
        yield from sorted(hits, key=lambda hit: hit.start)

    def _size(self, found: List) -> Iterator[Hit]:
        deepest, least, most, n = self._params.deepest, self._params.min, self._params.max, len(found.items)
        if deepest is not None and found.depth > deepest:
            yield self._hit(
                found.items[0], f"A list at depth {found.depth}; at most {deepest}.", found.depth, deepest
            )
        if most is not None and n > most:
            yield self._hit(found.items[most], f"{number_of(n, 'items')}; at most {most}.", n, most)
        elif least is not None and n < least:
            yield self._hit(found.items[0], f"{number_of(n, 'items')}; at least {least}.", n, least)

    def _hit(self, item: Item, said: str, *numbers: int) -> Hit:
        return Hit(item.start, item.end, say(self._params.message or said, *map(str, numbers)))

    def _alike(self, text: Text, found: List) -> Iterator[Hit]:
        units = [item.unit for item in found.items if item.unit is not None]
        for name in self._params.alike:
            read, place = _FORMS[name]
            forms = [(unit, read(unit.text)) for unit in units]
            usual = _usual([form for _, form in forms if form is not None])
            for unit, form in forms:
                if form is not None and usual is not None and form != usual:
                    said = self._params.message or _say(name, usual)
                    yield text.hit(unit, place(unit.text), said, fix=_mended(name, unit, usual))


def _usual(forms: Sequence[str]) -> str | None:
    """What most do; the first one where it is even."""
    counts = Counter(forms)
    return max(counts, key=lambda form: (counts[form], -forms.index(form))) if len(forms) > 1 else None


def _say(name: Alike, usual: str) -> str:
    if name == "end":
        return f"The other items end {_END_NAMES.get(usual, f'with “{usual}”')}."
    return f"The other items begin with {_FORM_NAMES[usual]}."


def _capital(said: str) -> str | None:
    """None where it begins with a number, with code, or in a script without capitals."""
    first = said.lstrip(_OPENING_MARKS)[:1]
    return "capital" if first.isupper() else "small" if first.islower() else None


def _end(said: str) -> str | None:
    """None where it ends in code. A mark within closing quotes or brackets counts."""
    last = said.rstrip(_CLOSING_MARKS)[-1:]
    if last in {"", HIDDEN}:
        return None
    return last if last in ".;,:!?" else ""


def _verb(said: str) -> str | None:
    word = _FIRST_WORD.match(said)
    if word is None:
        return None
    return "ing" if len(word[1]) >= _SHORTEST_VERB and word[1].lower().endswith("ing") else "other"


def _first_letter(said: str) -> tuple[int, int]:
    at = len(said) - len(said.lstrip(_OPENING_MARKS))
    return at, at + 1


def _last_mark(said: str) -> tuple[int, int]:
    """The mark; the last word where there is none, so that there is something to see."""
    end = len(said.rstrip(_CLOSING_MARKS))
    if said[end - 1] in ".;,:!?":
        return end - 1, end
    end = len(said.rstrip())
    return max(said.rfind(" ", 0, end), said.rfind("\n", 0, end)) + 1, end


def _first_word(said: str) -> tuple[int, int]:
    word = _FIRST_WORD.match(said)
    return word.span(1) if word else (0, 0)


def _mended(name: Alike, unit: Unit, usual: str) -> str | None:
    start, end = _FORMS[name][1](unit.text)
    said = unit.text[start:end]
    if name == "capital":
        return said.upper() if usual == "capital" else said.lower()
    if name == "end":
        return said.rstrip(".;,:!?") + usual
    return None


_FORMS: Final[dict[Alike, tuple[Callable[[str], str | None], Callable[[str], tuple[int, int]]]]] = {
    "capital": (_capital, _first_letter),
    "end": (_end, _last_mark),
    "verb": (_verb, _first_word),
}

KIND = Kind(
    name="lists",
    summary="How deep lists go, how many items they have, and whether the items are made alike.",
    params=Params,
    prepare=Lists,
    scope=("raw",),
    examples=(
        KindExample(
            "Items that are made alike",
            "kind: lists\nalike: [capital, end]\n",
            "- Flour\n- Milk\n- two eggs.",
            ("t", "."),
            "- Flour\n- Milk\n- Two eggs",
        ),
        KindExample("They are", "kind: lists\nalike: [capital, end]\n", "- Flour\n- Milk\n- Two eggs", ()),
        KindExample(
            "Each item begins with a word in -ing, or none does",
            "kind: lists\nalike: [verb]\n",
            "1. Washing the pan\n2. Drying it\n3. Put it away",
            ("Put",),
        ),
        KindExample(
            "No list in a list, and at most three items",
            "kind: lists\ndeepest: 1\nmax: 3\n",
            "- a\n- b\n  - inner\n- c\n- d",
            ("- inner", "- d"),
        ),
    ),
)
