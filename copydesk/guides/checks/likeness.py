"""`likeness`: a text that was mostly written before, by somebody else or by a model.

What is alike is looked up in the project, beside the other checks; this file says what such a check is.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from copydesk.guides.checks.kind import Budget, CannotRun, CheckParams, Kind, KindExample
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

NAME = "likeness"


class Params(CheckParams):
    of: tuple[Literal["submission", "response"], ...] = Field(
        default=("submission", "response"),
        min_length=1,
        description="What it must not be like: another person's `submission` in the project, a `response` of the same item.",
    )
    threshold: float = Field(
        default=0.6,
        ge=0.3,
        le=1,
        description="From which share of runs of three words that both texts have; estimated to ±0.05.",
    )


class Likeness:
    def __init__(self, params: Params) -> None:
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterable[Hit]:
        if not text.raw.strip():
            return ()
        raise CannotRun("What a text is like is looked up in a project, when it is written there.")


KIND = Kind(
    name=NAME,
    summary="A text that is mostly like another's submission, or like a response of its item (pasted model text).",
    params=Params,
    prepare=Likeness,
    scope=("raw",),
    examples=(
        KindExample(
            "Pasted model text, from half of it on",
            "kind: likeness\nof: [response]\nthreshold: 0.5\n",
            "",
            (),
        ),
    ),
)
