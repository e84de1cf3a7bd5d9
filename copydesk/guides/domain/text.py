"""Bytes become text."""

from copydesk.kernel.errors import Fault


def decode_source(raw: bytes) -> str | Fault:
    """A file's bytes as text; a byte order mark is dropped. A fault names the line that is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Fault(f"line {line}", "These bytes are not UTF-8. Save the file as UTF-8 and try again.")
