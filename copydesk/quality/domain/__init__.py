"""What quality says about a project and its guide. Pure."""

from copydesk.quality.domain.agreement import (
    COMPARED_KINDS,
    ORDERED_KINDS,
    Answers,
    QualityReport,
    QuestionQuality,
    judge_question,
)
from copydesk.quality.domain.coverage import (
    CoverageReport,
    CoveredRule,
    RuleCitations,
    RulePrompts,
    report_coverage,
)

__all__ = [
    "COMPARED_KINDS",
    "ORDERED_KINDS",
    "Answers",
    "CoverageReport",
    "CoveredRule",
    "QualityReport",
    "QuestionQuality",
    "RuleCitations",
    "RulePrompts",
    "judge_question",
    "report_coverage",
]
