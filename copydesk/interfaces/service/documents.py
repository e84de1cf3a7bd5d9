"""From a text to a document: kinds, cross-references, and the JSON Schemas that are made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, cast

from pydantic import ValidationError
from pydantic.json_schema import models_json_schema

from copydesk.interfaces.domain import TEXT_TAGS, TOLD_TAGS, Document, Part, Question, TaskField
from copydesk.interfaces.questions import KINDS
from copydesk.kernel.errors import Fault
from copydesk.kernel.source import pointer, read_source

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_WORDS: Final = {
    "missing": "This is missing.",
    "string_type": "This must be text. Put it in quotes if it looks like a number or true/false.",
    "int_type": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "list_type": "This must be a list.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object.",
}
_KEY_WORDS: Final = (
    "A key has lower-case letters, digits and _, begins with a letter and has at most 63 characters."
)


@dataclass(frozen=True)
class Reading:
    """A document, or the faults that keep a text from being one."""

    document: Document | None
    faults: Sequence[Fault]


def read_document(text: str) -> Reading:
    """The interface document in a YAML or JSON text. Each fault names its place by JSON Pointer or line and column."""
    source = read_source(text)
    if source.faults:
        return Reading(None, source.faults)
    document, faults = _parse(source.value)
    return Reading(document, [source.placed(fault) for fault in faults])


def parse_document(value: Mapping[str, Any]) -> Reading:
    """The interface document in plain values."""
    return Reading(*_parse(value))


def _parse(value: Any) -> tuple[Document | None, list[Fault]]:
    if not isinstance(value, dict):
        return None, [Fault("", "An interface is an object with `title`, `fields` and `questions`.")]
    given = cast("dict[str, Any]", value)
    questions, faults = _questions(given.get("questions"))
    try:
        document = Document.model_validate(given if questions is None else {**given, "questions": questions})
    except ValidationError as error:
        known = _faults(error, (), Document)
        return None, [fault for fault in known if not (faults and fault.at == "/questions")] + faults
    faults = faults or _cross_faults(document)
    return (None if faults else document), faults


def _questions(given: Any) -> tuple[list[Question] | None, list[Fault]]:
    """Each question by its kind. None when it is no list: then the document's own check says so."""
    if not isinstance(given, list):
        return None, []
    questions: list[Question] = []
    faults: list[Fault] = []
    for at, raw in enumerate(cast("list[Any]", given)):
        kind_name = cast("dict[str, Any]", raw).get("type") if isinstance(raw, dict) else None
        kind = KINDS.get(kind_name) if isinstance(kind_name, str) else None
        if kind is None:
            wanted = f"A question has a `type`: one of {', '.join(KINDS)}."
            faults.append(
                Fault(f"/questions/{at}/type" if isinstance(raw, dict) else f"/questions/{at}", wanted)
            )
            continue
        try:
            questions.append(kind.model.model_validate(raw))
        except ValidationError as error:
            faults += _faults(error, ("questions", at), kind.model)
    return questions, faults


def _faults(error: ValidationError, prefix: tuple[str | int, ...], model: type[Part]) -> list[Fault]:
    found: dict[str, Fault] = {}
    for entry in error.errors(include_url=False):
        place = [part for part in entry["loc"] if part not in (*TEXT_TAGS, *TOLD_TAGS, "[key]")]
        at = pointer(*prefix, *place)
        found.setdefault(at, Fault(at, _plain_words(entry["type"], entry["msg"], place, model)))
    return list(found.values())


def _plain_words(kind: str, message: str, place: Sequence[str | int], model: type[Part]) -> str:
    if kind in _WORDS:
        return _WORDS[kind]
    if kind == "extra_forbidden":
        known = (TaskField if place[0] == "fields" else model).model_fields
        near = get_close_matches(str(place[-1]), known, n=1)
        return "There is no such setting." + (f" Did you mean `{near[0]}`?" if near else "")
    if kind == "string_pattern_mismatch":
        is_key = place[-1] in {"key", "over"}
        return _KEY_WORDS if is_key else "Name a language as in `en` or `de-AT`."
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return f"{message}."


def _cross_faults(document: Document) -> list[Fault]:
    """What one part says of another: keys are unique, and a question is over a field that there is."""
    faults: list[Fault] = []
    for name, parts in (("fields", document.fields), ("questions", document.questions)):
        keys = [part.key for part in parts]
        faults += [
            Fault(pointer(name, at, "key"), f'The key "{key}" is used twice. Give each its own.')
            for at, key in enumerate(keys)
            if key in keys[:at]
        ]
    types = {field.key: field.type for field in document.fields}
    for at, question in enumerate(document.questions):
        over = getattr(question, "over", None)
        if over is not None and types.get(over) != "responses":
            there = ", ".join(key for key, kind in types.items() if kind == "responses") or "none yet"
            is_known = (
                f'The field "{over}" is of type {types[over]}'
                if over in types
                else f'There is no field "{over}"'
            )
            faults.append(
                Fault(
                    pointer("questions", at, "over"), f"{is_known}. Name a field of type responses: {there}."
                )
            )
    return faults


def answer_schema(document: Document) -> dict[str, Any]:
    """The JSON Schema of the answers to a document's questions."""
    return {
        "$schema": SCHEMA_DIALECT,
        "type": "object",
        "properties": {
            question.key: KINDS[question.type].answer_schema(question) for question in document.questions
        },
        "required": [question.key for question in document.questions if question.required],
        "additionalProperties": False,
    }


def document_schema() -> dict[str, Any]:
    """The published JSON Schema of an interface document."""
    models = [Document, *(kind.model for kind in KINDS.values())]
    references, definitions = models_json_schema([(model, "validation") for model in models])
    parts: dict[str, Any] = definitions["$defs"]
    refs = {model: reference["$ref"] for (model, _), reference in references.items()}
    document = parts.pop(Document.__name__)
    parts.pop(Question.__name__, None)
    document["properties"]["questions"]["items"] = {
        "oneOf": [{"$ref": refs[kind.model]} for kind in KINDS.values()]
    }
    return {
        "$schema": SCHEMA_DIALECT,
        **document,
        "title": "Copydesk interface",
        "$defs": dict(sorted(parts.items())),
    }
