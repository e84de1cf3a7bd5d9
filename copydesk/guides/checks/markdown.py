"""A Markdown text as units with exact places: blocks of prose, code, and what is set off within a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from copydesk.guides.checks.inline import AT, END, make_parser
from copydesk.guides.checks.units import HIDDEN, Unit, Writer

_LINE_END: Final = re.compile(r"\r\n?|\n")
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.DOTALL
)
_SETTING: Final = re.compile(r"[\w.-]+:(?:\s|\Z)")
_IN_SETTINGS: Final = re.compile(r"[\w.-]+:(?:\s|\Z)|[ \t#-]|\Z")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPANS: Final = {"strong": "strong", "em": "emphasis", "link": "link"}


@dataclass
class Found:
    """`blocks` hold prose, one by one; `inlines` are parts of them, and code."""

    blocks: list[Unit] = field(default_factory=list[Unit])
    inlines: list[Unit] = field(default_factory=list[Unit])
    tokens: list[Token] = field(default_factory=list[Token])


class Lines:
    """The lines of a raw text as the parser counts them."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.starts = [0]
        self.ends: list[int] = []
        for end in _LINE_END.finditer(raw):
            self.ends.append(end.start())
            self.starts.append(end.end())
        self.ends.append(len(raw))

    def text(self, line: int) -> str:
        return self.raw[self.starts[line] : self.ends[line]].replace("\0", "\ufffd")

    def break_length(self, line: int) -> int:
        return self.starts[line + 1] - self.ends[line] if line + 1 < len(self.starts) else 0


@dataclass(frozen=True)
class Content:
    """The content of a block, and where its stretches stand in the raw text: `raws[i]` is where `starts[i]` stands."""

    text: str
    starts: Sequence[int]
    raws: Sequence[int]

    def raw(self, at: int) -> int:
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.raws[run] + at - self.starts[run]

    def write(self, writer: Writer, at: int, length: int) -> None:
        """Characters that are the same in content and raw text."""
        end = at + length
        while at < end:
            run = bisect_right(self.starts, at)
            until = min(end, self.starts[run]) if run < len(self.starts) else end
            writer.add(self.text[at:until], self.raw(at), until - at)
            at = until


class Reader:
    """Reads one text."""

    def __init__(self, raw: str) -> None:
        self._lines = Lines(raw)
        self._found = Found()
        self._open: list[str] = []
        self._cursor = 0

    def read(self) -> Found:
        tokens = _parser().parse(_without_front_matter(self._lines.raw))
        self._found.tokens = tokens
        heading = ""
        for token in tokens:
            if token.type == "inline":
                self._prose(token, heading)
            elif token.type in {"fence", "code_block"}:
                self._code(token)
            elif token.type == "heading_open":
                heading = token.tag
            elif token.type == "heading_close":
                heading = ""
            elif token.type == "tr_open" and token.map is not None:
                self._cursor = self._lines.starts[token.map[0]]
            self._nest(token)
        _mark_ends(self._found.blocks)
        return self._found

    def _nest(self, token: Token) -> None:
        name = _CONTAINERS.get(token.tag)
        if name is not None and token.nesting > 0:
            self._open.append(name)
        elif name is not None and token.nesting < 0:
            self._open.pop()

    def _tags(self, heading: str) -> list[str]:
        tags = list(self._open)
        if heading:
            return ["text", "heading", f"heading.{heading}", *tags]
        if "table.cell" in tags or "table.header" in tags:
            tags.append("table")
        return ["text", *(tags or ["paragraph"])]

    def _prose(self, token: Token, heading: str) -> None:
        if not token.content or token.map is None:
            return
        tags = self._tags(heading)
        content = (
            self._cell(token.content, token.map[0])
            if "table" in tags
            else self._content(token.content, token.map[0])
        )
        prose = _Prose(self._lines, content, self._found, tags)
        unit = prose.read(token.children or [], 0)
        if not unit.is_blank:
            self._found.blocks.append(unit)
        self._found.blocks += prose.alts

    def _content(self, text: str, first_line: int) -> Content:
        starts: list[int] = []
        raws: list[int] = []
        at = 0
        parts = text.split("\n")
        for line, part in enumerate(parts, start=self._begin(parts[0], first_line)):
            begin, lead = self._lines.starts[line], len(part) - len(part.lstrip(" \t"))
            column = _column(self._lines.text(line), part[lead:])
            if lead:  # a tab before the words may have become spaces
                starts.append(at)
                raws.append(begin + max(column - lead, 0))
            starts.append(at + lead)
            raws.append(begin + column)
            at += len(part) + 1
        return Content(text, starts, raws)

    def _begin(self, part: str, line: int) -> int:
        """The parser drops a first line that holds nothing but wide spaces."""
        said = part.strip()
        while said and said not in self._lines.text(line) and line + 1 < len(self._lines.ends):
            line += 1
        return line

    def _cell(self, text: str, line: int) -> Content:
        """Cells of a row stand one behind the other; a `|` in one has a backslash before it."""
        raw, end = self._lines.raw, self._lines.ends[line]
        while self._cursor < end and (raw[self._cursor] in " \t|" or raw[self._cursor] != text[0]):
            self._cursor += 1
        starts, raws, at = [0], [self._cursor], self._cursor
        for index, char in enumerate(text):
            if char == "|" and raw[at : at + 2] == "\\|":
                at += 1
                starts.append(index)
                raws.append(at)
            at += 1
        self._cursor = at
        return Content(text, starts, raws)

    def _code(self, token: Token) -> None:
        if not token.content or token.map is None:
            return
        text = token.content.removesuffix("\n")
        content = self._content(text, token.map[0] + (token.type == "fence"))
        writer = Writer()
        _write_lines(writer, self._lines, content, text, 0)
        self._found.inlines.append(writer.unit("code", "code.block", *self._open))


class _Prose:
    """Reads the content of one block."""

    def __init__(self, lines: Lines, content: Content, found: Found, tags: Sequence[str]) -> None:
        self._lines = lines
        self._content = content
        self._found = found
        self._tags = tags
        self.alts: list[Unit] = []

    def read(self, tokens: Sequence[Token], base: int) -> Unit:
        writer = Writer()
        spans: list[tuple[str, int]] = []
        done: list[tuple[str, int, int]] = []
        for token in tokens:
            name = _SPANS.get(token.type.rpartition("_")[0])
            if name is not None and token.nesting > 0:
                spans.append((name, writer.length))
            elif name is not None and spans:
                opened, start = spans.pop()
                done.append((opened, start, writer.length))
            else:
                self._write(writer, token, base)
        unit = writer.unit(*self._tags)
        self._found.inlines += [unit.cut(start, end, name) for name, start, end in done if end > start]
        return unit

    def _write(self, writer: Writer, token: Token, base: int) -> None:
        at, end = base + token.meta.get(AT, 0), base + token.meta.get(END, 0)
        raw, raw_length = (
            self._content.raw(at),
            self._content.raw(max(end - 1, at)) + 1 - self._content.raw(at),
        )
        if token.type in {"softbreak", "hardbreak"}:
            self._write_break(writer, token, at)
        elif token.type == "code_inline":
            writer.add(HIDDEN, raw, raw_length)
            self._code(token, at)
        elif token.type == "image":
            writer.add(HIDDEN, raw, raw_length)
            alt = _Prose(self._lines, self._content, self._found, [*self._tags, "alt"]).read(
                token.children or [], at + 2
            )
            self.alts += [] if alt.is_blank else [Unit(alt.text, frozenset(("text", "alt")), alt.places)]
        elif token.type == "html_inline":
            writer.add("\n" if _BREAK.fullmatch(token.content) else "", raw, raw_length)
        elif self._content.text.startswith(token.content, at):
            self._content.write(writer, at, len(token.content))
        else:
            writer.add(token.content, raw, raw_length)

    def _write_break(self, writer: Writer, token: Token, at: int) -> None:
        """Within a paragraph the end of a line is a space to the reader, unless it was asked for."""
        at = self._content.text.find("\n", at)
        raw = self._content.raw(at)
        length = 2 if self._lines.raw.startswith("\r\n", raw) else 1
        writer.add(" " if token.type == "softbreak" else "\n", raw, length)

    def _code(self, token: Token, at: int) -> None:
        start = at + len(token.markup)
        if self._content.text[start : start + 1] == " " and not token.content.startswith(" "):
            start += 1
        text = self._content.text[start : start + len(token.content)]
        writer = Writer()
        _write_lines(writer, self._lines, self._content, text, start)
        self._found.inlines.append(
            writer.unit("code", "code.inline", *(tag for tag in self._tags if tag != "text"))
        )


def _write_lines(writer: Writer, lines: Lines, content: Content, text: str, at: int) -> None:
    """Text that is the same in content and raw, line by line."""
    for number, part in enumerate(text.split("\n")):
        if number:
            raw = content.raw(at - 1)
            writer.add("\n", raw, 2 if lines.raw.startswith("\r\n", raw) else 1)
        content.write(writer, at, len(part))
        at += len(part) + 1


_CONTAINERS: Final = {"li": "list", "blockquote": "blockquote", "th": "table.header", "td": "table.cell"}


def _column(line: str, said: str) -> int:
    """Where the words of a line of content begin in its raw line: behind its markers, before closing ones."""
    for end in (line, line.rstrip(), line.rstrip().rstrip("#").rstrip()):
        if end.endswith(said):
            return len(end) - len(said)
    return max(line.rfind(said), 0)


def _mark_ends(blocks: list[Unit]) -> None:
    """The first and the last paragraph are told apart."""
    paragraphs = [unit for unit in blocks if "paragraph" in unit.tags]
    if paragraphs:
        paragraphs[0].tags |= {"first_paragraph"}
        paragraphs[-1].tags |= {"last_paragraph"}


def _without_front_matter(raw: str) -> str:
    """The settings that a page may begin with are no prose; their lines stay, empty."""
    found = _FRONT_MATTER.match(raw)
    if found is None or not _are_settings(_LINE_END.split(found[0])[1:-1]):
        return raw
    return "\n" * len(_LINE_END.findall(found[0])) + raw[found.end() :]


def _are_settings(lines: Sequence[str]) -> bool:
    """A rule across the page begins a text too, and what follows is prose: settings have names, line by line."""
    return not lines or (
        _SETTING.match(lines[0]) is not None and all(_IN_SETTINGS.match(line) for line in lines)
    )


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return make_parser()


def read_markdown(raw: str) -> Found:
    return Reader(raw).read()


_UNDERLINE: Final = re.compile(r"[ \t]*([=\-`:'\"~^_*+#<>.])\1{2,}[ \t]*")


def read_plain(raw: str) -> Found:
    """Paragraphs between blank lines. A title that is underlined, as in reStructuredText, is a heading."""
    found = Found()
    for begin, end in _chunks(raw):
        start, title = begin, _title_end(raw[begin:end])
        if title:
            found.blocks.append(_plain_unit(raw, begin, begin + title, "text", "heading", "heading.h1"))
            start = _skip_line(raw, begin + title, end)
        if raw[start:end].strip():
            found.blocks.append(_plain_unit(raw, start, end, "text", "paragraph"))
    _mark_ends(found.blocks)
    return found


def _chunks(raw: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between blank lines."""
    start, last, lines = -1, 0, Lines(raw)
    for begin, end in zip(lines.starts, lines.ends, strict=True):
        if raw[begin:end].strip():
            start = begin if start < 0 else start
            last = end
        elif start >= 0:
            yield start, last
            start = -1
    if start >= 0:
        yield start, last


def _title_end(chunk: str) -> int:
    """The length of the first line, when the second one underlines it."""
    first, _, rest = chunk.partition("\n")
    second = rest.partition("\n")[0]
    is_title = (
        bool(_UNDERLINE.fullmatch(second.rstrip("\r"))) and len(second.strip()) >= len(first.strip()) > 0
    )
    return len(first.rstrip("\r")) if is_title and not _UNDERLINE.fullmatch(first.rstrip("\r")) else 0


def _skip_line(raw: str, at: int, end: int) -> int:
    """Behind the underline that follows the title's end."""
    underline = raw.find("\n", at, end)
    behind = raw.find("\n", underline + 1, end)
    return end if behind < 0 else behind + 1


def _plain_unit(raw: str, start: int, end: int, *tags: str) -> Unit:
    writer = Writer()
    writer.add(raw[start:end], start, end - start)
    return writer.unit(*tags)
