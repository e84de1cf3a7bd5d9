"""The audit log with the people in it, as a list and as a file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import orjson

from copydesk.audit.domain import LoggedEvent
from copydesk.kernel.ids import show_id
from copydesk.projects.domain import NamedMember

ActivityFormat = Literal["csv", "jsonl"]

MEDIA_TYPES: Final[dict[ActivityFormat, str]] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}
COLUMNS: Final = (
    "id",
    "at",
    "action",
    "member",
    "name",
    "is_system",
    "subject_type",
    "subject_id",
    "request_id",
    "details",
)


@dataclass(frozen=True)
class NamedEvent:
    """`actor` None: the system, or somebody who never was in the project (an admin)."""

    event: LoggedEvent
    actor: NamedMember | None


def with_names(events: list[LoggedEvent], people: Mapping[int, NamedMember]) -> list[NamedEvent]:
    return [
        NamedEvent(event, None if event.identity_id is None else people.get(event.identity_id))
        for event in events
    ]


def header(kind: ActivityFormat) -> bytes:
    return _csv_line(COLUMNS) if kind == "csv" else b""


def encode(one: NamedEvent, kind: ActivityFormat) -> bytes:
    """A line of the file."""
    row = _row(one)
    if kind == "jsonl":
        return orjson.dumps(row) + b"\n"
    details = orjson.dumps(row["details"]).decode()
    return _csv_line([_plain(row[name]) if name != "details" else details for name in COLUMNS])


def _row(one: NamedEvent) -> dict[str, Any]:
    event, actor = one.event, one.actor
    return {
        "id": show_id("event", event.id),
        "at": event.at.isoformat(),
        "action": event.action,
        "member": None if actor is None else actor.pseudonym,
        "name": None if actor is None else actor.name,
        "is_system": event.is_system,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "request_id": event.request_id,
        "details": event.details,
    }


def _plain(value: object) -> str:
    """As text that a spreadsheet does not take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _csv_line(cells: Any) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()
