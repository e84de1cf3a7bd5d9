"""`opening`: how an answer begins."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.phrases import SETS_DESCRIPTION, Phrases, fills, listed, stands_free
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    forbidden: tuple[str, ...] = Field(
        default=("praise", "filler"), description=f"Phrases that it must not begin with. {SETS_DESCRIPTION}"
    )
    required: tuple[str, ...] = Field(default=(), description="Phrases one of which it must begin with.")


class Opening:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._forbidden = Phrases(params.forbidden)
        self._required = Phrases(params.required)
        if not self._forbidden and not self._required:
            raise BadCheck("Say in `forbidden` or `required` which phrases are meant.", at="forbidden")

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        first = next((unit for unit in text.units(scope) if not unit.is_blank), None)
        if first is None:
            return
        place = self._forbidden.at_start(first.text)
        if place is not None:
            yield self._forbidden_hit(text, first, place)
        elif self._required and self._required.at_start(first.text) is None:
            said = f"Begin with one of: {listed(self._params.required)}."
            yield text.hit(first, (0, len(first.text)), say(self._params.message or said, first.text))

    def _forbidden_hit(self, text: Text, first: Unit, place: tuple[int, int]) -> Hit:
        """A sentence that is nothing but the phrase goes as a whole, with the space behind it."""
        message = say(self._params.message or "Do not begin with “%s”.", first.text[slice(*place)])
        start, end = first.span(0, len(first.text))
        is_whole = fills(first.text, place[1]) and text.raw[start:end] == first.text
        if not is_whole or not stands_free(text.raw, start, end):
            return text.hit(first, place, message)
        rest = text.raw[end:]
        return Hit(start, end + len(rest) - len(rest.lstrip()), message, "")


KIND = Kind(
    name="opening",
    summary="Phrases with which an answer must not begin, or must.",
    params=Params,
    prepare=Opening,
    scope=("sentence",),
    examples=(
        KindExample(
            "No praise for the question",
            "kind: opening\n",
            "Great question! The moon does it.",
            ("Great question! ",),
            "The moon does it.",
        ),
        KindExample("It begins with the answer", "kind: opening\n", "The moon does it. Great question!", ()),
        KindExample(
            "Nothing before the answer",
            "kind: opening\n",
            "That's a really good question, and the moon does it.",
            ("That's a really good question",),
        ),
        KindExample(
            "A verdict comes first",
            "kind: opening\nforbidden: []\nrequired: ['yes', 'no', it depends]\n",
            "Well, yes.",
            ("Well, yes.",),
        ),
    ),
)
