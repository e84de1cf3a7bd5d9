"""An item's content against the fields that will show it."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, cast

from copydesk.kernel.errors import Fault
from copydesk.kernel.source import pointer

_ABSENT: Final = object()


def check_item(document: Mapping[str, Any], content: Any) -> list[Fault]:
    """What keeps an item from being shown by a form; empty when nothing does. `at` points into the content.

    `document` is that of a version; ids of messages and responses must be there already.
    """
    compared = {question["over"] for question in document["questions"] if question["type"] == "preference"}
    faults: list[Fault] = []
    for field in document["fields"]:
        value = _value_at(content, field["at"])
        if value is _ABSENT:
            message = f'The item has nothing at "{field["at"]}", which the field "{field["key"]}" shows.'
            faults.append(Fault(field["at"], message))
            continue
        faults += _SHAPES[field["type"]](value, field)
        if field["key"] in compared and isinstance(value, list) and len(cast("list[Any]", value)) == 1:
            faults.append(
                Fault(
                    field["at"], f'The field "{field["key"]}" is compared, so it needs two responses or more.'
                )
            )
    return faults


@lru_cache(maxsize=1024)
def _parts(at: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in at.split("/")[1:])


def _value_at(content: Any, at: str) -> Any:
    value = content
    for part in _parts(at):
        if isinstance(value, dict):
            value = cast("dict[str, Any]", value).get(part, _ABSENT)
        elif isinstance(value, list) and part.isascii() and part.isdigit():
            parts = cast("list[Any]", value)
            value = parts[int(part)] if int(part) < len(parts) else _ABSENT
        else:
            return _ABSENT
    return value


def _text(value: Any, field: Mapping[str, Any]) -> list[Fault]:
    if isinstance(value, str):
        return []
    return [Fault(field["at"], f'The field "{field["key"]}" shows text, and this is {_kind(value)}.')]


def _chat(value: Any, field: Mapping[str, Any]) -> list[Fault]:
    return _entries(value, field, "messages", ("id", "role", "content"))


def _responses(value: Any, field: Mapping[str, Any]) -> list[Fault]:
    return _entries(value, field, "responses", ("id", "content"))


def _entries(value: Any, field: Mapping[str, Any], name: str, wanted: tuple[str, ...]) -> list[Fault]:
    """Lists of objects with texts, each with an id of its own. The first fault is enough: the rest is mostly the same."""
    at: str = field["at"]
    shape = ", ".join(wanted)
    if not isinstance(value, list) or not value:
        return [Fault(at, f'The field "{field["key"]}" shows {name}: a list of objects with {shape}.')]
    seen: set[str] = set()
    for number, entry in enumerate(cast("list[Any]", value)):
        place = f"{at}{pointer(number)}"
        if not isinstance(entry, dict):
            return [Fault(place, f"This is {_kind(entry)}; {name} are objects with {shape}.")]
        known = cast("dict[str, Any]", entry)
        lacking = next((part for part in wanted if not isinstance(known.get(part), str)), None)
        if lacking is not None:
            return [Fault(f"{place}/{lacking}", f"Each of the {name} has a text `{lacking}`.")]
        if not known["id"] or known["id"] in seen:
            return [Fault(f"{place}/id", f"Each of the {name} has an id of its own.")]
        seen.add(known["id"])
    return []


def _kind(value: Any) -> str:
    names: dict[Any, str] = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        type(None): "null",
        str: "text",
    }
    return names.get(cast("Any", type(value)), "a number")


_SHAPES: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], list[Fault]]]] = {
    "text": _text,
    "markdown": _text,
    "chat": _chat,
    "responses": _responses,
}
