"""Everything about one item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copydesk.audit.domain import LoggedEvent
from copydesk.items.domain import ItemVersion
from copydesk.projects.domain import NamedMember
from copydesk.queue.domain import ItemHistory
from copydesk.reports.domain.items import ItemLine
from copydesk.review.domain import Feedback


@dataclass(frozen=True)
class ItemDetail:
    """Versions newest first, the rest oldest first. `members`: who is meant by the member ids in it."""

    line: ItemLine
    versions: Sequence[ItemVersion]
    history: ItemHistory
    feedback: Mapping[int, Feedback]
    events: Sequence[LoggedEvent]
    members: Mapping[int, NamedMember]


def involved(history: ItemHistory, feedback: Mapping[int, Feedback]) -> set[int]:
    """The members who had to do with an item."""
    ids = {one.member_id for one in history.submissions} | {one.member_id for one in history.claims}
    for told in feedback.values():
        ids |= {one.member_id for one in told.reviews if one.member_id is not None}
    return ids


def subjects_of(
    item_id: int, history: ItemHistory, feedback: Mapping[int, Feedback]
) -> list[tuple[str, int]]:
    """What events about an item are about: itself, its submissions, their reviews and findings, its slots."""
    subjects: list[tuple[str, int]] = [("item", item_id)]
    subjects += [("submission", one.id) for one in history.submissions]
    subjects += [("slot", slot_id) for slot_id in sorted({claim.slot_id for claim in history.claims})]
    for told in feedback.values():
        subjects += [("review", one.id) for one in told.reviews]
        subjects += [("finding", one.id) for one in told.findings]
    return subjects
