"""Use cases around a load: begin an import, look at it, take it back."""

from collections.abc import AsyncIterator
from typing import Any

import orjson

from copydesk.exchange.domain.imports import (
    INTERRUPTED,
    Import,
    KeptProblem,
    NewImport,
    check_can_undo,
)
from copydesk.exchange.domain.mapping import read_mapping
from copydesk.exchange.domain.shapes import object_in
from copydesk.exchange.service.reporting import Aside
from copydesk.exchange.store import imports as store
from copydesk.exchange.store import known
from copydesk.items import service as items
from copydesk.kernel.ctx import Actor, Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, Invalid, NotFound
from copydesk.kernel.source import read_source
from copydesk.projects import service as projects
from copydesk.queue import service as queue

_PAGE_ROWS = 20


async def create_import(ctx: Ctx, project_id: int, new: NewImport) -> Import:
    """An import whose file is still to come (`load_content`). Raises Invalid when its mapping is wrong."""
    ctx.require("exchange.import", project_id)
    project = await projects.get_project(ctx, project_id)
    if project.archived_at is not None or project.delete_after is not None:
        raise Conflict("This project is archived or is being deleted.", code="project_closed")
    if new.mapping is not None:
        read_mapping(new.mapping, holds=new.holds)
    elif new.holds == "judgements":
        fault = Fault("/mapping", "say where the external id, the person and the answers stand")
        raise Invalid("A file of judgements needs a mapping.", code="mapping_refused", faults=[fault])
    import_id = await store.insert_import(ctx.conn, project_id, new, ctx.now(), ctx.actor.identity_id)
    ctx.record(Event("import.created", project_id, "import", import_id))
    return await _load(ctx, import_id)


def read_mapping_text(text: str) -> dict[str, Any]:
    """A mapping as it was written, YAML or JSON. Raises Invalid with the place of each fault."""
    source = read_source(text)
    found = object_in(source.value)
    if found is None:
        faults = source.faults or [Fault("", "a mapping is an object with the keys `item` and `judgements`")]
        raise Invalid("The mapping cannot be read.", code="mapping_refused", faults=faults)
    return found


async def get_import(ctx: Ctx, import_id: int) -> Import:
    return await _load(ctx, import_id)


async def list_imports(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[Import]:
    """Newest first."""
    ctx.require("exchange.import", project_id)
    return await store.select_imports(ctx.conn, project_id, before=before, limit=limit)


async def list_problems(ctx: Ctx, import_id: int, *, after: int, limit: int) -> list[KeptProblem]:
    """In the order of the file."""
    await _load(ctx, import_id)
    return await store.select_problems(ctx.conn, import_id, after=after, limit=limit)


async def _load(ctx: Ctx, import_id: int) -> Import:
    found = await store.select_import(ctx.conn, import_id)
    if found is None:
        ctx.require_identity()
        raise NotFound("import")
    ctx.require("exchange.import", found.project_id, "import")
    return found


def rejects_format(done: Import, *, with_reasons: bool) -> str:
    """The format of the file of rejects: that of the import, where bad records can be written in it one by one."""
    is_same = not with_reasons and done.format in {"jsonl", "json", "csv", "tsv", "label_studio"}
    return (done.format or "jsonl") if is_same else "reasons"


async def stream_rejects(
    done: Import, aside: Aside, actor: Actor, *, with_reasons: bool
) -> AsyncIterator[bytes]:
    """The bad records as a file that can be mended and sent again, or, with reasons, as JSONL {place, message, record}."""
    kind = rejects_format(done, with_reasons=with_reasons)
    opening, between, closing = _FRAMES.get(kind, (b"", b"", b""))
    yield opening
    if kind in {"csv", "tsv"} and done.header:
        yield done.header.encode() + b"\n"
    n_written = 0
    async for problem in _bad_ones(done.id, aside, actor):
        if kind == "reasons":
            yield (
                orjson.dumps({"place": problem.place, "message": problem.message, "record": problem.record})
                + b"\n"
            )
        elif problem.record is not None:
            yield (between if n_written else b"") + problem.record.encode() + (b"" if between else b"\n")
            n_written += 1
    yield closing


_FRAMES = {"json": (b"[", b",\n", b"]\n"), "label_studio": (b"[", b",\n", b"]\n")}


async def _bad_ones(import_id: int, aside: Aside, actor: Actor) -> AsyncIterator[KeptProblem]:
    """Each record once, a page in memory at a time."""
    after, last = 0, ""
    while True:
        async with aside(actor) as beside:
            page = await store.select_problems(
                beside.conn, import_id, after=after, limit=_PAGE_ROWS, kind="bad"
            )
        for problem in page:
            after = problem.ordinal
            if problem.place != last:
                yield problem
            last = problem.place
        if len(page) < _PAGE_ROWS:
            return


async def undo_import(ctx: Ctx, import_id: int) -> Import:
    """Take everything back that an import brought: items, versions, slots, judgements, and people who did nothing else.

    Raises:  Conflict when it is not done, or when anybody has worked on what it brought.
    """
    done = await _load(ctx, import_id)
    if not await store.try_import_lock(ctx.conn, done.project_id):
        raise Conflict("An import of this project is running; wait for its end.", code="import_running")
    had_changes = done.updates and done.n_changed > 0 and done.batch_id is not None
    has_work = not await queue.import_is_untouched(ctx, done.batch_id, import_id) or (
        had_changes and await known.has_work_on_versions(ctx.conn, done.batch_id or 0)
    )
    check_can_undo(done.state, has_work=has_work)
    people = await known.select_people_of_import(ctx.conn, import_id)
    n_judgements = await queue.purge_import(ctx, done.project_id, import_id, batch_id=done.batch_id)
    n_items = 0
    if done.batch_id is not None:
        n_items = await items.purge_batch(ctx, done.project_id, done.batch_id, had_changes=had_changes)
    idle = await known.select_idle(ctx.conn, people) if people else []
    n_people = await projects.forget_imported_members(ctx, done.project_id, idle) if idle else 0
    await store.end_import(ctx.conn, import_id, "undone", ctx.now())
    details = {"n_items": n_items, "n_judgements": n_judgements, "n_people": n_people}
    ctx.record(Event("import.undone", done.project_id, "import", import_id, details))
    return await _load(ctx, import_id)


async def fail_abandoned_imports(ctx: Ctx) -> None:
    """Imports whose server died: they are called running, but nobody runs them. Nothing of them was loaded."""
    for import_id, project_id in await store.fail_abandoned(ctx.conn, INTERRUPTED, ctx.now()):
        ctx.record(Event("import.failed", project_id, "import", import_id))


async def purge_project(ctx: Ctx, project_id: int) -> None:
    """Forget all imports of a project that is being deleted; what they brought is others' to delete."""
    await store.delete_project(ctx.conn, project_id)
    ctx.record(Event("import.purged", project_id, "project", project_id))
