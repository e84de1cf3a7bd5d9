"""Shapes of workflows in the HTTP contract."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import IdentityId, ProjectId, WorkflowVersionId
from copydesk.workflows.domain import Workflow


class WorkflowOut(Shape):
    project_id: ProjectId
    document: Workflow
    revision: int = Field(description="Send it as `If-Match` with the next save; 0: nobody has saved yet.")
    updated_at: datetime | None
    updated_by: IdentityId | None


class WorkflowSave(Shape):
    document: Workflow


class WorkflowPublish(Shape):
    note: str = Field(default="", max_length=2000, pattern=r"^[^\x00]*$", description="What changed and why.")


class WorkflowVersionOut(Shape):
    id: WorkflowVersionId
    project_id: ProjectId
    number: int
    document: Workflow
    note: str
    published_at: datetime
    published_by: IdentityId | None


class WorkflowVersionsQuery(Shape):
    cursor: WorkflowVersionId | None = None
    limit: int = Field(default=50, ge=1, le=200)


WorkflowVersionsQueryDep = Annotated[WorkflowVersionsQuery, Query()]
