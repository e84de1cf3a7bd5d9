"""From bytes to records that are good by themselves, one chunk ahead of the database."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import partial

from copydesk.exchange.domain.imports import Import, RecordRefused
from copydesk.exchange.domain.mapper import compile_items, compile_judgements
from copydesk.exchange.domain.mapping import read_mapping
from copydesk.exchange.domain.records import MapItem, MapJudgements, Ready, Record
from copydesk.exchange.formats import FORMATS
from copydesk.exchange.formats.source import Source
from copydesk.exchange.service.reporting import Reporter
from copydesk.interfaces import service as interfaces
from copydesk.interfaces.domain import InterfaceVersion
from copydesk.items.domain import Check, ContentRefused, prepare

# How long the event loop may be kept from others: about a millisecond of records.
_BREATH_RECORDS = 32
_CHUNK_BYTES = 16_000_000

Prepare = Callable[[Record], Ready]
Chunks = AsyncGenerator[list[Ready]]


@dataclass(frozen=True)
class Reading:
    """How one import's file is read. `rows` and 16 MB limit a chunk."""

    source: Source
    begun: Import
    interface: InterfaceVersion | None
    item_max_bytes: int
    rows: int

    def prepare(self) -> Prepare:
        """What makes a record ready, or raises RecordRefused or ContentRefused."""
        document = (
            None if self.begun.mapping is None else read_mapping(self.begun.mapping, holds=self.begun.holds)
        )
        if self.begun.holds == "judgements" and document and document.judgements:
            return _judgements_only(compile_judgements(document.judgements))
        check = None if self.interface is None else partial(interfaces.check_item, self.interface.document)
        return _items(compile_items(document, self.begun.format), check, self.item_max_bytes)


def _items(map_item: MapItem, check: Check | None, max_bytes: int) -> Prepare:
    def ready(record: Record) -> Ready:
        mapped = map_item(record.value)
        item, content = prepare(mapped.external_id, mapped.content, max_bytes=max_bytes, check=check)
        response_ids = [response["id"] for response in content["responses"]] if mapped.judgements else ()
        return Ready(record, item, response_ids, mapped.judgements)

    return ready


def _judgements_only(map_judgements: MapJudgements) -> Prepare:
    return lambda record: Ready(record, None, (), map_judgements(record.value))


async def read_chunks(reading: Reading, reporter: Reporter) -> Chunks:
    """The good records by the chunk; the bad ones go to the reporter."""
    prepare_record = reading.prepare()
    counts = reporter.counts
    chunk: list[Ready] = []
    n_bytes = 0
    async for records in FORMATS[reading.begun.format or "jsonl"].read(reading.source):
        for record in records:
            counts.n_read += 1
            ready = _ready(record, prepare_record, reporter)
            if ready is not None:
                chunk.append(ready)
                n_bytes += ready.n_bytes
            if len(chunk) >= reading.rows or n_bytes >= _CHUNK_BYTES:
                yield chunk
                chunk, n_bytes = [], 0
            if counts.n_read % _BREATH_RECORDS == 0:
                await asyncio.sleep(0)
        counts.n_bytes = reading.source.n_bytes
        if reporter.is_heavy:
            await reporter.flush()
    if chunk:
        yield chunk


def _ready(record: Record, prepare_record: Prepare, reporter: Reporter) -> Ready | None:
    if record.fault is not None:
        reporter.bad(record, record.fault)
        return None
    try:
        return prepare_record(record)
    except RecordRefused as refused:
        reporter.bad(record, str(refused))
    except ContentRefused as refused:
        reporter.bad(record, "; ".join(f"{fault.at} {fault.message}".strip() for fault in refused.faults))
    return None


async def ahead(chunks: Chunks) -> Chunks:
    """The same chunks, each read while the one before it is being written; an error of reading is raised in its turn."""
    queue: asyncio.Queue[list[Ready] | Exception | None] = asyncio.Queue(maxsize=1)

    async def read() -> None:
        try:
            async with contextlib.aclosing(chunks):
                async for chunk in chunks:
                    await queue.put(chunk)
        except Exception as error:  # noqa: BLE001 -- it is raised where the chunks are taken out
            await queue.put(error)
        else:
            await queue.put(None)

    task = asyncio.create_task(read())
    try:
        while (found := await queue.get()) is not None:
            if isinstance(found, Exception):
                raise found
            yield found
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
