"""One JSON document: an array of records, or an object with the array `items`. Read as a stream; broken JSON ends it."""

from collections.abc import AsyncIterator
from typing import Any, cast

import ijson

from copydesk.exchange.domain.imports import FileRefused
from copydesk.exchange.domain.records import Record
from copydesk.exchange.formats.lines import BOM
from copydesk.exchange.formats.source import Source
from copydesk.items.domain import kind_of

_BLOCK_BYTES = 65_536


async def read(source: Source) -> AsyncIterator[list[Record]]:
    number = 0
    async for values, fault in read_values(source):
        records: list[Record] = []
        for value in values:
            number += 1
            is_object = isinstance(value, dict)
            wrong = None if is_object else f"must be an object, not {kind_of(value)}"
            records.append(Record(number, value, None, wrong))
        if fault is not None:
            records.append(Record(number + 1, None, None, fault))
        yield records


async def read_values(source: Source) -> AsyncIterator[tuple[list[Any], str | None]]:
    """Values of the array as they come; the last may come with the reason why there are no more."""
    start = (await source.head()).removeprefix(BOM).lstrip()[:1]
    if start not in {b"[", b"{"}:
        raise FileRefused("The file is not JSON: it begins neither with [ nor with {.")
    found: Any = ijson.sendable_list()
    parser = cast("Any", ijson).items_coro(found, "item" if start == b"[" else "items.item", use_float=True)
    n_since_record, n_values = 0, 0
    is_first = True
    async for block in source.blocks():
        if is_first:
            block = block.removeprefix(BOM)  # noqa: PLW2901 -- the same block without its mark
            is_first = False
        for at in range(0, len(block), _BLOCK_BYTES):
            piece = block[at : at + _BLOCK_BYTES]
            fault = _fed(parser, piece)
            values = list(found)
            del found[:]
            n_since_record = 0 if values else n_since_record + len(piece)
            if fault is None and n_since_record > source.line_max_bytes:
                fault = f"has no end within {source.line_max_bytes} bytes (COPYDESK_IMPORT_LINE_MAX_BYTES)"
            if values or fault:
                n_values += len(values)
                yield values, None if fault is None else f"{fault}; nothing after it could be read"
            if fault is not None:
                return
    fault = _fed(parser, None)
    if fault is not None:
        yield [], fault
    elif n_values == 0 and start == b"{":
        raise FileRefused(
            'The JSON object has no array "items". Send an array, or {"items": [...]}, or JSON Lines.'
        )


def _fed(parser: Any, piece: bytes | None) -> str | None:
    """Hand on a piece, or with None the end; what is wrong with the JSON, if anything."""
    try:
        if piece is None:
            parser.close()
        else:
            parser.send(piece)
    except ijson.JSONError as error:
        words = str(error).partition("\n")[0]
        return f"is not valid JSON: {words}" if words else "is not valid JSON: the file ends too early"
    except UnicodeDecodeError:
        return "is not UTF-8; save the file as UTF-8"
    return None
