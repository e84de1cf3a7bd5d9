"""JSON values as the type checker wants them."""

from typing import Any, cast


def list_in(value: object) -> list[Any] | None:
    """The value when it is a list."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def object_in(value: object) -> dict[str, Any] | None:
    """The value when it is an object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None
