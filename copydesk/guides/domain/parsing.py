"""The reading of Markdown into sections and rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt

from copydesk.guides.domain.records import Guide, Kind, Rule
from copydesk.kernel.errors import Fault

KEY_MAX_CHARS: Final = 120
SLUG_MAX_CHARS: Final = 80


@dataclass
class _Heading:
    """A heading on its way to a rule. `line` counts from 1, `source` is the heading's own lines."""

    line: int
    level: int
    source: str
    body: str
    title: str = ""
    key: str | None = None
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    fault: str | None = None
    parent: int | None = None
    has_children: bool = False


_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$")
_BRACES = re.compile(r"\s*\{#((?:[^{}\"]|\"[^\"]*\")*)\}$")
_ATTRIBUTE = re.compile(r'\s+([^\s="]+)=(?:"([^"]*)"|([^\s"]+))')
_KEY = re.compile(r"\w[\w.-]*")
_WORDS = re.compile(r"[^\W_]+")


def parse_guide(source: str) -> Guide:
    """Sections and rules of a Markdown source, and what is wrong with it by line.

    A heading (`#` or underlined, outside code blocks, quotes and lists) is a rule when no deeper heading follows it, else a
    section. Its key is the one in `{#key attr=value}` at its end; without one, the words of its title joined by `-`; if that
    is taken, with the parent's key in front (`tone.examples`); if that is taken too, with a number behind.
    """
    lines = _LINE.findall(source)
    headings = list(_headings(source, lines))
    _nest(headings)
    keys, faults = _keys(headings)
    rules = [_rule(position, heading, headings, keys) for position, heading in enumerate(headings)]
    start = headings[0].line - 1 if headings else len(lines)
    title = next((heading.title for heading in headings if heading.level == 1), None)
    return Guide(title, "".join(lines[:start]), rules, [heading.source for heading in headings], faults)


def publish_faults(guide: Guide) -> list[Fault]:
    """What keeps a guide from being published."""
    if guide.rules:
        return list(guide.faults)
    return [
        Fault(
            "line 1",
            "The guide has no heading yet. Each rule begins with one, such as `## Be clear {#clear}`.",
        )
    ]


def _headings(source: str, lines: Sequence[str]) -> Iterator[_Heading]:
    # Only the blocks are wanted: without inline parsing five megabytes take half a second.
    markdown = MarkdownIt("commonmark")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    tokens = markdown.parse(source.removeprefix("\ufeff"))
    found = [
        (token.map[0], token.map[1], int(token.tag[1]), tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map is not None
    ]
    ends = [*(start for start, *_ in found[1:]), len(lines)] if found else []
    for (start, body_start, level, content), end in zip(found, ends, strict=True):
        heading = _Heading(start + 1, level, "".join(lines[start:body_start]), "".join(lines[body_start:end]))
        _read_title(heading, content)
        yield heading


def _read_title(heading: _Heading, content: str) -> None:
    """Split `Be clear {#clear severity=minor}` into title, key and attributes."""
    braces = _BRACES.search(content)
    title = content if braces is None else content[: braces.start()]
    heading.title = " ".join(title.split())
    if braces is None:
        if content.rstrip().endswith("}") and "{#" in content:
            heading.fault = 'The braces cannot be read. Write {#key attr=value attr="two words"} at the end of the heading.'
        return
    key = re.match(r"[^\s]*", braces[1])
    heading.key = key[0] if key else ""
    rest = braces[1][len(heading.key) :]
    heading.attributes = {name: quoted or plain for name, quoted, plain in _ATTRIBUTE.findall(rest)}
    if _ATTRIBUTE.sub("", rest).strip():
        heading.fault = (
            f'"{rest.strip()}" cannot be read. Write attributes as attr=value or attr="two words".'
        )
    elif not _KEY.fullmatch(heading.key) or len(heading.key) > KEY_MAX_CHARS:
        heading.fault = f'"{heading.key}" cannot be a key: letters, digits, ".", "_" and "-", at most {KEY_MAX_CHARS}, no space.'


def _nest(headings: Sequence[_Heading]) -> None:
    """The parent of a heading is the nearest one above it of a lower level."""
    open_ones: list[int] = []
    for at, heading in enumerate(headings):
        while open_ones and headings[open_ones[-1]].level >= heading.level:
            open_ones.pop()
        if open_ones:
            heading.parent = open_ones[-1]
            headings[open_ones[-1]].has_children = True
        open_ones.append(at)


def _keys(headings: Sequence[_Heading]) -> tuple[list[str], list[Fault]]:
    """A key per heading, and the faults. Keys that were written have precedence over made ones, wherever they stand."""
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for heading in headings:
        if heading.fault is not None:
            faults.append(Fault(f"line {heading.line}", heading.fault))
        elif heading.key in lines:
            message = f'The key "{heading.key}" is already used in line {lines[heading.key]}. Give one of them another key.'
            faults.append(Fault(f"line {heading.line}", message))
        elif heading.key is not None:
            lines[heading.key] = heading.line
    names = _KeyNames(set(lines))
    keys: list[str] = []
    for at, heading in enumerate(headings):
        parent_key = None if heading.parent is None else keys[heading.parent]
        is_own = heading.key is not None and lines.get(heading.key) == heading.line
        keys.append(str(heading.key) if is_own else names.make(heading.title, at, parent_key))
    return keys, faults


class _KeyNames:
    """Makes keys of titles, none twice."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def make(self, title: str, position: int, parent_key: str | None) -> str:
        slug = (
            "-".join(_WORDS.findall(title.lower()))[:SLUG_MAX_CHARS].rstrip("-") or f"section-{position + 1}"
        )
        key = slug
        if key in self._taken and parent_key is not None:
            key = f"{parent_key}.{slug}"[:KEY_MAX_CHARS]
        while key in self._taken:
            self._numbers[slug] = self._numbers.get(slug, 1) + 1
            key = f"{slug}-{self._numbers[slug]}"
        self._taken.add(key)
        return key


def _rule(position: int, heading: _Heading, headings: Sequence[_Heading], keys: Sequence[str]) -> Rule:
    parent_key = None if heading.parent is None else keys[heading.parent]
    kind: Kind = "section" if headings[position].has_children else "rule"
    return Rule(
        keys[position],
        kind,
        heading.title,
        heading.body,
        heading.level,
        position,
        parent_key,
        heading.attributes,
    )
