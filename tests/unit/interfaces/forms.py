"""Forms for tests: a version that was never stored."""

from datetime import UTC, datetime
from typing import Any

from copydesk.interfaces.domain import InterfaceVersion
from copydesk.interfaces.service import answer_schema, parse_document

FIELDS: list[dict[str, Any]] = [
    {"key": "talk", "type": "chat", "at": "/messages"},
    {"key": "answers", "type": "responses", "at": "/responses"},
]


def version_with(*questions: dict[str, Any]) -> InterfaceVersion:
    """A version with these questions; `label` is filled in."""
    labelled = [{"label": "?", **question} for question in questions]
    reading = parse_document({"title": "Task", "fields": FIELDS, "questions": labelled})
    assert reading.document is not None, reading.faults
    schema = answer_schema(reading.document)
    return InterfaceVersion(1, 1, 1, reading.document.as_json(), schema, "", datetime.now(UTC), None)
