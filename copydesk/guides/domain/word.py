"""Word files (.docx) as Markdown guides. What Markdown cannot hold is listed by place, never lost in silence."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from copydesk.guides.domain.attributes import write_heading
from copydesk.guides.domain.html_markdown import html_to_markdown
from copydesk.guides.domain.imported import Imported, ImportNote
from copydesk.guides.domain.lines import line_end
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.word_unmapped import find_unmapped
from copydesk.kernel.errors import Invalid, TooLarge

# A Word file holds images, and its XML is several times as long as the Markdown of it.
WORD_FACTOR: Final = 4
PARTS_MAX: Final = 5_000
DOCUMENT_PART: Final = "word/document.xml"

_STYLE_MAP: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='Body Text'] => p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
r[style-name='Emphasis'] => em
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
p[style-name='TOC Heading'] => !
"""
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(
        ParseError,
        ExpatError,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        RecursionError,
        TypeError,
        IndexError,
    ),
)


def read_word(raw: bytes, *, max_bytes: int) -> Imported:
    """The Markdown of a .docx file, with a key for each heading, and what could not be taken over.

    `max_bytes` is the limit of the Markdown; the file, and the XML in it, may have four times that. Raises TooLarge above
    it, and Invalid for what is no Word file.
    """
    limit = max_bytes * WORD_FACTOR
    if len(raw) > limit:
        raise TooLarge(f"The file has {len(raw)} bytes; at most {limit} are allowed.", limit_bytes=limit)
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _no_word("This is an old .doc file, or one with a password. Save it as .docx without one.")
    try:
        parts = _unpack(raw, limit)
        html, messages = _to_html(raw)
        notes = [*find_unmapped(parts), *_style_notes(messages)]
        markdown = html_to_markdown(html)
    except _BROKEN as error:
        raise _no_word("The file is damaged, or no Word file (.docx).") from error
    source = _with_keys(markdown)
    if len(source.encode()) > max_bytes:
        raise TooLarge(f"The guide would have more than {max_bytes} bytes.", limit_bytes=max_bytes)
    if not parse_guide(source).rules:
        message = "The file has no headings. Give each rule a heading style (Heading 1, Heading 2 …) in Word."
        notes = [ImportNote("headings", "the whole file", message), *notes]
    return Imported(source, tuple(notes))


def _no_word(message: str) -> Invalid:
    return Invalid(message, code="word_file")


def _unpack(raw: bytes, limit: int) -> dict[str, bytes]:
    """The XML of the file, once it is known how long it claims to be. Images are never unpacked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        read = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        n_bytes = sum(entry.file_size for entry in read)
        if len(entries) > PARTS_MAX or n_bytes > limit:
            message = f"The file unpacks to {len(entries)} parts with {n_bytes} bytes of text; at most {limit} are allowed."
            raise TooLarge(message, limit_bytes=limit)
        if DOCUMENT_PART not in archive.namelist():
            raise _no_word("This is a ZIP file, but no Word file (.docx): it holds no document.")
        parts = {entry.filename: archive.read(entry) for entry in read}
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise _no_word("The file declares entities of its own, which no Word file does.")
    return parts


def _to_html(raw: bytes) -> tuple[str, list[str]]:
    import mammoth

    convert = cast("Any", mammoth)
    no_image = convert.images.img_element(_nothing)
    result = convert.convert_to_html(io.BytesIO(raw), style_map=_STYLE_MAP, convert_image=no_image)
    return result.value, [message.message for message in result.messages]


def _nothing(image: object) -> dict[str, str]:
    """The attributes of an image that is left out."""
    del image
    return {}


def _style_notes(messages: list[str]) -> Iterator[ImportNote]:
    """Styles that mean nothing here: their text is there as plain paragraphs."""
    for message in dict.fromkeys(messages):
        style = re.search(r"Unrecognised (paragraph|run|table) style: (.*) \(Style ID:", message)
        if style and style[1] == "paragraph":
            yield ImportNote(
                "style",
                "the whole file",
                f'Paragraphs of the style "{style[2]}" became plain paragraphs.',
            )


def _with_keys(source: str) -> str:
    """Each heading with its key written down, so that it keeps it when the title changes."""
    guide = parse_guide(source)
    parts = [guide.preface]
    for rule, heading in zip(guide.rules, guide.headings, strict=True):
        has_key = "{#" in heading
        attributes: Mapping[str, str] = rule.attributes
        written = write_heading(rule.title, rule.key, rule.level, attributes, line_end(heading))
        parts += [heading if has_key else written, rule.body]
    return "".join(parts)
