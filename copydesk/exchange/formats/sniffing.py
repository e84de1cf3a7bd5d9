"""Which format a file has, told by its first bytes and its name, and which it has that cannot be read."""

from pathlib import PurePath
from typing import Final

import orjson

from copydesk.exchange.domain.imports import FileRefused, FormatName
from copydesk.exchange.domain.shapes import list_in, object_in
from copydesk.exchange.formats import FORMATS
from copydesk.exchange.formats.lines import BOM

_REFUSED: Final = {
    b"\xff\xfe": "The file is UTF-16. Save it as UTF-8.",
    b"\xfe\xff": "The file is UTF-16. Save it as UTF-8.",
    b"\x1f\x8b": "The file is compressed by gzip. Unpack it first, such as by `zcat FILE | copydesk import PROJECT -`.",
    b"\x28\xb5\x2f\xfd": "The file is compressed by zstd. Unpack it first.",
    b"PK\x03\x04": "The file is a ZIP archive or a spreadsheet. Unpack it, or save the sheet as CSV in UTF-8.",
}
_PARQUET: Final = b"PAR1"


def check_head(head: bytes) -> None:
    """Raises FileRefused for what no format here can be."""
    for magic, words in _REFUSED.items():
        if head.startswith(magic):
            raise FileRefused(words)


def sniff(filename: str, head: bytes) -> FormatName:
    """The contents decide between the two kinds of JSON; otherwise the name does, where it says something."""
    check_head(head)
    if head.startswith(_PARQUET):
        return "parquet"
    start = head.removeprefix(BOM).lstrip()
    suffix = PurePath(filename.lower()).suffix
    named: FormatName | None = next((name for name, kind in FORMATS.items() if suffix in kind.suffixes), None)
    if named not in {None, "json"}:
        return named or "csv"
    if start.startswith(b"["):
        return "label_studio" if _begins_with_task(start) else "json"
    if start.startswith(b"{"):
        return "jsonl" if _is_record(start.partition(b"\n")[0]) else "json"
    return "json" if named == "json" else "csv"


def _is_record(line: bytes) -> bool:
    """A whole object that is not the wrapping of an array of them."""
    try:
        found = object_in(orjson.loads(line))
    except orjson.JSONDecodeError:
        return False
    return found is not None and list_in(found.get("items")) is None


def _begins_with_task(start: bytes) -> bool:
    """A task of Label Studio has `data`, and `annotations` or `predictions`."""
    return b'"data"' in start and (b'"annotations"' in start or b'"predictions"' in start)
