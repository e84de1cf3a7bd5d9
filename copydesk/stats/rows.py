"""What units contribute to a coefficient, put together in few rows so that resampling is one matrix product.

Every coefficient here is a function of sums over units. Units with the same counts per category contribute the same, so
a million units with five raters are a few hundred distinct rows with a weight each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.stats.ratings import FloatArray, IntArray, Ratings

_EXACT_KEY_BITS = 52
_SMALL_KEYS = 2**22
_CHUNK_CELLS = 2_000_000
_ROWS_CELLS = 16_000_000
_MOST_ROWS = 8_192
_FEWEST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Rows:
    """`contribution[row, term]` of one unit of each row; `n_units[row]` is how often that row stands in the sample."""

    contribution: FloatArray
    n_units: IntArray


@dataclass(frozen=True, slots=True)
class Terms:
    """How counts become contributions: `of(counts[row, unit, category], values)` gives `[row, term]`, units summed.

    A unit has two ratings or more, or none at all: such a one fills a row up and must contribute 0.
    """

    of: Callable[[FloatArray, FloatArray], FloatArray]
    n_terms: Callable[[int], int]


def most_rows(n_terms: int) -> int:
    """As many rows as fit in 128 MB, between 1,000 and 8,192."""
    return int(np.clip(_ROWS_CELLS // n_terms, _FEWEST_ROWS, _MOST_ROWS))


def rows_of_patterns(ratings: Ratings, terms: Terms) -> Rows | None:
    """One row per distinct vector of counts: exact. None when the vectors are too many to be worth grouping."""
    found = _patterns(ratings)
    if found is None:
        return None
    counts, n_units = found
    values = ratings.categories.values
    if n_units.size > most_rows(terms.n_terms(values.size)):
        return None
    return Rows(terms.of(counts[:, None, :].astype(np.float64), values), n_units)


def rows_of_units(ratings: Ratings, terms: Terms, rng: np.random.Generator) -> Rows:
    """One row per unit (exact) or, where units are more than the limit, one row per equal random group of units.

    Resampling groups instead of units leaves the expected variance as it is, up to (rows - 1) / rows; its own
    relative error is about sqrt(1 / 2 rows), 0.8 % of the interval's width at the usual limit: an approximation.
    """
    values, code = ratings.categories.values, ratings.categories.code
    pairable = np.flatnonzero(ratings.n_per_unit >= 2)
    n_rows, place = spread(pairable.size, most_rows(terms.n_terms(values.size)), rng)
    row_of, slot_of = (np.full(ratings.n_units, -1) for _ in range(2))
    row_of[pairable], slot_of[pairable] = place % n_rows, place // n_rows
    row = row_of[ratings.unit]
    order = np.argsort(row, kind="stable")
    row, slot, code = row[order], slot_of[ratings.unit[order]], code[order]
    shape = (-(-pairable.size // n_rows), values.size)
    step = max(1, _CHUNK_CELLS // max(shape[0] * shape[1], values.size**2))
    contribution = np.empty((n_rows, terms.n_terms(values.size)))
    for start in range(0, n_rows, step):
        stop = min(start + step, n_rows)
        here = slice(*np.searchsorted(row, (start, stop)))
        cell = ((row[here] - start) * shape[0] + slot[here]) * shape[1] + code[here]
        counts = np.bincount(cell, minlength=(stop - start) * shape[0] * shape[1])
        contribution[start:stop] = terms.of(counts.reshape(-1, *shape).astype(np.float64), values)
    return Rows(contribution, np.ones(n_rows, dtype=np.int64))


def spread(n_units: int, limit: int, rng: np.random.Generator) -> tuple[int, IntArray]:
    """How many rows, and a place for each unit; `place % n_rows` is its row, sizes differ by one at most."""
    if n_units <= limit:
        return n_units, np.arange(n_units)
    return limit, rng.permutation(n_units)


def sum_by(place: IntArray, weight: NDArray[Any], n_places: int) -> FloatArray:
    """Sum of the weights at each place 0..n_places-1."""
    return np.bincount(place, weights=weight, minlength=n_places).astype(np.float64, copy=False)


def _patterns(ratings: Ratings) -> tuple[IntArray, IntArray] | None:
    """Distinct count vectors of pairable units, told apart by one number with a digit per category."""
    categories = ratings.categories
    n_values = categories.values.size
    base = int(ratings.n_per_unit.max()) + 1
    if n_values * np.log2(base) > _EXACT_KEY_BITS:
        return None
    digit = base ** np.arange(n_values)
    key = sum_by(ratings.unit, digit.astype(np.float64)[categories.code], ratings.n_units).astype(np.int64)
    if base**n_values <= _SMALL_KEYS:
        occurrences = np.bincount(key)
        distinct = np.flatnonzero(occurrences)
        n_units = occurrences[distinct]
    else:
        distinct, n_units = np.unique(key, return_counts=True)
    counts = distinct[:, None] // digit % base
    pairable = counts.sum(axis=1) >= 2
    return counts[pairable], n_units[pairable]
