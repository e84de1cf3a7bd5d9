"""Records of items and the pure rules of their content.

Content is JSON: `messages` (what was said), `responses` (what is judged or improved) and any other keys that the fields
of an interface point at. Every message and response has an id that stays the same for the life of the version.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, ClassVar, Final, NamedTuple, cast

import orjson

from copydesk.kernel.errors import Fault, Invalid

MESSAGE_ROLES: Final = frozenset({"system", "developer", "user", "assistant", "tool"})
SOURCE_KINDS: Final = frozenset({"model", "person", "import"})
EXTERNAL_ID_MAX_CHARS: Final = 500
ITEMS_MAX: Final = 500

_PART_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
_NUL = b"\\u0000"

Check = Callable[[dict[str, Any]], list[Fault]]


@dataclass(frozen=True)
class Batch:
    id: int
    project_id: int
    name: str
    n_items: int
    created_at: datetime
    created_by: int | None


@dataclass(frozen=True)
class Item:
    id: int
    project_id: int
    batch_id: int
    external_id: str | None
    version_id: int
    n_versions: int
    created_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True)
class ItemRow(Item):
    """An item in a list: `excerpt` is how its first message begins; null when it has none."""

    excerpt: str | None


@dataclass(frozen=True)
class ItemVersion:
    id: int
    item_id: int
    number: int
    batch_id: int
    content: dict[str, Any]
    content_hash: bytes
    created_at: datetime


@dataclass(frozen=True)
class ItemDraft:
    """What somebody wants to add, as they sent it."""

    external_id: str | None
    content: Mapping[str, Any]


class NewItem(NamedTuple):
    """Checked and ready to be written: `content` is canonical JSON with the ids of all its parts."""

    external_id: str | None
    content: bytes
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What an import must know of an item that exists."""

    external_id: str
    item_id: int
    version_id: int
    n_versions: int
    content_hash: bytes
    is_retired: bool


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The next content of an item that exists."""

    item_id: int
    number: int
    content: bytes
    content_hash: bytes


@dataclass(frozen=True)
class Copied:
    """Ids of rows that were copied in, in the order in which they were given."""

    item_ids: list[int]
    version_ids: list[int]


@dataclass(frozen=True)
class ItemFilter:
    """Each given part narrows."""

    batch_id: int | None = None
    external_id_prefix: str | None = None
    is_retired: bool | None = None


@dataclass(frozen=True)
class BatchLoaded:
    """Items were added to a batch; those of its items that have no slots yet want some."""

    topic: ClassVar[str] = "items.batch_loaded"
    project_id: int
    batch_id: int


@dataclass(frozen=True)
class ItemsRetired:
    """No more answers are wanted for these items; what was submitted stays."""

    topic: ClassVar[str] = "items.retired"
    project_id: int
    item_ids: list[int]


class ContentRefused(Invalid):
    """`faults` name each place as a JSON Pointer into the content."""

    default_code = "item_refused"
    title = "The item is not valid"


def prepare(
    external_id: object, content: object, *, max_bytes: int, check: Check | None = None
) -> tuple[NewItem, dict[str, Any]]:
    """Check what is to become an item or a version and put it into canonical form; that, and the same content as a value.

    `check` may find more faults in a content that is good so far.
    Raises:  ContentRefused with a fault for every place that is wrong.
    """
    faults: list[Fault] = []
    checked_id = check_external_id(external_id, faults)
    complete: dict[str, Any] = {}
    if isinstance(content, dict):
        complete = normalise(cast("dict[str, Any]", content), faults)
    else:
        faults.append(Fault("", "an item's content is a JSON object"))
    body = _encode(complete, faults)
    if len(body) > max_bytes:
        faults.append(Fault("", f"the content has {len(body)} bytes; an item may have {max_bytes}"))
    if b"\\" in body and _NUL in body:
        words = "holds the character U+0000, which the database cannot store; remove it"
        faults += [Fault(at, words) for at in nul_places(complete)]
    if not faults and check is not None:
        faults += check(complete)
    if faults:
        raise ContentRefused("The item cannot be stored; see `errors` for each place.", faults=faults)
    return NewItem(checked_id, body, content_hash(body)), complete


def content_hash(canonical: bytes) -> bytes:
    """Equal for equal contents, whatever the order of keys."""
    return blake2b(canonical, digest_size=16).digest()


def check_external_id(given: object, faults: list[Fault]) -> str | None:
    """A whole number becomes text; an empty text is no id."""
    if given is None:
        return None
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str) or not given:
        faults.append(Fault("/external_id", f"must be text or a whole number, not {kind_of(given)}"))
    elif len(given) > EXTERNAL_ID_MAX_CHARS:
        faults.append(
            Fault("/external_id", f"has {len(given)} characters; {EXTERNAL_ID_MAX_CHARS} are allowed")
        )
    elif "\0" in given:
        faults.append(Fault("/external_id", "holds the character U+0000; remove it"))
    else:
        return given
    return None


def normalise(content: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """Content whose `messages` and `responses` are lists of parts with ids: those given, else m1, m2 … and r1, r2 …"""
    return {
        **content,
        "messages": _parts(content.get("messages"), "messages", faults),
        "responses": _parts(content.get("responses"), "responses", faults),
    }


def _parts(given: object, key: str, faults: list[Fault]) -> list[dict[str, Any]]:
    if given is None:
        return []
    if not isinstance(given, list):
        faults.append(Fault(f"/{key}", f"must be a list, not {kind_of(given)}"))
        return []
    entries = cast("list[object]", given)
    plain = _plain_parts(entries, key)
    if plain is not None:
        return plain
    parts: list[dict[str, Any]] = []
    for place, part in enumerate(entries):
        if isinstance(part, dict):
            checked = cast("dict[str, Any]", part)
            _check_part(checked, key, place, faults)
            parts.append(checked)
        else:
            faults.append(Fault(f"/{key}/{place}", f"must be an object with `content`, not {kind_of(part)}"))
    return _with_ids(parts, key, faults)


def _plain_parts(entries: list[object], key: str) -> list[dict[str, Any]] | None:
    """The parts with ids where there is nothing to find fault with, as in nearly every record of an import; else None."""
    needs_role = key == "messages"
    letter = key[0]
    parts: list[dict[str, Any]] = []
    for place, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            return None
        part = cast("dict[str, Any]", entry)
        if "id" in part or "source" in part or not isinstance(part.get("content"), str):
            return None
        if needs_role and part.get("role") not in MESSAGE_ROLES:
            return None
        parts.append({**part, "id": f"{letter}{place}"})
    return parts


def _check_part(part: dict[str, Any], key: str, place: int, faults: list[Fault]) -> None:
    content = part.get("content")
    if not isinstance(content, str):
        message = "is missing" if content is None else f"must be text, not {kind_of(content)}"
        faults.append(Fault(f"/{key}/{place}/content", message))
    if key == "messages" and part.get("role") not in MESSAGE_ROLES:
        roles = ", ".join(sorted(MESSAGE_ROLES))
        faults.append(Fault(f"/{key}/{place}/role", f"must be one of {roles}"))
    source = part.get("source")
    if source is not None:
        _check_source(source, f"/{key}/{place}/source", faults)


def _check_source(source: object, at: str, faults: list[Fault]) -> None:
    """`{kind: model|person|import, model?, parameters?, member?}`"""
    if not isinstance(source, dict):
        faults.append(Fault(at, f"must be an object, not {kind_of(source)}"))
        return
    given = cast("dict[str, object]", source)
    if given.get("kind") not in SOURCE_KINDS:
        faults.append(Fault(f"{at}/kind", f"must be one of {', '.join(sorted(SOURCE_KINDS))}"))
    for name, kind in (("model", str), ("parameters", dict), ("member", str)):
        if given.get(name) is not None and not isinstance(given[name], kind):
            faults.append(Fault(f"{at}/{name}", f"must be {_KIND_NAMES[kind]}, not {kind_of(given[name])}"))


def _with_ids(parts: list[dict[str, Any]], key: str, faults: list[Fault]) -> list[dict[str, Any]]:
    """Parts in which each has an id; a given one is kept, and no two are the same."""
    taken: set[str] = set()
    for place, part in enumerate(parts):
        given = part.get("id")
        if given is None:
            continue
        if not isinstance(given, str) or not _PART_ID.fullmatch(given):
            faults.append(
                Fault(
                    f"/{key}/{place}/id",
                    "must be 1 to 64 letters, digits, dots, colons, underscores or hyphens",
                )
            )
        elif given in taken:
            faults.append(Fault(f"/{key}/{place}/id", f"{given} stands twice; ids of {key} must differ"))
        else:
            taken.add(given)
    if len(taken) == len(parts):
        return parts
    letter = key[0]
    complete: list[dict[str, Any]] = []
    for place, part in enumerate(parts, start=1):
        if part.get("id") is None:
            number = place
            while f"{letter}{number}" in taken:
                number += 1
            taken.add(f"{letter}{number}")
            complete.append({**part, "id": f"{letter}{number}"})
        else:
            complete.append(part)
    return complete


def _encode(content: dict[str, Any], faults: list[Fault]) -> bytes:
    try:
        return orjson.dumps(content, option=_CANONICAL)
    except TypeError as error:  # orjson's own errors are TypeErrors: a type, a depth, a lone surrogate
        faults.append(Fault("", f"cannot be written as JSON: {error}"))
        return b"{}"


def nul_places(value: object, at: str = "") -> list[str]:
    """JSON Pointers to each text or key that holds U+0000."""
    if isinstance(value, str):
        return [at] if "\0" in value else []
    if isinstance(value, dict):
        entries = [(str(key), entry) for key, entry in cast("dict[object, object]", value).items()]
    elif isinstance(value, Sequence):
        entries = [(str(place), entry) for place, entry in enumerate(cast("Sequence[object]", value))]
    else:
        return []
    found: list[str] = []
    for key, entry in entries:
        below = f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
        found += [at or "/"] if "\0" in key else nul_places(entry, below)
    return found


_KIND_NAMES: Final[dict[type, str]] = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
    bytes: "binary",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """What JSON calls a value, for a sentence."""
    return _KIND_NAMES.get(type(value), type(value).__name__)
