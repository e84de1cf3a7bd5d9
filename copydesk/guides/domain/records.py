"""Records and messages of guides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final, Literal

from copydesk.kernel.errors import Fault

Kind = Literal["section", "rule"]
Severity = Literal["minor", "major", "critical"]
Status = Literal["draft", "active", "retired"]

SEVERITIES: Final[tuple[Severity, ...]] = ("minor", "major", "critical")
STATUSES: Final[tuple[Status, ...]] = ("draft", "active", "retired")
SCOPE_NAMES: Final = ("tasks", "languages", "domains", "questions")
KNOWN_ATTRIBUTES: Final = ("severity", "status", *SCOPE_NAMES, "tags", "aliases")

DEFAULT_SOURCE: Final = """\
# Style guide

What an answer of this project should be like. Each heading below is a rule that a reviewer can cite by its key.

## Be correct {#correct}

Say what is true. Where you are not sure, say that you are not.

## Answer what was asked {#on-task}

Meet the request as it was meant, and all of it.

## Be clear {#clear}

Short sentences, plain words, the answer first.
"""


@dataclass(frozen=True)
class GuideDraft:
    """The Markdown as it was written. Revision 0: nobody has saved yet, and this is the default."""

    project_id: int
    source: str
    revision: int
    updated_at: datetime | None
    updated_by: int | None


@dataclass(frozen=True)
class SavedDraft(GuideDraft):
    """`is_noted`: this save begins a stretch of editing by somebody, which leaves an audit event."""

    is_noted: bool


@dataclass(frozen=True)
class GuideVersion:
    """A published state. It never changes.

    `changes` are keys by kind of change against the version before (None: the first), `questions` those of acknowledgement.
    """

    id: int
    project_id: int
    number: int
    title: str
    source: str
    note: str
    published_at: datetime
    published_by: int | None
    must_read: bool
    changes: dict[str, list[str]] | None
    questions: list[dict[str, Any]]


@dataclass(frozen=True)
class NewVersion:
    project_id: int
    title: str | None
    source: str
    note: str
    published_at: datetime
    published_by: int | None
    must_read: bool
    changes: dict[str, list[str]] | None
    questions: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class VersionSummary:
    """A version without its source, for lists."""

    id: int
    project_id: int
    number: int
    title: str
    note: str
    published_at: datetime
    published_by: int | None
    must_read: bool
    changes: dict[str, list[str]] | None
    n_rules: int


@dataclass(frozen=True)
class Scope:
    """What a rule is for, or what is known of a piece of work. An empty part says nothing, and limits nothing."""

    tasks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


UNLIMITED: Final = Scope()


@dataclass(frozen=True)
class Rule:
    """An addressable part of a guide. `body` is the Markdown up to the next heading, byte for byte.

    `attributes` are those of the heading's braces, as text; the properties are what they mean. A wrong value reads as if it
    were not there, and is a fault of the guide.
    """

    key: str
    kind: Kind
    title: str
    body: str
    level: int
    position: int
    parent_key: str | None
    attributes: dict[str, str]

    @property
    def severity(self) -> Severity | None:
        return read_severity(self.attributes.get("severity"))

    @property
    def status(self) -> Status:
        return read_status(self.attributes.get("status"))

    @property
    def scope(self) -> Scope:
        return Scope(*(words(self.attributes.get(name)) for name in SCOPE_NAMES))

    @property
    def tags(self) -> tuple[str, ...]:
        return words(self.attributes.get("tags"))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Keys that the rule had before."""
        return words(self.attributes.get("aliases"))

    @property
    def free_attributes(self) -> dict[str, str]:
        return {name: value for name, value in self.attributes.items() if name not in KNOWN_ATTRIBUTES}


@dataclass(frozen=True)
class StoredRule(Rule):
    """A rule of a version. `reading` holds what its body held when it was published; None: published before that was kept."""

    reading: dict[str, Any] | None


@dataclass(frozen=True)
class GuidePublished:
    topic: ClassVar[str] = "guides.version_published"
    project_id: int
    version_id: int


@dataclass(frozen=True)
class GuideAcknowledged:
    """A member has read everything up to this version."""

    topic: ClassVar[str] = "guides.version_acknowledged"
    project_id: int
    version_id: int
    member_id: int


@dataclass(frozen=True)
class Guide:
    """A source as it was understood. `preface` and all of `headings` and bodies together are the source again.

    `lines` holds the line of each heading, from 1. `faults` hinder publishing, `warnings` do not.
    """

    title: str | None
    preface: str
    rules: Sequence[Rule]
    headings: Sequence[str]
    lines: Sequence[int]
    faults: Sequence[Fault]
    warnings: Sequence[Fault]


def read_severity(value: str | None) -> Severity | None:
    return next((severity for severity in SEVERITIES if severity == value), None)


def read_status(value: str | None) -> Status:
    found: Status | None = next((status for status in STATUSES if status == value), None)
    return found or "active"


def words(value: str | None) -> tuple[str, ...]:
    """The words of an attribute, parted by spaces or commas."""
    return tuple((value or "").replace(",", " ").split())
