"""What was done, by whom, as a list and as a file."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from copydesk.audit import service as audit
from copydesk.audit.domain import EventFilter
from copydesk.kernel.ctx import Actor, Ctx, Event
from copydesk.projects import service as projects
from copydesk.reports.domain.activity import ActivityFormat, NamedEvent, encode, header, with_names

PAGE_ROWS = 1_000
Aside = Callable[[Actor], AbstractAsyncContextManager[Ctx]]


async def list_activity(
    ctx: Ctx, project_id: int, wanted: EventFilter, *, member_id: int | None, before: int | None, limit: int
) -> list[NamedEvent]:
    """Newest first, at most `limit` with an id below `before`; with `member_id` only what this member did."""
    ctx.require("events.read", project_id)
    if member_id is not None:
        found = await projects.name_members(ctx, project_id, [member_id])
        identity_id = found[member_id].identity_id if member_id in found else None
        if identity_id is None:
            return []
        wanted = replace(wanted, identity_id=identity_id)
    events = await audit.list_events(ctx, project_id, wanted, before=before, limit=limit)
    actors = {event.identity_id for event in events if event.identity_id is not None}
    people = await projects.name_identities(ctx, project_id, actors) if actors else {}
    return with_names(events, people)


async def begin_activity_export(ctx: Ctx, project_id: int, kind: ActivityFormat) -> None:
    """The log says who took it out."""
    ctx.require("events.read", project_id)
    ctx.record(Event("events.exported", project_id, "project", project_id, {"format": kind}))


async def stream_activity(
    aside: Aside,
    actor: Actor,
    project_id: int,
    wanted: EventFilter,
    *,
    member_id: int | None,
    kind: ActivityFormat,
) -> AsyncGenerator[bytes]:
    """The file, newest first, a page in memory at a time."""
    yield header(kind)
    before: int | None = None
    while True:
        async with aside(actor) as beside:
            page = await list_activity(
                beside, project_id, wanted, member_id=member_id, before=before, limit=PAGE_ROWS
            )
        if page:
            yield b"".join(encode(one, kind) for one in page)
            before = page[-1].event.id
        if len(page) < PAGE_ROWS:
            return
