"""Records, messages and pure rules of the human queue."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Literal
from uuid import UUID

import orjson

from copydesk.kernel.errors import Conflict, Fault

Stage = Literal["annotate", "review"]
SlotState = Literal["ready", "leased", "done", "cancelled"]
SubmissionState = Literal["submitted", "accepted", "fixed", "returned", "rejected", "waiting", "undone"]
ClaimOutcome = Literal["submitted", "skipped", "lapsed", "resumed", "released", "undone"]
Outcome = Literal["taken", "extra", "waiting"]
Decision = Literal["accept", "fix", "return", "reject"]
ReasonCode = Literal["not_published", "stage_off", "no_role", "no_items", "all_done", "all_in_hand", "all_seen"]
Segment = tuple[datetime, datetime]

PERMISSION_OF: Final[dict[Stage, str]] = {"annotate": "work.annotate", "review": "work.review"}
STATE_AFTER: Final[dict[Decision, SubmissionState]] = {
    "accept": "accepted",
    "fix": "fixed",
    "return": "returned",
    "reject": "rejected",
}
ANSWERS_MAX_BYTES: Final = 2_000_000
COUNT_MAX: Final = 1_000
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True)
class TaskItem:
    """An item as the person at work on it may see it: not who or what wrote its responses."""

    id: int
    version_id: int
    version: int
    external_id: str | None
    content: dict[str, Any]


@dataclass(frozen=True)
class Draft:
    answers: dict[str, Any]
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class SavedDraft:
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class Returned:
    """The member's own earlier submission that came back."""

    submission_id: int
    answers: dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """The submission that is being reviewed, without its author."""

    id: int
    state: SubmissionState
    round: int
    previous_id: int | None
    is_extra: bool
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime


@dataclass(frozen=True)
class Task:
    """What a member works on: the item, the versions it is judged under, and what they had begun."""

    slot_id: int
    token: UUID
    project_id: int
    stage: Stage
    round: int
    lease_expires_at: datetime
    started_at: datetime | None
    item: TaskItem
    interface_version_id: int
    guide_version_id: int | None
    workflow_version_id: int
    displayed: list[str]
    draft: Draft | None
    returned: Returned | None
    subject: Subject | None


@dataclass(frozen=True)
class TaskRow:
    """A row of the view `queue.task`."""

    claim_id: int
    slot_id: int
    token: UUID
    project_id: int
    stage: Stage
    round: int
    member_id: int
    lease_expires_at: datetime
    started_at: datetime | None
    item_id: int
    item_version_id: int
    item_version: int
    external_id: str | None
    content: dict[str, Any]
    interface_version_id: int
    guide_version_id: int | None
    workflow_version_id: int
    displayed: list[str]
    draft_answers: dict[str, Any] | None
    draft_revision: int | None
    draft_saved_at: datetime | None
    subject_id: int | None
    subject_state: SubmissionState | None
    subject_round: int | None
    subject_previous_id: int | None
    subject_is_extra: bool | None
    subject_answers: dict[str, Any] | None
    subject_active_ms: int | None
    subject_submitted_at: datetime | None


@dataclass(frozen=True)
class Held:
    """A claim with everything that decides about it; its slot is locked (view `queue.held`)."""

    claim_id: int
    token: UUID
    project_id: int
    queue_id: int
    slot_id: int
    item_id: int
    member_id: int
    item_version_id: int
    guide_version_id: int | None
    interface_version_id: int
    workflow_version_id: int
    displayed: list[str]
    subject_id: int | None
    round: int
    claimed_at: datetime
    started_at: datetime | None
    outcome: ClaimOutcome | None
    stage: Stage
    lease_s: int
    allows_extra: bool
    slot_state: SlotState
    slot_claim_id: int | None
    slot_round: int
    priority: int
    assigned_member_id: int | None
    lease_expires_at: datetime | None
    submission_id: int | None
    review_queue_id: int | None
    has_other: bool

    @property
    def holds_slot(self) -> bool:
        return self.slot_state == "leased" and self.slot_claim_id == self.claim_id

    @property
    def finds_slot_free(self) -> bool:
        """The lease is over, but the slot waits as it was."""
        is_open = self.slot_state == "ready" and self.slot_round == self.round
        return is_open and self.assigned_member_id in (None, self.member_id)


@dataclass(frozen=True)
class Submission:
    """The sent work with everything it was made under."""

    id: int
    project_id: int
    queue_id: int
    slot_id: int | None
    claim_id: int | None
    item_id: int
    member_id: int
    item_version_id: int
    guide_version_id: int | None
    interface_version_id: int
    workflow_version_id: int
    previous_id: int | None
    import_id: int | None
    round: int
    is_extra: bool
    state: SubmissionState
    displayed: list[str]
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """A submission and what became of it when it came in."""

    submission: Submission
    outcome: Outcome


@dataclass(frozen=True)
class ReviewTask:
    """A review in its reviewer's hand, locked, and what is reviewed. `is_settled`: this claim's verdict was given before."""

    claim: Held
    submission: Submission
    is_settled: bool


@dataclass(frozen=True)
class ActiveTime:
    """When a person was at work, cut to the time in which they had the task."""

    segments: list[Segment]
    ms: int

    def as_json(self) -> list[list[str]]:
        return [[start.isoformat(), end.isoformat()] for start, end in self.segments]


@dataclass(frozen=True)
class Reason:
    """One cause of an empty queue, in words, with its count; `at` is when it may change."""

    code: ReasonCode
    text: str
    count: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class QueueState:
    """What an empty queue looks like for one member; counts end at COUNT_MAX."""

    is_open: bool
    may_draw: bool
    n_ready: int
    n_assigned: int
    n_leased: int
    n_done: int
    lapses_at: datetime | None


@dataclass(frozen=True)
class ImportedSubmission:
    """A judgement that was made elsewhere, by a member of the project."""

    member_id: int
    item_id: int
    item_version_id: int
    answers: Mapping[str, Any]
    displayed: Sequence[str]
    submitted_at: datetime


@dataclass(frozen=True)
class AnswerSubmitted:
    topic: ClassVar[str] = "queue.answer_submitted"
    project_id: int
    item_id: int
    submission_id: int


@dataclass(frozen=True)
class SubmissionUndone:
    topic: ClassVar[str] = "queue.submission_undone"
    project_id: int
    item_id: int
    submission_id: int


@dataclass(frozen=True)
class SubmissionSettled:
    topic: ClassVar[str] = "queue.submission_settled"
    project_id: int
    item_id: int
    submission_id: int
    state: str


@dataclass(frozen=True)
class SubmissionsImported:
    topic: ClassVar[str] = "queue.submissions_imported"
    project_id: int
    import_id: int
