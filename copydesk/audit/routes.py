"""HTTP of the audit log."""

from copydesk.audit import service
from copydesk.audit.domain import LoggedEvent
from copydesk.audit.schemas import EventOut, EventQueryDep
from copydesk.kernel.http import ADMIN, CtxDep, Page, Routes
from copydesk.kernel.ids import ProjectId, show_id

routes = Routes("audit")


def _page(events: list[LoggedEvent], limit: int) -> Page[EventOut]:
    """A full page has a following one, which may be empty."""
    next_cursor = show_id("event", events[-1].id) if len(events) == limit else None
    return Page(items=[EventOut.model_validate(event) for event in events], next_cursor=next_cursor)


@routes.get("/projects/{project_id}/events", permission="events.read")
async def events_list(ctx: CtxDep, project_id: ProjectId, query: EventQueryDep) -> Page[EventOut]:
    events = await service.list_events(
        ctx, project_id, query.wanted(), before=query.cursor, limit=query.limit
    )
    return _page(events, query.limit)


@routes.get("/events", permission=ADMIN)
async def events_list_all(ctx: CtxDep, query: EventQueryDep) -> Page[EventOut]:
    events = await service.list_all_events(ctx, query.wanted(), before=query.cursor, limit=query.limit)
    return _page(events, query.limit)
