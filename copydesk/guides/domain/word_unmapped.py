"""What a Word file holds that Markdown does not, by place."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from copydesk.guides.domain.imported import ImportNote

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN_CHARS: Final = 60

_INSIDE: Final = {
    f"{W}drawing": ("image", "An image was left out."),
    f"{W}pict": ("image", "An image was left out."),
    f"{W}object": ("object", "An embedded object was left out."),
    f"{W}commentReference": ("comment", "A comment was left out."),
    f"{W}sdt": ("form", "A form field became plain text."),
}
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_TEXT_BOX: Final = f"{W}txbxContent"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def find_unmapped(parts: Mapping[str, bytes]) -> list[ImportNote]:
    """Images, objects, comments, tracked changes, text boxes, formulas and merged cells, in reading order.

    The parts have no document type, so that nothing in them can grow or reach outside.
    """
    document = fromstring(parts["word/document.xml"])  # noqa: S314 -- files that declare entities were refused
    comments = _comments(parts.get("word/comments.xml"))
    headings = _heading_styles(parts.get("word/styles.xml"))
    found: list[ImportNote] = []
    heading = ""
    for number, paragraph in enumerate(document.iter(f"{W}p"), start=1):
        if _style(paragraph) in headings:
            heading = "".join(_said(paragraph)).strip()
        under = f', under "{_short(heading)}"' if heading else ""
        place = f"paragraph {number}{under}"
        found += [ImportNote(kind, place, message) for kind, message in _in_paragraph(paragraph, comments)]
    return [*found, *_merged_cells(document)]


def _in_paragraph(paragraph: Element, comments: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for element in _walk(paragraph):
        if element.tag == f"{W}commentReference":
            said = comments.get(element.get(f"{W}id", ""))
            yield (
                "comment",
                f'A comment was left out: "{_short(said)}".' if said else "A comment was left out.",
            )
        elif element.tag in _INSIDE:
            if not any(inner.tag == _TEXT_BOX for inner in element.iter()):
                yield _INSIDE[element.tag]
        elif element.tag == f"{W}ins":
            yield "tracked", f'A tracked insertion was accepted: "{_short("".join(_said(element)))}".'
        elif element.tag == f"{W}del":
            yield "tracked", f'A tracked deletion was carried out: "{_short("".join(_said(element)))}".'
        elif element.tag == _TEXT_BOX:
            yield "text_box", "The text of a text box was put into the text near this place."
        elif element.tag == _MATH:
            yield "formula", "A formula was left out."


def _walk(element: Element) -> Iterator[Element]:
    """Everything inside a paragraph but paragraphs of its own and the second form of a drawing."""
    for child in element:
        if child.tag == _FALLBACK:
            continue
        yield child
        if child.tag not in {f"{W}p", _TEXT_BOX}:
            yield from _walk(child)


def _said(element: Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag in {f"{W}t", f"{W}delText"}:
            yield part.text or ""


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _heading_styles(styles: bytes | None) -> set[str]:
    found = {f"Heading{level}" for level in range(1, 7)} | {"Title"}
    if styles is None:
        return found
    for style in fromstring(styles).iter(f"{W}style"):  # noqa: S314 -- as above
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").lower().startswith(("heading", "title")):
            found.add(style.get(f"{W}styleId", ""))
    return found


def _comments(part: bytes | None) -> dict[str, str]:
    if part is None:
        return {}
    found = fromstring(part).iter(f"{W}comment")  # noqa: S314 -- as above
    return {comment.get(f"{W}id", ""): "".join(_said(comment)) for comment in found}


def _merged_cells(document: Element) -> Iterator[ImportNote]:
    for number, table in enumerate(document.iter(f"{W}tbl"), start=1):
        if any(element.tag in {f"{W}vMerge", f"{W}gridSpan"} for element in table.iter()):
            yield ImportNote("table", f"table {number}", "Merged cells were taken apart.")


def _short(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS].rstrip() + "…"
