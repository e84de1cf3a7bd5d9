"""Parquet. Its index stands at the end, so the file is spooled to disk first; then it is read by the batch."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from typing import IO, Any

from copydesk.exchange.domain.imports import FileRefused
from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats.source import Source

_BATCH_ROWS = 256


async def read(source: Source) -> AsyncIterator[list[Record]]:
    with tempfile.TemporaryFile(prefix="copydesk-import-") as spool:
        async for block in source.blocks():
            spool.write(block)
        number = 1
        batches = _batches(spool)
        while (rows := await asyncio.to_thread(next, batches, None)) is not None:
            yield [Record(at, row, None) for at, row in enumerate(rows, start=number)]
            number += len(rows)


def _batches(spool: IO[bytes]) -> Any:
    """Rows as dictionaries. Without a buffer ahead, a column takes its pages one by one into memory."""
    import pyarrow.parquet as pq_module  # 60 MB that only this format needs

    pq: Any = pq_module
    spool.seek(0)
    try:
        file = pq.ParquetFile(spool, pre_buffer=False, buffer_size=1 << 20)
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, use_threads=False):
            yield batch.to_pylist()
    except (ValueError, OSError, NotImplementedError) as error:
        words = str(error).partition("\n")[0]
        raise FileRefused(f"The file is not a Parquet file that can be read: {words}") from error
