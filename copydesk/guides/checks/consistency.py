"""`consistency`: of two spellings only one is used, whichever comes first."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from copydesk.guides.checks.fixes import as_written
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Match, Needles, word
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE = "'%s' here, but '%s' before: keep to one."


class Params(CheckParams):
    either: dict[str, str] = Field(default={}, description="Two spellings each, of which one may be used.")
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")
    nonword: bool = Field(default=False, description="Whether a match may stand inside a word too.")


@dataclass
class _Chosen:
    side: int
    said: str


class Consistency:
    def __init__(self, params: Params) -> None:
        if not params.either:
            raise BadCheck("Say in `either` which spellings are one or the other.", at="either")
        self._message = params.message or DEFAULT_MESSAGE
        self._ignorecase = params.ignorecase
        wrap = str if params.nonword else word
        sides = [side for pair in params.either.items() for side in pair]
        self._needles = Needles(sides, wrap, at="either", ignorecase=params.ignorecase)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        """The message's first `%s` is what stands here, the second what stood before."""
        possible = self._needles.possible(text.folded(scope))
        chosen: dict[int, _Chosen] = {}
        for unit in text.units(scope) if possible else ():
            for match, order in Needles.find(possible, unit.text, budget):
                first = chosen.setdefault(order // 2, _Chosen(order % 2, match[0]))
                if first.side != order % 2:
                    message = say(self._message, match[0], first.said)
                    yield text.hit(unit, match.span(), message, fix=self._fix(match, first))

    def _fix(self, match: Match, first: _Chosen) -> str:
        used = (
            first.said[0].lower() + first.said[1:]
            if self._ignorecase and first.said.istitle()
            else first.said
        )
        return as_written(used, match[0], follows_case=self._ignorecase)


KIND = Kind(
    name="consistency",
    summary="Of two spellings only one is used in a text, whichever comes first.",
    params=Params,
    prepare=Consistency,
    examples=(
        KindExample(
            "One spelling",
            "kind: consistency\nignorecase: true\neither: {adviser: advisor}\n",
            "Ask your adviser. Advisors help; an advisor knows.",
            ("advisor",),
            "Ask your adviser. Advisors help; an adviser knows.",
        ),
    ),
)
