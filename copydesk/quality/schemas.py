"""Shapes of quality in the HTTP contract."""

from typing import Any

from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import InterfaceVersionId, MemberId, ProjectId
from copydesk.quality.domain import QualityReport, QuestionQuality
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
