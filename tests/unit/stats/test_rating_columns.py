"""Reading ratings: a matrix and three columns are the same thing, and what cannot be read is refused."""

from typing import Any

import numpy as np
import pytest

from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.ratings import DuplicateRating, Ratings, RatingsError, index_of


def long_form(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    unit, rater = np.nonzero(~np.isnan(matrix))
    return unit, rater, matrix[unit, rater]


def sparse_matrix() -> np.ndarray:
    rng = np.random.default_rng(4)
    matrix = rng.integers(-3, 4, (50, 30)).astype(float)
    matrix[rng.random(matrix.shape) < 0.8] = np.nan
    return matrix


def test_gives_the_same_estimate_when_read_from_a_matrix_or_from_columns() -> None:
    matrix = sparse_matrix()
    expected = krippendorff_alpha(matrix, level="ordinal")
    assert krippendorff_alpha(Ratings.from_long(*long_form(matrix)), level="ordinal") == expected
    assert expected.value is not None
    assert expected.low is not None


def test_gives_the_same_estimate_when_ids_are_far_apart_and_rows_are_in_another_order() -> None:
    matrix = sparse_matrix()
    unit, rater, value = long_form(matrix)
    order = np.random.default_rng(0).permutation(unit.size)
    far = Ratings.from_long(unit[order] * 10**12 - 7, rater[order] * 10**11, value[order])
    assert krippendorff_alpha(far, level="ordinal") == krippendorff_alpha(matrix, level="ordinal")
    assert far.rater_ids.tolist() == [rater_id * 10**11 for rater_id in range(30)]


def test_gives_the_same_estimate_when_a_full_matrix_holds_whole_numbers() -> None:
    whole = np.random.default_rng(1).integers(0, 3, (40, 3))
    assert krippendorff_alpha(whole, level="nominal") == krippendorff_alpha(
        whole.astype(float), level="nominal"
    )


def test_gives_the_same_estimate_when_words_stand_for_codes() -> None:
    unit, rater, value = long_form(sparse_matrix())
    words = np.array([f"word {code:+.0f}" for code in value])
    by_word = krippendorff_alpha(Ratings.from_long(unit, rater, words), level="nominal")
    assert by_word.value == pytest.approx(
        krippendorff_alpha(Ratings.from_long(unit, rater, value), level="nominal").value
    )


def test_leaves_a_row_out_when_its_value_is_missing() -> None:
    ratings = Ratings.from_long([0, 0, 1], [0, 1, 0], [1.0, np.nan, 2.0])
    assert (ratings.n_ratings, ratings.unit.tolist(), ratings.rater_ids.tolist()) == (2, [0, 1], [0])


def test_keeps_memory_by_ratings_when_most_of_the_matrix_would_be_empty() -> None:
    n = 20_000
    ratings = Ratings.from_long(np.arange(n) // 2, np.arange(n), np.ones(n))
    assert sum(array.nbytes for array in (ratings.unit, ratings.rater, ratings.value)) == 3 * 8 * n


@pytest.mark.parametrize("far", [1, 10**9])
def test_refuses_columns_when_a_rater_rated_a_unit_twice(far: int) -> None:
    with pytest.raises(DuplicateRating, match="1 ratings repeat"):
        Ratings.from_long([0, 0, far], [5, 5, 5 * far], [1.0, 2.0, 1.0])


def test_refuses_columns_when_a_rating_repeats_among_many_units_and_raters() -> None:
    unit = np.arange(2_000) % 1_000
    rater = np.arange(2_000)
    rater[-1], unit[-1] = rater[0], unit[0]
    with pytest.raises(DuplicateRating):
        Ratings.from_long(unit, rater, np.zeros(2_000))


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        (([0, 1], [0], [1.0, 2.0]), "one length"),
        (([0.5], [0], [1.0]), "unit must be"),
        (([0], ["ann"], [1.0]), "rater must be"),
        (([0], [0], [None]), "must be numbers"),
        (([0], [0], [np.inf]), "infinite"),
        (([0], [0], [-1e200]), "beyond"),
    ],
)
def test_refuses_columns_when_they_cannot_be_read(columns: tuple[list[Any], ...], reason: str) -> None:
    with pytest.raises(RatingsError, match=reason):
        Ratings.from_long(*columns)


@pytest.mark.parametrize("matrix", [np.zeros(3), np.zeros((2, 2, 2)), np.array([["a", "b"]])])
def test_refuses_a_matrix_when_it_is_not_one_of_numbers(matrix: np.ndarray) -> None:
    with pytest.raises(RatingsError):
        Ratings.from_matrix(matrix)


@pytest.mark.parametrize(
    "values",
    [
        [3.0, 1.0, 3.0, 2.0],
        [0.5, -0.5, 0.5],
        [1e15, -1e15, 0.0],
        [1e300, 3.0],
        [7.0],
        [-2.0, -2.0, 5.0],
        [],
    ],
)
def test_index_restores_the_values_when_they_are_dense_sparse_or_broken(values: list[float]) -> None:
    array = np.array(values)
    distinct, place = index_of(array)
    assert distinct.tolist() == sorted(set(values))
    assert distinct[place].tolist() == values
