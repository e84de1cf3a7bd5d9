"""HTTP of what open pages are told (server-sent events)."""

from collections.abc import AsyncIterable
from typing import Annotated, cast

from fastapi import Depends, Header, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from copydesk.kernel.http import ADMIN, CtxDep, Routes, lookup_of
from copydesk.kernel.ids import ProjectId
from copydesk.reports import service
from copydesk.reports.schemas.me import LiveOut
from copydesk.reports.service import Subscription, Told

routes = Routes("reports")

RETRY_MS = 3_000
LastEventId = Annotated[str | None, Header(max_length=100)]


# The permission is checked before the stream begins, inside the request's transaction; the stream itself holds none.
async def _project(
    ctx: CtxDep, request: Request, project_id: ProjectId, last_event_id: LastEventId = None
) -> Subscription:
    state = request.app.state
    return await service.open_live(
        ctx, state.live, state.boundary, lookup_of(request), project_id, last_event_id
    )


async def _installation(ctx: CtxDep, request: Request, last_event_id: LastEventId = None) -> Subscription:
    state = request.app.state
    return await service.open_live_installation(
        ctx, state.live, state.boundary, lookup_of(request), last_event_id
    )


@routes.get("/projects/{project_id}/live", permission="project.read", response_class=EventSourceResponse)
async def live_project(at: Annotated[Subscription, Depends(_project)]) -> AsyncIterable[LiveOut]:
    """Tells coarsely what changes in a project, so that pages ask again. Goes on from `Last-Event-ID`; ends when you may no longer."""
    async for told in service.follow_project(at):
        yield _event(told)


@routes.get("/admin/live", permission=ADMIN, response_class=EventSourceResponse)
async def live_installation(at: Annotated[Subscription, Depends(_installation)]) -> AsyncIterable[LiveOut]:
    """As `live_project`, for admins: accounts, backups, projects."""
    async for told in service.follow_installation(at):
        yield _event(told)


def _event(told: Told) -> LiveOut:
    """FastAPI takes the event with its id in place of the shape that the contract names."""
    if told.change is None:
        shape = LiveOut(topic="all" if told.is_all else "ready", at=None, counts={})
        return cast("LiveOut", ServerSentEvent(data=shape, id=str(told.mark), retry=RETRY_MS))
    change = told.change
    shape = LiveOut(topic=change.topic, at=change.at, counts=dict(change.counts))
    return cast("LiveOut", ServerSentEvent(data=shape, id=str(told.mark)))
