"""The lines of a source, each with its end, joined again byte for byte."""

import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")


def split_lines(source: str) -> list[str]:
    return _LINE.findall(source)


def line_end(source: str) -> str:
    """The line end that the source uses first, for what is added to it."""
    found = re.search(r"\r\n?|\n", source)
    return found[0] if found else "\n"


def replace_lines(body: str, span: tuple[int, int], text: str) -> str:
    """The body with the lines of `span` (first, behind the last; from 0) replaced; `text` takes the body's line ends."""
    lines = split_lines(body)
    start, end = span
    end_mark = line_end(body)
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end_mark)
    if kept and not kept.endswith(end_mark) and lines[end:]:
        kept += end_mark
    return "".join([*lines[:start], kept, *lines[end:]])


def without_end(text: str) -> str:
    """Without the line end behind it."""
    if text.endswith("\r\n"):
        return text[:-2]
    return text[:-1] if text.endswith(("\n", "\r")) else text


def dedent_quote(lines: Sequence[str]) -> list[str]:
    """What a block quote says, without its marks."""
    return [re.sub(r"^ {0,3}> ?", "", line) for line in lines]
