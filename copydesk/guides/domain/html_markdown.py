"""The HTML that is made of a Word file, as Markdown. It is well-formed, and has few tags and no attributes but links, spans and ids."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, fromstring

_BLOCKS: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "blockquote", "pre"}
_LABEL = re.compile(r"\*\*(?:good|bad|ok|why)(?: example)?(?::\*\*|\*\*:)", re.IGNORECASE)
_EMPHASISED = re.compile(r"\*[^*\s](?:[^*]*[^*\s])?\*")
_SPECIAL = re.compile(r"([\\`*\[\]]|<(?=[a-zA-Z/!?])|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
_LINE_START = re.compile(
    r"^([ \t]*)(>|[#+-](?=\s|$)|#{2,6}(?=\s|$)|~~~|=+(?=[ \t]*$)|-+(?=[ \t]*$)|\d{1,9}(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
_NOTE = re.compile(r"#?(footnote|endnote)-(\w+)$")


@dataclass
class _Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    parts: list["_Node | str"] = field(default_factory=list["_Node | str"])

    def nodes(self) -> list["_Node"]:
        return [part for part in self.parts if isinstance(part, _Node)]


@dataclass(frozen=True)
class _Run:
    """Text of one look."""

    text: str
    strong: bool
    em: bool
    href: str | None


def _read(element: Element) -> _Node:
    node = _Node(element.tag, dict(element.attrib), [element.text or ""])
    for child in element:
        node.parts += [_read(child), child.tail or ""]
    return node


def html_to_markdown(html: str) -> str:
    """Blocks with an empty line between them; good and bad examples as quotes."""
    root = fromstring(f"<root>{html}</root>")  # noqa: S314 -- made by the converter, without a document type
    blocks = [block for block in _blocks(_read(root)) if block.strip()]
    return "".join(f"{block}\n\n" for block in _quoted_examples(blocks)).rstrip("\n") + (
        "\n" if blocks else ""
    )


def _quoted_examples(blocks: Sequence[str]) -> list[str]:
    """A paragraph that begins with **Good:** or **Bad:** is an example; one in italics behind it says why."""
    found: list[str] = []
    for block in blocks:
        if _LABEL.match(block):
            found.append(_quote(block))
        elif (
            found
            and found[-1].startswith("> **")
            and _EMPHASISED.fullmatch(block)
            and "\n>\n" not in found[-1]
        ):
            found[-1] += f"\n>\n{_quote(block)}"
        else:
            found.append(block)
    return found


def _blocks(node: _Node) -> Iterator[str]:
    """The blocks of a node; text that stands loose between them is a paragraph."""
    for is_block, parts in groupby(node.parts, lambda part: isinstance(part, _Node) and part.tag in _BLOCKS):
        if not is_block:
            yield _paragraph(list(parts))
            continue
        for part in parts:
            if isinstance(part, _Node):
                yield _block(part)


def _block(node: _Node) -> str:
    if node.tag[0] == "h" and node.tag[1:].isdigit():
        title = " ".join(_inline(node.parts, in_heading=True).split())
        return f"{'#' * int(node.tag[1])} {title}" if title else ""
    if node.tag in {"ul", "ol"}:
        return _list(node)
    if node.tag == "table":
        return _table(node)
    if node.tag == "blockquote":
        return _quote("\n\n".join(block for block in _blocks(node) if block))
    if node.tag == "pre":
        return _code(_plain(node))
    return _paragraph(node.parts)


def _paragraph(parts: Sequence[_Node | str]) -> str:
    text = _inline(parts).strip()
    return _LINE_START.sub(_escape_start, text)


def _escape_start(found: re.Match[str]) -> str:
    """A sign that would make a list or a heading; of `1.` the point."""
    sign = found[2]
    return f"{found[1]}{sign}\\" if sign.isdigit() else f"{found[1]}\\{sign}"


def _list(node: _Node) -> str:
    lines: list[str] = []
    for number, item in enumerate(node.nodes(), start=1):
        note = _NOTE.fullmatch(item.attributes.get("id", ""))
        text = "\n".join(block for block in _blocks(item) if block)
        if note:
            lines.append(f"[^{_note_id(note)}]: {' '.join(text.split())}")
            continue
        mark = f"{number}." if node.tag == "ol" else "-"
        first, *rest = text.split("\n")
        indent = " " * (len(mark) + 1)
        lines.append(f"{mark} {first}".rstrip())
        lines += [f"{indent}{line}".rstrip() for line in rest]
    return "\n".join(lines)


def _table(node: _Node) -> str:
    """A pipe table whose first row is the head; a cell's paragraphs are parted by <br>."""
    rows = [[_cell(cell) for cell in _spread(row)] for row in _rows(node)]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _rows(node: _Node) -> Iterator[_Node]:
    for part in node.nodes():
        if part.tag == "tr":
            yield part
        elif part.tag in {"thead", "tbody"}:
            yield from _rows(part)


def _spread(row: _Node) -> Iterator[_Node]:
    """The cells of a row; one that spans several columns is followed by empty ones."""
    for cell in row.nodes():
        yield cell
        span = cell.attributes.get("colspan", "1")
        yield from (_Node("td") for _ in range(min(int(span), 64) - 1 if span.isdigit() else 0))


def _cell(node: _Node) -> str:
    blocks = [block for block in _blocks(node) if block]
    return "<br>".join(blocks).replace("|", "\\|").replace("\\\n", "<br>").replace("\n", "<br>")


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _code(text: str) -> str:
    mark = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", text))])
    return f"{mark}\n{text.rstrip()}\n{mark}"


def _plain(node: _Node) -> str:
    return "".join(
        part if isinstance(part, str) else "\n" if part.tag == "br" else _plain(part) for part in node.parts
    )


def _inline(parts: Sequence[_Node | str], *, in_heading: bool = False) -> str:
    runs = _runs(parts, _Run("", strong=False, em=False, href=None), in_heading=in_heading)
    said: list[str] = []
    for href, linked in groupby(runs, lambda run: run.href):
        text = "".join(_styled(list(same)) for _, same in groupby(linked, lambda run: (run.strong, run.em)))
        note = _NOTE.fullmatch(href or "")
        if note:
            said.append(f"[^{_note_id(note)}]")
        elif href and text.strip():
            target = href if re.fullmatch(r"[^\s()<>]+", href) else f"<{href.replace('>', '%3E')}>"
            said.append(f"[{text}]({target})")
        else:
            said.append(text)
    return "".join(said)


def _note_id(found: re.Match[str]) -> str:
    return found[2] if found[1] == "footnote" else f"e{found[2]}"


def _runs(parts: Sequence[_Node | str], look: _Run, *, in_heading: bool) -> Iterator[_Run]:
    for part in parts:
        if isinstance(part, str):
            text = part if in_heading else _SPECIAL.sub(r"\\\1", part)
            yield _Run(text, look.strong, look.em, look.href)
        elif part.tag == "br":
            yield _Run(" " if in_heading else "\\\n", look.strong, look.em, look.href)
        elif part.tag != "img":
            strong = look.strong or (part.tag == "strong" and not in_heading)
            inner = _Run("", strong, look.em or part.tag == "em", part.attributes.get("href") or look.href)
            yield from _runs(part.parts, inner, in_heading=in_heading)


def _styled(runs: Sequence[_Run]) -> str:
    """White space stays outside the signs, where Markdown wants it."""
    text = "".join(run.text for run in runs)
    inner = text.strip()
    sign = ("**" if runs[0].strong else "") + ("*" if runs[0].em else "")
    if not inner or not sign:
        return text
    start = text.index(inner)
    return f"{text[:start]}{sign}{inner}{sign[::-1]}{text[start + len(inner) :]}"
