"""Queues, their counts, and why one is empty for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from copydesk.queue.domain.work import PERMISSION_OF, Stage

ReasonCode = Literal[
    "not_published",
    "stage_off",
    "no_role",
    "guide_changed",
    "no_items",
    "all_done",
    "all_in_hand",
    "all_seen",
]

COUNT_MAX: Final = 1_000
PRIORITY_MAX: Final = 100


@dataclass(frozen=True)
class Queue:
    id: int
    project_id: int
    stage: Stage
    is_open: bool
    guide_version_id: int | None
    interface_version_id: int
    workflow_version_id: int
    n_slots: int


@dataclass(frozen=True)
class QueueSetting:
    """What is published now for one stage."""

    project_id: int
    stage: Stage
    is_open: bool
    guide_version_id: int | None
    interface_version_id: int
    workflow_version_id: int
    n_slots: int
    lease_s: int
    allows_extra: bool
    shuffles: bool


@dataclass(frozen=True)
class Fitted:
    """Slots that were opened and cancelled."""

    n_opened: int
    n_cancelled: int


@dataclass(frozen=True)
class Reason:
    """One cause of an empty queue, in words, with its count; `at` is when it may change."""

    code: ReasonCode
    text: str
    count: int | None = None
    at: datetime | None = None
    guide_version: int | None = None


@dataclass(frozen=True)
class GuideNews:
    """What a member must read before new work: up to the version with this number, so many changed rules."""

    number: int
    n_changes: int


@dataclass(frozen=True)
class QueueState:
    """A queue as one member finds it; counts end at COUNT_MAX. `must_read`: a change of the guide, before new work."""

    is_open: bool
    may_draw: bool
    must_read: bool
    n_ready: int
    n_assigned: int
    n_leased: int
    n_done: int
    lapses_at: datetime | None


@dataclass(frozen=True)
class EmptyQueue(QueueState):
    """The state of a queue from which nothing comes for somebody."""

    project_id: int
    stage: Stage


@dataclass(frozen=True)
class StageCounts:
    stage: Stage
    is_open: bool
    ready: int
    leased: int
    done: int
    waiting: int
    n_last_day: int


@dataclass(frozen=True)
class MemberCounts:
    member_id: int
    n_submitted: int
    n_accepted: int
    n_returned: int
    n_rejected: int
    n_reviewed: int
    n_last_day: int
    n_in_hand: int
    last_at: datetime | None


@dataclass(frozen=True)
class Progress:
    """How far a project is: by stage, and by member."""

    stages: list[StageCounts]
    members: list[MemberCounts]


@dataclass(frozen=True)
class WorkCounts:
    """What one stage holds for a member."""

    project_id: int
    stage: Stage
    n_ready: int
    n_returned: int
    n_in_hand: int


@dataclass(frozen=True)
class Work:
    """What waits for a person in one project. None: not their job there."""

    project_id: int
    ready_annotate: int | None
    ready_review: int | None
    returned: int
    in_hand: int


def role_stages(roles: Mapping[str, frozenset[str]]) -> list[tuple[str, Stage]]:
    """Which role draws at which stage."""
    return [
        (role, stage)
        for role, permissions in roles.items()
        for stage, permission in PERMISSION_OF.items()
        if permission in permissions
    ]


def work_of(project_id: int, counts: list[WorkCounts]) -> Work:
    """The counts of one project's stages together."""
    mine = {count.stage: count for count in counts if count.project_id == project_id}
    return Work(
        project_id,
        mine["annotate"].n_ready if "annotate" in mine else None,
        mine["review"].n_ready if "review" in mine else None,
        sum(count.n_returned for count in mine.values()),
        sum(count.n_in_hand for count in mine.values()),
    )


def explain(state: QueueState | None, stage: Stage, news: GuideNews | None = None) -> list[Reason]:
    """Why nothing came for a member, the first cause first. `news` is what they must read, where they must."""
    if state is None:
        return [
            Reason(
                "not_published",
                "The form of the tasks or the stages of the work are not published yet. The lead does that.",
            )
        ]
    if not state.may_draw:
        return [
            Reason(
                "no_role",
                "Your role gets no tasks of this kind here, or the project is closed. Ask the lead.",
            )
        ]
    if news is not None:
        return [_guide_changed(news)]
    reasons: list[Reason] = []
    if state.n_ready:
        reasons.append(Reason("all_seen", _seen(state.n_ready, stage), state.n_ready))
    n_held = state.n_leased + state.n_assigned
    if n_held:
        reasons.append(Reason("all_in_hand", _held(n_held, state.lapses_at), n_held, state.lapses_at))
    if not state.is_open:
        reasons.append(Reason("stage_off", "This stage is switched off: nothing new comes in."))
    if not reasons and state.n_done:
        reasons.append(
            Reason("all_done", f"All done: {_count(state.n_done, 'task')} finished.", state.n_done)
        )
    if not reasons:
        nothing = (
            "No items were added yet." if stage == "annotate" else "Nothing was submitted for review yet."
        )
        reasons.append(Reason("no_items", nothing, 0))
    return reasons


def _guide_changed(news: GuideNews) -> Reason:
    which = f"version {news.number}" + (f", {_count(news.n_changes, 'rule')}" if news.n_changes else "")
    text = f"The guide changed ({which}). Read what changed and confirm it; then you get tasks again."
    return Reason("guide_changed", text, news.n_changes, guide_version=news.number)


def _count(n: int, noun: str) -> str:
    number = f"{n:,} or more" if n >= COUNT_MAX else f"{n:,}"
    return f"{number} {noun}" if n == 1 else f"{number} {noun}s"


def _seen(n: int, stage: Stage) -> str:
    why = (
        "you had these items already" if stage == "annotate" else "they are your own work or you skipped them"
    )
    verb = "is" if n == 1 else "are"
    return f"{_count(n, 'task')} {verb} left for other people: {why}."


def _held(n: int, lapses_at: datetime | None) -> str:
    verb = "is" if n == 1 else "are"
    soon = (
        ""
        if lapses_at is None
        else f" The first comes free at {lapses_at:%H:%M} UTC at the latest if nobody works on it."
    )
    return f"{_count(n, 'task')} {verb} with other people.{soon}"
