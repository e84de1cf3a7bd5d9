"""`occurrence`: something occurs at least or at most so many times."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.patterns import compile_pattern
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    token: str = Field(default="", description="The pattern that is counted, in each piece of the scope.")
    max: int | None = Field(default=None, ge=0, description="Most occurrences; what is above is flagged.")
    min: int | None = Field(default=None, ge=0, description="Least occurrences; the whole piece is flagged.")
    ignorecase: bool = Field(default=False, description="Whether capitals and small letters are the same.")


class Occurrence:
    def __init__(self, params: Params) -> None:
        if not params.token:
            raise BadCheck("Say in `token` what is counted.", at="token")
        if params.max is None and not params.min:
            raise BadCheck("Say in `max` or `min` how many there may be.", at="max")
        if params.max is not None and params.min is not None and params.min > params.max:
            raise BadCheck("`min` is more than `max`.", at="min")
        self._params = params
        self._pattern = compile_pattern(f"(?:{params.token})", at="token", ignorecase=params.ignorecase)

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        """The message's `%s` is the number that was counted, `%[2]s` the number that is allowed."""
        most, least = self._params.max, self._params.min or 0
        for unit in text.units(scope):
            if most is not None and len(unit.text) < most and not least:
                continue
            count = len(self._pattern.findall(unit.text, timeout=budget.left_s()))
            if most is not None and count > most:
                spans = [match.span() for match in self._pattern.finditer(unit.text, timeout=budget.left_s())]
                place = (spans[most][0], spans[-1][1])
                yield text.hit(
                    unit, place, self._said(count, most, f"At most {most} are allowed, here are {count}.")
                )
            elif count < least:
                place = (0, len(unit.text))
                yield text.hit(
                    unit, place, self._said(count, least, f"At least {least} are needed, here are {count}.")
                )

    def _said(self, count: int, allowed: int, default: str) -> str:
        return say(self._params.message or default, str(count), str(allowed))


KIND = Kind(
    name="occurrence",
    summary="Something occurs at most, or at least, so many times in each piece of the scope.",
    params=Params,
    prepare=Occurrence,
    examples=(
        KindExample(
            "Short sentences",
            "kind: occurrence\nscope: sentence\nmessage: 'This sentence has %s words; %[2]s are enough.'\n"
            "token: '\\b\\w+\\b'\nmax: 5\n",
            "One two three. This one goes on and on.",
            ("on",),
        ),
        KindExample(
            "Few exclamation marks in the whole answer",
            "kind: occurrence\nscope: document\ntoken: '!'\nmax: 1\n",
            "# Hello!\n\nGood news! Really!",
            ("! Really!",),
        ),
    ),
)
