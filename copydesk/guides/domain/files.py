"""A guide from a file of any kind: Markdown, YAML, JSON or Word."""

from typing import Final

from copydesk.guides.domain.imported import Imported
from copydesk.guides.domain.text import decode_source
from copydesk.kernel.errors import Fault, Invalid, TooLarge
from copydesk.kernel.source import unstorable

WORD_SUFFIX: Final = ".docx"
DOCUMENT_SUFFIXES: Final = (".yaml", ".yml", ".json")


def read_guide_file(filename: str, raw: bytes, *, max_bytes: int) -> Imported:
    """The Markdown of a guide and what could not be taken over. The end of the name tells the kind; Markdown is any other.

    Raises TooLarge, and Invalid with the place of each fault.
    """
    suffix = filename[filename.rfind(".") :].lower()
    if suffix == WORD_SUFFIX:
        from copydesk.guides.domain.word import read_word

        return read_word(raw, max_bytes=max_bytes)
    if len(raw) > max_bytes:
        raise TooLarge(
            f"The file has {len(raw)} bytes; at most {max_bytes} are allowed.", limit_bytes=max_bytes
        )
    source = decode_source(raw)
    fault = source if isinstance(source, Fault) else unstorable(source)
    if isinstance(source, Fault) or fault is not None:
        raise Invalid("The file is not text.", code="not_text", faults=[fault] if fault else [])
    if suffix not in DOCUMENT_SUFFIXES:
        return Imported(source)
    from copydesk.guides.domain.interchange import read_document

    return Imported(read_document(source))
