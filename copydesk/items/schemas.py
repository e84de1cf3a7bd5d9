"""Shapes of items in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.items.domain import ITEMS_MAX, ItemFilter
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import BatchId, IdentityId, ItemId, ItemVersionId, ProjectId

_CONTENT = (
    "`messages` (role, content), `responses` (content, source) and any other keys that the interface's fields point at. "
    "Messages and responses without an id get m1, m2 … and r1, r2 …"
)


class ItemCreate(Shape):
    external_id: str | None = Field(
        default=None, description="Your own id, unique in the project; makes repeated imports safe."
    )
    content: dict[str, Any] = Field(description=_CONTENT)


class ItemsCreate(Shape):
    batch_id: BatchId | None = Field(default=None, description="Add to this batch; null makes a new one.")
    batch_name: str = Field(default="Added by hand", min_length=1, max_length=200)
    items: list[ItemCreate] = Field(min_length=1, max_length=ITEMS_MAX)


class ItemRevise(Shape):
    content: dict[str, Any] = Field(description=_CONTENT)


class BatchOut(Shape):
    id: BatchId
    project_id: ProjectId
    name: str
    n_items: int
    created_at: datetime
    created_by: IdentityId | None


class ItemOut(Shape):
    id: ItemId
    project_id: ProjectId
    batch_id: BatchId
    external_id: str | None
    version_id: ItemVersionId = Field(description="The present version.")
    n_versions: int
    created_at: datetime
    retired_at: datetime | None


class ItemRowOut(ItemOut):
    excerpt: str | None = Field(description="How the first message begins.")


class ItemVersionOut(Shape):
    id: ItemVersionId
    item_id: ItemId
    number: int
    batch_id: BatchId = Field(description="The batch that brought this version.")
    content: dict[str, Any]
    created_at: datetime


class ItemWithContentOut(ItemOut):
    version: ItemVersionOut


class ItemsQuery(Shape):
    batch_id: BatchId | None = None
    external_id_prefix: str | None = Field(default=None, min_length=1, max_length=500)
    is_retired: bool | None = None
    cursor: ItemId | None = None
    limit: int = Field(default=50, ge=1, le=200)

    def wanted(self) -> ItemFilter:
        return ItemFilter(self.batch_id, self.external_id_prefix, self.is_retired)


class BatchesQuery(Shape):
    cursor: BatchId | None = None
    limit: int = Field(default=50, ge=1, le=200)


ItemsQueryDep = Annotated[ItemsQuery, Query()]
BatchesQueryDep = Annotated[BatchesQuery, Query()]
