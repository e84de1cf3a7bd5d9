"""Bytes cut into lines. A line that is too long is named and skipped, never held."""

from collections.abc import AsyncIterator, Iterable

from copydesk.exchange.formats.source import Source

BOM = b"\xef\xbb\xbf"

# Its number, and the line without its end; None for one that is too long.
Line = tuple[int, bytes | None]


async def read_lines(source: Source) -> AsyncIterator[list[Line]]:
    """The lines that each block completes. A mark of UTF-8 at the beginning is left out."""
    limit = source.line_max_bytes
    number = 1
    begun = bytearray()
    is_too_long = False
    is_first = True
    async for block in source.blocks():
        if is_first:
            block = block.removeprefix(BOM)  # noqa: PLW2901 -- the same block without its mark
            is_first = False
        pieces = block.split(b"\n")
        last = pieces.pop()
        if pieces:
            begun += b"" if is_too_long else pieces[0]
            is_too_long = is_too_long or len(begun) > limit
            lines: list[Line] = [(number, None if is_too_long else bytes(begun))]
            lines += _checked(pieces[1:], number + 1, limit)
            number += len(pieces)
            begun.clear()
            is_too_long = False
            yield lines
        if not is_too_long:
            begun += last
            if len(begun) > limit:
                begun.clear()
                is_too_long = True
    if begun or is_too_long:
        yield [(number, None if is_too_long else bytes(begun))]


def _checked(lines: list[bytes], first_number: int, limit: int) -> Iterable[Line]:
    numbered = enumerate(lines, start=first_number)
    return ((number, None if len(line) > limit else line) for number, line in numbered)


def too_long(limit: int) -> str:
    return f"is longer than {limit} bytes (COPYDESK_IMPORT_LINE_MAX_BYTES) and was skipped"


def encoding_fault(line: bytes) -> str | None:
    """Where a line stops being UTF-8; None when it is UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        place = len(line[: error.start].decode()) + 1
        return f"is not UTF-8: byte 0x{line[error.start]:02X} at column {place}; save the file as UTF-8"
    return None
