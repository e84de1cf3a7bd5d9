"""Use cases of the audit log."""

from collections.abc import Sequence

from copydesk.audit import store
from copydesk.audit.domain import EventFilter, LoggedEvent
from copydesk.kernel.ctx import Ctx


async def write_events(ctx: Ctx) -> None:
    """The boundary calls this just before it commits: what a use case recorded, in one statement."""
    if ctx.events:
        await store.insert_events(ctx.conn, ctx.events, ctx.actor, ctx.now(), ctx.request_id)


async def list_events(
    ctx: Ctx, project_id: int, wanted: EventFilter, *, before: int | None, limit: int
) -> list[LoggedEvent]:
    """A project's events, newest first; at most `limit` with an id below `before`."""
    ctx.require("events.read", project_id)
    return await store.select_events(ctx.conn, project_id, wanted, before=before, limit=limit)


async def list_all_events(
    ctx: Ctx, wanted: EventFilter, *, before: int | None, limit: int
) -> list[LoggedEvent]:
    """Events of the whole installation, for admins."""
    ctx.require_admin()
    return await store.select_events(ctx.conn, None, wanted, before=before, limit=limit)


async def list_events_about(
    ctx: Ctx, project_id: int, subjects: Sequence[tuple[str, int]], *, limit: int = 1_000
) -> list[LoggedEvent]:
    """A project's events about these things (type, id), oldest first; of more than `limit` the newest."""
    ctx.require("events.read", project_id)
    return await store.select_events_about(ctx.conn, project_id, subjects, limit)
