"""Sent work: its records, the time behind it, and when it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from copydesk.kernel.errors import Conflict, Fault
from copydesk.queue.domain.work import ClaimOutcome, Held, Outcome, SlotState, Stage, SubmissionState

Decision = Literal["accept", "fix", "return", "reject"]
Segment = tuple[datetime, datetime]

STATE_AFTER: Final[dict[Decision, SubmissionState]] = {
    "accept": "accepted",
    "fix": "fixed",
    "return": "returned",
    "reject": "rejected",
}


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
    check_report: dict[str, Any] | None


@dataclass(frozen=True)
class CheckedSubmission:
    """What the checks of its guide version said of a submission when it was sent."""

    id: int
    project_id: int
    guide_version_id: int
    submitted_at: datetime
    check_report: dict[str, Any]


@dataclass(frozen=True)
class SentAnswers:
    """As much of a submission as is needed to remember what its texts are like."""

    id: int
    project_id: int
    interface_version_id: int
    answers: dict[str, Any]


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
class SubmissionFilter:
    """Each given part narrows."""

    member_id: int | None = None
    item_id: int | None = None
    state: SubmissionState | None = None


@dataclass(frozen=True)
class ClaimLine:
    """A line in the history of an item."""

    id: int
    project_id: int
    stage: Stage
    slot_id: int
    member_id: int
    round: int
    claimed_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: ClaimOutcome | None
    skip_reason: str | None


@dataclass(frozen=True)
class ItemHistory:
    """Everything that people did with an item, oldest first."""

    submissions: list[Submission]
    claims: list[ClaimLine]


@dataclass(frozen=True)
class SlotLine:
    """As much of a slot as taking back an answer needs."""

    id: int
    state: SlotState
    claim_id: int | None
    subject_id: int | None


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
class ActiveTime:
    """When a person was at work, cut to the time in which they had the task."""

    segments: list[Segment]
    ms: int

    def as_json(self) -> list[list[str]]:
        return [[start.isoformat(), end.isoformat()] for start, end in self.segments]


@dataclass(frozen=True)
class Sending:
    """What is written of an answer that comes in."""

    answers: Mapping[str, Any]
    active: ActiveTime
    check_report: dict[str, Any] | None


def check_segments(segments: Sequence[Segment]) -> list[Fault]:
    """Segments follow each other in time and do not overlap."""
    faults: list[Fault] = []
    last: datetime | None = None
    for place, (start, end) in enumerate(segments):
        if start.tzinfo is None or end.tzinfo is None:
            return [
                Fault(f"/active_segments/{place}", "A time needs its zone, such as 2026-11-22T10:00:00Z.")
            ]
        if end < start:
            faults.append(Fault(f"/active_segments/{place}", "The segment ends before it begins."))
        elif last is not None and start < last:
            faults.append(
                Fault(f"/active_segments/{place}", "The segment begins before the one before it ends.")
            )
        last = end
    return faults


def active_time(segments: Sequence[Segment], *, since: datetime, now: datetime) -> ActiveTime:
    """Segments that passed `check_segments`, cut to the time from the claim until now: a wrong clock at the writer's desk
    must neither cost them their work nor count hours that were not.
    """
    cut = [(max(start, since), min(end, now)) for start, end in segments]
    kept = [(start, end) for start, end in cut if start < end]
    total = sum((end - start for start, end in kept), timedelta())
    return ActiveTime(kept, total // timedelta(milliseconds=1))


def outcome_of(submission: Submission) -> Outcome:
    """What became of it when it came in, for a repeated submit."""
    if submission.state == "waiting":
        return "waiting"
    return "extra" if submission.is_extra else "taken"


def check_undo(submission: Submission, slots: Sequence[SlotLine], *, now: datetime, undo_s: int) -> None:
    """Raises Conflict with the reason why the submission cannot be taken back (any more).

    `slots`: the one that it fills and those that follow it, locked.
    """
    followers = [slot for slot in slots if slot.subject_id == submission.id]
    holds = any(slot.id == submission.slot_id and slot.claim_id == submission.claim_id for slot in slots)
    if submission.claim_id is None or submission.state in {"fixed", "returned", "rejected"}:
        raise Conflict("This submission was settled: it cannot be taken back.", code="undo_settled")
    if not holds:
        raise Conflict(
            "Somebody else has this slot meanwhile: it cannot be taken back.", code="undo_slot_gone"
        )
    if any(slot.state != "ready" for slot in followers):
        raise Conflict("Its review has begun: it cannot be taken back.", code="undo_followed")
    if not followers and now > submission.submitted_at + timedelta(seconds=undo_s):
        raise Conflict(f"It can be taken back for {undo_s} seconds; they are over.", code="undo_too_late")
