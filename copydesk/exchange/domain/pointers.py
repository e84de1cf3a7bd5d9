"""JSON Pointers (RFC 6901) made ready to be followed a million times."""

from collections.abc import Callable
from typing import Any, Final, cast

MISSING: Final = object()

Get = Callable[[Any], Any]


def parts_of(pointer: str) -> list[str]:
    """Raises ValueError when the text is not a pointer."""
    if pointer and not pointer.startswith("/"):
        msg = f"{pointer!r} is not a JSON Pointer: it begins with /, such as /text"
        raise ValueError(msg)
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def compile_pointer(pointer: str) -> Get:
    """A function that finds the value, or MISSING."""
    parts = parts_of(pointer)
    if len(parts) == 1:
        key = parts[0]

        def get_key(record: Any) -> Any:
            return (
                cast("dict[str, Any]", record).get(key, MISSING)
                if isinstance(record, dict)
                else _step(record, key)
            )

        return get_key

    def get_path(record: Any) -> Any:
        value = record
        for part in parts:
            value = _step(value, part)
            if value is MISSING:
                return MISSING
        return value

    return get_path


def _step(value: Any, part: str) -> Any:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).get(part, MISSING)
    if isinstance(value, list) and part.isdigit():
        entries = cast("list[Any]", value)
        return entries[int(part)] if int(part) < len(entries) else MISSING
    return MISSING
