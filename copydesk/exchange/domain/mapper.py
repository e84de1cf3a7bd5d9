"""A mapping document made into functions that are called once for each record."""

from collections.abc import Callable
from typing import Any, Final

import orjson

from copydesk.exchange.domain.canonical import map_canonical, map_label_studio
from copydesk.exchange.domain.imports import RecordRefused
from copydesk.exchange.domain.mapping import (
    AnswerMapping,
    ItemMapping,
    JudgementMapping,
    MappingDocument,
    MessageMapping,
    ResponseMapping,
)
from copydesk.exchange.domain.parts import as_ids, as_messages, as_person, as_response, as_time, model_source
from copydesk.exchange.domain.pointers import MISSING, Get, compile_pointer, parts_of
from copydesk.exchange.domain.records import MapItem, MapJudgements, MappedItem, MappedJudgement
from copydesk.exchange.domain.shapes import list_in
from copydesk.items.domain import kind_of

_KNOWN_SHOWN: Final = 10

Build = Callable[[Any], Any]


def compile_items(document: MappingDocument | None, file_format: str | None) -> MapItem:
    """How a record becomes an item and its judgements."""
    if document is None or document.item is None:
        return map_label_studio if file_format == "label_studio" else map_canonical
    mapping = document.item
    external_id = compile_pointer(mapping.external_id) if mapping.external_id is not None else None
    messages = _messages(mapping.messages)
    responses = _responses(mapping.responses)
    kept = _kept(mapping)
    inline = document.judgements if document.judgements and document.judgements.item is None else None
    judgements = compile_judgements(inline) if inline is not None else _no_judgements

    def map_item(record: dict[str, Any]) -> MappedItem:
        content = kept(record)
        content["messages"] = messages(record)
        content["responses"] = responses(record)
        given_id = None if external_id is None else external_id(record)
        if given_id is MISSING or given_id == "":
            raise RecordRefused(f"{mapping.external_id} is missing")
        return MappedItem(given_id, content, judgements(record))

    return map_item


def _no_judgements(_: dict[str, Any]) -> list[MappedJudgement]:
    return []


def _messages(mapping: str | list[MessageMapping]) -> Build:
    if isinstance(mapping, str):
        required = _required(mapping)
        return lambda record: as_messages(required(record))
    parts = [(part.role, _required(part.content)) for part in mapping]
    return lambda record: [{"role": role, "content": get(record)} for role, get in parts]


def _responses(mapping: str | list[ResponseMapping]) -> Build:
    if isinstance(mapping, str):
        required = _required(mapping)

        def from_list(record: Any) -> list[Any]:
            entries = list_in(required(record))
            if entries is None:
                raise RecordRefused(f"{mapping} must be a list of responses, not {kind_of(required(record))}")
            return [as_response(entry) for entry in entries]

        return from_list
    builders = [_response(part) for part in mapping]
    return lambda record: [build(record) for build in builders]


def _response(mapping: ResponseMapping) -> Build:
    content = _required(mapping.content)
    own_id = _optional(mapping.id)
    model, parameters = _optional(mapping.model), _optional(mapping.parameters)

    def build(record: Any) -> dict[str, Any]:
        response: dict[str, Any] = {"content": content(record)}
        given_id = own_id(record)
        if given_id is not None:
            response["id"] = given_id if isinstance(given_id, str) else str(given_id)
        name = model(record)
        if name is not None and name != "":
            response["source"] = model_source(name, parameters(record))
        return response

    return build


def _kept(mapping: ItemMapping) -> Callable[[dict[str, Any]], dict[str, Any]]:
    if mapping.keep == "*":
        used = _used_keys(mapping)
        return lambda record: {key: value for key, value in record.items() if key not in used}
    pointers = [(parts_of(pointer)[-1], compile_pointer(pointer)) for pointer in mapping.keep]

    def keep(record: dict[str, Any]) -> dict[str, Any]:
        found = {name: get(record) for name, get in pointers}
        return {name: value for name, value in found.items() if value is not MISSING}

    return keep


def _used_keys(mapping: ItemMapping) -> frozenset[str]:
    pointers = [mapping.external_id]
    for part in (mapping.messages, mapping.responses):
        if isinstance(part, str):
            pointers.append(part)
        else:
            pointers += [pointer for entry in part for name, pointer in entry if name != "role"]
    return frozenset({"messages", "responses", *(parts_of(pointer)[0] for pointer in pointers if pointer)})


def compile_judgements(mapping: JudgementMapping) -> MapJudgements:
    """How a record becomes judgements: one, or one for each entry of its list."""
    each = compile_pointer(mapping.each) if mapping.each is not None else None
    build = _judgement(mapping)

    def map_judgements(record: dict[str, Any]) -> list[MappedJudgement]:
        if each is None:
            return [build(record)]
        found = each(record)
        if found is MISSING or found is None:
            return []
        entries = list_in(found)
        if entries is None:
            raise RecordRefused(f"{mapping.each} must be a list of judgements, not {kind_of(found)}")
        return [build(entry) for entry in entries]

    return map_judgements


def _judgement(mapping: JudgementMapping) -> Callable[[Any], MappedJudgement]:
    item = _required(mapping.item) if mapping.item is not None else None
    by = _required(mapping.by)
    at, displayed = _optional(mapping.at), _optional(mapping.displayed)
    answers = [(question, _answer(part)) for question, part in mapping.answers.items()]

    def build(record: Any) -> MappedJudgement:
        given = {question: get(record) for question, get in answers}
        return MappedJudgement(
            as_person(by(record), mapping.by),
            as_time(at(record), mapping.at or ""),
            as_ids(displayed(record), mapping.displayed or ""),
            {question: answer for question, answer in given.items() if answer is not MISSING},
            None if item is None else str(item(record)),
        )

    return build


def _answer(mapping: str | AnswerMapping) -> Get:
    if isinstance(mapping, str):
        return compile_pointer(mapping)
    get, answers, reads = compile_pointer(mapping.source), mapping.map, mapping.reads

    def answer(record: Any) -> Any:
        value = get(record)
        if value is MISSING:
            return MISSING
        if answers is not None:
            return _translated(value, answers, mapping.source)
        return value if reads == "value" else _read(value, reads, mapping.source)

    return answer


def _translated(value: Any, answers: dict[str, Any], place: str) -> Any:
    key = str(value).lower() if isinstance(value, bool) else str(value)
    if key in answers:
        return answers[key]
    known = ", ".join(list(answers)[:_KNOWN_SHOWN])
    raise RecordRefused(f"{place} is {key[:50]!r}, which the mapping does not know; it knows {known}")


def _read(value: Any, reads: str, place: str) -> Any:
    """An empty text is no answer."""
    if not isinstance(value, str):
        return value
    if value == "":
        return MISSING
    try:
        parsed = orjson.loads(value)
    except orjson.JSONDecodeError:
        parsed = MISSING
    if parsed is MISSING or (
        reads == "number" and (isinstance(parsed, bool) or not isinstance(parsed, int | float))
    ):
        kind = "a number" if reads == "number" else "JSON"
        raise RecordRefused(f"{place} must be {kind}, not {value[:50]!r}")
    return parsed


def _required(pointer: str) -> Get:
    get = compile_pointer(pointer)

    def required(record: Any) -> Any:
        value = get(record)
        if value is MISSING or value is None:
            raise RecordRefused(f"{pointer or 'the record'} is missing")
        return value

    return required


def _optional(pointer: str | None) -> Get:
    """None where there is no pointer or nothing at it."""
    if pointer is None:
        return lambda _: None
    get = compile_pointer(pointer)

    def optional(record: Any) -> Any:
        value = get(record)
        return None if value is MISSING else value

    return optional
