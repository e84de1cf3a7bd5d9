"""`language`: the language that a text is written in."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from copydesk.guides.checks.detection import LEAST_LETTERS, guess_language, load_languages
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit, joined
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    allowed: tuple[str, ...] = Field(
        min_length=1, description="Codes of the languages that it may be written in, such as `en`, `de`."
    )
    probability: float = Field(
        default=0.8, ge=0.5, lt=1, description="How sure it must be that it is another language."
    )
    letters: int = Field(
        default=2 * LEAST_LETTERS,
        ge=LEAST_LETTERS,
        description="Texts with fewer letters are let pass, since their language cannot be told.",
    )
    per: Literal["whole", "unit"] = Field(
        default="whole", description="Whether the text is looked at as a whole, or each piece of the scope."
    )


class Language:
    def __init__(self, params: Params) -> None:
        languages = load_languages()
        for number, code in enumerate(params.allowed):
            if code not in languages:
                raise BadCheck(
                    f"“{code}” is not one of: {', '.join(sorted(languages))}.", at=f"allowed/{number}"
                )
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        units = [unit for unit in text.units(scope) if not unit.is_blank]
        if self._params.per == "whole":
            code = self._other(joined(units)) if units else None
            if code is not None:
                yield self._hit(text, units[0], code)
            return
        for unit in units:
            budget.left_s()
            code = self._other(unit)
            if code is not None:
                yield self._hit(text, unit, code)

    def _other(self, unit: Unit) -> tuple[str, float] | None:
        """The language that it is instead."""
        guess = guess_language(unit.text, least_letters=self._params.letters)
        if (
            guess is None
            or guess.language in self._params.allowed
            or guess.probability < self._params.probability
        ):
            return None
        return guess.language, guess.probability

    def _hit(self, text: Text, unit: Unit, found: tuple[str, float]) -> Hit:
        code, probability = found
        said = (
            f"The language is “{code}” ({probability:.0%} sure); wanted: {', '.join(self._params.allowed)}."
        )
        return text.hit(unit, (0, len(unit.text)), say(self._params.message or said, code))


KIND = Kind(
    name="language",
    summary="The language that the text is written in.",
    params=Params,
    prepare=Language,
    scope=("text & ~table & ~alt",),
    examples=(
        KindExample(
            "Answers are in English",
            "kind: language\nallowed: [en]\n",
            "Ebbe und Flut kommen vom Mond, und die Sonne hilft ihm ein wenig dabei.",
            ("Ebbe und Flut kommen vom Mond, und die Sonne hilft ihm ein wenig dabei.",),
        ),
        KindExample(
            "This one is",
            "kind: language\nallowed: [en]\n",
            "The tides come from the moon, and the sun helps it a little with that.",
            (),
        ),
        KindExample("Too short to tell", "kind: language\nallowed: [en]\n", "Guten Tag!", ()),
    ),
)
