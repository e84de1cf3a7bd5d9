"""Saved views: what somebody wants to see again on a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from copydesk.kernel.errors import Fault, Invalid

QUERY_MAX_BYTES: Final = 20_000
VIEWS_MAX: Final = 200


@dataclass(frozen=True)
class NewView:
    page: str
    name: str
    query: Mapping[str, Any]
    is_shared: bool


@dataclass(frozen=True)
class SavedView:
    """`member_id` is whose it is."""

    id: int
    project_id: int
    member_id: int
    page: str
    name: str
    query: dict[str, Any]
    is_shared: bool
    revision: int
    updated_at: datetime


def check_view(name: str, query: Mapping[str, Any]) -> str:
    """The name, trimmed. Raises Invalid, naming each place."""
    trimmed = name.strip()
    faults: list[Fault] = []
    if not 1 <= len(trimmed) <= 100:
        faults.append(Fault("/name", "A name has 1 to 100 characters."))
    if len(orjson.dumps(dict(query))) > QUERY_MAX_BYTES:
        faults.append(Fault("/query", f"A saved query has at most {QUERY_MAX_BYTES} bytes."))
    if faults:
        raise Invalid("The view cannot be saved; see `errors` for each place.", faults=faults)
    return trimmed
