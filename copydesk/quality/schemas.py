"""Shapes of quality in the HTTP contract."""

from typing import Any, Literal

from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import GuideVersionId, InterfaceVersionId, MemberId, ProjectId
from copydesk.quality.domain import CoverageReport, CoveredRule, QualityReport, QuestionQuality
from copydesk.stats.estimate import Estimate


class EstimateOut(Shape):
    value: float | None = Field(description="Null when it is not defined; `why` says the reason.")
    low: float | None
    high: float | None
    n_units: int
    n_ratings: int
    undefined: str | None = Field(description="A stable code.")
    why: str | None


class MemberAgreementOut(Shape):
    member_id: MemberId
    n_pairs: int = Field(description="Comparisons with another person's answer.")
    estimate: EstimateOut


class QuestionQualityOut(Shape):
    key: str
    kind: str
    label: Any
    n_answers: int
    n_items: int
    n_members: int
    estimates: dict[str, EstimateOut] = Field(
        description="percent, fleiss, cohen (two people), alpha_nominal, alpha_ordinal, alpha_interval, left_share: those that suit."
    )
    members: list[MemberAgreementOut]


class QualityOut(Shape):
    project_id: ProjectId
    interface_version_id: InterfaceVersionId | None
    questions: list[QuestionQualityOut]


class CoveredRuleOut(Shape):
    key: str
    kind: Literal["section", "rule"]
    title: str
    severity: Literal["minor", "major", "critical"] | None
    status: Literal["draft", "active", "retired"]
    attributes: dict[str, str]
    n_good: int = Field(description="Good examples.")
    n_bad: int
    n_checks: int
    prompt_sets: list[str] = Field(description="Footnotes that name a prompt set.")
    n_prompts: int = Field(description="Items of the project that name the rule in `rule_keys`.")
    n_findings_30d: int
    n_findings_90d: int
    n_findings: int = Field(description="Findings of people, withdrawn ones aside, over all versions.")

    @classmethod
    def of(cls, one: CoveredRule) -> "CoveredRuleOut":
        rule, has, cited = one.rule, one.has, one.cited
        return cls(
            key=rule.key,
            kind=rule.kind,
            title=rule.title,
            severity=rule.severity,
            status=rule.status,
            attributes=rule.attributes,
            n_good=has.n_good,
            n_bad=has.n_bad,
            n_checks=has.n_checks,
            prompt_sets=list(has.prompt_sets),
            n_prompts=one.n_prompts,
            n_findings_30d=cited.n_30d,
            n_findings_90d=cited.n_90d,
            n_findings=cited.n_total,
        )


class CoverageOut(Shape):
    """What the guide leaves to interpretation: keys of rules, in the order of the guide."""

    project_id: ProjectId
    guide_version_id: GuideVersionId | None = Field(description="Null: nothing is published.")
    number: int | None
    rules: list[CoveredRuleOut] = Field(
        description="Rules, and sections with a severity or attributes of their own; retired ones are left out."
    )
    without_examples: list[str]
    without_checks: list[str]
    without_prompts: list[str]
    never_cited: list[str]
    most_cited: list[str] = Field(description="In the last 90 days, the most first, at most ten.")
    missing_sets: list[str] = Field(
        description="Prompt sets that a footnote names and that are not in the project."
    )

    @classmethod
    def of(cls, report: CoverageReport) -> "CoverageOut":
        names = ("without_examples", "without_checks", "without_prompts", "never_cited", "most_cited")
        return cls(
            project_id=report.project_id,
            guide_version_id=None if report.version is None else report.version.id,
            number=None if report.version is None else report.version.number,
            rules=[CoveredRuleOut.of(one) for one in report.rules],
            missing_sets=list(report.missing_sets),
            **{name: getattr(report, name) for name in names},
        )


def _estimate(estimate: Estimate) -> EstimateOut:
    return EstimateOut.model_validate(estimate)


def _question(quality: QuestionQuality) -> QuestionQualityOut:
    return QuestionQualityOut(
        key=quality.key,
        kind=quality.kind,
        label=quality.label,
        n_answers=quality.n_answers,
        n_items=quality.n_items,
        n_members=quality.n_members,
        estimates={name: _estimate(estimate) for name, estimate in quality.estimates.items()},
        members=[
            MemberAgreementOut(member_id=one.rater_id, n_pairs=one.n_pairs, estimate=_estimate(one.estimate))
            for one in quality.members
        ],
    )


def report_out(report: QualityReport) -> QualityOut:
    return QualityOut(
        project_id=report.project_id,
        interface_version_id=report.interface_version_id,
        questions=[_question(question) for question in report.questions],
    )
