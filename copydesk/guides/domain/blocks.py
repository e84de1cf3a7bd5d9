"""What the body of a rule holds beside prose: examples, checks, reasons and footnotes, each with its lines.

Lines count from 0 in the body; a span is (first, behind the last).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from copydesk.guides.domain.records import Severity
from copydesk.guides.domain.turns import Turn

Verdict = Literal["good", "ok", "bad"]
Spelling = Literal["quote", "comparison", "fence"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """A good, tolerable or bad answer. `lines` are its own, `block` those of the quote or fence that it stands in."""

    verdict: Verdict
    text: str
    explanation: str | None = None
    context: tuple[Turn, ...] = ()
    title: str | None = None
    breaks: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    spelling: Spelling = "quote"
    lines: Span = (0, 0)
    block: Span = (0, 0)


@dataclass(frozen=True)
class CheckSpec:
    """A check as it is written. `params` are the keys of its kind; a check without a name is called by its kind."""

    name: str
    kind: str
    params: Mapping[str, Any]
    message: str | None = None
    severity: Severity | None = None
    scope: tuple[str, ...] = ()
    is_named: bool = False
    lines: Span = (0, 0)


@dataclass(frozen=True)
class Rationale:
    text: str
    lines: Span


@dataclass(frozen=True)
class Footnote:
    """A mark `[^id]`: how often the body uses it, and its definition where that stands in the same body."""

    id: str
    n_uses: int
    definition: str | None
    lines: Span | None


@dataclass(frozen=True)
class BlockFault:
    """`line` counts from 0 in the body."""

    line: int
    message: str


@dataclass(frozen=True)
class Piece:
    """A block on the body's own level."""

    kind: str
    start: int
    end: int
    info: str
    content: str

    @property
    def span(self) -> Span:
        return self.start, self.end


_KINDS: Final = {"blockquote_open", "bullet_list_open", "ordered_list_open", "html_block", "code_block"}
_BLOCKS = MarkdownIt("commonmark")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])


def read_tokens(source: str) -> list[Token]:
    """The blocks of a Markdown source. Without inline parsing five megabytes take half a second."""
    return _BLOCKS.parse(source)


def pieces(tokens: Iterable[Token], offset: int = 0) -> tuple[list[Piece], list[BlockFault]]:
    """Fences, quotes, lists and code on the body's own level, and checks that stand deeper, where none is looked for.

    `offset` is the line of the source in which the body begins.
    """
    found: list[Piece] = []
    faults: list[BlockFault] = []
    for token in tokens:
        if token.map is None:
            continue
        start, end = token.map[0] - offset, token.map[1] - offset
        if token.level:
            if token.type == "fence" and first_word(token.info) == "check":
                message = "A check inside a list or a quote is not read: move it to the left margin."
                faults.append(BlockFault(start, message))
        elif token.type == "fence" or token.type in _KINDS:
            kind = token.type.removesuffix("_open")
            found.append(Piece(kind, start, end, token.info, token.content))
    return found, faults


def first_word(info: str) -> str:
    return info.split(maxsplit=1)[0].lower() if info.strip() else ""


_USE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")


def read_footnotes(lines: Sequence[str], skip: Mapping[int, int]) -> tuple[Footnote, ...]:
    """The marks outside code, in the order in which they appear."""
    uses: dict[str, int] = {}
    definitions: dict[str, tuple[str, Span]] = {}
    for at, line in _outside(lines, skip):
        found = _DEFINITION.match(line)
        if found:
            definitions.setdefault(found[1], (found[2].rstrip("\r\n"), (at, at + 1)))
            uses.setdefault(found[1], 0)
        for name in _USE.findall(line):
            uses[name] = uses.get(name, 0) + 1
    return tuple(Footnote(name, n, *definitions.get(name, (None, None))) for name, n in uses.items())


def _outside(lines: Sequence[str], skip: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(lines):
        if at in skip:
            at = max(skip[at], at + 1)
            continue
        yield at, lines[at]
        at += 1
