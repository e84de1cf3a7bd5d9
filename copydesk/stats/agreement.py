"""Percent agreement, Cohen's and Fleiss' kappa."""

import numpy as np

from copydesk.stats.bootstrap import DEFAULT, Bootstrap, Coefficient, estimate
from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.pairable import pairable_counts, refusal
from copydesk.stats.ratings import FloatArray, IntArray, Ratings, RatingsLike, as_ratings, index_of
from copydesk.stats.rows import Rows, Terms, most_rows, rows_of_patterns, rows_of_units, spread, sum_by

MOST_VALUES = 1_024


def percent_agreement(ratings: RatingsLike, *, bootstrap: Bootstrap | None = DEFAULT) -> Estimate:
    """Share of equal pairs among the ratings of a unit, averaged over units: not corrected for chance.

    Shape:   ratings[unit, rater] with NaN = not rated, or `Ratings`. Each unit counts once however often it was
             rated; units with fewer than two ratings do not count.
    Units:   ratio, 0 to 1. No value when no unit has two ratings; 1 without an interval when all pairs are equal.
    Source:  the observed agreement of Fleiss 1971, which needs no equal number of ratings.
    """
    return _over_counts(
        as_ratings(ratings),
        Terms(_share_terms, lambda n_values: 2 + n_values),
        Coefficient(_equal),
        bootstrap,
    )


def fleiss_kappa(ratings: RatingsLike, *, bootstrap: Bootstrap | None = DEFAULT) -> Estimate:
    """Agreement between interchangeable raters, corrected for chance: 1 perfect, 0 chance, below 0 worse.

    Shape:   as `percent_agreement`. With the same number of ratings on each unit this is Fleiss 1971. Where numbers
             differ, each unit counts once, both in the observed agreement and in the shares of the categories;
             units with fewer than two ratings count in neither.
    Units:   ratio. No value when no unit has two ratings, nor when all ratings are equal (0/0).
    Source:  Fleiss 1971, Measuring nominal scale agreement among many raters; worked example in the test.
    """
    return _over_counts(
        as_ratings(ratings),
        Terms(_share_terms, lambda n_values: 2 + n_values),
        Coefficient(_fleiss),
        bootstrap,
    )


def cohen_kappa(ratings: RatingsLike, *, bootstrap: Bootstrap | None = DEFAULT) -> Estimate:
    """Agreement between two named raters, corrected for chance by the habits of each.

    Shape:   as `percent_agreement`, with exactly two raters who rated anything (`Ratings.of_raters` chooses two).
    Units:   ratio. No value when the two share no unit, nor when both gave one and the same value only (0/0).
    Source:  Cohen 1960, A coefficient of agreement for nominal scales; worked example in the test.
    """
    given = as_ratings(ratings)
    refused = refusal(given)
    if refused:
        return refused
    if given.active_raters.size != 2:
        return missing("not_two_raters", n_ratings=given.n_ratings)
    n_units, n_ratings = pairable_counts(given)
    if given.categories.values.size > MOST_VALUES:
        return missing("too_many_values", n_units=n_units, n_ratings=n_ratings)
    rows = _rows_of_two(given, (bootstrap or DEFAULT).rng())
    return estimate(rows, Coefficient(_cohen), bootstrap, n_units=n_units, n_ratings=n_ratings)


def _over_counts(
    ratings: Ratings, terms: Terms, coefficient: Coefficient, bootstrap: Bootstrap | None
) -> Estimate:
    refused = refusal(ratings)
    if refused:
        return refused
    n_units, n_ratings = pairable_counts(ratings)
    if ratings.categories.values.size > MOST_VALUES:
        return missing("too_many_values", n_units=n_units, n_ratings=n_ratings)
    rows = rows_of_patterns(ratings, terms) or rows_of_units(ratings, terms, (bootstrap or DEFAULT).rng())
    return estimate(rows, coefficient, bootstrap, n_units=n_units, n_ratings=n_ratings)


def _share_terms(counts: FloatArray, _values: FloatArray) -> FloatArray:
    """Terms: number of units, their share of unequal pairs, their share of each category."""
    n = counts.sum(axis=-1)
    pairable = n > 0
    safe = np.where(pairable, n, 2)
    unequal = (safe**2 - (counts**2).sum(axis=-1)) / (safe * (safe - 1))
    shares = (counts / safe[..., None]).sum(axis=1)
    return np.column_stack((pairable.sum(axis=1), (unequal * pairable).sum(axis=1), shares))


def _equal(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    return sums[:, 1] / sums[:, 0], np.ones(len(sums))


def _fleiss(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    n = sums[:, 0]
    share = sums[:, 2:] / n[:, None]
    return sums[:, 1] / n, (share * (1 - share)).sum(axis=1)


def _cohen(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    n, n_values = sums[:, 0], (sums.shape[1] - 2) // 2
    first, second = sums[:, 2 : 2 + n_values], sums[:, 2 + n_values :]
    expected = 1 - (first * second).sum(axis=1) / n**2
    return sums[:, 1] / n, expected


def _rows_of_two(ratings: Ratings, rng: np.random.Generator) -> Rows:
    """Rows of Cohen's terms: number of units, of unequal pairs, of each category by the first and by the second."""
    n_values = ratings.categories.values.size
    codes = np.full((2, ratings.n_units), -1)
    codes[(ratings.rater == ratings.active_raters[1]).astype(np.int64), ratings.unit] = (
        ratings.categories.code
    )
    first, second = codes[:, (codes >= 0).all(axis=0)]
    pairs, pattern = index_of(first * n_values + second)
    limit = most_rows(2 + 2 * n_values)
    if pairs.size <= limit:
        first, second = np.divmod(pairs, n_values)
        row, n_rows, n_units = np.arange(pairs.size), pairs.size, np.bincount(pattern)
    else:
        n_rows, place = spread(first.size, limit, rng)
        row, n_units = place % n_rows, np.ones(n_rows, dtype=np.int64)

    def per_value(code: IntArray) -> FloatArray:
        return (
            np.bincount(row * n_values + code, minlength=n_rows * n_values)
            .reshape(n_rows, n_values)
            .astype(np.float64)
        )

    size, unequal = (sum_by(row, weight, n_rows) for weight in (np.ones(row.size), first != second))
    return Rows(np.column_stack((size, unequal, per_value(first), per_value(second))), n_units)
