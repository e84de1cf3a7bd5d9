"""The table of items: what is wanted of it, in which order it is read, and its cursors."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, cast

import orjson

from copydesk.kernel.errors import Fault, Invalid
from copydesk.queue.domain import Stage

ItemState = Literal["waiting", "in_work", "in_review", "returned", "for_lead", "done", "retired"]
ItemSort = Literal["newest", "oldest", "external_id", "priority", "answered"]
Key = str | int | None

# A page looks at no more items than this, so that it always comes at once; the cursor goes on from there.
LOOKED_AT_MAX: Final = 10_000
# Searching in contents costs more for each.
SEARCHED_MAX: Final = 3_000
BULK_MAX: Final = 100_000
TEXT_MIN_CHARS: Final = 2

# Few items at a time are in these states: they are found first and then sorted.
_FEW: Final = frozenset({"returned", "for_lead", "in_work"})


@dataclass(frozen=True)
class ItemFilter:
    """Each given part narrows. `state`: a state that the item is in, perhaps among others; without one, retired items too.

    `finished_on` is a day of the project's time zone on which work at `finished_stage`, or any, was sent; its moments stand in
    `finished_from` and `finished_until` once the zone is known.
    """

    batch_id: int | None = None
    external_id_prefix: str | None = None
    state: ItemState | None = None
    member_id: int | None = None
    rule_key: str | None = None
    created_from: datetime | None = None
    created_until: datetime | None = None
    text: str | None = None
    people_min: int | None = None
    finished_on: date | None = None
    finished_stage: Stage | None = None
    finished_from: datetime | None = None
    finished_until: datetime | None = None

    @property
    def prefix_end(self) -> str | None:
        """What is below this and not below the prefix begins with it."""
        return None if self.external_id_prefix is None else self.external_id_prefix + "\U0010ffff"

    @property
    def pattern(self) -> str | None:
        """For `ilike`."""
        if self.text is None:
            return None
        escaped = self.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"%{escaped}%"


@dataclass(frozen=True)
class Place:
    """Where a page begins: behind this item in the order of the list; `is_back`: before it, read backwards."""

    item_id: int
    key: Key = None
    is_back: bool = False

    def encode(self) -> str:
        told = orjson.dumps([self.item_id, self.key, self.is_back])
        return base64.urlsafe_b64encode(told).decode().rstrip("=")


@dataclass(frozen=True)
class ItemQuery:
    wanted: ItemFilter = ItemFilter()
    sort: ItemSort = "newest"
    place: Place | None = None
    limit: int = 50


@dataclass(frozen=True)
class Candidate:
    """An item in the order of a list; `key` is what it is sorted by where that is not its id."""

    item_id: int
    key: Key = None

    def place(self, *, is_back: bool) -> Place:
        return Place(self.item_id, self.key, is_back)


@dataclass(frozen=True)
class ItemLine:
    """A row of the table."""

    id: int
    project_id: int
    external_id: str | None
    excerpt: str | None
    batch_id: int
    batch_name: str
    states: list[str]
    priority: int
    n_answers: int
    n_wanted: int
    n_open_findings: int
    n_versions: int
    created_at: datetime
    last_activity_at: datetime


@dataclass(frozen=True)
class ItemPage:
    """`is_partial`: the page is short because it looked at as many items as it may; `next_cursor` goes on from there."""

    items: Sequence[ItemLine]
    next_cursor: str | None
    prev_cursor: str | None
    n_looked_at: int
    is_partial: bool


@dataclass(frozen=True)
class ItemCount:
    """Not exact: at least `n`."""

    n: int
    is_exact: bool


Source = Literal["all", "created", "few", "slots", "settled", "external_id", "priority", "answered"]


_SOURCES: Final[dict[ItemState | None, Source]] = {
    "waiting": "slots",
    "in_review": "slots",
    "done": "settled",
}


def source_of(wanted: ItemFilter, sort: ItemSort) -> Source:
    """Where candidates are read: what leaves few of them is read first."""
    if sort in {"priority", "answered"}:
        return cast("Source", sort)
    named = (wanted.rule_key, wanted.member_id, wanted.finished_on)
    if any(one is not None for one in named) or wanted.state in _FEW:
        return "few"
    if sort == "external_id":
        return "external_id"
    is_spanned = wanted.created_from is not None or wanted.created_until is not None
    if is_spanned:
        return "created"
    if wanted.batch_id is not None or wanted.external_id_prefix is not None:
        return "all"
    return _SOURCES.get(wanted.state, "all")


def must_sift(wanted: ItemFilter, source: Source) -> bool:
    """Whether candidates must be looked at one by one, because their source does not keep to every filter."""
    if wanted.text is not None or wanted.state not in {None, "retired"}:
        return True
    sifted = (wanted.member_id, wanted.rule_key, wanted.finished_on, wanted.people_min)
    if any(one is not None for one in sifted):
        return True
    if source in {"all", "created", "external_id"}:
        return False
    return wanted != ItemFilter()


def steps_of(limit: int, wanted: ItemFilter, *, sifts: bool) -> Sequence[int]:
    """How many candidates are read at a time."""
    if not sifts:
        return (limit + 1,)
    most = SEARCHED_MAX if wanted.text is not None else LOOKED_AT_MAX
    first, second = 2 * limit, 10 * limit
    return (first, second, max(1, most - first - second))


def is_upward(sort: ItemSort, *, is_back: bool) -> bool:
    """Whether candidates are read from the smallest id or key on."""
    return (sort in {"oldest", "external_id"}) != is_back


def parse_cursor(text: str | None, sort: ItemSort) -> Place | None:
    """Raises Invalid for what this list has not made, or has made in another order."""
    if text is None:
        return None
    try:
        told: Any = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        item_id, key, is_back = told
    except (binascii.Error, ValueError, TypeError):
        item_id, key, is_back = None, None, None
    wants_number = sort in {"priority", "answered"}
    is_key = isinstance(key, int) if wants_number else (key is None or isinstance(key, str))
    if not isinstance(item_id, int) or not isinstance(is_back, bool) or not is_key:
        message = "Send a cursor that this list gave, with the same order."
        raise Invalid(message, faults=[Fault("/query/cursor", message)])
    return Place(item_id, key, is_back)


def check_filter(wanted: ItemFilter) -> None:
    """Raises Invalid."""
    if wanted.text is not None and len(wanted.text.strip()) < TEXT_MIN_CHARS:
        message = f"A search in contents needs {TEXT_MIN_CHARS} characters."
        raise Invalid(message, faults=[Fault("/query/text", message)])


BulkAction = Literal["retire", "set_priority"]


@dataclass(frozen=True)
class Bulk:
    """What is to be done with many items: those named, or all that a filter finds."""

    action: BulkAction
    item_ids: Sequence[int] | None = None
    wanted: ItemFilter | None = None
    priority: int | None = None
    expected: int | None = None


def check_bulk(bulk: Bulk) -> None:
    """Raises Invalid, naming each place."""
    faults: list[Fault] = []
    if (bulk.item_ids is None) == (bulk.wanted is None):
        faults.append(Fault("/item_ids", "Name either items or a filter."))
    if (bulk.action == "set_priority") != (bulk.priority is not None):
        faults.append(Fault("/priority", "A priority belongs to set_priority, and to nothing else."))
    if faults:
        raise Invalid("This cannot be done; see `errors` for each place.", faults=faults)


def check_found(bulk: Bulk, found: Sequence[int]) -> None:
    """Raises Invalid when a filter finds too many items, or not as many as the person was told."""
    if len(found) > BULK_MAX:
        raise Invalid(
            f"The filter finds more than {BULK_MAX} items: narrow it, for instance by batch.",
            code="too_many_items",
        )
    if bulk.expected is not None and bulk.expected != len(found):
        raise Invalid(
            f"The filter finds {len(found)} items now, not {bulk.expected}: look again. Nothing was changed.",
            code="count_changed",
            n_items=len(found),
        )
