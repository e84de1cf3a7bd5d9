"""The reading of Markdown into sections and rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from markdown_it.token import Token

from copydesk.guides.domain.attributes import (
    KEY_MAX_CHARS,
    find_braces,
    is_key,
    looks_like_braces,
    near_misses,
    read_braces,
)
from copydesk.guides.domain.blocks import pieces, read_tokens
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.reading import blocks_of
from copydesk.guides.domain.records import Guide, Kind, Rule, words
from copydesk.kernel.errors import Fault

SLUG_MAX_CHARS: Final = 80
# Twice what five megabytes of a real guide have. Megabytes of the shortest lines would take minutes and gigabytes.
LINES_MAX: Final = 150_000

_WORDS = re.compile(r"[^\W_]+")
_MAYBE_BLOCK = re.compile(r"(?:```|~~~)[ \t]*check|<comparison>", re.IGNORECASE)


@dataclass
class _Heading:
    """A heading on its way to a rule. `line` counts from 1, `source` is the heading's own lines."""

    line: int
    level: int
    source: str
    body: str
    body_line: int
    tokens: Sequence[Token] = ()
    title: str = ""
    key: str | None = None
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    faults: list[str] = field(default_factory=list[str])
    has_wrong_key: bool = False
    parent: int | None = None
    has_children: bool = False


@lru_cache(maxsize=4)
def parse_guide(source: str) -> Guide:
    """Sections and rules of a Markdown source, and what is wrong with it by line.

    The last few are kept: a save of one rule reads the whole draft before and after it, and so does the next one.

    A heading (`#` or underlined, outside code blocks, quotes and lists) is a rule when no deeper heading follows it, else a
    section. Its key is the one in `{#key attr=value}` at its end; without one, the words of its title joined by `-`; if that
    is taken, with the parent's key in front (`tone.examples`); if that is taken too, with a number behind.
    """
    lines = split_lines(source)
    if len(lines) > LINES_MAX:
        fault = Fault(
            f"line {LINES_MAX + 1}", f"A guide has at most {LINES_MAX} lines, this one has {len(lines)}."
        )
        return Guide(None, source, [], [], [], [fault], [])
    headings = list(_headings(source, lines))
    _nest(headings)
    keys, faults = _keys(headings)
    faults += _alias_faults(headings, keys)
    faults += _block_faults(headings)
    rules = [_rule(position, heading, headings, keys) for position, heading in enumerate(headings)]
    start = headings[0].line - 1 if headings else len(lines)
    return Guide(
        title=next((heading.title for heading in headings if heading.level == 1), None),
        preface="".join(lines[:start]),
        rules=rules,
        headings=[heading.source for heading in headings],
        lines=[heading.line for heading in headings],
        faults=sorted(faults, key=_line_of),
        warnings=list(_warnings(headings)),
    )


def body_line(guide: Guide, position: int) -> int:
    """The line, from 1, in which the body of a rule begins."""
    return guide.lines[position] + len(split_lines(guide.headings[position]))


def publish_faults(guide: Guide) -> list[Fault]:
    """What keeps a guide from being published."""
    if guide.rules or guide.faults:
        return list(guide.faults)
    return [
        Fault(
            "line 1",
            "The guide has no heading yet. Each rule begins with one, such as `## Be clear {#clear}`.",
        )
    ]


def _headings(source: str, lines: Sequence[str]) -> Iterator[_Heading]:
    tokens = read_tokens(source.removeprefix("\ufeff"))
    found = [
        (at, token.map[0], token.map[1], int(token.tag[1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map is not None
    ]
    behind = [*((at, start) for at, start, *_ in found[1:]), (len(tokens), len(lines))] if found else []
    for (at, start, body_start, level), (until, end) in zip(found, behind, strict=True):
        body = "".join(lines[body_start:end])
        heading = _Heading(start + 1, level, "".join(lines[start:body_start]), body, body_start + 1)
        heading.tokens = tokens[at + 3 : until]
        _read_title(heading, tokens[at + 1].content)
        yield heading


def _read_title(heading: _Heading, content: str) -> None:
    """Split `Be clear {#clear severity=minor}` into title, key and attributes."""
    braces = find_braces(content)
    heading.title = " ".join((content if braces is None else braces[0]).split())
    if braces is not None:
        heading.key, heading.attributes, heading.faults = read_braces(braces[1])
        heading.has_wrong_key = not is_key(heading.key)
    elif looks_like_braces(content):
        heading.faults.append(
            'The braces cannot be read. Write {#key attr=value attr="two words"} at the end of the heading.'
        )


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
        faults += [Fault(f"line {heading.line}", message) for message in heading.faults]
        if heading.has_wrong_key:
            continue
        if heading.key in lines:
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


def _alias_faults(headings: Sequence[_Heading], keys: Sequence[str]) -> Iterator[Fault]:
    """An older key that another rule has now, or had."""
    taken = {key: heading.line for key, heading in zip(keys, headings, strict=True)}
    for heading in headings:
        for alias in words(heading.attributes.get("aliases")):
            if alias in taken:
                message = (
                    f'The older key "{alias}" is already used in line {taken[alias]}. Remove one of them.'
                )
                yield Fault(f"line {heading.line}", message)
            else:
                taken[alias] = heading.line


def _block_faults(headings: Sequence[_Heading]) -> Iterator[Fault]:
    for heading in headings:
        if _MAYBE_BLOCK.search(heading.body):
            found = pieces(heading.tokens, heading.body_line - 1)
            for fault in blocks_of(split_lines(heading.body), *found).faults:
                yield Fault(f"line {heading.body_line + fault.line}", fault.message)


def _warnings(headings: Sequence[_Heading]) -> Iterator[Fault]:
    for heading in headings:
        for message in near_misses(heading.attributes):
            yield Fault(f"line {heading.line}", message)
        if not heading.has_children and not heading.body.strip():
            message = "This rule has a title and nothing else: say in a sentence what it asks for."
            yield Fault(f"line {heading.line}", message)


def _line_of(fault: Fault) -> int:
    return int(fault.at.removeprefix("line "))


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
