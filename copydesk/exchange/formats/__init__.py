"""Kinds of files that are read, each in a file of its own, and this table; kinds of exports stand in `exports`."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final

from copydesk.exchange.domain.imports import FormatName
from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats import delimited, json_array, jsonl, label_studio, parquet
from copydesk.exchange.formats.source import Source

Read = Callable[[Source], AsyncIterator[list[Record]]]


@dataclass(frozen=True)
class Format:
    """`unit` is what a place in such a file is called: `line 12`. `read` gives records by the block, in constant memory."""

    unit: str
    suffixes: tuple[str, ...]
    read: Read


FORMATS: Final[dict[FormatName, Format]] = {
    "jsonl": Format("line", (".jsonl", ".ndjson"), jsonl.read),
    "json": Format("record", (".json",), json_array.read),
    "csv": Format("line", (".csv",), delimited.read_csv),
    "tsv": Format("line", (".tsv", ".tab"), delimited.read_tsv),
    "parquet": Format("row", (".parquet", ".pq"), parquet.read),
    "label_studio": Format("task", (), label_studio.read),
}
