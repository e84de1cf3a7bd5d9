"""A task in a person's hand: what they see, and the claim behind it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast
from uuid import UUID

import orjson

from copydesk.guides.domain.records import Scope
from copydesk.kernel.errors import Conflict, Fault
from copydesk.queue.domain.about import Known, about_of

Stage = Literal["annotate", "review"]
SlotState = Literal["ready", "leased", "done", "cancelled"]
SubmissionState = Literal["submitted", "accepted", "fixed", "returned", "rejected", "waiting", "undone"]
ClaimOutcome = Literal["submitted", "skipped", "lapsed", "resumed", "released", "undone"]
Outcome = Literal["taken", "extra", "waiting"]

PERMISSION_OF: Final[dict[Stage, str]] = {"annotate": "work.annotate", "review": "work.review"}
ANSWERS_MAX_BYTES: Final = 2_000_000
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
    displayed: list[str]
    answers: dict[str, Any]
    active_ms: int
    submitted_at: datetime
    check_report: dict[str, Any] | None


@dataclass(frozen=True)
class Task:
    """What a member works on: the item, the versions it is judged under, and what they had begun. `has_checks`: of that guide version.

    `about` decides which rules of the guide concern it.
    """

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
    has_checks: bool
    about: Scope


@dataclass(frozen=True)
class TaskRow:
    """A row of the view `queue.task`; what begins with `draft_` or `subject_` is None together."""

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
    draft_answers: Any
    draft_revision: Any
    draft_saved_at: Any
    subject_id: int | None
    subject_state: Any
    subject_round: Any
    subject_previous_id: int | None
    subject_is_extra: Any
    subject_answers: Any
    subject_active_ms: Any
    subject_submitted_at: Any
    has_checks: bool
    subject_check_report: dict[str, Any] | None
    about: Known


@dataclass(frozen=True)
class Held:
    """A claim with everything that decides about it (view `queue.held`)."""

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
    check_policy: dict[str, Any] | None
    about: Known | None

    @property
    def holds_slot(self) -> bool:
        return self.slot_state == "leased" and self.slot_claim_id == self.claim_id

    @property
    def finds_slot_free(self) -> bool:
        """The lease is over, but the slot waits as it was."""
        is_same = self.slot_state == "ready" and self.slot_round == self.round
        return is_same and self.assigned_member_id in {None, self.member_id}


def task_of(row: TaskRow) -> Task:
    """What the member sees of a row."""
    is_annotate = row.stage == "annotate"
    return Task(
        slot_id=row.slot_id,
        token=row.token,
        project_id=row.project_id,
        stage=row.stage,
        round=row.round,
        lease_expires_at=row.lease_expires_at,
        started_at=row.started_at,
        item=TaskItem(
            row.item_id, row.item_version_id, row.item_version, row.external_id, blind(row.content)
        ),
        interface_version_id=row.interface_version_id,
        guide_version_id=row.guide_version_id,
        workflow_version_id=row.workflow_version_id,
        displayed=row.displayed,
        draft=None
        if row.draft_revision is None
        else Draft(row.draft_answers, row.draft_revision, row.draft_saved_at),
        returned=None
        if row.subject_id is None or not is_annotate
        else Returned(row.subject_id, row.subject_answers),
        subject=None if row.subject_id is None or is_annotate else _subject(row, row.subject_id),
        has_checks=row.has_checks,
        about=about_of(row.about),
    )


def _subject(row: TaskRow, submission_id: int) -> Subject:
    return Subject(
        id=submission_id,
        state=row.subject_state,
        round=row.subject_round,
        previous_id=row.subject_previous_id,
        is_extra=row.subject_is_extra,
        displayed=row.displayed,
        answers=row.subject_answers,
        active_ms=row.subject_active_ms,
        submitted_at=row.subject_submitted_at,
        check_report=row.subject_check_report,
    )


def blind(content: Mapping[str, Any]) -> dict[str, Any]:
    """Content without the sources of its responses: who compares answers must not see which model gave them."""
    responses = content.get("responses")
    if not isinstance(responses, list):
        return dict(content)
    return {**content, "responses": [_without_source(part) for part in cast("list[Any]", responses)]}


def _without_source(response: Any) -> Any:
    if not isinstance(response, dict):
        return response
    return {key: part for key, part in cast("dict[str, Any]", response).items() if key != "source"}


def check_answers(answers: Mapping[str, Any]) -> list[Fault]:
    """What keeps answers or a draft from being stored at all, whatever the form asks."""
    try:
        encoded = orjson.dumps(answers)
    except (TypeError, orjson.JSONEncodeError):
        return [Fault("/answers", "There is half a character (a lone surrogate) in the text: type it again.")]
    if len(encoded) > ANSWERS_MAX_BYTES:
        message = f"The answers have {len(encoded)} bytes; {ANSWERS_MAX_BYTES} are allowed."
        return [Fault("/answers", message)]
    if _NUL.search(encoded):
        return [Fault("/answers", "There is a character U+0000 in the text: remove it.")]
    return []


def decide_outcome(held: Held) -> Outcome:
    """What becomes of an answer that comes in now.

    In time, or late while the slot is free: it takes the slot. Late, and somebody else has the slot: an extra answer where
    the stage allows it. Otherwise, and when its author has answered the item under another claim: the lead decides.
    Raises Conflict when the author gave the task away themselves.
    """
    if held.holds_slot:
        return "taken"
    if held.outcome == "skipped":
        raise Conflict("You skipped this task, so it is no longer yours.", code="claim_ended")
    if held.has_other:
        return "waiting"
    if held.finds_slot_free:
        return "taken"
    return "extra" if held.allows_extra and held.slot_state in {"leased", "done"} else "waiting"
