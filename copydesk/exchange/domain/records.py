"""What the readers of files hand on, what a mapping makes of it, and what is known of it already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from copydesk.items.domain import NewItem


class Record(NamedTuple):
    """One record of a file. `fault` says why there is no value. `raw` None: it is to be written anew from `value`."""

    number: int
    value: Any
    raw: bytes | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class MappedJudgement:
    """`item` is the external id of the item where judgements have a file of their own."""

    by: str
    at: datetime | None
    displayed: list[str] | None
    answers: dict[str, Any]
    item: str | None = None


class MappedItem(NamedTuple):
    external_id: Any
    content: dict[str, Any]
    judgements: list[MappedJudgement]


# Both raise RecordRefused.
MapItem = Callable[[dict[str, Any]], MappedItem]
MapJudgements = Callable[[dict[str, Any]], list[MappedJudgement]]


class Ready(NamedTuple):
    """A record that is good by itself. `item` is None in a file of judgements."""

    record: Record
    item: NewItem | None
    response_ids: Sequence[str]
    judgements: Sequence[MappedJudgement]

    @property
    def n_bytes(self) -> int:
        return len(self.record.raw or b"") + (len(self.item.content) if self.item else 0)


@dataclass(frozen=True, slots=True)
class Target:
    """The item that a judgement is about."""

    external_id: str | None
    item_id: int
    item_version_id: int
    response_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class KnownJudgement:
    item_id: int
    member_id: int
    answers: dict[str, Any]
    import_id: int | None
