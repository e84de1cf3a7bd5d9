"""What the checks of a guide mean for an answer: which texts they look at, what hinders sending, what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from copydesk.guides.domain.linting import Alert, CheckedText, CheckPart, LikenessCheck, Report
from copydesk.guides.domain.records import Severity
from copydesk.kernel.errors import Fault
from copydesk.kernel.source import pointer
from copydesk.workflows.domain import CheckConsequence, CheckPolicy

QUOTE_CHARS: Final = 500
ALERTS_KEPT: Final = 500
FAULTS_TOLD: Final = 50


@dataclass(frozen=True)
class Suppression:
    """Why an author says that a check is wrong ("not here, because…").

    It names the words that were flagged, so that it outlives edits elsewhere. No `pointer`: in any answer.
    """

    rule_key: str
    check: str
    quoted: str
    reason: str
    pointer: str | None = None

    def covers(self, alert: "AnswerAlert") -> bool:
        return (
            (self.rule_key, self.check) == (alert.rule_key, alert.check)
            and self.quoted[:QUOTE_CHARS] == alert.quoted
            and self.pointer in {None, alert.pointer}
            and bool(self.reason.strip())
        )


@dataclass(frozen=True)
class AnswerText:
    """A written answer by its JSON Pointer into the answers."""

    pointer: str
    text: CheckedText


@dataclass(frozen=True)
class AnswerAlert:
    """An alert of a check in an answer. `quoted` is how the place begins; `reason` is why its author says that it is wrong here.

    `word`: no dictionary knows it, and it may be a name.
    """

    pointer: str
    rule_key: str
    rule_title: str
    check: str
    severity: Severity
    consequence: CheckConsequence
    start: int
    end: int
    quoted: str
    message: str
    fix: str | None
    alternatives: Sequence[str]
    link: str | None
    word: str | None
    reason: str | None = None


@dataclass(frozen=True)
class Likeness:
    """A text that is like another: `share` of the runs of three words that either has. Whose it is, is not said."""

    text: AnswerText
    check: LikenessCheck
    kind: Literal["submission", "response"]
    share: float

    @property
    def alert(self) -> Alert:
        check = self.check
        said = check.message or _ALIKE[self.kind].format(share=f"{self.share:.0%}")
        return Alert(check.rule_key, check.check, check.severity, 0, len(self.text.text.raw), said)


@dataclass(frozen=True)
class AnswerCheckFailed:
    """A check that could not finish on an answer. It is no pass."""

    pointer: str
    rule_key: str
    rule_title: str
    check: str
    reason: str


@dataclass(frozen=True)
class AnswerReport:
    """What the checks say about all written answers together. `parts`: those that the guide has checks of."""

    alerts: Sequence[AnswerAlert]
    failures: Sequence[AnswerCheckFailed]
    parts: Sequence[CheckPart]
    took_ms: float
    wants_likeness: bool = False


def written_answers(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[AnswerText]:
    """The texts among the answers. `questions`: those of kind `text`."""
    found: list[AnswerText] = []
    for question in questions:
        key, answer = question["key"], answers.get(question["key"])
        if isinstance(answer, str) and answer.strip():
            found.append(AnswerText(pointer(key), CheckedText(answer, key, question["format"])))
    return found


def report_answers(
    texts: Sequence[AnswerText],
    reports: Sequence[Report],
    policy: CheckPolicy,
    suppressions: Sequence[Suppression],
    *,
    titles: Mapping[str, str],
    parts: Sequence[CheckPart],
) -> AnswerReport:
    """The reports of all texts as one, each alert with what it means for sending and why its author says that it is wrong here."""
    alerts = [
        _alert(text, alert, policy, suppressions, titles)
        for text, report in zip(texts, reports, strict=True)
        for alert in report.alerts
    ]
    failures = [
        AnswerCheckFailed(
            text.pointer, one.rule_key, titles.get(one.rule_key, one.rule_key), one.check, one.reason
        )
        for text, report in zip(texts, reports, strict=True)
        for one in report.failures
    ]
    return AnswerReport(alerts, failures, parts, sum(report.took_ms for report in reports))


def hindering(report: AnswerReport) -> list[AnswerAlert]:
    """The alerts that must be dealt with before the answer can be sent."""
    return [
        alert
        for alert in report.alerts
        if alert.consequence == "block" or (alert.consequence == "reason" and alert.reason is None)
    ]


def hindrance(alerts: Sequence[AnswerAlert]) -> tuple[str, list[Fault]]:
    """The code and a fault for each alert that keeps an answer from being sent."""
    is_blocked = any(alert.consequence == "block" for alert in alerts)
    faults = [
        Fault(
            f"/answers{alert.pointer}",
            f"{alert.rule_title}: {alert.message} {_WHAT_TO_DO[alert.consequence]}",
        )
        for alert in alerts[:FAULTS_TOLD]
    ]
    return "check_blocked" if is_blocked else "reason_needed", faults


def kept_report(report: AnswerReport | None) -> dict[str, Any] | None:
    """As it is stored with the submission: without what only the writer's page needs, and not more than people read.

    None where the checks said nothing.
    """
    if report is None or not (report.alerts or report.failures):
        return None
    alerts = [
        {key: part for key, part in asdict(alert).items() if key not in _ONLY_LIVE}
        for alert in report.alerts[:ALERTS_KEPT]
    ]
    failures = [
        {key: part for key, part in asdict(failure).items() if key not in _ONLY_LIVE}
        for failure in report.failures[:ALERTS_KEPT]
    ]
    n_left_out = max(len(report.alerts) - ALERTS_KEPT, 0)
    return {"alerts": alerts, "failures": failures, "n_left_out": n_left_out}


def _alert(
    text: AnswerText,
    alert: Alert,
    policy: CheckPolicy,
    suppressions: Sequence[Suppression],
    titles: Mapping[str, str],
) -> AnswerAlert:
    made = AnswerAlert(
        pointer=text.pointer,
        rule_key=alert.rule_key,
        rule_title=titles.get(alert.rule_key, alert.rule_key),
        check=alert.check,
        severity=alert.severity,
        consequence=_consequence(policy, alert.severity),
        start=alert.start,
        end=alert.end,
        quoted=text.text.raw[alert.start : alert.end][:QUOTE_CHARS],
        message=alert.message,
        fix=alert.fix,
        alternatives=alert.alternatives,
        link=alert.link,
        word=alert.word,
    )
    reason = next((one.reason.strip() for one in suppressions if one.covers(made)), None)
    return made if reason is None else replace(made, reason=reason)


def _consequence(policy: CheckPolicy, severity: Severity) -> CheckConsequence:
    by_severity: dict[Severity, CheckConsequence] = {
        "minor": policy.minor,
        "major": policy.major,
        "critical": policy.critical,
    }
    return by_severity[severity]


_ALIKE: Final = {
    "submission": "This is mostly ({share}) the same as somebody else's answer in this project.",
    "response": "This is mostly ({share}) the same as a response of this task.",
}
_ONLY_LIVE: Final = {"consequence", "alternatives", "link", "rule_title", "word"}
_WHAT_TO_DO: Final[Mapping[CheckConsequence, str]] = {
    "block": "Change it to send.",
    "reason": "Change it, or say why it is right here.",
    "allow": "",
}
