"""Bytes become text, and text that cannot be stored is found."""

import re

from copydesk.kernel.errors import Fault


def unstorable(source: str) -> Fault | None:
    """The first character that the database cannot hold: NUL, or half of a surrogate pair."""
    found = re.search("[\x00\ud800-\udfff]", source)
    if found is None:
        return None
    line = len(re.findall(r"\r\n?|\n", source[: found.start()])) + 1
    return Fault(f"line {line}", f"The character U+{ord(found[0]):04X} is not text: remove it.")


def decode_source(raw: bytes) -> str | Fault:
    """A file's bytes as text; a byte order mark is dropped. A fault names the line that is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Fault(f"line {line}", "These bytes are not UTF-8. Save the file as UTF-8 and try again.")
