"""Answers against the form that asked for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from copydesk.interfaces.domain import InterfaceVersion, Question
from copydesk.interfaces.questions import KINDS
from copydesk.kernel.errors import Fault
from copydesk.kernel.source import pointer

COMPILED_MAX: Final = 256
_NO_OBJECT: Final = Fault("", "Answers are an object with a key per question.")


@dataclass(frozen=True)
class _Form:
    """A version made ready for checking."""

    questions: Mapping[str, Question]
    validator: Draft202012Validator


@lru_cache(maxsize=COMPILED_MAX)
def _compiled(version: InterfaceVersion) -> _Form:
    questions = [KINDS[raw["type"]].model.model_validate(raw) for raw in version.document["questions"]]
    return _Form(
        {question.key: question for question in questions}, Draft202012Validator(version.answer_schema)
    )


def validate_answers(version: InterfaceVersion, answers: Any, response_ids: Sequence[str]) -> list[Fault]:
    """What keeps `answers` (question key → answer) from being a submission; empty when nothing does.

    At most one fault per question, by JSON Pointer, in plain words. `response_ids` are those that the person saw.
    Keep the `version` that `get_version` gave: what is compiled for it is kept with it.
    """
    form = _compiled(version)
    try:
        errors = list(form.validator.iter_errors(answers))
    except ValueError:
        return _untold(answers, form)
    faults: dict[str, Fault] = {}
    for error in errors:
        fault = _plain_words(error, answers, form)
        faults.setdefault(fault.at, fault)
    if isinstance(answers, dict):
        for key, question in form.questions.items():
            at = pointer(key)
            if key in answers and at not in faults:
                message = KINDS[question.type].check(question, answers[key], response_ids)
                if message is not None:
                    faults[at] = Fault(at, message)
    return list(faults.values())


def _plain_words(error: ValidationError, answers: Any, form: _Form) -> Fault:
    """Errors inside an answer are told once, at the answer, by its kind of question."""
    if error.instance_path:
        key = str(error.instance_path[0])
        question = form.questions[key]
        return Fault(pointer(key), KINDS[question.type].explain(question, answers[key]))
    match error.kind:
        case ValidationErrorKind.Required(property=key):
            return Fault(pointer(key), "This question needs an answer.")
        case ValidationErrorKind.AdditionalProperties(unexpected=keys):
            return Fault(pointer(keys[0]), "There is no such question.")
        case _:
            return _NO_OBJECT


def _untold(answers: Any, form: _Form) -> list[Fault]:
    """Answers that are no JSON at all: which of them hold what is not text, such as half of a surrogate pair."""
    given = cast("dict[Any, Any]", answers) if isinstance(answers, dict) else {}
    faults: list[Fault] = []
    for key in form.questions:
        try:
            form.validator.is_valid({key: given.get(key)})
        except ValueError:
            message = "This holds a character that is not text: remove it."
            faults.append(Fault(pointer(key), message))
    return faults or [_NO_OBJECT]
