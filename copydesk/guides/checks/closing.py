"""`closing`: how an answer ends."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.phrases import SETS_DESCRIPTION, Phrases, listed, stands_free
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    forbidden: tuple[str, ...] = Field(
        default=("offers", "summary"),
        description=f"Phrases with which its last sentences must not begin. {SETS_DESCRIPTION}",
    )
    required: tuple[str, ...] = Field(
        default=(), description="Phrases with one of which one of its last sentences must begin."
    )
    sentences: int = Field(default=2, ge=1, le=10, description="How many sentences are the end.")


class Closing:
    def __init__(self, params: Params) -> None:
        self._params = params
        self._forbidden = Phrases(params.forbidden)
        self._required = Phrases(params.required)
        if not self._forbidden and not self._required:
            raise BadCheck("Say in `forbidden` or `required` which phrases are meant.", at="forbidden")

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        last = [unit for unit in text.units(scope) if not unit.is_blank][-self._params.sentences :]
        for unit in last:
            place = self._forbidden.at_start(unit.text)
            if place is not None:
                yield self._forbidden_hit(text, unit, place)
        if last and self._required and not any(self._required.at_start(unit.text) for unit in last):
            said = f"End with one of: {listed(self._params.required)}."
            yield text.hit(
                last[-1], (0, len(last[-1].text)), say(self._params.message or said, last[-1].text)
            )

    def _forbidden_hit(self, text: Text, unit: Unit, place: tuple[int, int]) -> Hit:
        """An offer goes as a whole, with the space before it. “Overall” begins a sentence that says something: no fix."""
        phrase = unit.text[slice(*place)]
        message = say(self._params.message or "Do not end with “%s”.", phrase)
        start, end = unit.span(0, len(unit.text))
        is_whole = text.raw[start:end] == unit.text and stands_free(text.raw, start, end)
        if not is_whole or not self._is_offer(phrase) or "list" in unit.tags:
            return text.hit(unit, place, message)
        before = text.raw[:start]
        return Hit(len(before.rstrip()), end, message, "")

    @staticmethod
    def _is_offer(phrase: str) -> bool:
        return bool(_OFFERS.at_start(phrase))


_OFFERS = Phrases(("offers",))

KIND = Kind(
    name="closing",
    summary="Phrases with which an answer must not end, or must.",
    params=Params,
    prepare=Closing,
    scope=("sentence",),
    examples=(
        KindExample(
            "No offers at the end",
            "kind: closing\n",
            "The moon does it.\n\nI hope this helps! Let me know if you want more.",
            ("\n\nI hope this helps!", " Let me know if you want more."),
            "The moon does it.",
        ),
        KindExample("It ends when it is done", "kind: closing\n", "The moon does it.", ()),
        KindExample(
            "No summary",
            "kind: closing\n",
            "The moon does it. In conclusion, it is the moon.",
            ("In conclusion",),
        ),
    ),
)
