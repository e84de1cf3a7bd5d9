"""The braces of a heading: `{#key severity=major tags="a b"}`, what is wrong with them, and headings written anew."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from copydesk.guides.domain.records import KNOWN_ATTRIBUTES, SCOPE_NAMES, SEVERITIES, STATUSES, words

KEY_MAX_CHARS: Final = 120
BRACES_MAX_CHARS: Final = 4_000

KEY = re.compile(r"\w[\w.-]*")
_BRACES = re.compile(r"\{#((?:[^{}\"]|\"[^\"]*\")*)\}")
_ATTRIBUTE = re.compile(r'\s+([^\s="]+)=(?:"([^"]*)"|([^\s"]+))')
_PLAIN = re.compile(r'[^\s"{}]+')
_CHOICES: Final = {"severity": SEVERITIES, "status": STATUSES}
_MEANT: Final = {
    **{name: name for name in KNOWN_ATTRIBUTES},
    **{name.removesuffix("s"): name for name in SCOPE_NAMES},
    "tag": "tags",
    "alias": "aliases",
    "level": "severity",
    "state": "status",
}


def find_braces(content: str) -> tuple[str, str] | None:
    """The title and the inside of the braces at the end of a heading; None where there are none that can be read."""
    end = len(content.rstrip())
    at = content.find("{#", max(0, end - BRACES_MAX_CHARS))
    while at >= 0:
        found = _BRACES.match(content, at, end)
        if found and found.end() == end:
            return content[:at], found[1]
        at = content.find("{#", at + 1)
    return None


def looks_like_braces(content: str) -> bool:
    return content.rstrip().endswith("}") and "{#" in content[-BRACES_MAX_CHARS:]


def read_braces(inside: str) -> tuple[str, dict[str, str], list[str]]:
    """Key, attributes and faults of what stands between `{#` and `}`."""
    found = re.match(r"\S*", inside)
    key = found[0] if found else ""
    rest = inside[len(key) :]
    pairs = [(name, quoted or plain) for name, quoted, plain in _ATTRIBUTE.findall(rest)]
    if _ATTRIBUTE.sub("", rest).strip():
        fault = f'"{rest.strip()}" cannot be read. Write attributes as attr=value or attr="two words".'
        return key, dict(pairs), [fault]
    if not is_key(key):
        return key, dict(pairs), [not_a_key(key)]
    return key, dict(pairs), list(_wrong(pairs))


def is_key(text: str) -> bool:
    return bool(KEY.fullmatch(text)) and len(text) <= KEY_MAX_CHARS


def not_a_key(text: str) -> str:
    return f'"{text}" cannot be a key: letters, digits, ".", "_" and "-", at most {KEY_MAX_CHARS}, no space.'


def write_heading(
    title: str, key: str | None, level: int, attributes: Mapping[str, str], end: str = "\n"
) -> str:
    """A heading line that is read as what it is made of."""
    parts = [f"{name}={_quoted(value)}" for name, value in attributes.items()]
    braces = "" if key is None else " {#" + " ".join([key, *parts]) + "}"
    return f"{'#' * level} {title}{braces}".rstrip() + end


def _wrong(pairs: list[tuple[str, str]]) -> Iterator[str]:
    names = [name for name, _ in pairs]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f'The attribute "{name}" stands twice.'
    for name, value in pairs:
        choices = _CHOICES.get(name)
        if choices is not None and value not in choices:
            yield f'"{value}" is no {name}: write one of {", ".join(choices)}.'
        if name == "aliases":
            yield from (not_a_key(alias) for alias in words(value) if not is_key(alias))


def near_misses(attributes: Mapping[str, str]) -> list[str]:
    """Free attributes that were probably meant as known ones."""
    return [
        f'"{name}" is kept as an attribute of your own: did you mean "{_MEANT[name.lower()]}"?'
        for name in attributes
        if name not in KNOWN_ATTRIBUTES and name.lower() in _MEANT
    ]


def _quoted(value: str) -> str:
    """Quotes cannot be written inside quotes: they become apostrophes."""
    value = " ".join(value.split())
    return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', "'") + '"'
