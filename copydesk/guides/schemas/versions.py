"""Shapes of guides in the HTTP contract."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain import Guide, GuideDraft, GuideVersion, Rule
from copydesk.kernel.http import FaultOut, Shape
from copydesk.kernel.ids import GuideVersionId, IdentityId, ProjectId


class GuideOut(Shape):
    project_id: ProjectId
    source: str = Field(description="Markdown, as it was written.")
    revision: int = Field(description="Send it as `If-Match` with the next save; 0: nobody has saved yet.")
    updated_at: datetime | None
    updated_by: IdentityId | None
    faults: list[FaultOut] = Field(description="What keeps it from being published, by line.")

    @classmethod
    def of(cls, draft: GuideDraft, guide: Guide) -> "GuideOut":
        return cls(**vars(draft), faults=[FaultOut.model_validate(fault) for fault in guide.faults])


class GuideSave(Shape):
    source: str


class GuidePublish(Shape):
    note: str = Field(default="", max_length=2000, pattern=r"^[^\x00]*$", description="What changed and why.")


class RuleOut(Shape):
    key: str
    kind: Literal["section", "rule"]
    title: str
    body: str = Field(description="Markdown up to the next heading.")
    level: int
    position: int
    parent_key: str | None
    attributes: dict[str, str]


class GuideVersionSummaryOut(Shape):
    id: GuideVersionId
    project_id: ProjectId
    number: int
    title: str
    note: str
    published_at: datetime
    published_by: IdentityId | None
    n_rules: int


class GuideVersionOut(Shape):
    id: GuideVersionId
    project_id: ProjectId
    number: int
    title: str
    source: str
    note: str
    published_at: datetime
    published_by: IdentityId | None
    rules: list[RuleOut] = Field(description="Sections and rules, in the order of the guide.")

    @classmethod
    def of(cls, version: GuideVersion, rules: Sequence[Rule]) -> "GuideVersionOut":
        return cls(**vars(version), rules=[RuleOut.model_validate(rule) for rule in rules])


class GuideVersionsQuery(Shape):
    cursor: GuideVersionId | None = None
    limit: int = Field(default=50, ge=1, le=200)


GuideVersionsQueryDep = Annotated[GuideVersionsQuery, Query()]
