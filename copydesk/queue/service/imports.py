"""Judgements that were made elsewhere, and taking them away again. Permission and idempotency are the caller's."""

from collections.abc import AsyncIterable

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict
from copydesk.queue.domain import ImportedSubmission, ImportPurged, Queue, SubmissionsImported
from copydesk.queue.store import imports, slots

CHUNK_ROWS = 2_000


async def import_submissions(
    ctx: Ctx, project_id: int, import_id: int, rows: AsyncIterable[ImportedSubmission]
) -> int:
    """Write judgements of members as accepted submissions under the versions that are published now; the number of them.

    By COPY, a chunk in memory at a time; may be called again and again for one import. The answers are checked by the caller.
    The items' slots are fitted when this has committed. Raises Conflict `not_published`.
    """
    queue = await slots.select_queue(ctx.conn, project_id, "annotate")
    if queue is None:
        raise Conflict(
            "Publish the form of the tasks and the stages first: judgements belong to a version of them.",
            code="not_published",
        )
    n_rows = 0
    chunk: list[ImportedSubmission] = []
    async for row in rows:
        chunk.append(row)
        if len(chunk) >= CHUNK_ROWS:
            n_rows += await _write(ctx, queue, import_id, chunk)
            chunk = []
    n_rows += await _write(ctx, queue, import_id, chunk)
    if n_rows:
        ctx.emit(SubmissionsImported(project_id, import_id))
        ctx.record(Event("submission.imported", project_id, "import", import_id, {"n_submissions": n_rows}))
    return n_rows


async def _write(ctx: Ctx, queue: Queue, import_id: int, chunk: list[ImportedSubmission]) -> int:
    if chunk:
        await imports.copy_submissions(ctx.conn, queue, import_id, chunk)
        await imports.insert_taken(ctx.conn, chunk)
    return len(chunk)


async def import_is_untouched(ctx: Ctx, batch_id: int | None, import_id: int) -> bool:
    """Whether nobody here has claimed an item of the batch or built on a judgement of the import."""
    return not await imports.has_work_upon(ctx.conn, batch_id=batch_id, import_id=import_id)


async def purge_import(ctx: Ctx, project_id: int, import_id: int, *, batch_id: int | None = None) -> int:
    """Delete an import's judgements and the slots of its batch; the number of judgements.

    Items that stay get their slots back when this has committed.
    """
    n_submissions = await imports.delete_import(ctx.conn, import_id)
    n_slots = 0 if batch_id is None else await imports.delete_slots_of_batch(ctx.conn, batch_id)
    if n_submissions:
        ctx.emit(ImportPurged(project_id, import_id))
    details = {"n_submissions": n_submissions, "n_slots": n_slots}
    ctx.record(Event("submission.purged", project_id, "import", import_id, details))
    return n_submissions


async def purge_project(ctx: Ctx, project_id: int) -> None:
    """Delete everything that the queue holds of a project; what was built on submissions is the caller's to delete first."""
    await imports.delete_project(ctx.conn, project_id)
    ctx.record(Event("queue.purged", project_id, "project", project_id))
