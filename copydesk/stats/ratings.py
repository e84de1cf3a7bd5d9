"""Who rated what how, in long form: the memory grows with the ratings, not with units times raters."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.float64)

_EXACT_INTEGER = 2.0**53  # above this a float no longer tells neighbouring integers apart
_SMALL_SPAN = 65_536
_LARGEST = 1e150  # its square is still a number


class RatingsError(ValueError):
    """Ratings that no estimator can read."""


class DuplicateRating(RatingsError):
    """One rater rated one unit twice; counting both would let a person agree with themselves."""


class LevelMismatch(RatingsError):
    """Text where numbers or an order are needed."""


@dataclass(frozen=True, slots=True)
class Categories:
    """The different values in ascending order, and for every rating the place of its value among them."""

    values: FloatArray
    code: IntArray


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings in long form: rating number i says that `rater[i]` gave `value[i]` to `unit[i]`.

    Shape:   three arrays of one length without gaps; `unit` counts 0..n_units-1, `rater` points into `rater_ids`.
             A unit may have no rating at all. Text is held as the place of each word in the alphabet (`is_text`).
    """

    unit: IntArray
    rater: IntArray
    value: FloatArray
    n_units: int
    rater_ids: IntArray
    is_text: bool = False

    @classmethod
    def from_matrix(cls, ratings: ArrayLike) -> Self:
        """Read `ratings[unit, rater]`; NaN = not rated.

        Raises:  RatingsError when it is not a matrix of numbers or one is infinite.
        """
        matrix = np.asarray(ratings)
        if matrix.ndim != 2:
            message = f"ratings[unit, rater] needs two dimensions, not {matrix.ndim}"
            raise RatingsError(message)
        numbers = _as_numbers(matrix)
        n_units: int = numbers.shape[0]
        n_raters: int = numbers.shape[1]
        rated = ~np.isnan(numbers)
        if rated.all():
            unit, rater = np.repeat(np.arange(n_units), n_raters), np.tile(np.arange(n_raters), n_units)
            return cls(unit, rater, _bounded(numbers.ravel()), n_units, np.arange(n_raters))
        place = np.flatnonzero(rated)
        unit = place // n_raters
        return cls(unit, place - unit * n_raters, _bounded(numbers[rated]), n_units, np.arange(n_raters))

    @classmethod
    def from_long(cls, unit: ArrayLike, rater: ArrayLike, value: ArrayLike) -> Self:
        """Read three columns of one length: whole numbers for unit and rater, numbers or text for the value.

        Shape:   ids of unit and rater may be any whole numbers; NaN in value = not rated, the row is left out.
        Raises:  DuplicateRating when a rater has two values for one unit; RatingsError when columns do not fit.
        """
        units, raters, values = _as_ids(unit, "unit"), _as_ids(rater, "rater"), np.asarray(value)
        if not units.shape == raters.shape == values.shape:
            message = f"unit, rater and value must be columns of one length: {units.size}, {raters.size}, {values.size}"
            raise RatingsError(message)
        is_text = values.dtype.kind == "U"
        numbers = (
            np.unique(values, return_inverse=True)[1].astype(np.float64) if is_text else _as_numbers(values)
        )
        rated = ~np.isnan(numbers)
        if not rated.all():
            units, raters, numbers = units[rated], raters[rated], numbers[rated]
        unit_ids, unit_index = index_of(units)
        rater_ids, rater_index = index_of(raters)
        made = cls(unit_index, rater_index, _bounded(numbers), unit_ids.size, rater_ids, is_text)
        made._refuse_duplicates()
        return made

    @property
    def n_ratings(self) -> int:
        return self.unit.size

    @cached_property
    def n_per_unit(self) -> IntArray:
        return np.bincount(self.unit, minlength=self.n_units)

    @cached_property
    def categories(self) -> Categories:
        return Categories(*index_of(self.value))

    @cached_property
    def active_raters(self) -> IntArray:
        """Places in `rater_ids` of those who rated at least once."""
        return np.flatnonzero(np.bincount(self.rater, minlength=self.rater_ids.size))

    def of_raters(self, rater_ids: ArrayLike) -> "Ratings":
        """Only the ratings by these raters, for a coefficient between chosen people."""
        chosen = np.isin(self.rater_ids, _as_ids(rater_ids, "rater"))
        kept = chosen[self.rater]
        return Ratings(
            self.unit[kept], self.rater[kept], self.value[kept], self.n_units, self.rater_ids, self.is_text
        )

    def _refuse_duplicates(self) -> None:
        n_cells = self.n_units * self.rater_ids.size
        cell = self.unit * self.rater_ids.size + self.rater
        if n_cells <= 8 * cell.size + _SMALL_SPAN:
            seen = np.zeros(n_cells, dtype=bool)
            seen[cell] = True
            n_distinct = int(np.count_nonzero(seen))
        else:
            n_distinct = np.unique(cell).size
        if n_distinct != cell.size:
            message = f"{cell.size - n_distinct} ratings repeat a unit and rater that already have a value"
            raise DuplicateRating(message)


RatingsLike: TypeAlias = Ratings | NDArray[np.floating[Any]] | NDArray[np.integer[Any]]


def as_ratings(ratings: RatingsLike) -> Ratings:
    """Take a matrix where ratings are wanted."""
    return ratings if isinstance(ratings, Ratings) else Ratings.from_matrix(ratings)


def index_of(values: NDArray[Number]) -> tuple[NDArray[Number], IntArray]:
    """The different values, ascending, and the place of each among them; dense whole numbers are not sorted."""
    if values.size == 0:
        return values, np.zeros(0, dtype=np.int64)
    low, high = float(values.min()), float(values.max())
    span = high - low + 1
    is_dense = span <= max(4 * values.size, _SMALL_SPAN) and max(abs(low), abs(high)) < _EXACT_INTEGER
    if is_dense:
        whole = values.astype(np.int64)
        if np.array_equal(whole, values):
            distinct, place = _dense_index(whole, int(low), int(span))
            return distinct.astype(values.dtype), place
    distinct, place = np.unique(values, return_inverse=True)
    return distinct, place


def _dense_index(whole: IntArray, low: int, span: int) -> tuple[IntArray, IntArray]:
    offset = whole - low if low else whole
    present = np.zeros(span, dtype=bool)
    present[offset] = True
    distinct = np.flatnonzero(present)
    place = offset if distinct.size == span else (np.cumsum(present) - 1)[offset]
    return distinct + low, place


def _as_numbers(values: NDArray[Any]) -> FloatArray:
    if values.dtype.kind not in "biuf":
        message = f"ratings must be numbers with NaN for a missing one, not {values.dtype}"
        raise RatingsError(message)
    return values.astype(np.float64, copy=False)


def _as_ids(ids: ArrayLike, column: str) -> IntArray:
    array = np.asarray(ids)
    if array.size == 0:
        return np.zeros(array.shape, dtype=np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        message = (
            f"{column} must be one column of whole numbers, not {array.dtype} with {array.ndim} dimensions"
        )
        raise RatingsError(message)
    return array.astype(np.int64, copy=False)


def _bounded(values: FloatArray) -> FloatArray:
    if values.size and max(values.max(), -values.min()) > _LARGEST:
        message = f"a rating is infinite or beyond {_LARGEST:g}"
        raise RatingsError(message)
    return values
