"""Shapes of what checks say."""

from typing import Literal

from pydantic import Field

from copydesk.guides.checks.trying import Contradiction, Trial
from copydesk.guides.domain.linting import Report
from copydesk.guides.schemas.rules import SeverityName
from copydesk.kernel.http import Shape


class AlertOut(Shape):
    rule_key: str
    check: str
    severity: SeverityName
    start: int = Field(description="Code points of the text as it was written.")
    end: int
    message: str
    fix: str | None = Field(
        description="Replaces exactly these code points; null: no fix, empty: delete them."
    )
    alternatives: list[str]
    link: str | None


class CheckFailedOut(Shape):
    """A check that could not finish. It is never a pass."""

    rule_key: str
    check: str
    reason: str


class CheckReportOut(Shape):
    alerts: list[AlertOut]
    failures: list[CheckFailedOut]
    took_ms: float

    @classmethod
    def of(cls, report: Report) -> "CheckReportOut":
        return cls.model_validate(report)


class RuleTry(Shape):
    source: str = Field(description="The rule as it stands in the editor: one heading with its body.")
    text: str | None = Field(default=None, description="A text to run its checks on.")


class CheckFaultOut(Shape):
    check: str
    line: int = Field(description="From 0 in the body of the rule.")
    message: str


class ExampleTrialOut(Shape):
    index: int = Field(description="Of the rule's examples, from 0.")
    verdict: Literal["good", "ok", "bad"]
    is_as_expected: bool | None = Field(
        description="A good one is clean, a bad one is flagged. Null: nothing is expected, or a check could not finish."
    )
    report: CheckReportOut


class RuleTrialOut(Shape):
    n_checks: int
    faults: list[CheckFaultOut]
    text: CheckReportOut | None
    examples: list[ExampleTrialOut]

    @classmethod
    def of(cls, trial: Trial) -> "RuleTrialOut":
        return cls(
            n_checks=trial.n_checks,
            faults=[
                CheckFaultOut(check=fault.check, line=fault.line, message=fault.message)
                for fault in trial.faults
            ],
            text=None if trial.text is None else CheckReportOut.of(trial.text),
            examples=[ExampleTrialOut.model_validate(one) for one in trial.examples],
        )


class ContradictionOut(Shape):
    rule_key: str
    index: int = Field(description="Of the rule's examples, from 0.")
    verdict: Literal["good", "ok", "bad"] = Field(
        description="A good one is flagged, or a bad one is missed."
    )
    checks: list[str] = Field(description="Those that flag it.")


class ContradictionsOut(Shape):
    contradictions: list[ContradictionOut]

    @classmethod
    def of(cls, found: list[Contradiction]) -> "ContradictionsOut":
        return cls(contradictions=[ContradictionOut.model_validate(one) for one in found])


class OutsideOut(Shape):
    languagetool: str | None = Field(
        description="The server that checks of the kind `languagetool` send texts to. Null: none is set, and they fail."
    )
