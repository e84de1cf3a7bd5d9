"""`emphasis`: how much is set in bold or italics."""

from collections.abc import Iterator
from typing import Final, Literal

from pydantic import Field

from copydesk.guides.checks.counting import count_words, number_of
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.scopes import Scope, read_scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit
from copydesk.guides.domain.linting import Hit

Form = Literal["bold", "italics"]

_SCOPES: Final = {"bold": read_scope(["strong & ~heading"]), "italics": read_scope(["emphasis & ~heading"])}
_ANY_MARK: Final = "*_~`"
_MARKS: Final = {"bold": ("**", "__"), "italics": ("*", "_")}


class Params(CheckParams):
    form: Form = Field(default="bold", description="What is looked at. Headings do not count.")
    max: int | None = Field(
        default=None, ge=0, description="The most places that are set so; 0: none is allowed."
    )
    share: float | None = Field(
        default=None, gt=0, le=1, description="The largest share of the words that is set so, such as 0.1."
    )
    words: int | None = Field(default=None, ge=1, description="The most words of one place.")


class Emphasis:
    def __init__(self, params: Params) -> None:
        if params.max is None and params.share is None and params.words is None:
            raise BadCheck("Say in `max`, `share` or `words` how much is allowed.", at="max")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        units = text.units(_SCOPES[self._params.form])
        allowed = self._allowed_words(text) if units and self._params.share is not None else None
        n_words = total = 0
        if allowed is not None:
            total = sum(count_words(unit.text) for unit in units)
        for at, unit in enumerate(units):
            n_here = count_words(unit.text)
            n_words += n_here
            said = self._fault(at, n_here, len(units))
            if said is None and allowed is not None and n_words > allowed:
                said = f"{number_of(total, 'words')} in {self._params.form}; at most {allowed} ({self._params.share:.0%})."
            if said is not None:
                yield self._hit(text, unit, say(self._params.message or said, unit.text))

    def _allowed_words(self, text: Text) -> int:
        return int(count_words(text.document.text) * (self._params.share or 0))

    def _fault(self, at: int, n_here: int, n_places: int) -> str | None:
        form, most, words = self._params.form, self._params.max, self._params.words
        if most is not None and at >= most:
            return (
                f"No {form} here."
                if most == 0
                else f"{number_of(n_places, 'places')} in {form}; at most {most}."
            )
        if words is not None and n_here > words:
            return f"{number_of(n_here, 'words')} in {form}; at most {words}."
        return None

    def _hit(self, text: Text, unit: Unit, message: str) -> Hit:
        """With its marks, so that the fix takes them away; without a fix where they cannot be told."""
        start, end = unit.span(0, len(unit.text))
        for mark in _MARKS[self._params.form]:
            first, last = _before(text.raw, start, mark), _behind(text.raw, end, mark)
            if first is not None and last is not None:
                return Hit(first, last, message, text.raw[first + len(mark) : last - len(mark)])
        return Hit(start, end, message)


def _before(raw: str, at: int, mark: str) -> int | None:
    """Where the mark begins that opens here; marks of what it begins with may stand between."""
    if raw[max(at - len(mark), 0) : at] == mark:
        return at - len(mark)
    outer = len(raw[:at].rstrip(_ANY_MARK))
    return outer if raw.startswith(mark, outer) else None


def _behind(raw: str, at: int, mark: str) -> int | None:
    if raw.startswith(mark, at):
        return at + len(mark)
    rest = raw[at:]
    outer = at + len(rest) - len(rest.lstrip(_ANY_MARK))
    return outer if outer - len(mark) >= at and raw.endswith(mark, at, outer) else None


KIND = Kind(
    name="emphasis",
    summary="How much is set in bold or in italics.",
    params=Params,
    prepare=Emphasis,
    scope=("raw",),
    examples=(
        KindExample(
            "At most one place in bold",
            "kind: emphasis\nmax: 1\n",
            "The **moon** pulls the **sea**.",
            ("**sea**",),
            "The **moon** pulls the sea.",
        ),
        KindExample("One is fine", "kind: emphasis\nmax: 1\n", "The **moon** pulls the sea.", ()),
        KindExample(
            "At most a tenth in bold",
            "kind: emphasis\nshare: 0.1\n",
            "The moon **pulls the whole sea** towards it, and so there are tides.",
            ("**pulls the whole sea**",),
        ),
        KindExample(
            "No italics",
            "kind: emphasis\nform: italics\nmax: 0\n",
            "It is *very* big.",
            ("*very*",),
            "It is very big.",
        ),
    ),
)
