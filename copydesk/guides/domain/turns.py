"""Conversations written with a tag per turn: `<user>`, `<assistant> <!-- GOOD: why -->`, `<comparison>` around the choices."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from copydesk.guides.domain.lines import without_end

ROLES: Final = ("system", "developer", "user", "assistant", "tool")

_ROLE = "|".join(ROLES)
_OPEN = re.compile(rf"[ \t]*<({_ROLE})((?:\s[^<>]*)?)>[ \t]*(?:<!--(.*?)-->)?[ \t]*(.*)$", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_TAG_LINE = re.compile(rf"^([ \t]*)(\\*</(?:{_ROLE})|\\*</?comparison>[ \t]*$)", re.MULTILINE)
_ESCAPED = re.compile(rf"^([ \t]*)\\(\\*</(?:{_ROLE})|\\*</?comparison>[ \t]*$)", re.MULTILINE)
_EDGE = re.compile(r"[ \t]*<(/?)comparison>[ \t]*$")


@dataclass(frozen=True)
class Turn:
    """One message of a conversation. `attributes` are those of its tag, such as the recipient of a call."""

    role: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Part:
    """What stands in a conversation, in its order. `start` and `end` count lines from 0; `end` is the line behind it."""

    what: Literal["turn", "begin", "end"]
    start: int
    end: int
    turn: Turn | None = None
    comment: str | None = None
    is_closed: bool = True


def read_parts(lines: Sequence[str], start: int = 0, skip: Mapping[int, int] | None = None) -> list[Part]:
    """The turns and the edges of comparisons in `lines`, which count from `start`. Whatever stands between them is left out.

    `skip` names lines that are no part of it, first to behind the last, wherever they do not stand inside a turn.
    """
    return list(_parts(lines, start, skip or {}))


def messages(lines: Sequence[str]) -> list[Turn]:
    """The turns of a conversation without choices."""
    return [part.turn for part in read_parts(lines) if part.turn is not None]


def write_turn(turn: Turn, comment: str | None = None) -> str:
    """A turn as it is read, with a line end behind it. A line of the text that looks like a tag gets a backslash."""
    attributes = "".join(f' {name}="{value}"' for name, value in turn.attributes.items())
    note = "" if comment is None else f" <!-- {comment} -->"
    text = _TAG_LINE.sub(r"\1\\\2", turn.text)
    return f"<{turn.role}{attributes}>{note}\n{text}\n</{turn.role}>\n"


def _parts(lines: Sequence[str], start: int, skip: Mapping[int, int]) -> Iterator[Part]:
    at = 0
    while at < len(lines):
        if at in skip:
            at = max(skip[at], at + 1)
            continue
        line = lines[at].rstrip("\r\n")
        edge = _EDGE.match(line)
        opened = None if edge else _OPEN.match(line)
        if edge:
            yield Part("end" if edge[1] else "begin", start + at, start + at + 1)
        elif opened:
            part = _turn(lines, at, opened)
            yield Part("turn", start + at, start + part.end, part.turn, part.comment, part.is_closed)
            at = part.end
            continue
        at += 1


def _turn(lines: Sequence[str], at: int, opened: re.Match[str]) -> Part:
    """The turn that begins in line `at`. One without an end goes up to the next edge of a comparison or to the last line."""
    role, written, comment, rest = opened.groups()
    attributes = dict(_ATTRIBUTE.findall(written))
    close = f"</{role}>"
    note = None if comment is None else comment.strip()
    if rest.rstrip().endswith(close):
        text = rest.rstrip().removesuffix(close)
        return Part("turn", at, at + 1, Turn(role, text, attributes), note)
    end = at + 1
    while end < len(lines) and not lines[end].lstrip(" \t").startswith(close):
        if _EDGE.match(lines[end].rstrip("\r\n")):
            break
        end += 1
    is_closed = end < len(lines) and lines[end].lstrip(" \t").startswith(close)
    first = [rest + "\n"] if rest.strip() else []
    text = without_end("".join([*first, *lines[at + 1 : end]]))
    text = _ESCAPED.sub(r"\1\2", text)
    return Part("turn", at, end + is_closed, Turn(role, text, attributes), note, is_closed)
