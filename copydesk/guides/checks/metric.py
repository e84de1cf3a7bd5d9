"""`metric`: a formula over counts of the text must not come out wrong."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.expressions import BadExpression, Expression, read_expression
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.measures import NAMES, measure
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

RESULT = "result"


class Params(CheckParams):
    formula: str = Field(default="", description="What is calculated, such as `words / sentences`.")
    condition: str = Field(default="", description="When the result is wrong, such as `> 20`.")


class Metric:
    def __init__(self, params: Params) -> None:
        for key in ("formula", "condition"):
            if not getattr(params, key).strip():
                raise BadCheck(f"A metric needs a `{key}`.", at=key)
        self._params = params
        self._formula = _read(params.formula.replace("heading.h", "heading_h"), NAMES, "formula")
        self._condition = _read(f"{RESULT} {params.condition}", frozenset({RESULT}), "condition")

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        result = self._formula(measure(text))
        if self._condition({RESULT: result}):
            default = (
                f"{self._params.formula.strip()} is %s, and should not be {self._params.condition.strip()}."
            )
            yield Hit(0, 0, say(self._params.message or default, f"{result:.2f}"))


def _read(source: str, names: frozenset[str], at: str) -> Expression:
    try:
        return read_expression(source, names)
    except BadExpression as bad:
        raise BadCheck(str(bad), at=at) from None


KIND = Kind(
    name="metric",
    summary="A formula over counts of the whole text (words, sentences, headings…) must not meet the condition.",
    params=Params,
    prepare=Metric,
    scope=("summary",),
    examples=(
        KindExample(
            "Words in a sentence, on average",
            "kind: metric\nmessage: 'A sentence has %s words on average; 4 are enough.'\n"
            "formula: words / sentences\ncondition: '> 4'\n",
            "One two three. Here are five more words.",
            (),
        ),
        KindExample(
            "Not more than one title",
            "kind: metric\nformula: heading.h1\ncondition: '> 1'\n",
            "# One\n\n# Two",
            ("",),
        ),
    ),
)
