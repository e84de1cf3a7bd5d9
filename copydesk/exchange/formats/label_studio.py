"""Tasks of Label Studio: `data`, `annotations` and `predictions`.

Each annotation becomes a judgement `{by, at, answers}` whose answers stand under the names of the controls (`from_name`);
a mapping finds them at `/judgements`, `/answers/<from_name>`. Predictions stay as they are: they are no person's work.
"""

from collections.abc import AsyncIterator
from typing import Any, Final

from copydesk.exchange.domain.records import Record
from copydesk.exchange.domain.shapes import list_in, object_in
from copydesk.exchange.formats import json_array
from copydesk.exchange.formats.source import Source
from copydesk.items.domain import kind_of

# Where the value of a result stands, by its type.
_VALUES: Final = {
    "choices": "choices",
    "rating": "rating",
    "textarea": "text",
    "number": "number",
    "taxonomy": "taxonomy",
    "pairwise": "selected",
}


async def read(source: Source) -> AsyncIterator[list[Record]]:
    async for records in json_array.read(source):
        yield [_task(record) for record in records]


def _task(record: Record) -> Record:
    task = object_in(record.value)
    if record.fault is not None or task is None or task.get("annotations") is None:
        return record
    annotations = list_in(task["annotations"])
    if annotations is None:
        return record._replace(fault=f"/annotations must be a list, not {kind_of(task['annotations'])}")
    kept = [entry for entry in map(object_in, annotations) if entry and not entry.get("was_cancelled")]
    rest = {key: value for key, value in task.items() if key != "annotations"}
    return record._replace(value={**rest, "judgements": [_judgement(entry) for entry in kept]})


def _judgement(annotation: dict[str, Any]) -> dict[str, Any]:
    """`completed_by` is an id, or in some exports the whole user."""
    by = annotation.get("completed_by")
    user = object_in(by)
    if user is not None:
        by = user.get("id", user.get("email"))
    answers: dict[str, Any] = {}
    for entry in list_in(annotation.get("result")) or []:
        result = object_in(entry) or {}
        name, value = result.get("from_name"), _value(result)
        if isinstance(name, str) and value is not None:
            answers[name] = value
    return {"by": by, "at": annotation.get("created_at"), "answers": answers}


def _value(result: dict[str, Any]) -> Any:
    """One choice or one text stands alone, several stay a list."""
    kind = str(result.get("type", ""))
    found = object_in(result.get("value"))
    if kind not in _VALUES or found is None:
        return None
    value = found.get(_VALUES[kind])
    entries = list_in(value)
    return entries[0] if kind in {"choices", "textarea"} and entries and len(entries) == 1 else value
