"""The load itself: one transaction from the first byte to the last, whatever goes wrong told in another."""

import asyncio
import contextlib
import errno
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from copydesk.exchange.domain.imports import (
    INTERRUPTED,
    DiskFull,
    Import,
    SourceInterrupted,
    check_can_load,
    failed,
)
from copydesk.exchange.formats import FORMATS
from copydesk.exchange.formats.sniffing import check_head, sniff
from copydesk.exchange.formats.source import Source
from copydesk.exchange.service.reading import Reading, ahead, read_chunks
from copydesk.exchange.service.reporting import Aside, Reporter, Told
from copydesk.exchange.service.writing import Writer
from copydesk.exchange.store import imports as store
from copydesk.exchange.store import known
from copydesk.interfaces import service as interfaces
from copydesk.items.domain import BatchLoaded
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound, Problem
from copydesk.queue import service as queue
from copydesk.queue.domain import ImportedSubmission

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Load:
    """One attempt to load one import."""

    ctx: Ctx
    begun: Import
    source: Source
    reporter: Reporter
    aside: Aside


async def load_content(
    ctx: Ctx, import_id: int, chunks: AsyncIterator[bytes], *, aside: Aside, told: Told | None = None
) -> Import:
    """Load a file into the project, in the transaction of `ctx`, with memory that does not grow with the file.

    `aside` opens the short transactions in which progress, problems and a failure are written, such as `boundary.open`;
    `told` hears of the progress about once a second. An import that failed can be sent again.
    Raises:  ImportFailed when anything was bad and the mode is all_or_nothing; FileRefused when the file as a whole cannot
             be read; SourceInterrupted when it ends too early; Conflict when the import is over or another one is running.
    """
    begun = await store.select_import(ctx.conn, import_id)
    if begun is None:
        raise NotFound("import")
    ctx.require("exchange.import", begun.project_id, "import")
    check_can_load(begun.state)
    if not await store.try_import_lock(ctx.conn, begun.project_id):
        raise Conflict("Another import of this project is running; wait for its end.", code="import_running")
    settings = ctx.settings
    source = Source(
        chunks, max_bytes=settings.import_max_bytes, line_max_bytes=settings.import_line_max_bytes
    )
    load = _Load(ctx, begun, source, Reporter(ctx, import_id, aside, told), aside)
    async with aside(ctx.actor) as beside:
        await store.start_import(beside.conn, import_id)
    try:
        return await _run(load)
    except BaseException as error:
        problem = _translated(error)
        await _tell_failure(load, error if problem is None else problem)
        if problem is None:
            raise
        raise problem from error


async def _run(load: _Load) -> Import:
    ctx, reporter, counts = load.ctx, load.reporter, load.reporter.counts
    begun = await _recognised(load)
    reporter.unit = FORMATS[begun.format or "jsonl"].unit
    reading = Reading(
        load.source,
        begun,
        await interfaces.latest_version(ctx, begun.project_id),
        ctx.settings.item_max_bytes,
        ctx.settings.import_chunk_rows,
    )
    version_id = await known.select_pinned_interface(ctx.conn, begun.project_id)
    pinned = reading.interface if version_id is None else await interfaces.get_version(ctx, version_id)
    writer = Writer(ctx, begun, reporter, pinned)
    async with reporter.telling(), contextlib.aclosing(ahead(read_chunks(reading, reporter))) as chunks:
        await _hand_to_queue(load, writer.write(chunks))
    counts.n_bytes = load.source.n_bytes
    await reporter.flush()
    if begun.mode == "all_or_nothing" and counts.n_bad:
        raise failed(begun.id, counts, reporter.first)
    await store.update_told(ctx.conn, begun.id, begun.format or "jsonl", load.source.header)
    await store.end_import(ctx.conn, begun.id, "done", ctx.now(), batch_id=writer.batch_id)
    if writer.batch_id is not None:
        ctx.emit(BatchLoaded(begun.project_id, writer.batch_id))
    details = {**counts.as_details(), "batch_id": writer.batch_id}
    ctx.record(Event("import.loaded", begun.project_id, "import", begun.id, details))
    done = await store.select_import(ctx.conn, begun.id)
    return done or begun


async def _recognised(load: _Load) -> Import:
    """The import with its format, which the first bytes tell where nobody else did."""
    head = await load.source.head()
    if load.begun.format is not None:
        check_head(head)
        return load.begun
    return replace(load.begun, format=sniff(load.begun.filename, head))


async def _hand_to_queue(load: _Load, submissions: AsyncIterator[ImportedSubmission]) -> None:
    """Pulling the judgements writes the items. The queue is called once, and only if there is a judgement."""
    first = await anext(submissions, None)
    if first is None:
        return

    async def from_first() -> AsyncIterator[ImportedSubmission]:
        yield first
        async for submission in submissions:
            yield submission

    await queue.import_submissions(load.ctx, load.begun.project_id, load.begun.id, from_first())


def _translated(error: BaseException) -> Problem | None:
    """An error that a person can do something about, as a problem that says what; None for all others."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DiskFull(
            "The disk for temporary files is full. Nothing was loaded: make room and send the file again."
        )
    explained = store.explain(error)
    if explained is None:
        return None
    code, words = explained
    if code == "disk_full":
        return DiskFull(words)
    return Conflict(words, code=code) if code == "changed_meanwhile" else None


async def _tell_failure(load: _Load, error: BaseException) -> None:
    """Best effort: where even this cannot be written, the sweep will find an import that nobody runs."""
    ctx, begun, counts = load.ctx, load.begun, load.reporter.counts
    counts.n_bytes = load.source.n_bytes
    explained = store.explain(error)
    if isinstance(error, SourceInterrupted | asyncio.CancelledError | GeneratorExit):
        words = INTERRUPTED
    elif isinstance(error, Problem):
        words = error.detail
    else:
        words = explained[1] if explained else "An unexpected error; it is in the server's log."
    try:
        await load.reporter.flush()
        async with load.aside(ctx.actor) as beside:
            await store.end_import(beside.conn, begun.id, "failed", ctx.now(), failure=words)
            beside.record(Event("import.failed", begun.project_id, "import", begun.id, counts.as_details()))
    except Exception:
        log.exception("the failure of import %s could not be written", begun.id)
