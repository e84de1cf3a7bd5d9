"""HTTP of a project's overview, saved views and activity."""

from typing import Annotated

from fastapi import Header, Request
from starlette.responses import StreamingResponse

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.http import CtxDep, Page, Routes, parse_if_match
from copydesk.kernel.ids import ProjectId, ViewId, show_id
from copydesk.reports import service
from copydesk.reports.domain.activity import MEDIA_TYPES, ActivityFormat
from copydesk.reports.schemas.project import (
    ActivityFilterDep,
    ActivityOut,
    ActivityQueryDep,
    OverviewOut,
    OverviewQueryDep,
    ViewCreate,
    ViewOut,
    ViewPatch,
    ViewsQueryDep,
)

routes = Routes("reports")

IfMatch = Annotated[str | None, Header()]


@routes.get("/projects/{project_id}/overview", permission="work.read_all")
async def project_overview(ctx: CtxDep, project_id: ProjectId, query: OverviewQueryDep) -> OverviewOut:
    """Stages, pace, forecasts, what needs somebody, and what the project still lacks."""
    return OverviewOut.of(await service.read_overview(ctx, project_id, n_days=query.n_days))


@routes.get("/projects/{project_id}/views", permission="project.read")
async def views_list(ctx: CtxDep, project_id: ProjectId, query: ViewsQueryDep) -> list[ViewOut]:
    """Your own saved views, and those that leads share."""
    return [ViewOut.model_validate(view) for view in await service.list_views(ctx, project_id, query.page)]


@routes.post("/projects/{project_id}/views", permission="project.read", status_code=201)
async def view_create(ctx: CtxDep, project_id: ProjectId, body: ViewCreate) -> ViewOut:
    """Save a view of a page under a name; sharing it needs project.write."""
    return ViewOut.model_validate(await service.create_view(ctx, project_id, body.new()))


@routes.patch("/views/{view_id}", permission="project.read")
async def view_change(ctx: CtxDep, view_id: ViewId, body: ViewPatch, if_match: IfMatch = None) -> ViewOut:
    """Change a view; `If-Match` carries the revision that you saw."""
    changed = await service.change_view(ctx, view_id, body.changes(), revision=parse_if_match(if_match))
    return ViewOut.model_validate(changed)


@routes.delete("/views/{view_id}", permission="project.read", status_code=204)
async def view_delete(ctx: CtxDep, view_id: ViewId) -> None:
    await service.delete_view(ctx, view_id)


@routes.get("/projects/{project_id}/activity", permission="events.read")
async def activity_list(ctx: CtxDep, project_id: ProjectId, query: ActivityQueryDep) -> Page[ActivityOut]:
    """The audit log with the people in it, newest first."""
    found = await service.list_activity(
        ctx, project_id, query.wanted(), member_id=query.member_id, before=query.cursor, limit=query.limit
    )
    next_cursor = show_id("event", found[-1].event.id) if len(found) == query.limit else None
    return Page(items=[ActivityOut.of(one) for one in found], next_cursor=next_cursor)


@routes.get(
    "/projects/{project_id}/activity/export/{kind}",
    permission="events.read",
    response_class=StreamingResponse,
)
async def activity_export(
    ctx: CtxDep, project_id: ProjectId, kind: ActivityFormat, query: ActivityFilterDep, request: Request
) -> StreamingResponse:
    """The log as a file, newest first. The log says who took it out."""
    await service.begin_activity_export(ctx, project_id, kind)
    boundary: Boundary = request.app.state.boundary
    stream = service.stream_activity(
        boundary.open, ctx.actor, project_id, query.wanted(), member_id=query.member_id, kind=kind
    )
    name = f'attachment; filename="activity-{show_id("project", project_id)}.{kind}"'
    return StreamingResponse(stream, media_type=MEDIA_TYPES[kind], headers={"Content-Disposition": name})
