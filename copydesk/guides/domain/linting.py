"""What checks say about a text. Places are code points in the text as it was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from copydesk.guides.domain.records import Severity

CheckPart = Literal["fast", "grammar"]
CHECK_PARTS: Final[tuple[CheckPart, ...]] = ("fast", "grammar")
DEFAULT_SEVERITY: Final[Severity] = "major"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a check found. `fix` replaces exactly `text[start:end]`: None is no fix, "" deletes.

    `alternatives` are further replacements that would do as well. `word`: no dictionary knows it, and it may be a name.
    """

    start: int
    end: int
    message: str
    fix: str | None = None
    alternatives: tuple[str, ...] = ()
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A hit with whose it is."""

    rule_key: str
    check: str
    severity: Severity
    start: int
    end: int
    message: str
    fix: str | None = None
    alternatives: tuple[str, ...] = ()
    link: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class CheckFailed:
    """A check that could not finish: its time was over, or a tool is missing. It is never a pass."""

    rule_key: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the checks of a guide say about one text, by place."""

    alerts: Sequence[Alert]
    failures: Sequence[CheckFailed]
    took_ms: float


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text that is to be checked, and the key of the question that it answers."""

    raw: str
    question: str
    markup: Literal["markdown", "plain"]


@dataclass(frozen=True, slots=True)
class LikenessCheck:
    """A check of the kind `likeness`, which slices above carry out: they know whose texts there are."""

    rule_key: str
    check: str
    severity: Severity
    of: Sequence[Literal["submission", "response"]]
    threshold: float
    message: str | None


@dataclass(frozen=True, slots=True)
class CheckFault:
    """A check that cannot be used. `line` counts from 0 in the body of the rule."""

    rule_key: str
    check: str
    line: int
    message: str
