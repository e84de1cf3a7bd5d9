"""Records and pure rules of reviewing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from copydesk.guides.domain.records import read_severity, read_status, words
from copydesk.kernel.anchor import Anchor, check_anchor
from copydesk.kernel.errors import Conflict, Fault, Forbidden
from copydesk.queue.domain import CheckedSubmission

Verdict = Literal["accept", "fix", "return", "reject"]
Severity = Literal["minor", "major", "critical"]
FindingState = Literal["open", "fixed", "withdrawn"]
Because = Literal["alert_there", "alert", "author", "project", "question"]
FindingSource = Literal["person", "check"]
FindingAction = Literal["reopened", "fixed", "withdrawn", "confirmed", "overruled"]


@dataclass(frozen=True)
class NewFinding:
    rule_key: str
    severity: Severity
    note: str
    suggestion: str | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True)
class NewVerdict:
    """`answers` only with the verdict fix: what the reviewer makes of them."""

    verdict: Verdict
    note: str = ""
    answers: Mapping[str, Any] | None = None
    findings: Sequence[NewFinding] = ()
    active_segments: Sequence[tuple[datetime, datetime]] = ()


@dataclass(frozen=True)
class Review:
    id: int
    project_id: int
    submission_id: int
    claim_id: int
    member_id: int | None
    round: int
    verdict: Verdict
    note: str
    fixed_answers: dict[str, Any] | None
    active_ms: int
    reviewed_at: datetime


@dataclass(frozen=True)
class Finding:
    id: int
    project_id: int
    review_id: int | None
    submission_id: int
    guide_version_id: int
    rule_key: str
    rule_title: str
    severity: Severity
    source: FindingSource
    member_id: int | None
    anchor: dict[str, Any] | None
    note: str
    suggestion: str | None
    state: FindingState
    created_at: datetime
    check_name: str | None
    reason: str | None
    judged_by: int | None

    @property
    def is_judged(self) -> bool:
        return self.judged_by is not None


@dataclass(frozen=True)
class CheckFinding:
    """What a check said of a submission. `reason`: why its author holds it for wrong."""

    project_id: int
    submission_id: int
    guide_version_id: int
    rule_key: str
    severity: Severity
    anchor: dict[str, Any]
    note: str
    suggestion: str | None
    check_name: str
    reason: str | None
    created_at: datetime


@dataclass(frozen=True)
class Selected:
    """The text that a reviewer selected in an answer; nothing selected is an empty pointer."""

    pointer: str = ""
    start: int = 0
    end: int = 0

    @property
    def question(self) -> str | None:
        return self.pointer.split("/")[1] if self.pointer.startswith("/") else None


@dataclass(frozen=True)
class CitedRule:
    """A rule, and what speaks for citing it."""

    key: str
    title: str
    attributes: dict[str, str]
    n_alerts_there: int
    n_alerts: int
    n_author: int
    n_project: int


@dataclass(frozen=True)
class LikelyRule:
    """`because`: a check alerted on the selected words, or elsewhere in the answer; it was cited to this author, or in the
    project, of late; or it is about this question.
    """

    key: str
    title: str
    severity: Severity | None
    because: Because


@dataclass(frozen=True)
class FindingPlace:
    """As much of a finding as a change of its state needs."""

    id: int
    project_id: int
    submission_id: int
    member_id: int | None
    state: FindingState
    source: FindingSource
    judged_by: int | None


@dataclass(frozen=True)
class Settler:
    """Who changes the state of a finding."""

    is_author: bool
    is_filer: bool
    may_review: bool
    may_settle: bool


@dataclass(frozen=True)
class Feedback:
    """What one submission was told: its reviews, oldest first, and their findings."""

    submission_id: int
    reviews: list[Review] = field(default_factory=list[Review])
    findings: list[Finding] = field(default_factory=list[Finding])

    def without_reviewers(self) -> "Feedback":
        """As its author sees it."""
        reviews = [replace(review, member_id=None) for review in self.reviews]
        return Feedback(
            self.submission_id, reviews, [replace(finding, member_id=None) for finding in self.findings]
        )


def check_findings(submission: CheckedSubmission) -> Iterator[CheckFinding]:
    """A finding for each alert that is kept with a submission."""
    for alert in submission.check_report["alerts"]:
        start, quoted = alert["start"], alert["quoted"]
        yield CheckFinding(
            project_id=submission.project_id,
            submission_id=submission.id,
            guide_version_id=submission.guide_version_id,
            rule_key=alert["rule_key"],
            severity=alert["severity"],
            anchor={
                "target": "answers",
                "pointer": alert["pointer"],
                "start": start,
                "end": start + len(quoted),
                "quote": quoted,
            },
            note=alert["message"],
            suggestion=alert["fix"],
            check_name=alert["check"],
            reason=alert["reason"],
            created_at=submission.submitted_at,
        )


def decide_change(finding: FindingPlace, wanted: FindingState, settler: Settler) -> FindingAction:
    """What a wish to change a finding's state comes to.

    The author of the work marks a finding fixed, or open again; who filed it withdraws it. What a check found, and what its
    author answered, any reviewer who did not write the work confirms (withdrawn) or overrules (open). A lead may do all of it.
    Raises Forbidden, and Conflict `finding_withdrawn`.
    """
    judges = finding.source == "check" and settler.may_review and not settler.is_author
    if wanted == "withdrawn":
        if not (settler.may_settle or settler.is_filer or judges):
            raise Forbidden(
                "Only who filed a finding, a reviewer of what a check found, or a lead, may withdraw it."
            )
        if finding.state == "withdrawn" and finding.source == "person":
            raise _withdrawn()
        return "withdrawn" if finding.source == "person" else "confirmed"
    if finding.state == "withdrawn":
        if finding.source == "check" and wanted == "open" and (judges or settler.may_settle):
            return "overruled"
        raise _withdrawn()
    if not (settler.may_settle or settler.is_author or (judges and wanted == "open")):
        raise Forbidden("Only the author of the work, or a lead, may mark a finding fixed.")
    if judges and not settler.may_settle:
        return "overruled"
    return "fixed" if wanted == "fixed" else "reopened"


def _withdrawn() -> Conflict:
    return Conflict("This finding was withdrawn.", code="finding_withdrawn")


def likely_rules(rules: Sequence[CitedRule], question: str | None, limit: int) -> list[LikelyRule]:
    """The active rules for which something speaks, the strongest first; in the order of the guide where nothing decides."""
    ranked: list[tuple[tuple[int, ...], LikelyRule]] = []
    for rule in rules:
        attributes = rule.attributes
        because = _because(rule, question)
        if read_status(attributes.get("status")) == "active" and because is not None:
            rank = (-min(rule.n_alerts_there, 1), -min(rule.n_alerts, 1), -rule.n_author, -rule.n_project)
            severity = read_severity(attributes.get("severity"))
            ranked.append((rank, LikelyRule(rule.key, rule.title, severity, because)))
    return [rule for _, rule in sorted(ranked, key=lambda one: one[0])][:limit]


def _because(rule: CitedRule, question: str | None) -> Because | None:
    if rule.n_alerts_there:
        return "alert_there"
    if rule.n_alerts:
        return "alert"
    about = words(rule.attributes.get("questions"))
    if about and question is not None and question not in about:
        return None
    if rule.n_author:
        return "author"
    if rule.n_project:
        return "project"
    return "question" if question in about else None


def is_same_verdict(verdict: NewVerdict, review: Review, findings: Sequence[Finding]) -> bool:
    """Whether a verdict that is sent again says what the stored review says. `findings`: those of the review, oldest first."""
    wanted = [
        (one.rule_key, one.severity, one.note, one.suggestion, one.anchor and one.anchor.model_dump())
        for one in verdict.findings
    ]
    stored = [(one.rule_key, one.severity, one.note, one.suggestion, one.anchor) for one in findings]
    said = (verdict.verdict, verdict.note, verdict.answers)
    return said == (review.verdict, review.note, review.fixed_answers) and wanted == stored


def check_verdict(
    verdict: NewVerdict,
    *,
    answers: Mapping[str, Any],
    item: Mapping[str, Any],
    rule_keys: frozenset[str] | None,
) -> list[Fault]:
    """What is wrong with a verdict on a submission with these `answers` to this `item`.

    `rule_keys` are the rules of the guide version that the work was done under; None when it was done without a guide.
    """
    faults = [*_check_need(verdict, answers), *_check_rules(verdict.findings, rule_keys)]
    for number, finding in enumerate(verdict.findings):
        if finding.anchor is not None:
            document = answers if finding.anchor.target == "answers" else item
            faults += check_anchor(finding.anchor, document, f"/findings/{number}/anchor")
    return faults


def _check_need(verdict: NewVerdict, answers: Mapping[str, Any]) -> list[Fault]:
    if verdict.verdict == "return" and not verdict.findings:
        return [
            Fault("/findings", "A return needs at least one finding: which rule, and what to do about it.")
        ]
    if verdict.verdict == "reject" and not verdict.findings and not verdict.note.strip():
        return [Fault("/note", "A rejection needs a reason: a finding or a note.")]
    if verdict.verdict == "fix" and verdict.answers is None:
        return [Fault("/answers", "Send the answers as you corrected them.")]
    if verdict.verdict == "fix" and verdict.answers == answers:
        return [Fault("/answers", "Nothing was changed: accept it instead.")]
    if verdict.verdict != "fix" and verdict.answers is not None:
        return [Fault("/answers", "Corrected answers belong to the verdict fix.")]
    return []


def _check_rules(findings: Sequence[NewFinding], rule_keys: frozenset[str] | None) -> list[Fault]:
    if findings and rule_keys is None:
        return [
            Fault(
                "/findings", "This work was done without a guide, so there is no rule to cite: use the note."
            )
        ]
    return [
        Fault(
            f"/findings/{number}/rule_key", f"The guide version of this work has no rule {finding.rule_key}."
        )
        for number, finding in enumerate(findings)
        if rule_keys is not None and finding.rule_key not in rule_keys
    ]
