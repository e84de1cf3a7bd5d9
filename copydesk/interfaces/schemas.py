"""Shapes of interfaces in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.interfaces.domain import InterfaceDraft
from copydesk.interfaces.service import Reading
from copydesk.kernel.http import FaultOut, Shape
from copydesk.kernel.ids import IdentityId, InterfaceVersionId, ProjectId


class InterfaceOut(Shape):
    project_id: ProjectId
    source: str = Field(description="YAML or JSON, as it was written.")
    revision: int = Field(description="Send it as `If-Match` with the next save; 0: nobody has saved yet.")
    updated_at: datetime | None
    updated_by: IdentityId | None
    document: dict[str, Any] | None = Field(
        description="What the source says, with every setting; null while it has faults."
    )
    faults: list[FaultOut] = Field(description="What keeps it from being published, by place.")

    @classmethod
    def of(cls, draft: InterfaceDraft, reading: Reading) -> "InterfaceOut":
        document = None if reading.document is None else reading.document.as_json()
        faults = [FaultOut.model_validate(fault) for fault in reading.faults]
        return cls(**vars(draft), document=document, faults=faults)


class InterfaceSave(Shape):
    source: str


class InterfacePublish(Shape):
    note: str = Field(default="", max_length=2000, pattern=r"^[^\x00]*$", description="What changed and why.")


class InterfaceVersionSummaryOut(Shape):
    id: InterfaceVersionId
    project_id: ProjectId
    number: int
    note: str
    published_at: datetime
    published_by: IdentityId | None


class InterfaceVersionOut(Shape):
    id: InterfaceVersionId
    project_id: ProjectId
    number: int
    document: dict[str, Any] = Field(description="By contract/interface.schema.json, with every setting.")
    answer_schema: dict[str, Any] = Field(
        description="The JSON Schema of the answers, made from the document."
    )
    note: str
    published_at: datetime
    published_by: IdentityId | None


class InterfaceVersionsQuery(Shape):
    cursor: InterfaceVersionId | None = None
    limit: int = Field(default=50, ge=1, le=200)


InterfaceVersionsQueryDep = Annotated[InterfaceVersionsQuery, Query()]
