"""`length`: how long a text or its parts may be."""

from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.counting import Measure, count, last_word, number_of, surplus_at
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.scopes import Scope, read_scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit, joined
from copydesk.guides.domain.linting import Hit

Part = Literal["whole", "section", "paragraph", "sentence", "unit"]

_WHERE: Final[dict[Part, str]] = {
    "whole": "",
    "section": " in this section",
    "paragraph": " in this paragraph",
    "sentence": " in this sentence",
    "unit": " in this part",
}
_PARAGRAPH: Final = read_scope(["paragraph"])
_SENTENCE: Final = read_scope(["sentence"])


class Params(CheckParams):
    measure: Measure = Field(
        default="words",
        description="What is counted. Code within a line counts as one word and one character. `tokens` is an estimate: "
        "UTF-8 bytes divided by 4.",
    )
    min: int | None = Field(default=None, ge=1, description="The fewest that are wanted.")
    max: int | None = Field(default=None, ge=0, description="The most that are wanted.")
    per: Part = Field(
        default="whole",
        description="What is measured: everything in the scope together (`whole`), each piece of the scope (`unit`), or "
        "each paragraph, sentence, or section (from a heading to the next one) of the text.",
    )


class Length:
    def __init__(self, params: Params) -> None:
        if params.min is None and params.max is None:
            raise BadCheck("Say in `min` or `max` how long it may be.", at="max")
        if params.min is not None and params.max is not None and params.min > params.max:
            raise BadCheck(f"`min` is {params.min}, which is more than `max`, {params.max}.", at="min")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        measure, least, most = self._params.measure, self._params.min, self._params.max
        for unit in _pieces(text, scope, self._params.per):
            budget.left_s()
            n = count(unit.text, measure)
            if most is not None and n > most:
                place = (surplus_at(unit.text, measure, most), len(unit.text.rstrip()))
                yield text.hit(unit, place, self._say(n, "at most", most))
            elif least is not None and n < least:
                yield text.hit(unit, last_word(unit.text), self._say(n, "at least", least))

    def _say(self, n: int, relation: str, limit: int) -> str:
        if self._params.message is not None:
            return say(self._params.message, str(n), str(limit))
        return f"{number_of(n, self._params.measure)}{_WHERE[self._params.per]}; {relation} {limit:,}."


def _pieces(text: Text, scope: Scope, per: Part) -> list[Unit]:
    if per == "whole":
        return [joined(text.units(scope))]
    if per == "unit":
        return text.units(scope)
    if per == "section":
        return [joined(units) for units in _sections(text)]
    return text.units(_PARAGRAPH if per == "paragraph" else _SENTENCE)


def _sections(text: Text) -> Iterator[list[Unit]]:
    """What stands between headings, without them."""
    section: list[Unit] = []
    for unit in text.blocks:
        if "heading" not in unit.tags:
            section += [] if "alt" in unit.tags else [unit]
        elif section:
            yield section
            section = []
    if section:
        yield section


KIND = Kind(
    name="length",
    summary="How many words, sentences, characters or tokens a text, or each of its parts, has.",
    params=Params,
    prepare=Length,
    scope=("document",),
    examples=(
        KindExample(
            "An answer of at most eight words",
            "kind: length\nmax: 8\n",
            "The tide is the moon's doing. The sun helps.",
            ("helps.",),
        ),
        KindExample("It is short enough", "kind: length\nmax: 8\n", "The tide is the moon's doing.", ()),
        KindExample(
            "No sentence above six words",
            "kind: length\nmax: 6\nper: sentence\n",
            "Keep it short. This sentence goes on for far too long.",
            ("too long.",),
        ),
        KindExample(
            "No stubs",
            "kind: length\nmin: 3\nmeasure: words\n",
            "Yes indeed.",
            ("indeed",),
        ),
    ),
)
