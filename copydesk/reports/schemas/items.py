"""Shapes of the table of items and of one item's whole history."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.kernel.anchor import Anchor
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import (
    BatchId,
    EventId,
    FindingId,
    GuideVersionId,
    IdentityId,
    ImportId,
    InterfaceVersionId,
    ItemId,
    ItemVersionId,
    MemberId,
    ProjectId,
    ReviewId,
    SlotId,
    SubmissionId,
    WorkflowVersionId,
)
from copydesk.queue.domain import PRIORITY_MAX, ClaimOutcome, Stage, SubmissionState
from copydesk.reports.domain.detail import ItemDetail
from copydesk.reports.domain.items import (
    Bulk,
    BulkAction,
    ItemFilter,
    ItemQuery,
    ItemSort,
    ItemState,
    parse_cursor,
)
from copydesk.review.domain import FindingState, Severity, Verdict


class ItemFilterIn(Shape):
    """Each given part narrows."""

    batch_id: BatchId | None = None
    external_id_prefix: str | None = Field(default=None, min_length=1, max_length=500)
    state: ItemState | None = Field(
        default=None,
        description="A state that the item is in, perhaps among others; null: all items, retired ones too.",
    )
    member_id: MemberId | None = Field(
        default=None, description="Who answered or reviewed it; needs work.read_all."
    )
    rule_key: str | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="It has a finding of this rule; needs work.read_all.",
    )
    created_from: datetime | None = None
    created_until: datetime | None = Field(default=None, description="Before this moment.")
    text: str | None = Field(
        default=None,
        max_length=200,
        description="In its messages or responses. A page looks at 3,000 items; `next_cursor` goes on from there.",
    )

    people_min: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="At least so many people's answers count; needs work.read_all.",
    )
    finished_on: date | None = Field(
        default=None,
        description="Work on it was sent on this day of the project's time zone; needs work.read_all.",
    )
    finished_stage: Stage | None = Field(default=None, description="Together with `finished_on`.")

    def wanted(self) -> ItemFilter:
        return ItemFilter(
            self.batch_id,
            self.external_id_prefix,
            self.state,
            self.member_id,
            self.rule_key,
            self.created_from,
            self.created_until,
            self.text,
            self.people_min,
            self.finished_on,
            self.finished_stage,
        )


class ItemTableQuery(ItemFilterIn):
    sort: ItemSort = Field(
        default="newest",
        description="`priority`: only items with a fresh slot that waits; `answered`: only items with an answer, the newest first.",
    )
    cursor: str | None = Field(default=None, max_length=2_000)
    limit: int = Field(default=50, ge=1, le=200)

    def query(self) -> ItemQuery:
        return ItemQuery(self.wanted(), self.sort, parse_cursor(self.cursor, self.sort), self.limit)


class ItemLineOut(Shape):
    id: ItemId
    project_id: ProjectId
    external_id: str | None
    excerpt: str | None = Field(description="How the first message of a user begins.")
    batch_id: BatchId
    batch_name: str
    states: list[ItemState] = Field(
        description="An item with several answers can be in several at once; none: its slots are not open yet."
    )
    priority: int
    n_answers: int
    n_wanted: int
    n_open_findings: int
    n_versions: int
    created_at: datetime
    last_activity_at: datetime


class ItemTableOut(Shape):
    items: list[ItemLineOut]
    next_cursor: str | None
    prev_cursor: str | None
    n_looked_at: int
    is_partial: bool = Field(
        description="The page is short because it looked at as many items as it may; `next_cursor` goes on from there."
    )


class ItemCountOut(Shape):
    n: int
    is_exact: bool = Field(description="False: at least `n`.")


class ItemsBulk(Shape):
    action: BulkAction
    item_ids: list[ItemId] | None = Field(default=None, max_length=10_000)
    filter: ItemFilterIn | None = Field(default=None, description="Either this or `item_ids`.")
    priority: int | None = Field(default=None, ge=-PRIORITY_MAX, le=PRIORITY_MAX)
    expected: int | None = Field(
        default=None, description="How many items the person was told: another number changes nothing."
    )

    def bulk(self) -> Bulk:
        wanted = None if self.filter is None else self.filter.wanted()
        return Bulk(self.action, self.item_ids, wanted, self.priority, self.expected)


class ItemsBulkOut(Shape):
    n_items: int


class DetailVersionOut(Shape):
    id: ItemVersionId
    number: int
    batch_id: BatchId
    content: dict[str, Any]
    created_at: datetime


class DetailClaimOut(Shape):
    stage: Stage
    slot_id: SlotId
    member_id: MemberId
    round: int
    claimed_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: ClaimOutcome | None
    skip_reason: str | None


class DetailReviewOut(Shape):
    id: ReviewId
    member_id: MemberId | None
    round: int
    verdict: Verdict
    note: str
    fixed_answers: dict[str, Any] | None
    active_ms: int
    reviewed_at: datetime


class DetailFindingOut(Shape):
    id: FindingId
    review_id: ReviewId | None
    guide_version_id: GuideVersionId
    rule_key: str
    rule_title: str
    severity: Severity
    source: str
    member_id: MemberId | None
    anchor: Anchor | None
    note: str
    suggestion: str | None
    state: FindingState
    created_at: datetime


class DetailSubmissionOut(Shape):
    id: SubmissionId
    member_id: MemberId
    item_version_id: ItemVersionId
    guide_version_id: GuideVersionId | None
    interface_version_id: InterfaceVersionId
    workflow_version_id: WorkflowVersionId
    previous_id: SubmissionId | None = Field(description="The submission of the round before.")
    import_id: ImportId | None
    round: int
    is_extra: bool
    state: SubmissionState
    displayed: list[str]
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime
    settled_at: datetime | None
    reviews: list[DetailReviewOut]
    findings: list[DetailFindingOut]


class DetailEventOut(Shape):
    id: EventId
    at: datetime
    action: str
    identity_id: IdentityId | None
    is_system: bool
    subject_type: str | None
    subject_id: int | None
    details: dict[str, Any]


class NamedMemberOut(Shape):
    id: MemberId
    identity_id: IdentityId | None
    pseudonym: str
    role: str
    name: str | None = Field(description="Null unless you may see who people are.")


class ItemDetailOut(Shape):
    item: ItemLineOut
    versions: list[DetailVersionOut] = Field(description="Newest first.")
    submissions: list[DetailSubmissionOut] = Field(description="Oldest first, with what they were told.")
    claims: list[DetailClaimOut] = Field(description="Oldest first.")
    events: list[DetailEventOut] = Field(description="Oldest first; empty without events.read.")
    members: list[NamedMemberOut] = Field(description="Who is meant by the member ids here.")

    @classmethod
    def of(cls, detail: ItemDetail) -> "ItemDetailOut":
        submissions = [
            {
                **_named(DetailSubmissionOut, one),
                "reviews": [_named(DetailReviewOut, review) for review in detail.feedback[one.id].reviews],
                "findings": [_named(DetailFindingOut, found) for found in detail.feedback[one.id].findings],
            }
            for one in detail.history.submissions
        ]
        return cls(
            item=ItemLineOut.model_validate(detail.line),
            versions=[DetailVersionOut(**_named(DetailVersionOut, one)) for one in detail.versions],
            submissions=[DetailSubmissionOut.model_validate(one) for one in submissions],
            claims=[DetailClaimOut(**_named(DetailClaimOut, one)) for one in detail.history.claims],
            events=[DetailEventOut(**_named(DetailEventOut, one)) for one in detail.events],
            members=[NamedMemberOut.model_validate(one) for _, one in sorted(detail.members.items())],
        )


def _named(shape: type[Shape], record: object) -> dict[str, Any]:
    """The fields of a shape that a record has."""
    return {name: getattr(record, name) for name in shape.model_fields if hasattr(record, name)}


ItemTableQueryDep = Annotated[ItemTableQuery, Query()]
ItemFilterDep = Annotated[ItemFilterIn, Query()]
