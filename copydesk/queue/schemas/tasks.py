"""Shapes of the queue in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain.linting import CheckPart
from copydesk.guides.domain.words import EXCERPT_MAX_CHARS, WORD_MAX_CHARS, ProposalState
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import (
    BatchId,
    GuideVersionId,
    ImportId,
    InterfaceVersionId,
    ItemId,
    ItemVersionId,
    MemberId,
    ProjectId,
    SlotId,
    SubmissionId,
    WorkflowVersionId,
)
from copydesk.queue.domain import (
    PRIORITY_MAX,
    ClaimOutcome,
    Outcome,
    ReasonCode,
    Sent,
    Stage,
    SubmissionFilter,
    SubmissionState,
)
from copydesk.queue.domain.checks import Suppression
from copydesk.queue.schemas.checks import KeptReportOut


class NextIn(Shape):
    stage: Stage
    reserve: bool = Field(
        default=False,
        description="Only prefetch: kept for a short time; `queue_start` begins it. Never takes a second one.",
    )


class TokenIn(Shape):
    token: UUID = Field(description="The token that came with the task.")


class ReleaseIn(TokenIn):
    only_reserved: bool = Field(
        default=False, description="Leave it in hand if it was begun meanwhile, such as in another window."
    )


class SkipIn(TokenIn):
    reason: str = Field(min_length=1, max_length=2_000, description="Why, for the lead.")


class DraftIn(TokenIn):
    answers: dict[str, Any]
    revision: int | None = Field(
        default=None,
        description="The revision that you saw last; another one there is a conflict. Null: overwrite.",
    )


class SuppressionIn(Shape):
    """An alert that its author holds for wrong: "not here, because…"."""

    rule_key: str = Field(max_length=500)
    check: str = Field(max_length=500)
    quoted: str = Field(max_length=20_000, description="As the alert says it.")
    reason: str = Field(min_length=1, max_length=2_000, pattern=r"\S")
    pointer: str | None = Field(default=None, max_length=1_000, description="Only in this answer.")

    def suppression(self) -> Suppression:
        return Suppression(self.rule_key, self.check, self.quoted, self.reason, self.pointer)


class SubmitIn(TokenIn):
    answers: dict[str, Any] = Field(description="Question key → answer, as the interface version asks.")
    suppressions: list[SuppressionIn] = Field(
        default_factory=list[SuppressionIn],
        max_length=500,
        description="Alerts that are wrong here. What is blocked is not sent by a reason.",
    )
    active_segments: list[tuple[datetime, datetime]] = Field(
        default_factory=list[tuple[datetime, datetime]],
        max_length=10_000,
        description="When the person was at work on it: [from, to] in order. What lies outside the claim does not count.",
    )


class CheckIn(TokenIn):
    answers: dict[str, Any] | None = Field(
        default=None, description="Question key → answer; what is not written text is not looked at."
    )
    texts: dict[str, str] | None = Field(
        default=None,
        max_length=100,
        description="Instead: JSON Pointer into the answers, such as `/answer` → text, to check only what changed.",
    )
    part: CheckPart = Field(
        default="fast", description="`grammar` takes longer: ask for it after `fast` where `parts` names it."
    )

    def written(self) -> dict[str, Any]:
        by_pointer = {
            place.removeprefix("/").replace("~1", "/").replace("~0", "~"): text
            for place, text in (self.texts or {}).items()
        }
        return {**(self.answers or {}), **by_pointer}


class WordProposalIn(TokenIn):
    word: str = Field(max_length=WORD_MAX_CHARS, description="As the alert says it.")
    excerpt: str = Field(
        default="", max_length=EXCERPT_MAX_CHARS, description="The words around it, for the lead."
    )


class WordProposedOut(Shape):
    state: ProposalState = Field(
        description="`waiting` for a lead; `accepted`: it is in the dictionary; `declined`: a lead has decided before."
    )


class TaskItemOut(Shape):
    id: ItemId
    version_id: ItemVersionId
    version: int
    external_id: str | None
    content: dict[str, Any] = Field(
        description="Without the sources of its responses: who compares must not know them."
    )


class DraftOut(Shape):
    answers: dict[str, Any]
    revision: int
    saved_at: datetime


class ReturnedOut(Shape):
    submission_id: SubmissionId = Field(description="What it was returned for stands in `review_feedback`.")
    answers: dict[str, Any]


class SubjectOut(Shape):
    id: SubmissionId
    state: SubmissionState
    round: int
    previous_id: SubmissionId | None = Field(description="The submission of the round before.")
    is_extra: bool
    displayed: list[str]
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime
    check_report: KeptReportOut | None = Field(
        description="Null: the checks said nothing. Their findings stand in `review_feedback`."
    )


class AboutOut(Shape):
    """What is known of a task: a rule of the guide whose scope names another one does not concern it. Empty: not known."""

    tasks: list[str] = Field(description="Its kind, as the form says.")
    languages: list[str]
    domains: list[str]
    questions: list[str] = Field(description="Keys of the questions of its form.")


class TaskOut(Shape):
    slot_id: SlotId
    token: UUID = Field(description="Proves that the task is in your hand; every call about it takes it.")
    project_id: ProjectId
    stage: Stage
    round: int
    lease_expires_at: datetime = Field(description="Heartbeats put it off. What you typed is kept beyond it.")
    started_at: datetime | None = Field(description="Null while the task is only reserved.")
    item: TaskItemOut
    interface_version_id: InterfaceVersionId
    guide_version_id: GuideVersionId | None
    workflow_version_id: WorkflowVersionId
    displayed: list[str] = Field(description="Ids of the responses in the order to show them.")
    draft: DraftOut | None
    returned: ReturnedOut | None = Field(
        description="Your own submission that came back; null for fresh work."
    )
    subject: SubjectOut | None = Field(
        description="What is being reviewed, without its author; null when annotating."
    )
    has_checks: bool = Field(description="Whether `queue_check` can say anything about it.")
    about: AboutOut = Field(description="For `guides_concerning`: which rules concern it.")


class ReasonOut(Shape):
    code: ReasonCode
    text: str
    count: int | None = Field(description="1000 means 1000 or more.")
    at: datetime | None = Field(description="When it may change by itself.")
    guide_version: int | None = Field(
        description="With `guide_changed`: the number of the version to read and confirm (`guides_pending`); `count` are the rules."
    )


class NextOut(Shape):
    task: TaskOut | None
    reasons: list[ReasonOut] = Field(description="Why there is no task; empty when there is one.")


class LeaseOut(Shape):
    lease_expires_at: datetime


class SavedDraftOut(Shape):
    revision: int
    saved_at: datetime


class SubmitOut(Shape):
    submission_id: SubmissionId
    outcome: Outcome = Field(
        description="`taken`: it fills its slot. `extra`: late, it counts beside. `waiting`: late, the lead decides."
    )
    state: SubmissionState
    submitted_at: datetime
    check_report: KeptReportOut | None = Field(
        description="What the checks said of it. Null: nothing, or the guide has none."
    )

    @classmethod
    def of(cls, sent: Sent) -> "SubmitOut":
        one = sent.submission
        return cls(
            submission_id=one.id,
            outcome=sent.outcome,
            state=one.state,
            submitted_at=one.submitted_at,
            check_report=None if one.check_report is None else KeptReportOut.model_validate(one.check_report),
        )


class SubmissionOut(Shape):
    id: SubmissionId
    project_id: ProjectId
    item_id: ItemId
    item_version_id: ItemVersionId
    member_id: MemberId
    guide_version_id: GuideVersionId | None
    interface_version_id: InterfaceVersionId
    workflow_version_id: WorkflowVersionId
    previous_id: SubmissionId | None
    import_id: ImportId | None
    round: int
    is_extra: bool
    state: SubmissionState
    displayed: list[str]
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime
    settled_at: datetime | None
    check_report: KeptReportOut | None


class ClaimOut(Shape):
    stage: Stage
    slot_id: SlotId
    member_id: MemberId
    round: int
    claimed_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: ClaimOutcome | None = Field(description="Null while it is in hand.")
    skip_reason: str | None


class HistoryOut(Shape):
    submissions: list[SubmissionOut]
    claims: list[ClaimOut]


class SubmissionQuery(Shape):
    member_id: MemberId | None = None
    item_id: ItemId | None = None
    state: SubmissionState | None = None
    cursor: SubmissionId | None = None
    limit: int = Field(default=50, ge=1, le=200)

    def wanted(self) -> SubmissionFilter:
        return SubmissionFilter(self.member_id, self.item_id, self.state)


SubmissionQueryDep = Annotated[SubmissionQuery, Query()]


class WaitingQuery(Shape):
    cursor: SubmissionId | None = None
    limit: int = Field(default=50, ge=1, le=200)


WaitingQueryDep = Annotated[WaitingQuery, Query()]


class StageProgress(Shape):
    stage: Stage
    is_open: bool = Field(description="False: nothing new comes in.")
    ready: int
    leased: int
    done: int
    waiting: int = Field(description="Late answers that wait for the lead.")
    n_last_day: int = Field(description="Finished in the last 24 hours.")


class MemberProgress(Shape):
    member_id: MemberId
    n_submitted: int
    n_accepted: int
    n_returned: int
    n_rejected: int
    n_reviewed: int
    n_last_day: int
    n_in_hand: int
    last_at: datetime | None


class ProgressOut(Shape):
    stages: list[StageProgress]
    members: list[MemberProgress]


class WorkOut(Shape):
    project_id: ProjectId
    ready_annotate: int | None = Field(
        description="Items that you could still draw, 1000 means 1000 or more; null: not your job there."
    )
    ready_review: int | None
    returned: int = Field(description="Your own work that came back.")
    in_hand: int = Field(description="Tasks that you have begun.")


class PriorityIn(Shape):
    priority: int = Field(ge=-PRIORITY_MAX, le=PRIORITY_MAX, description="0 is usual; higher comes first.")
    item_ids: list[ItemId] | None = Field(default=None, max_length=10_000)
    batch_id: BatchId | None = None


class PriorityOut(Shape):
    n_slots: int = Field(description="Slots that moved.")
