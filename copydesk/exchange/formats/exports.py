"""Kinds of exports, each in a file of its own, and this table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from copydesk.exchange.domain.exports import Exported, ExportFormat, Plan, Tally
from copydesk.exchange.formats import export_csv, export_dpo, export_records, export_sft

Rows = Callable[[Exported], Iterable[bytes]]


@dataclass(frozen=True)
class ExportKind:
    """`start` looks at the plan once and gives what makes rows of an item; `header` is what the file begins with."""

    media_type: str
    start: Callable[[Plan, Tally], Rows]
    header: Callable[[Plan], bytes] = lambda _: b""


EXPORTS: Final[dict[ExportFormat, ExportKind]] = {
    "records": ExportKind("application/x-ndjson", export_records.start),
    "dpo": ExportKind("application/x-ndjson", export_dpo.start),
    "sft": ExportKind("application/x-ndjson", export_sft.start),
    "csv": ExportKind("text/csv; charset=utf-8", export_csv.start, export_csv.header),
}
