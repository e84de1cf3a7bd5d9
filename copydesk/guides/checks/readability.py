"""`readability`: the school grade that a text asks of its readers."""

from collections.abc import Iterator
from statistics import fmean
from typing import Literal

from pydantic import Field

from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.measures import GRADES, measure
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit

MetricName = Literal["Flesch-Kincaid", "Gunning Fog", "SMOG", "Coleman-Liau", "Automated Readability"]


class Params(CheckParams):
    metrics: tuple[MetricName, ...] = Field(
        default=("Flesch-Kincaid",), description="Which grades are taken; the mean of several counts."
    )
    grade: float = Field(default=0, description="The highest grade that is right, such as 8.")


class Readability:
    def __init__(self, params: Params) -> None:
        if not params.metrics or params.grade <= 0:
            raise BadCheck("Say in `grade` which school grade is the highest that is right.", at="grade")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        counts = measure(text)
        if not counts["words"] or not counts["sentences"]:
            return
        grade = fmean(GRADES[name](counts) for name in self._params.metrics)
        if grade > self._params.grade:
            default = f"The text asks for school grade %s; {self._params.grade:g} is the most."
            yield Hit(0, 0, say(self._params.message or default, f"{grade:.2f}"))


KIND = Kind(
    name="readability",
    summary="The school grade that the text asks of its readers is not too high (English).",
    params=Params,
    prepare=Readability,
    scope=("summary",),
    examples=(
        KindExample(
            "Easy to read",
            "kind: readability\nmetrics: [Flesch-Kincaid]\ngrade: 8\n",
            "Notwithstanding considerable methodological heterogeneity, multidisciplinary investigations corroborate "
            "significant improvements.",
            ("",),
        ),
    ),
)
