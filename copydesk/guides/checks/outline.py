"""The build of a Markdown text with the place of each part: headings, lists, code blocks, tables, links."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from copydesk.guides.checks.markdown import Lines
from copydesk.guides.checks.text import Text
from copydesk.guides.checks.units import Unit

_LISTS: Final = ("bullet_list", "ordered_list")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SHOWN: Final = frozenset({"code_inline", "image", "softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Heading:
    """`marker` is where its `##` stand; None where it is underlined instead."""

    level: int
    title: str
    start: int
    end: int
    marker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Item:
    """`unit` is its first piece of prose; None where it begins with something else."""

    start: int
    end: int
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class List:
    """`depth` is 1 for a list that is in no other one."""

    depth: int
    is_ordered: bool
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Fence:
    """`start` to `end` is its opening line from the marks on; `marks_end` is where the marks end."""

    start: int
    marks_end: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Table:
    """`start` to `end` is its header row."""

    start: int
    end: int
    n_columns: int
    n_rows: int


@dataclass(frozen=True, slots=True)
class Link:
    """`start` to `end` is the text that is shown."""

    start: int
    end: int
    text: str
    target: str


def headings(text: Text) -> list[Heading]:
    lines = Lines(text.raw)
    found: list[Heading] = []
    for at, token in enumerate(text.tokens):
        if token.type == "heading_open" and token.map is not None:
            start, end = _line(lines, token.map[0])
            marks = text.raw.find(token.markup, start, end) if token.markup.startswith("#") else -1
            marker = None if marks < 0 else (marks, marks + len(token.markup))
            title = plain(text.tokens[at + 1].children or [])
            found.append(Heading(int(token.tag[1]), title, max(start, marks), end, marker))
    return found


def lists(text: Text) -> list[List]:
    """In the order in which they begin."""
    lines = Lines(text.raw)
    units = _by_line(text, lines)
    done: list[tuple[int, List]] = []
    open_items: list[list[Item]] = []
    opened: list[int] = []
    for at, token in enumerate(text.tokens):
        name, _, edge = token.type.rpartition("_")
        if name in _LISTS and edge == "open":
            open_items.append([])
            opened.append(at)
        elif name in _LISTS and edge == "close":
            done.append((opened.pop(), List(len(open_items), name == "ordered_list", open_items.pop())))
        elif token.type == "list_item_open" and token.map is not None:
            start, end = _line(lines, token.map[0])
            begins_with_prose = text.tokens[at + 1].type == "paragraph_open"
            open_items[-1].append(Item(start, end, units.get(token.map[0]) if begins_with_prose else None))
    return [found for _, found in sorted(done, key=lambda pair: pair[0])]


def fences(text: Text) -> list[Fence]:
    lines = Lines(text.raw)
    found: list[Fence] = []
    for token in text.tokens:
        if token.type == "fence" and token.map is not None:
            start, end = _line(lines, token.map[0])
            marks = max(text.raw.find(token.markup, start, end), start)
            info = token.info.split()
            found.append(Fence(marks, marks + len(token.markup), end, info[0] if info else ""))
    return found


def tables(text: Text) -> list[Table]:
    lines = Lines(text.raw)
    found: list[Table] = []
    for at, token in enumerate(text.tokens):
        if token.type == "table_open" and token.map is not None:
            start, end = _line(lines, token.map[0])
            types = [one.type for one in text.tokens[at : _close_of(text.tokens, at)]]
            found.append(Table(start, end, types.count("th_open"), types.count("tr_open") - 1))
    return found


def links(text: Text) -> list[Link]:
    """Links that show a text, in order."""
    shown = [unit for unit in text.inlines if "link" in unit.tags]
    targets = [target for token in text.tokens for target in _targets(token.children or [])]
    return [
        Link(*unit.span(0, len(unit.text)), unit.text, target)
        for unit, target in zip(shown, targets, strict=False)
    ]


def plain(tokens: Sequence[Token]) -> str:
    """What a reader sees of a line."""
    parts = (plain(token.children or []) if token.type == "image" else token.content for token in tokens)
    return "".join(parts).strip()


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    """Where each link leads that shows something."""
    for at, token in enumerate(tokens):
        if token.type == "link_open" and _shows(tokens[at : _close_of(tokens, at)]):
            yield str(token.attrs.get("href", ""))
        elif token.type == "image":
            yield from _targets(token.children or [])


def _shows(tokens: Sequence[Token]) -> bool:
    return any(_is_shown(token) for token in tokens)


def _is_shown(token: Token) -> bool:
    if token.type == "html_inline":
        return bool(_BREAK.fullmatch(token.content))
    return token.type in _SHOWN or (token.type.startswith("text") and bool(token.content))


def _close_of(tokens: Sequence[Token], at: int) -> int:
    close = tokens[at].type.removesuffix("open") + "close"
    return next((index for index in range(at, len(tokens)) if tokens[index].type == close), len(tokens))


def _line(lines: Lines, number: int) -> tuple[int, int]:
    """A line without the spaces around it."""
    start, end = lines.starts[number], lines.ends[number]
    said = lines.raw[start:end]
    return start + len(said) - len(said.lstrip()), max(start + len(said.rstrip()), start)


def _by_line(text: Text, lines: Lines) -> dict[int, Unit]:
    """The first piece of prose that begins on each line."""
    found: dict[int, Unit] = {}
    for unit in text.blocks:
        if "list" in unit.tags and "alt" not in unit.tags:
            found.setdefault(bisect_right(lines.starts, unit.span(0, 0)[0]) - 1, unit)
    return found
