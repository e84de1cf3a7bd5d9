"""How far each rater agrees with the others."""

from dataclasses import dataclass

import numpy as np

from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.intervals import wilson_interval
from copydesk.stats.ratings import FloatArray, Ratings, RatingsLike, as_ratings, index_of
from copydesk.stats.rows import sum_by


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """One rater against the others; `n_pairs` comparisons with another's rating stand behind the estimate."""

    rater_id: int
    n_pairs: int
    estimate: Estimate


def rater_agreement(ratings: RatingsLike, *, confidence: float = 0.95) -> tuple[RaterAgreement, ...]:
    """For each rater who rated anything, in order of id: how often others gave the same value to the same unit.

    Shape:   ratings[unit, rater] with NaN = not rated (the id is the column), or `Ratings`. The value is the share of
             equal ratings among the others' on a unit, averaged over the units that somebody else rated too.
             In the estimate `n_units` counts those shared units and `n_ratings` the rater's own ratings on them.
    Units:   ratio, not corrected for chance. No value where nothing is shared.
    Interval: Wilson with shared units as trials: for units with two ratings the usual one; with more ratings a unit's
             share varies less than one yes or no, so the interval is then on the wide side, never on the narrow.
    """
    given = as_ratings(ratings)
    if given.n_ratings == 0:
        return ()
    n_raters = given.rater_ids.size
    others = given.n_per_unit[given.unit] - 1
    shared = np.flatnonzero(others > 0)
    rater = given.rater[shared]
    n_shared = np.bincount(rater, minlength=n_raters)
    n_pairs = sum_by(rater, others[shared], n_raters).astype(np.int64)
    total = sum_by(rater, _equal_share(given)[shared], n_raters)
    share = total / np.maximum(n_shared, 1)
    low, high = wilson_interval(np.clip(share, 0, 1), n_shared, confidence=confidence)

    def one(index: int) -> RaterAgreement:
        n = int(n_shared[index])
        found = Estimate(float(share[index]), float(low[index]), float(high[index]), n, n)
        return RaterAgreement(
            int(given.rater_ids[index]), int(n_pairs[index]), found if n else missing("no_shared_units")
        )

    return tuple(one(int(index)) for index in given.active_raters)


def _equal_share(ratings: Ratings) -> FloatArray:
    """For every rating the share of the unit's other ratings that are equal; 0 where there is no other."""
    n_values = ratings.categories.values.size
    _, cell = index_of(ratings.unit * n_values + ratings.categories.code)
    n_equal = np.bincount(cell)[cell] - 1
    return n_equal / np.maximum(ratings.n_per_unit[ratings.unit] - 1, 1)
