"""Which of the responses is better, and by how much.

An answer is `{"preferred": "r1", "strength": 2}`, a tie `{"preferred": null, "strength": 0}`, or `{"cannot_judge": true}`.
"""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from copydesk.interfaces.domain import Key, Question, QuestionKind


class Preference(Question, frozen=True):
    """Asks which response is better."""

    type: Literal["preference"]
    over: Key = Field(description="Key of the field of type `responses` that is compared.")
    strengths: int = Field(
        ge=2, le=9, description="Positions from one side to the other. An odd number has a tie in the middle."
    )
    cannot_judge: bool = Field(default=False, description="Whether a person may say that they cannot judge.")

    @property
    def strongest(self) -> int:
        return self.strengths // 2

    @property
    def has_tie(self) -> bool:
        return self.strengths % 2 == 1


def answer_schema(question: Preference) -> dict[str, Any]:
    options = [
        _object(
            preferred={"type": "string"},
            strength={"type": "integer", "minimum": 1, "maximum": question.strongest},
        )
    ]
    if question.has_tie:
        options.append(_object(preferred={"type": "null"}, strength={"const": 0}))
    if question.cannot_judge:
        options.append(_object(cannot_judge={"const": True}))
    return {"oneOf": options}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def explain(question: Preference, _: Any) -> str:
    strength = "strength 1" if question.strongest == 1 else f"a strength from 1 to {question.strongest}"
    words = [f"a response with {strength}"]
    if question.has_tie:
        words.append("a tie (preferred null, strength 0)")
    if question.cannot_judge:
        words.append('"cannot judge"')
    return f"Choose {', or '.join(words)}."


def check(question: Preference, answer: Any, response_ids: Sequence[str]) -> str | None:
    # JSON Schema counts 2.0 as an integer; stored, it would be another value than 2.
    if not isinstance(answer.get("strength", 0), int):
        return explain(question, answer)
    preferred = answer.get("preferred")
    if preferred is None or preferred in response_ids:
        return None
    return f'There is no response "{preferred}" in this task. Choose one of: {", ".join(response_ids)}.'


KIND = QuestionKind(Preference, answer_schema, explain, check)
