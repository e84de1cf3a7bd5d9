"""Shapes of reviews and findings in the HTTP contract."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from copydesk.kernel.anchor import Anchor
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import FindingId, GuideVersionId, MemberId, ReviewId, SubmissionId
from copydesk.review.domain import (
    Because,
    FindingSource,
    FindingState,
    NewFinding,
    NewVerdict,
    Selected,
    Severity,
    Verdict,
)

NOTE_MAX_CHARS = 10_000


class FindingIn(Shape):
    rule_key: str = Field(description="A rule of the guide version that the work was done under.")
    severity: Severity = "major"
    note: str = Field(default="", max_length=NOTE_MAX_CHARS)
    suggestion: str | None = Field(
        default=None, max_length=100_000, description="The text that should stand there."
    )
    anchor: Anchor | None = Field(default=None, description="Where; null: the submission as a whole.")


class VerdictIn(Shape):
    token: UUID = Field(
        description="The token of the review's claim; a repeated verdict gives the same review again."
    )
    verdict: Verdict
    note: str = Field(default="", max_length=NOTE_MAX_CHARS)
    answers: dict[str, Any] | None = Field(
        default=None, description="Only with `fix`: the corrected answers."
    )
    findings: list[FindingIn] = Field(default_factory=list[FindingIn], max_length=200)
    active_segments: list[tuple[datetime, datetime]] = Field(
        default_factory=list[tuple[datetime, datetime]],
        max_length=10_000,
        description="When the person was at work on it.",
    )

    def as_verdict(self) -> NewVerdict:
        findings = [NewFinding(f.rule_key, f.severity, f.note, f.suggestion, f.anchor) for f in self.findings]
        return NewVerdict(self.verdict, self.note, self.answers, findings, self.active_segments)


class ReviewOut(Shape):
    id: ReviewId
    submission_id: SubmissionId
    member_id: MemberId | None = Field(description="The reviewer; null where you may only see your own work.")
    round: int
    verdict: Verdict
    note: str
    fixed_answers: dict[str, Any] | None
    reviewed_at: datetime


class FindingOut(Shape):
    id: FindingId
    review_id: ReviewId | None
    submission_id: SubmissionId
    guide_version_id: GuideVersionId
    rule_key: str
    rule_title: str
    severity: Severity
    source: FindingSource
    anchor: Anchor | None
    note: str
    suggestion: str | None
    state: FindingState
    created_at: datetime
    check_name: str | None = Field(description="Of the rule, where a check found it.")
    reason: str | None = Field(
        description="Why the author holds what a check found for wrong; such a finding begins as withdrawn."
    )
    is_judged: bool = Field(
        description="Whether a reviewer confirmed or overruled it, with `source` `check`."
    )


class FeedbackOut(Shape):
    submission_id: SubmissionId
    reviews: list[ReviewOut]
    findings: list[FindingOut]


class FindingPatch(Shape):
    state: Literal["open", "fixed", "withdrawn"] = Field(
        description="Authors mark fixed or open again; who filed one withdraws it. What a check found, and what its author "
        "answered, a reviewer settles: `withdrawn`, it is no fault; `open`, it is one."
    )


class FindingQuery(Shape):
    rule_key: str | None = None
    cursor: FindingId | None = None
    limit: int = Field(default=50, ge=1, le=200)


FindingQueryDep = Annotated[FindingQuery, Query()]


class LikelyQuery(Shape):
    pointer: str = Field(
        default="", max_length=1_000, description="Answer in which words are selected, such as `/why`."
    )
    start: int = Field(
        default=0, ge=0, le=2_000_000, description="Code points of the selection; `end` is exclusive."
    )
    end: int = Field(default=0, ge=0, le=2_000_000)
    limit: int = Field(default=12, ge=1, le=100)

    def selected(self) -> Selected:
        return Selected(self.pointer, self.start, self.end)


LikelyQueryDep = Annotated[LikelyQuery, Query()]


class LikelyRuleOut(Shape):
    key: str
    title: str
    severity: Severity | None
    because: Because = Field(
        description="A check alerted on these words (`alert_there`) or elsewhere in the answers (`alert`); it was cited to this "
        "`author` or in this `project` of late; it is about this `question`."
    )


class LikelyRulesOut(Shape):
    rules: list[LikelyRuleOut]
