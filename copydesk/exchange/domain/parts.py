"""Messages, responses, people and times as other tools write them, in the forms that items and submissions have."""

from datetime import UTC, datetime
from typing import Any, Final

from copydesk.exchange.domain.imports import RecordRefused
from copydesk.exchange.domain.shapes import list_in, object_in
from copydesk.items.domain import kind_of
from copydesk.projects.domain import EXTERNAL_REF_MAX_CHARS

# Names of the roles in the conversations of ShareGPT and its descendants.
_ROLES: Final = {
    "human": "user",
    "gpt": "assistant",
    "function_call": "assistant",
    "observation": "tool",
}
_LATEST_S: Final = 253_402_300_799


def as_messages(value: Any) -> list[Any]:
    """A text becomes one message of the user; a list may have `role` and `content`, or `from` and `value`."""
    if isinstance(value, str):
        return [{"role": "user", "content": value}]
    entries = list_in(value)
    if entries is None:
        raise RecordRefused(f"messages must be a text or a list, not {kind_of(value)}")
    return [_message(entry) for entry in entries]


def _message(entry: Any) -> Any:
    """What is no message is left for the check of items, which names its place."""
    given = object_in(entry)
    if given is None or "from" not in given or "role" in given:
        return entry
    rest = {key: given[key] for key in given if key not in {"from", "value"}}
    role = str(given["from"])
    return {**rest, "role": _ROLES.get(role, role), "content": given.get("value")}


def as_response(value: Any) -> Any:
    """A text, an object with `content` (or `value`), or a conversation, of which the last message counts."""
    if isinstance(value, str):
        return {"content": value}
    conversation = list_in(value)
    if conversation:
        return as_response(conversation[-1])
    found = object_in(value)
    if found is None:
        raise RecordRefused(f"a response must be a text or an object with `content`, not {kind_of(value)}")
    given = {key: entry for key, entry in found.items() if key not in {"role", "from"}}
    if "value" in given and "content" not in given:
        given["content"] = given.pop("value")
    model = given.pop("model", None)
    if model is not None and "source" not in given:
        given["source"] = model_source(model)
    return given


def model_source(model: Any, parameters: Any = None) -> dict[str, Any]:
    source: dict[str, Any] = {"kind": "model", "model": model if isinstance(model, str) else str(model)}
    if isinstance(parameters, dict):
        source["parameters"] = parameters
    return source


def as_person(value: Any, place: str) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number and not (isinstance(value, str) and value):
        raise RecordRefused(f"{place} must say who judged: a text or a number, not {kind_of(value)}")
    person = str(value)
    if len(person) > EXTERNAL_REF_MAX_CHARS or "\0" in person:
        raise RecordRefused(
            f"{place} must have at most {EXTERNAL_REF_MAX_CHARS} characters, none of them U+0000"
        )
    return person


def as_time(value: Any, place: str) -> datetime | None:
    """ISO 8601, or seconds since 1970; UTC where no zone is named. None for null and the empty text."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LATEST_S:
        return datetime.fromtimestamp(value, UTC)
    if isinstance(value, str):
        try:
            parsed = datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    raise RecordRefused(f"{place} must be a time such as 2026-01-31T12:00:00Z, not {str(value)[:50]!r}")


def as_ids(value: Any, place: str) -> list[str] | None:
    if value is None:
        return None
    entries = list_in(value)
    if not entries or not all(isinstance(entry, str) for entry in entries):
        raise RecordRefused(f"{place} must be a list of ids of responses, from left to right")
    return entries
