"""Files read from memory, in blocks of any size."""

from collections.abc import AsyncIterator
from typing import Any

from copydesk.exchange.domain.imports import FormatName
from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats import FORMATS
from copydesk.exchange.formats.source import Source


async def in_blocks(content: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def source_of(
    content: bytes, *, size: int = 65_536, line_max_bytes: int = 1_000_000, max_bytes: int = 10**9
) -> Source:
    return Source(in_blocks(content, size), max_bytes=max_bytes, line_max_bytes=line_max_bytes)


async def read(name: FormatName, content: bytes, **limits: Any) -> list[Record]:
    source = source_of(content, **limits)
    return [record async for block in FORMATS[name].read(source) for record in block]


def values(records: list[Record]) -> list[Any]:
    return [record.value for record in records if record.fault is None]


def faults(records: list[Record]) -> dict[int, str]:
    return {record.number: record.fault for record in records if record.fault is not None}
