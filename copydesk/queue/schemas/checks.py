"""Shapes of what checks say about an answer."""

from pydantic import Field

from copydesk.guides.domain.linting import CheckPart
from copydesk.guides.domain.records import Severity
from copydesk.kernel.http import Shape
from copydesk.queue.domain.checks import AnswerReport
from copydesk.workflows.domain import CheckConsequence


class AlertOut(Shape):
    rule_key: str
    rule_title: str
    check: str
    severity: Severity
    consequence: CheckConsequence = Field(
        description="For sending: `allow` it, ask for a `reason` (or a change), or `block`."
    )
    start: int = Field(description="Code points of the text; `end` is exclusive.")
    end: int
    quoted: str = Field(
        description="The words at this place, at most 500 characters: they name the alert in `suppressions`."
    )
    message: str
    fix: str | None = Field(
        description="Replaces exactly these code points; null: no fix, empty: delete them."
    )
    alternatives: list[str]
    link: str | None
    word: str | None = Field(
        description="No dictionary knows it. It may be a name: see `queue_propose_word` and `guides_word_add`."
    )


class FailedCheckOut(Shape):
    """A check that could not finish. It is no pass."""

    rule_key: str
    rule_title: str
    check: str
    reason: str


class CheckedTextOut(Shape):
    pointer: str = Field(description="JSON Pointer into the answers.")
    alerts: list[AlertOut]
    failures: list[FailedCheckOut]


class CheckOut(Shape):
    part: CheckPart
    parts: list[CheckPart] = Field(description="Which parts this guide version has checks of.")
    texts: list[CheckedTextOut] = Field(description="Only texts of which something is to be said.")
    took_ms: float

    @classmethod
    def of(cls, report: AnswerReport, part: CheckPart) -> "CheckOut":
        said: dict[str, CheckedTextOut] = {}
        for alert in report.alerts:
            told = said.setdefault(
                alert.pointer, CheckedTextOut(pointer=alert.pointer, alerts=[], failures=[])
            )
            told.alerts.append(AlertOut.model_validate(alert))
        for failure in report.failures:
            told = said.setdefault(
                failure.pointer, CheckedTextOut(pointer=failure.pointer, alerts=[], failures=[])
            )
            told.failures.append(FailedCheckOut.model_validate(failure))
        return cls(
            part=part,
            parts=list(report.parts),
            texts=list(said.values()),
            took_ms=round(report.took_ms, 1),
        )


class KeptAlertOut(Shape):
    pointer: str
    rule_key: str
    check: str
    severity: Severity
    start: int
    end: int
    quoted: str
    message: str
    fix: str | None
    reason: str | None = Field(description="Why its author says that the check is wrong here.")


class KeptFailureOut(Shape):
    pointer: str
    rule_key: str
    check: str
    reason: str


class KeptReportOut(Shape):
    """What the checks said when it was sent."""

    alerts: list[KeptAlertOut]
    failures: list[KeptFailureOut] = Field(description="Checks that could not finish: no pass.")
    n_left_out: int = Field(description="Alerts beyond those that are kept.")
