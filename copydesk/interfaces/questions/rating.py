"""A position on a scale. An answer is a whole number."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, model_validator

from copydesk.interfaces.domain import Question, QuestionKind, Text

WIDEST = 10
FARTHEST = 1_000_000


class Rating(Question, frozen=True):
    """Asks for a position on a scale."""

    type: Literal["rating"]
    min: int = Field(ge=-FARTHEST, le=FARTHEST)
    max: int = Field(ge=-FARTHEST, le=FARTHEST)
    min_label: Text | None = Field(default=None, description="What the low end means.")
    max_label: Text | None = Field(default=None, description="What the high end means.")

    @model_validator(mode="after")
    def _fits_together(self) -> "Rating":
        if not 1 <= self.max - self.min <= WIDEST:
            msg = f"max must be above min, by at most {WIDEST}."
            raise ValueError(msg)
        return self


def answer_schema(question: Rating) -> dict[str, Any]:
    return {"type": "integer", "minimum": question.min, "maximum": question.max}


def explain(question: Rating, _: Any) -> str:
    return f"Give a whole number from {question.min} to {question.max}."


def check(question: Rating, answer: Any, response_ids: Sequence[str]) -> str | None:  # noqa: ARG001 -- no response is asked about
    # JSON Schema counts 4.0 as an integer; stored, it would be another value than 4.
    return None if isinstance(answer, int) else explain(question, answer)


KIND = QuestionKind(Rating, answer_schema, explain, check)
