"""CSV and TSV with a header. Quoted fields may hold line ends; a quote that never closes spoils one line, not the file."""

import csv
from collections.abc import AsyncIterator

from copydesk.exchange.domain.imports import FileRefused
from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats.lines import Line, encoding_fault, read_lines, too_long
from copydesk.exchange.formats.source import Source

_DELIMITERS = (",", ";", "\t", "|")
_OPEN_QUOTE = "unexpected end of data"

# Line numbers and texts, each with its line end.
Numbered = list[tuple[int, str]]


async def read_csv(source: Source) -> AsyncIterator[list[Record]]:
    async for records in _read(source, None):
        yield records


async def read_tsv(source: Source) -> AsyncIterator[list[Record]]:
    async for records in _read(source, "\t"):
        yield records


async def _read(source: Source, delimiter: str | None) -> AsyncIterator[list[Record]]:
    csv.field_size_limit(max(csv.field_size_limit(), source.line_max_bytes))
    table: _Table | None = None
    waiting: Numbered = []
    async for lines in read_lines(source):
        texts, bad = _decoded(lines, source.line_max_bytes)
        waiting += texts
        if table is None:
            if not waiting:
                yield bad
                continue
            table = _Table(waiting.pop(0)[1], delimiter)
            source.header = table.header
        records, waiting = table.read(waiting, source.line_max_bytes, is_end=False)
        yield sorted(records + bad)
    if table is None:
        raise FileRefused("The file is empty: the first line must hold the names of the columns.")
    yield table.read(waiting, source.line_max_bytes, is_end=True)[0]


def _decoded(lines: list[Line], limit: int) -> tuple[Numbered, list[Record]]:
    texts: Numbered = []
    bad: list[Record] = []
    for number, raw in lines:
        fault = too_long(limit) if raw is None else None
        try:
            texts.append((number, "" if raw is None else raw.decode() + "\n"))
        except UnicodeDecodeError:
            fault = encoding_fault(raw or b"")
        if fault is not None:
            bad.append(Record(number, None, None, fault))
    return [entry for entry in texts if entry[1]], bad


class _Table:
    def __init__(self, header: str, delimiter: str | None) -> None:
        self.header = header.rstrip("\r\n")
        self.delimiter = delimiter or max(
            _DELIMITERS, key=lambda mark: (self.header.count(mark), -_DELIMITERS.index(mark))
        )
        self.names = next(csv.reader([self.header], delimiter=self.delimiter))
        twice = next((name for at, name in enumerate(self.names) if name in self.names[:at]), None)
        if twice is not None:
            raise FileRefused(f"The header names the column {twice!r} twice; give each column its own name.")
        if not all(self.names):
            raise FileRefused("The header has a column without a name; give each column its own name.")

    def read(self, lines: Numbered, limit: int, *, is_end: bool) -> tuple[list[Record], Numbered]:
        """Records of whole lines, and the lines of the last one when it is not complete yet."""
        records: list[Record] = []
        while lines:
            lines = lines[self._read_complete(lines, records) :]
            if not lines or (not is_end and sum(len(text) for _, text in lines) <= limit):
                break
            # Read on behind the line with the open quote.
            number, text = lines.pop(0)
            raw = text.rstrip("\r\n").encode()
            records.append(Record(number, None, raw, f"a quote opens in line {number} and does not close"))
        return records, lines

    def _read_complete(self, lines: Numbered, records: list[Record]) -> int:
        """Add the records up to one that is not complete; the number of lines used."""
        reader = csv.reader((text for _, text in lines), delimiter=self.delimiter, strict=True)
        n_used = 0
        while n_used < len(lines):
            row: list[str] = []
            fault = None
            try:
                row = next(reader)
            except csv.Error as error:
                if str(error) == _OPEN_QUOTE:
                    break
                fault = f"is not valid CSV: {error}"
            first, n_used = n_used, reader.line_num
            if row or fault is not None:
                raw = "".join(text for _, text in lines[first:n_used]).rstrip("\r\n").encode()
                records.append(self._record(lines[first][0], row, raw, fault))
        return n_used

    def _record(self, number: int, row: list[str], raw: bytes, fault: str | None) -> Record:
        if fault is None and len(row) != len(self.names):
            fault = f"has {len(row)} fields, but the header has {len(self.names)} columns"
        if fault is not None:
            return Record(number, None, raw, fault)
        return Record(number, dict(zip(self.names, row, strict=True)), raw)
