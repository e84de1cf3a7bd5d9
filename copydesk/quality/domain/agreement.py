"""What quality says about a project, and how answers become ratings. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.agreement import cohen_kappa, fleiss_kappa, percent_agreement
from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.bootstrap import Bootstrap
from copydesk.stats.choices import left_share
from copydesk.stats.estimate import Estimate
from copydesk.stats.raters import RaterAgreement, rater_agreement
from copydesk.stats.ratings import Ratings

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

# A text is not a rating; of the others, these have an order or even distances that a coefficient may use.
COMPARED_KINDS = ("preference", "choice", "rating")
ORDERED_KINDS = ("preference", "rating")


@dataclass(frozen=True, eq=False)
class Answers:
    """One question's answers in long form: `value[i]` by `member[i]` to `item[i]`, and how the votes fell by side."""

    item: IntArray
    member: IntArray
    value: FloatArray
    n_left: int = 0
    n_right: int = 0


@dataclass(frozen=True)
class QuestionQuality:
    """Estimates by name: percent, cohen, fleiss, alpha_nominal, alpha_ordinal, alpha_interval, left_share; only those that apply."""

    key: str
    kind: str
    label: Any
    n_answers: int
    n_items: int
    n_members: int
    estimates: Mapping[str, Estimate]
    members: Sequence[RaterAgreement]


@dataclass(frozen=True)
class QualityReport:
    project_id: int
    interface_version_id: int | None
    questions: Sequence[QuestionQuality]


def judge_question(question: Mapping[str, Any], answers: Answers, bootstrap: Bootstrap) -> QuestionQuality:
    """Every coefficient that suits the question's kind. Takes a second or so for a million answers: run it in a thread."""
    kind = str(question["type"])
    ratings = Ratings.from_long(answers.item, answers.member, answers.value)
    estimates = {
        "percent": percent_agreement(ratings, bootstrap=bootstrap),
        "fleiss": fleiss_kappa(ratings, bootstrap=bootstrap),
        "alpha_nominal": krippendorff_alpha(ratings, level="nominal", bootstrap=bootstrap),
    }
    if ratings.active_raters.size == 2:
        estimates["cohen"] = cohen_kappa(ratings, bootstrap=bootstrap)
    if kind in ORDERED_KINDS:
        estimates["alpha_ordinal"] = krippendorff_alpha(ratings, level="ordinal", bootstrap=bootstrap)
    if kind == "rating":
        estimates["alpha_interval"] = krippendorff_alpha(ratings, level="interval", bootstrap=bootstrap)
    if kind == "preference":
        estimates["left_share"] = left_share(answers.n_left, answers.n_right)
    return QuestionQuality(
        key=str(question["key"]),
        kind=kind,
        label=question["label"],
        n_answers=answers.value.size,
        n_items=int(np.unique(answers.item).size),
        n_members=int(ratings.active_raters.size),
        estimates=estimates,
        members=rater_agreement(ratings),
    )
