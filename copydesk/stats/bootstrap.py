"""Intervals by drawing the units again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.ratings import FloatArray
from copydesk.stats.rows import Rows

_CHUNK_CELLS = 4_000_000
_MOST_UNDEFINED_RATIO = 0.1
_SAME = 1e-12

Disagreement: TypeAlias = Callable[[FloatArray], tuple[FloatArray, FloatArray]]


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How to make a percentile interval: the same seed and the same ratings give the same interval."""

    n_resamples: int = 1_000
    confidence: float = 0.95
    seed: int = 0

    def __post_init__(self) -> None:
        if self.n_resamples < 1 or not 0 < self.confidence < 1:
            message = f"needs at least one resample and a confidence between 0 and 1: {self}"
            raise ValueError(message)

    def rng(self) -> np.random.Generator:
        return np.random.default_rng(self.seed)


DEFAULT = Bootstrap()


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A value of the form 1 - observed / expected disagreement, both made from `sums[resample, term]`."""

    disagreement: Disagreement
    without_variation: float | None = None

    def values(self, sums: FloatArray) -> FloatArray:
        """One value per line of sums; NaN where no disagreement is expected by chance."""
        observed, expected = self.disagreement(sums)
        values = np.full(observed.shape, np.nan)
        varied = expected > 0
        values[varied] = 1 - observed[varied] / expected[varied]
        return values


def estimate(
    rows: Rows, coefficient: Coefficient, bootstrap: Bootstrap | None, *, n_ratings: int, n_units: int
) -> Estimate:
    """The value over all units, and its interval: quantiles over resamples in which the value is defined."""
    value = float(coefficient.values(rows.n_units.astype(np.float64)[None] @ rows.contribution)[0])
    if np.isnan(value):
        without = coefficient.without_variation
        if without is None:
            return missing("no_variation", n_units=n_units, n_ratings=n_ratings)
        return Estimate(without, None, None, n_units, n_ratings, "no_variation")
    if bootstrap is None:
        return Estimate(value, None, None, n_units, n_ratings)
    if n_units == 1:
        return Estimate(value, None, None, n_units, n_ratings, "one_unit")
    drawn = coefficient.values(resampled_sums(rows, bootstrap))
    defined = drawn[~np.isnan(drawn)]
    if defined.size < (1 - _MOST_UNDEFINED_RATIO) * drawn.size:
        return Estimate(value, None, None, n_units, n_ratings, "little_variation")
    if np.ptp(defined) < _SAME:
        return Estimate(value, None, None, n_units, n_ratings, "no_spread")
    tail = (1 - bootstrap.confidence) / 2
    low, high = np.quantile(defined, (tail, 1 - tail))
    return Estimate(value, float(low), float(high), n_units, n_ratings)


def resampled_sums(rows: Rows, bootstrap: Bootstrap) -> FloatArray:
    """Sums of contributions over as many units as there are, drawn with replacement: `[resample, term]`.

    Exact: drawing units is drawing, for each row, how often it occurs (multinomial); nothing is approximated here,
    whatever the number of units behind a row. Time: resamples x rows x terms, not resamples x units.
    """
    rng = bootstrap.rng()
    n_rows, total = rows.n_units.size, int(rows.n_units.sum())
    sums = np.empty((bootstrap.n_resamples, rows.contribution.shape[1]))
    step = max(1, _CHUNK_CELLS // n_rows)
    for start in range(0, bootstrap.n_resamples, step):
        n_here = min(step, bootstrap.n_resamples - start)
        if total == n_rows:
            drawn = rng.integers(0, n_rows, size=(n_here, n_rows)) + np.arange(n_here)[:, None] * n_rows
            weights = np.bincount(drawn.ravel(), minlength=n_here * n_rows).reshape(n_here, n_rows)
        else:
            weights = rng.multinomial(total, rows.n_units / total, size=n_here)
        sums[start : start + n_here] = weights.astype(np.float64) @ rows.contribution
    return sums
