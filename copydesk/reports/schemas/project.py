"""Shapes of a project's overview, saved views and activity."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.audit.domain import EventFilter
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import EventId, IdentityId, MemberId, ProjectId, ViewId
from copydesk.reports.domain.activity import NamedEvent
from copydesk.reports.domain.overview import NeedCode, NoForecast, Overview, Stage
from copydesk.reports.domain.views import NewView


class StageLineOut(Shape):
    stage: Stage
    is_open: bool
    n_ready: int
    n_leased: int
    n_returned: int = Field(description="Of the ready ones: those that wait for their author.")
    n_done: int


class DayOut(Shape):
    day: date
    n: int


class PaceOut(Shape):
    stage: Stage
    days: list[DayOut] = Field(
        description="The oldest first; the last one is today, in the project's time zone."
    )


class ForecastOut(Shape):
    stage: Stage
    n_left: int
    n_per_day: float = Field(description="Mean since the first day with work, today left out.")
    low: date | None = Field(description="Eight times in ten it is done between `low` and `high`.")
    middle: date | None
    high: date | None
    reason: NoForecast | None = Field(description="Why there is no date; null when there is one.")


class NeedOut(Shape):
    code: NeedCode
    n: int
    oldest_at: datetime | None


class SetupStateOut(Shape):
    has_guide: bool
    has_interface: bool
    has_workflow: bool
    has_items: bool
    n_members: int
    n_invitations: int


class OverviewOut(Shape):
    n_items: int
    n_retired: int
    stages: list[StageLineOut]
    paces: list[PaceOut]
    forecasts: list[ForecastOut]
    needs: list[NeedOut] = Field(description="Only what there is.")
    setup: SetupStateOut

    @classmethod
    def of(cls, overview: Overview) -> "OverviewOut":
        paces = [
            PaceOut(stage=pace.stage, days=[DayOut(day=one.day, n=one.n) for one in pace.days])
            for pace in overview.paces
        ]
        return cls(
            n_items=overview.n_items,
            n_retired=overview.n_retired,
            stages=[StageLineOut.model_validate(one, extra="ignore") for one in overview.stages],
            paces=paces,
            forecasts=[ForecastOut.model_validate(one) for one in overview.forecasts],
            needs=[NeedOut.model_validate(one) for one in overview.needs],
            setup=SetupStateOut.model_validate(overview.setup),
        )


class OverviewQuery(Shape):
    n_days: int = Field(default=28, ge=7, le=90)


class ViewOut(Shape):
    id: ViewId
    project_id: ProjectId
    member_id: MemberId = Field(description="Whose it is.")
    page: str
    name: str
    query: dict[str, Any]
    is_shared: bool
    revision: int
    updated_at: datetime


class ViewCreate(Shape):
    page: str = Field(pattern=r"^[a-z][a-z_]{0,39}$", description="Such as `items`.")
    name: str
    query: dict[str, Any] = Field(description="Whatever the page needs to show it again.")
    is_shared: bool = Field(
        default=False, description="Everybody in the project sees it; needs project.write."
    )

    def new(self) -> NewView:
        return NewView(self.page, self.name, self.query, self.is_shared)


class ViewPatch(Shape):
    """What is absent stays."""

    name: str | None = Field(default=None, description="Null: stays.")
    query: dict[str, Any] | None = Field(default=None, description="Null: stays.")
    is_shared: bool | None = Field(default=None, description="Null: stays.")

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.model_dump().items() if value is not None}


class ViewsQuery(Shape):
    page: str | None = None


class ActivityFilter(Shape):
    member_id: MemberId | None = Field(default=None, description="What this member did.")
    action: str | None = Field(default=None, description="A whole action, or only its noun.")
    subject_type: str | None = None
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def wanted(self) -> EventFilter:
        return EventFilter(self.action, self.subject_type, self.subject_id, self.since, self.until)


class ActivityQuery(ActivityFilter):
    cursor: EventId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class ActorOut(Shape):
    member_id: MemberId
    pseudonym: str
    name: str | None = Field(description="Null unless you may see who people are.")


class ActivityOut(Shape):
    id: EventId
    at: datetime
    action: str = Field(description="Stable; docs/guide/activity.md says what each means.")
    actor: ActorOut | None = Field(
        description="Null: the system, or somebody who never was in the project, such as an admin."
    )
    identity_id: IdentityId | None
    is_system: bool
    subject_type: str | None
    subject_id: int | None
    details: dict[str, Any]

    @classmethod
    def of(cls, one: NamedEvent) -> "ActivityOut":
        event, actor = one.event, one.actor
        return cls(
            id=event.id,
            at=event.at,
            action=event.action,
            actor=None
            if actor is None
            else ActorOut(member_id=actor.id, pseudonym=actor.pseudonym, name=actor.name),
            identity_id=event.identity_id,
            is_system=event.is_system,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            details=event.details,
        )


OverviewQueryDep = Annotated[OverviewQuery, Query()]
ViewsQueryDep = Annotated[ViewsQuery, Query()]
ActivityQueryDep = Annotated[ActivityQuery, Query()]
ActivityFilterDep = Annotated[ActivityFilter, Query()]
