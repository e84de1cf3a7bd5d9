"""Krippendorff's alpha: any number of raters, missing ratings, three levels of measurement."""

from typing import Literal, TypeAlias

import numpy as np

from copydesk.stats.bootstrap import DEFAULT, Bootstrap, Coefficient, estimate
from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.pairable import pairable_counts, refusal
from copydesk.stats.ratings import FloatArray, LevelMismatch, Ratings, RatingsLike, as_ratings
from copydesk.stats.rows import Rows, Terms, most_rows, rows_of_patterns, rows_of_units, spread, sum_by

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]

MOST_NOMINAL_VALUES = 1_024
MOST_ORDINAL_VALUES = 128
_ROUNDING = 1e-12


def krippendorff_alpha(
    ratings: RatingsLike, *, level: Level, bootstrap: Bootstrap | None = DEFAULT
) -> Estimate:
    """Agreement between raters, corrected for chance: 1 perfect, 0 chance, below 0 worse.

    Shape:   ratings[unit, rater] with NaN = not rated, or `Ratings`. Units with fewer than two ratings do not count;
             a unit counts in proportion to its ratings.
    Units:   ratio. No value when no unit has two ratings; 1.0 without an interval when all ratings are equal
             (0/0, reason "no_variation": read it as "nothing to disagree about").
    Interval: percentile bootstrap over units. Exact for category codes while distinct patterns of counts are at most
             8,192, and for any values while units are (2,000 on ordinal scales of more than 62 steps); above that
             random groups of units are drawn, see `rows.rows_of_units`.
    Raises:  LevelMismatch when text meets level "ordinal" or "interval".
    Source:  Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; worked examples in the test.
    """
    given = as_ratings(ratings)
    if given.is_text and level != "nominal":
        message = f"level {level!r} needs numbers; text has no order that could be known here"
        raise LevelMismatch(message)
    refused = refusal(given)
    if refused:
        return refused
    n_units, n_ratings = pairable_counts(given)
    rows = _rows(given, level, (bootstrap or DEFAULT).rng())
    if rows is None:
        return missing("too_many_values", n_units=n_units, n_ratings=n_ratings)
    coefficient = Coefficient(_DISAGREEMENT[level], without_variation=1.0)
    return estimate(rows, coefficient, bootstrap, n_units=n_units, n_ratings=n_ratings)


def _rows(ratings: Ratings, level: Level, rng: np.random.Generator) -> Rows | None:
    if level == "interval":
        return rows_of_patterns(ratings, _INTERVAL) or _rows_of_moments(ratings, rng)
    most, terms = (MOST_NOMINAL_VALUES, _NOMINAL) if level == "nominal" else (MOST_ORDINAL_VALUES, _ORDINAL)
    if ratings.categories.values.size > most:
        return None
    return rows_of_patterns(ratings, terms) or rows_of_units(ratings, terms, rng)


def _nominal_terms(counts: FloatArray, _values: FloatArray) -> FloatArray:
    """Terms: unequal pairs, each unit's divided by its ratings less one; number of ratings per category."""
    n = counts.sum(axis=-1)
    weight = _weight(n)
    unequal = ((n**2 - (counts**2).sum(axis=-1)) * weight).sum(axis=1)
    return np.column_stack((unequal, counts.sum(axis=1)))


def _nominal(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    per_value = sums[:, 1:]
    n = per_value.sum(axis=1)
    return sums[:, 0], (n**2 - (per_value**2).sum(axis=1)) / (n - 1)


def _ordinal_terms(counts: FloatArray, _values: FloatArray) -> FloatArray:
    """Terms: number of ratings per category, then the coincidences of each category with each higher one."""
    weight = _weight(counts.sum(axis=-1))
    coincidence = np.matmul((counts * weight[..., None]).transpose(0, 2, 1), counts)
    lower, higher = np.triu_indices(counts.shape[-1], 1)
    return np.column_stack((counts.sum(axis=1), coincidence[:, lower, higher]))


def _ordinal(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The distance of two categories is that of their mid-ranks, and ranks follow from how often each was used."""
    n_values = int(np.sqrt(2 * sums.shape[1]))
    per_value = sums[:, :n_values]
    n = per_value.sum(axis=1)
    rank = np.cumsum(per_value, axis=1) - per_value / 2 - n[:, None] / 2
    observed = np.zeros(len(sums))
    start = n_values
    for lower in range(n_values - 1):
        stop = start + n_values - 1 - lower
        observed += 2 * (sums[:, start:stop] * (rank[:, lower + 1 :] - rank[:, lower, None]) ** 2).sum(axis=1)
        start = stop
    return observed, 2 * n / (n - 1) * (per_value * rank**2).sum(axis=1)


def _interval_terms(counts: FloatArray, values: FloatArray) -> FloatArray:
    """Terms: squared differences, each unit's divided by its ratings less one; ratings, sum, sum of squares."""
    n = counts.sum(axis=-1)
    value = _scaled(values, values.size // 2)
    return _moment_terms(n, counts @ value, counts @ value**2).sum(axis=1)


def _rows_of_moments(ratings: Ratings, rng: np.random.Generator) -> Rows:
    """Rows for values that are nearly all different: three sums per unit, no table of counts."""
    nearest = int(np.abs(ratings.value - ratings.value.mean()).argmin())
    value = _scaled(ratings.value, nearest)
    total, squares = (sum_by(ratings.unit, weight, ratings.n_units) for weight in (value, value**2))
    n = ratings.n_per_unit
    pairable = n >= 2
    per_unit = _moment_terms(n[pairable].astype(np.float64), total[pairable], squares[pairable])
    n_rows, place = spread(len(per_unit), most_rows(per_unit.shape[1]), rng)
    row = place % n_rows
    terms = [sum_by(row, term, n_rows) for term in per_unit.T]
    return Rows(np.column_stack(terms), np.ones(n_rows, dtype=np.int64))


def _moment_terms(n: FloatArray, total: FloatArray, squares: FloatArray) -> FloatArray:
    weight = _weight(n)
    pairs = np.maximum(n * squares - total**2, 0)
    return np.stack((2 * pairs * weight, n, total, squares), axis=-1)


def _interval(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    observed, n, total, squares = sums.T
    pairs = n * squares - total**2
    pairs[pairs <= _ROUNDING * n * squares] = 0
    return observed, 2 * pairs / (n - 1)


def _scaled(values: FloatArray, centre: int) -> FloatArray:
    """Values seen from the one at `centre`, at most 1 away: alpha stays the same and squares neither overflow nor vanish."""
    value = values - values[centre]
    reach = np.abs(value).max()
    return value / reach if reach else value


def _weight(n: FloatArray) -> FloatArray:
    """1 / (ratings - 1), and 0 for a unit that only fills a row up."""
    return np.where(n > 0, 1 / np.maximum(n - 1, 1), 0)


_NOMINAL = Terms(_nominal_terms, lambda n_values: n_values + 1)
_ORDINAL = Terms(_ordinal_terms, lambda n_values: n_values * (n_values + 1) // 2)
_INTERVAL = Terms(_interval_terms, lambda _n_values: 4)
_DISAGREEMENT = {"nominal": _nominal, "ordinal": _ordinal, "interval": _interval}
