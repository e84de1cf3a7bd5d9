"""Small Word files, written part by part."""

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TOP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_INNER = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rLink" Type="{_RELATIONS}/hyperlink" Target="https://example.org/a(b)" TargetMode="External"/>'
    f'<Relationship Id="rStyles" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rNumbers" Type="{_RELATIONS}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="rNotes" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/></Relationships>'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/></w:style>'
    for ident, name in (
        ("Heading1", "heading 1"),
        ("berschrift2", "heading 2"),
        ("Title", "Title"),
        ("Fancy", "Fancy"),
        ("Quote", "Quote"),
    )
)
_NUMBERS = "".join(
    f'<w:abstractNum w:abstractNumId="{ident}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>' for level in range(3))
    + f'</w:abstractNum><w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>'
    for ident, form in ((1, "bullet"), (2, "decimal"))
)


def word_file(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .docx file with this body; `parts` adds to its parts or replaces them."""
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _TOP,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _INNER,
        "word/styles.xml": f"<w:styles {NAMESPACES}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{_NUMBERS}</w:numbering>",
        "word/footnotes.xml": f'<w:footnotes {NAMESPACES}><w:footnote w:id="4">{paragraph("Where it is said.")}</w:footnote></w:footnotes>',
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return file.getvalue()


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def italic(text: str) -> str:
    return run(text, "<w:i/>")


def paragraph(*content: str, style: str = "", item: tuple[int, int] | None = None) -> str:
    """`content`: runs, or bare text. `item`: number and level of its list."""
    said = "".join(part if part.startswith("<") else run(part) for part in content)
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    if item is not None:
        look += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{look}</w:pPr>{said}</w:p>"


def heading(level: int, text: str) -> str:
    return paragraph(text, style={1: "Heading1", 2: "berschrift2"}[level])


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
