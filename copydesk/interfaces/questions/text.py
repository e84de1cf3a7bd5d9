"""Words of the person's own. An answer is a string."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field, model_validator

from copydesk.interfaces.domain import Question, QuestionKind
from copydesk.kernel.source import unstorable

LONGEST = 1_000_000


class Written(Question, frozen=True):
    """Asks for text."""

    type: Literal["text"]
    min_chars: int | None = Field(default=None, ge=0, le=LONGEST)
    max_chars: int | None = Field(default=None, ge=1, le=LONGEST)
    format: Literal["plain", "markdown"] = "plain"

    @property
    def shortest(self) -> int:
        return max(self.min_chars or 0, 1 if self.required else 0)

    @property
    def longest(self) -> int:
        return self.max_chars or LONGEST

    @model_validator(mode="after")
    def _fits_together(self) -> "Written":
        if self.shortest > self.longest:
            msg = "max_chars is below min_chars."
            raise ValueError(msg)
        return self


def answer_schema(question: Written) -> dict[str, Any]:
    """An empty text is no answer: allowed where none is required, whatever the least length."""
    schema: dict[str, Any] = {"type": "string", "maxLength": question.longest}
    if question.required:
        return schema | {"minLength": question.shortest, "pattern": r"\S"}
    if question.shortest > 0:
        return schema | {"anyOf": [{"const": ""}, {"minLength": question.shortest}]}
    return schema


def explain(question: Written, answer: Any) -> str:
    if not isinstance(answer, str):
        return "Write a text."
    if len(answer) > question.longest:
        return f"Write at most {question.longest} characters; there are {len(answer)}."
    if len(answer) < question.shortest and question.shortest > 1:
        return f"Write at least {question.shortest} characters; there are {len(answer)}."
    return "Write something."


def check(question: Written, answer: Any, response_ids: Sequence[str]) -> str | None:  # noqa: ARG001 -- no response is asked about
    fault = unstorable(answer)
    return None if fault is None else fault.message


KIND = QuestionKind(Written, answer_schema, explain, check)
