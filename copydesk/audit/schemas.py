"""Shapes of the audit log in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.audit.domain import EventFilter
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import EventId, IdentityId, ProjectId


class EventOut(Shape):
    id: EventId
    at: datetime
    identity_id: IdentityId | None = Field(description="Who did it; null for the system itself.")
    is_system: bool
    project_id: ProjectId | None
    action: str = Field(description="`noun.verb_past`, such as `submission.returned`.")
    subject_type: str | None
    subject_id: int | None
    request_id: str | None
    details: dict[str, Any] = Field(description="Ids and counts.")


class EventQuery(Shape):
    action: str | None = Field(default=None, description="A whole action, or only its noun.")
    subject_type: str | None = None
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    cursor: EventId | None = None
    limit: int = Field(default=50, ge=1, le=200)

    def wanted(self) -> EventFilter:
        return EventFilter(self.action, self.subject_type, self.subject_id, self.since, self.until)


EventQueryDep = Annotated[EventQuery, Query()]
