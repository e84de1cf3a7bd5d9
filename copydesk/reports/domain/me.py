"""What a person finds when they come: work with its reasons, what they began, what is new; and what they search for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from copydesk.projects.domain import Membership
from copydesk.queue.domain import Reason, Stage, Work

VISIT_ENDS_AFTER: Final = timedelta(minutes=30)
FIRST_LOOK_BACK: Final = timedelta(days=14)
DRAFTS_MAX: Final = 20
VERDICTS_MAX: Final = 10
IMPORTS_MAX: Final = 10
# Verdicts are looked for on this many of a person's newest submissions.
SUBMISSIONS_LOOKED_AT: Final = 500

QUERY_MAX_CHARS: Final = 200
HITS_MAX: Final = 8
# The words of prompts are searched in this many of the newest items of all one's projects together.
ITEMS_LOOKED_AT: Final = 2_000

HitKind = Literal["project", "item", "rule", "person"]


@dataclass(frozen=True)
class Begun:
    """Unsent work. `is_free`: nobody else has taken the slot meanwhile; either way it can still be sent."""

    project_id: int
    project_name: str
    stage: Stage
    slot_id: int
    item_id: int
    external_id: str | None
    excerpt: str | None
    saved_at: datetime
    is_in_hand: bool
    is_free: bool


@dataclass(frozen=True)
class NewGuide:
    project_id: int
    project_name: str
    version_id: int
    number: int
    title: str
    note: str
    published_at: datetime


@dataclass(frozen=True)
class NewVerdict:
    """What became of one of the person's own submissions."""

    project_id: int
    project_name: str
    submission_id: int
    item_id: int
    external_id: str | None
    excerpt: str | None
    verdict: str
    n_findings: int
    reviewed_at: datetime


@dataclass(frozen=True)
class EndedImport:
    """An import that ended, well or not, in a project whose imports the person may see."""

    project_id: int
    project_name: str
    import_id: int
    state: Literal["done", "failed", "undone"]
    n_created: int
    n_bad: int
    finished_at: datetime


@dataclass(frozen=True)
class PlaceOfWork:
    """One project: what waits there, and why nothing does."""

    membership: Membership
    work: Work
    reasons: Mapping[Stage, Sequence[Reason]]
    n_for_lead: int | None


@dataclass(frozen=True)
class Home:
    """`since`: what is new is newer than this, the end of the visit before."""

    since: datetime
    projects: Sequence[PlaceOfWork]
    drafts: Sequence[Begun]
    guides: Sequence[NewGuide]
    verdicts: Sequence[NewVerdict]
    verdict_counts: Mapping[str, int]
    imports: Sequence[EndedImport]


@dataclass(frozen=True)
class Hit:
    """Something found; `detail` is a second line such as the words of a prompt."""

    kind: HitKind
    id: int
    project_id: int
    title: str
    detail: str | None
    key: str | None = None


def by_urgency(place: PlaceOfWork) -> tuple[Any, ...]:
    """Returned work first, then what is begun, then what could be drawn; the rest by name."""
    ready = (place.work.ready_annotate or 0) + (place.work.ready_review or 0)
    return (
        -place.work.returned,
        -place.work.in_hand,
        -(place.n_for_lead or 0),
        ready == 0,
        place.membership.project_name.lower(),
    )


def empty_stages(work: Work) -> list[Stage]:
    """The stages at which the person works here and finds nothing."""
    ready: dict[Stage, int | None] = {"annotate": work.ready_annotate, "review": work.ready_review}
    if work.returned or work.in_hand:
        return []
    return [stage for stage, n in ready.items() if n == 0]


def like(text: str) -> str:
    """The text with what `ilike` would read as a wildcard taken literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
