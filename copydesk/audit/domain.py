"""Records of the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class LoggedEvent:
    id: int
    at: datetime
    identity_id: int | None
    is_system: bool
    project_id: int | None
    action: str
    subject_type: str | None
    subject_id: int | None
    request_id: str | None
    details: dict[str, Any]


@dataclass(frozen=True)
class EventFilter:
    """Each given part narrows; `action` may be a whole name or a noun such as `submission`; `identity_id` is who did it."""

    action: str | None = None
    subject_type: str | None = None
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    identity_id: int | None = None
