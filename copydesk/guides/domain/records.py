"""Records and messages of guides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Literal

from copydesk.kernel.errors import Fault

Kind = Literal["section", "rule"]

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
class GuideVersion:
    """A published state. It never changes."""

    id: int
    project_id: int
    number: int
    title: str
    source: str
    note: str
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True)
class NewVersion:
    project_id: int
    title: str | None
    source: str
    note: str
    published_at: datetime
    published_by: int | None


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
    n_rules: int


@dataclass(frozen=True)
class Rule:
    """An addressable part of a guide. `body` is the Markdown up to the next heading, byte for byte."""

    key: str
    kind: Kind
    title: str
    body: str
    level: int
    position: int
    parent_key: str | None
    attributes: dict[str, str]


@dataclass(frozen=True)
class GuidePublished:
    topic: ClassVar[str] = "guides.version_published"
    project_id: int
    version_id: int


@dataclass(frozen=True)
class Guide:
    """A source as it was understood. `preface` and all of `headings` and bodies together are the source again."""

    title: str | None
    preface: str
    rules: Sequence[Rule]
    headings: Sequence[str]
    faults: Sequence[Fault]
