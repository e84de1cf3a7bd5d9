"""One or several of some options. An answer is `"value"`, or `["value", "value"]` when several may be chosen."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from copydesk.interfaces.domain import Part, Question, QuestionKind, Text


class Option(Part, frozen=True):
    value: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    label: Text


class Choice(Question, frozen=True):
    """Asks to choose."""

    type: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2, max_length=50)]
    many: bool = Field(default=False, description="Whether several options may be chosen.")
    min_picks: int | None = Field(default=None, ge=0, description="With `many`: how many at least.")
    max_picks: int | None = Field(default=None, ge=1, description="With `many`: how many at most.")

    @property
    def values(self) -> list[str]:
        return [option.value for option in self.options]

    @property
    def fewest(self) -> int:
        return max(self.min_picks or 0, 1 if self.required else 0)

    @property
    def most(self) -> int:
        return self.max_picks or len(self.options)

    @model_validator(mode="after")
    def _fits_together(self) -> "Choice":
        twice = next((value for at, value in enumerate(self.values) if value in self.values[:at]), None)
        if twice is not None:
            msg = f'The value "{twice}" stands twice; each option needs its own.'
            raise ValueError(msg)
        if not self.many and (self.min_picks is not None or self.max_picks is not None):
            msg = "min_picks and max_picks go with `many: true`."
            raise ValueError(msg)
        if self.many and not self.fewest <= self.most <= len(self.options):
            msg = f"At least {self.fewest} and at most {self.most} of {len(self.options)} options cannot be chosen."
            raise ValueError(msg)
        return self


def answer_schema(question: Choice) -> dict[str, Any]:
    one = {"enum": question.values}
    if not question.many:
        return one
    return {
        "type": "array",
        "items": one,
        "uniqueItems": True,
        "minItems": question.fewest,
        "maxItems": question.most,
    }


def explain(question: Choice, _: Any) -> str:
    values = ", ".join(question.values)
    if not question.many:
        return f"Choose one of: {values}."
    if question.fewest == question.most:
        return f"Choose {question.fewest} of: {values}."
    return f"Choose {question.fewest} to {question.most} of: {values}."


def check(question: Choice, answer: Any, response_ids: Sequence[str]) -> str | None:  # noqa: ARG001 -- the schema says it all
    return None


KIND = QuestionKind(Choice, answer_schema, explain, check)
