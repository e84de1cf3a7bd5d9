"""`repetition`: the same thing does not stand twice in a row."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import Exceptions, Match, compile_pattern, either
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.sentences import sentence_spans
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit
from copydesk.guides.domain.linting import Hit

DEFAULT_MESSAGE = "'%s' is repeated."


class Params(CheckParams):
    tokens: tuple[str, ...] = Field(default=(r"[^\s]+",), description="Patterns of what is compared.")
    max: int = Field(default=0, ge=0, description="How many repeats in a row may stand.")
    alpha: bool = Field(default=False, description="Whether only words of letters count.")
    exceptions: tuple[str, ...] = Field(default=(), description="Words or patterns that may be repeated.")
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")


class Repetition:
    def __init__(self, params: Params) -> None:
        if not params.tokens:
            raise BadCheck("Say in `tokens` what is compared.", at="tokens")
        self._params = params
        self._message = params.message or DEFAULT_MESSAGE
        self._pattern = compile_pattern(either(params.tokens), at="tokens", ignorecase=params.ignorecase)
        self._exceptions = Exceptions(params.exceptions)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        for unit in text.units(scope):
            for row in self._rows(unit, budget):
                yield from self._judge(text, unit, row, budget)

    def _rows(self, unit: Unit, budget: Budget) -> Iterator[list[Match]]:
        """Runs of matches that are the same."""
        row: list[Match] = []
        for match in self._pattern.finditer(unit.text, timeout=budget.left_s()):
            if not match[0].strip():
                continue
            if row and self._key(match) == self._key(row[-1]):
                row.append(match)
                continue
            if len(row) > 1:
                yield row
            row = [match]
        if len(row) > 1:
            yield row

    def _key(self, match: Match) -> str:
        said = match[0].strip()
        return said.casefold() if self._params.ignorecase else said

    def _judge(self, text: Text, unit: Unit, row: list[Match], budget: Budget) -> Iterator[Hit]:
        said = row[-1][0].strip()
        first, last = row[0].start(), row[-1].end()
        if len(row) - 1 <= self._params.max or (self._params.alpha and not said.isalpha()):
            return
        # "I forgot about that. That is bad." and the gap of a list are no slips.
        if "\n\n" in unit.text[first:last] or len(list(sentence_spans(unit.text[first:last]))) > 1:
            return
        if not self._exceptions.hold(unit.text[first:last], budget):
            fix = row[0][0] if self._params.max == 0 else None
            yield text.hit(unit, (first, last), say(self._message, said), fix=fix)


KIND = Kind(
    name="repetition",
    summary="The same thing does not stand twice in a row, unless a sentence ends between.",
    params=Params,
    prepare=Repetition,
    examples=(
        KindExample(
            "A word typed twice",
            "kind: repetition\nalpha: true\nignorecase: true\ntokens: ['\\b\\w+\\b']\n",
            "The the rain in in Spain. Spain is 10 10 times far.",
            ("The the", "in in"),
            "The rain in Spain. Spain is 10 10 times far.",
        ),
    ),
)
