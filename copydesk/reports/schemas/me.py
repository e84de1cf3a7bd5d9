"""Shapes of a person's home, of search, and of what open pages are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import (
    GuideVersionId,
    ImportId,
    ItemId,
    MemberId,
    ProjectId,
    SlotId,
    SubmissionId,
    show_id,
)
from copydesk.queue.domain import Reason, ReasonCode, Stage
from copydesk.reports.domain.live import Topic
from copydesk.reports.domain.me import Hit, HitKind, Home, PlaceOfWork
from copydesk.review.domain import Verdict


class HomeReasonOut(Shape):
    stage: Stage
    code: ReasonCode
    text: str
    count: int | None = Field(description="1000 means 1000 or more.")
    at: datetime | None


class HomeProjectOut(Shape):
    project_id: ProjectId
    project_name: str
    member_id: MemberId
    role: str
    permissions: list[str]
    ready_annotate: int | None = Field(
        description="Items that you could still draw, 1000 means 1000 or more; null: not your job there."
    )
    ready_review: int | None
    returned: int = Field(description="Your own work that came back.")
    in_hand: int = Field(description="Tasks that you have begun.")
    for_lead: int | None = Field(
        description="Late answers that wait for your decision; null: not yours to decide."
    )
    reasons: list[HomeReasonOut] = Field(
        description="Why nothing waits for you at a stage, the first cause first."
    )

    @classmethod
    def of(cls, place: PlaceOfWork) -> "HomeProjectOut":
        reasons = [_reason(stage, told) for stage, several in place.reasons.items() for told in several]
        return cls(
            project_id=place.membership.project_id,
            project_name=place.membership.project_name,
            member_id=place.membership.member_id,
            role=place.membership.role,
            permissions=place.membership.permissions,
            ready_annotate=place.work.ready_annotate,
            ready_review=place.work.ready_review,
            returned=place.work.returned,
            in_hand=place.work.in_hand,
            for_lead=place.n_for_lead,
            reasons=reasons,
        )


def _reason(stage: Stage, told: Reason) -> HomeReasonOut:
    return HomeReasonOut(stage=stage, code=told.code, text=told.text, count=told.count, at=told.at)


class HomeDraftOut(Shape):
    project_id: ProjectId
    project_name: str
    stage: Stage
    slot_id: SlotId
    item_id: ItemId
    external_id: str | None
    excerpt: str | None
    saved_at: datetime
    is_in_hand: bool
    is_free: bool = Field(description="False: somebody else took it meanwhile; it can still be sent, late.")


class HomeGuideOut(Shape):
    project_id: ProjectId
    project_name: str
    version_id: GuideVersionId
    number: int
    title: str
    note: str
    published_at: datetime


class HomeVerdictOut(Shape):
    project_id: ProjectId
    project_name: str
    submission_id: SubmissionId
    item_id: ItemId
    external_id: str | None
    excerpt: str | None
    verdict: Verdict
    n_findings: int
    reviewed_at: datetime


class HomeImportOut(Shape):
    project_id: ProjectId
    project_name: str
    import_id: ImportId
    state: Literal["done", "failed", "undone"]
    n_created: int
    n_bad: int
    finished_at: datetime


class HomeOut(Shape):
    since: datetime = Field(description="The end of your visit before: what is new is newer than this.")
    projects: list[HomeProjectOut] = Field(
        description="Returned work first, then what is begun, then what could be drawn."
    )
    drafts: list[HomeDraftOut] = Field(description="Unsent work, the last saved first.")
    guides: list[HomeGuideOut] = Field(description="Published since.")
    verdicts: list[HomeVerdictOut] = Field(description="On your work since; the newest ten.")
    verdict_counts: dict[Verdict, int]
    imports: list[HomeImportOut] = Field(description="Ended since, where you may import; the newest ten.")

    @classmethod
    def of(cls, home: Home) -> "HomeOut":
        return cls.model_validate(
            {
                "since": home.since,
                "projects": [HomeProjectOut.of(one) for one in home.projects],
                "drafts": [HomeDraftOut.model_validate(one) for one in home.drafts],
                "guides": [HomeGuideOut.model_validate(one) for one in home.guides],
                "verdicts": [HomeVerdictOut.model_validate(one) for one in home.verdicts],
                "verdict_counts": dict(home.verdict_counts),
                "imports": [HomeImportOut.model_validate(one) for one in home.imports],
            }
        )


class SearchQuery(Shape):
    q: str = Field(
        max_length=500, description="An external id's beginning, words of a prompt, a rule, a name."
    )


class HitOut(Shape):
    kind: HitKind
    id: str = Field(description="Of the project, item, guide version (of a rule) or member.")
    project_id: ProjectId
    title: str
    detail: str | None = Field(description="The words of the prompt, the project of a rule, a person's name.")
    key: str | None = Field(description="A rule's key; null otherwise.")


class SearchOut(Shape):
    hits: list[HitOut] = Field(description="By kind, the best of each first.")

    @classmethod
    def of(cls, hits: Sequence[Hit]) -> "SearchOut":
        return cls(
            hits=[
                HitOut(
                    kind=hit.kind,
                    id=show_id(_PREFIXES[hit.kind], hit.id),
                    project_id=hit.project_id,
                    title=hit.title,
                    detail=hit.detail,
                    key=hit.key,
                )
                for hit in hits
            ]
        )


_PREFIXES = {"project": "project", "item": "item", "rule": "guide_version", "person": "member"}


class LiveOut(Shape):
    topic: Topic = Field(
        description="What to ask for again. `ready`: the stream has begun; `all`: too much was missed, ask for everything again."
    )
    at: datetime | None = Field(description="When it happened last; null with `ready` and `all`.")
    counts: dict[str, int] = Field(description="How often, by action.")


SearchQueryDep = Annotated[SearchQuery, Query()]
