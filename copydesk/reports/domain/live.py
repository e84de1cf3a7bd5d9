"""What pages are told while they are open: that something changed, coarsely, so that they ask again."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

Topic = Literal[
    "ready", "all", "queue", "items", "imports", "reviews", "guide", "guide_draft", "interface", "workflow",
    "members", "project", "jobs", "people",
]  # fmt: skip

# Which topic an action belongs to, by its noun.
TOPIC_OF: Final[Mapping[str, Topic]] = {
    "submission": "queue",
    "slot": "queue",
    "slots": "queue",
    "queue": "queue",
    "draw": "queue",
    "draft": "queue",
    "item": "items",
    "items": "items",
    "batch": "items",
    "import": "imports",
    "review": "reviews",
    "finding": "reviews",
    "guide": "guide",
    "interface": "interface",
    "workflow": "workflow",
    "member": "members",
    "members": "members",
    "team": "members",
    "invitation": "members",
    "project": "project",
    "backup": "jobs",
    "job": "jobs",
    "identity": "people",
    "session": "people",
    "password": "people",
}

# What is no line of the log: saves of a guide's draft, and who comes to its editor or goes to another rule.
_TOPIC_OF_DRAFTS: Final[Mapping[str, Topic]] = {"guide.edited": "guide_draft", "guide.visited": "guide_draft"}

# Who hears of it.
NEEDS: Final[Mapping[Topic, str]] = {
    "items": "items.read",
    "imports": "exchange.import",
    "guide": "guide.read",
    "guide_draft": "guide.write",
    "interface": "interface.read",
    "workflow": "workflow.read",
}

# Further back than this, a page that comes again asks for everything anew.
REMEMBERED: Final = 50_000
_MARK = re.compile(r"^e(\d{1,18})-c(\d{1,18})-g(\d{1,18})$")

Source = Literal["event", "claim", "guide"]


@dataclass(frozen=True)
class Happening:
    """A line of the log, a claim (`action` is then `slot.claimed`), or a save of a guide's draft. Each source counts its own ids."""

    source: Source
    id: int
    project_id: int | None
    action: str
    at: datetime


@dataclass(frozen=True)
class Mark:
    """How far each source was read."""

    event_id: int = 0
    claim_id: int = 0
    guide_id: int = 0

    def __str__(self) -> str:
        return f"e{self.event_id}-c{self.claim_id}-g{self.guide_id}"

    def of(self, source: Source) -> int:
        return {"event": self.event_id, "claim": self.claim_id, "guide": self.guide_id}[source]

    def is_before(self, one: Happening) -> bool:
        """Whether it came behind this mark."""
        return one.id > self.of(one.source)

    def after(self, happenings: Iterable[Happening]) -> "Mark":
        """The mark behind all of these."""
        ids: dict[Source, int] = {"event": self.event_id, "claim": self.claim_id, "guide": self.guide_id}
        for one in happenings:
            ids[one.source] = max(ids[one.source], one.id)
        return Mark(ids["event"], ids["claim"], ids["guide"])

    def is_reachable(self, now: "Mark") -> bool:
        """Whether what came between can be told one by one: not too much, and not of another database."""
        sources: tuple[Source, ...] = ("event", "claim", "guide")
        return all(0 <= now.of(source) - self.of(source) <= REMEMBERED for source in sources)


@dataclass
class Change:
    """What happened about one topic since the last time, by action."""

    topic: Topic
    at: datetime
    counts: Counter[str] = field(default_factory=Counter[str])


def parse_mark(text: str | None) -> Mark | None:
    """None for what is no mark of ours."""
    found = _MARK.match(text or "")
    return None if found is None else Mark(int(found[1]), int(found[2]), int(found[3]))


def changes_of(happenings: Iterable[Happening], *, may: frozenset[str] | None) -> list[Change]:
    """By topic, in the order of their first; only topics that these permissions allow (None: all)."""
    found: dict[Topic, Change] = {}
    for one in happenings:
        topic = _TOPIC_OF_DRAFTS.get(one.action) or TOPIC_OF.get(one.action.partition(".")[0])
        if topic is None or not (may is None or NEEDS.get(topic, "project.read") in may):
            continue
        merge(found, Change(topic, one.at, Counter([one.action])))
    return list(found.values())


def merge(into: dict[Topic, Change], change: Change) -> None:
    """Put it together with what is there of its topic."""
    there = into.setdefault(change.topic, Change(change.topic, change.at))
    there.at = max(there.at, change.at)
    there.counts += change.counts
