"""JSON Lines: one object per line. A broken line is one bad record; the next line is read as if nothing had happened."""

from collections.abc import AsyncIterator
from typing import Any

import orjson

from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats.lines import Line, encoding_fault, read_lines, too_long
from copydesk.exchange.formats.source import Source
from copydesk.items.domain import kind_of


async def read(source: Source) -> AsyncIterator[list[Record]]:
    async for lines in read_lines(source):
        yield [
            record
            for record in (_record(line, source.line_max_bytes) for line in lines)
            if record is not None
        ]


def _record(line: Line, limit: int) -> Record | None:
    """None for an empty line."""
    number, raw = line
    if raw is None:
        return Record(number, None, None, too_long(limit))
    try:
        value: Any = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if not raw.strip():
            return None
        fault = encoding_fault(raw)
        if fault is not None:
            return Record(number, None, None, fault)
        return Record(number, None, raw, f"is not valid JSON: {error.msg} at column {error.colno}")
    if not isinstance(value, dict):
        return Record(number, None, raw, f"must be a JSON object, not {kind_of(value)}")
    return Record(number, value, raw)
