"""Percent agreement, Cohen's and Fleiss' kappa against worked examples, by hand, and by statsmodels."""

from itertools import combinations

import numpy as np
import pytest
from statsmodels.stats import inter_rater

from copydesk.stats.agreement import cohen_kappa, fleiss_kappa, percent_agreement
from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.ratings import FloatArray, Ratings

# The example that follows Fleiss 1971 in most texts: 10 subjects, 14 raters, 5 categories.
FOURTEEN_RATERS = np.array(
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)


def ratings_of_counts(counts: np.ndarray) -> FloatArray:
    return np.array([np.repeat(np.arange(row.size), row) for row in counts], dtype=float)


def random_ratings(seed: int, *, n_raters: int, missing: float = 0.0, n_values: int = 4) -> FloatArray:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, n_values, (80, 1))
    shape = (80, n_raters)
    ratings = np.where(rng.random(shape) < 0.5, truth, rng.integers(0, n_values, shape)).astype(float)
    ratings[rng.random(shape) < missing] = np.nan
    return ratings


def rated(row: FloatArray) -> FloatArray:
    return row[~np.isnan(row)]


def mean_share_of_equal_pairs(ratings: FloatArray) -> float:
    pairs = [[a == b for a, b in combinations(rated(row), 2)] for row in ratings]
    return float(np.mean([np.mean(equal) for equal in pairs if equal]))


def test_fleiss_equals_the_worked_example_when_fourteen_raters_used_five_categories() -> None:
    estimate = fleiss_kappa(ratings_of_counts(FOURTEEN_RATERS), bootstrap=None)
    assert estimate.value == pytest.approx(0.210, abs=5e-4)
    assert (estimate.n_units, estimate.n_ratings) == (10, 140)


def test_percent_agreement_equals_the_worked_example_when_fourteen_raters_used_five_categories() -> None:
    estimate = percent_agreement(ratings_of_counts(FOURTEEN_RATERS), bootstrap=None)
    assert estimate.value == pytest.approx(0.378, abs=5e-4)


def test_cohen_equals_the_worked_example_when_two_readers_judged_fifty_proposals() -> None:
    first = [1.0] * 25 + [0.0] * 25
    second = [1.0] * 20 + [0.0] * 5 + [1.0] * 10 + [0.0] * 15
    estimate = cohen_kappa(np.array([first, second]).T, bootstrap=None)
    assert estimate.value == pytest.approx(0.4)
    assert (estimate.n_units, estimate.n_ratings) == (50, 100)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n_raters", [2, 3, 7])
def test_fleiss_equals_statsmodels_when_all_units_are_rated_equally_often(seed: int, n_raters: int) -> None:
    ratings = random_ratings(seed, n_raters=n_raters)
    table, _ = inter_rater.aggregate_raters(ratings.astype(int))
    assert fleiss_kappa(ratings, bootstrap=None).value == pytest.approx(inter_rater.fleiss_kappa(table))


@pytest.mark.parametrize("seed", range(5))
def test_cohen_equals_statsmodels_when_ratings_are_random(seed: int) -> None:
    ratings = random_ratings(seed, n_raters=2)
    table = np.zeros((4, 4))
    np.add.at(table, tuple(ratings.astype(int).T), 1)
    expected = inter_rater.cohens_kappa(table, return_results=False)
    assert cohen_kappa(ratings, bootstrap=None).value == pytest.approx(expected)


def test_cohen_leaves_units_out_when_one_of_the_two_did_not_rate_them() -> None:
    both = random_ratings(1, n_raters=2)
    alone = np.array([[0.0, np.nan], [np.nan, 3.0]] * 20)
    with_gaps = cohen_kappa(np.vstack((both, alone)))
    assert with_gaps == cohen_kappa(both)
    assert with_gaps.n_units == len(both)


def test_cohen_compares_the_chosen_two_when_more_people_rated() -> None:
    ratings = random_ratings(2, n_raters=4, missing=0.2)
    chosen = Ratings.from_matrix(ratings).of_raters([1, 3])
    assert cohen_kappa(chosen) == cohen_kappa(ratings[:, [1, 3]])


def test_cohen_keeps_its_value_when_pairs_of_values_are_too_many_for_a_row_each() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 200, (20_000, 1))
    ratings = np.where(rng.random((20_000, 2)) < 0.5, truth, rng.integers(0, 200, (20_000, 2)))
    table = np.zeros((200, 200))
    np.add.at(table, tuple(ratings.T), 1)
    estimate = cohen_kappa(ratings)
    assert estimate.value == pytest.approx(inter_rater.cohens_kappa(table, return_results=False))
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < 0.25 < estimate.high


@pytest.mark.parametrize("seed", range(5))
def test_percent_agreement_counts_each_unit_once_when_numbers_of_ratings_differ(seed: int) -> None:
    ratings = random_ratings(seed, n_raters=5, missing=0.4)
    expected = mean_share_of_equal_pairs(ratings)
    assert percent_agreement(ratings, bootstrap=None).value == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n_values", [4, 40])
def test_fleiss_counts_each_unit_once_when_numbers_of_ratings_differ(seed: int, n_values: int) -> None:
    ratings = random_ratings(seed, n_raters=5, missing=0.4, n_values=n_values)
    pairable = [rated(row) for row in ratings if rated(row).size >= 2]
    shares = [np.mean([(row == value).mean() for row in pairable]) for value in range(n_values)]
    by_chance = float(np.sum(np.square(shares)))
    expected = (mean_share_of_equal_pairs(ratings) - by_chance) / (1 - by_chance)
    assert fleiss_kappa(ratings, bootstrap=None).value == pytest.approx(expected)


def test_fleiss_and_percent_agreement_keep_their_values_when_units_are_put_into_random_groups() -> None:
    ratings = np.vstack([random_ratings(seed, n_raters=4, missing=0.3, n_values=30) for seed in range(120)])
    expected = mean_share_of_equal_pairs(ratings)
    assert percent_agreement(ratings).value == pytest.approx(expected)
    by_chance = 1 - (1 - expected) / (1 - (fleiss_kappa(ratings).value or 0))
    assert by_chance == pytest.approx(1 / 30, rel=0.02)


def test_fleiss_and_alpha_agree_when_there_are_many_units_with_equal_numbers_of_ratings() -> None:
    ratings = np.vstack([random_ratings(seed, n_raters=3) for seed in range(50)])
    kappa, alpha = (
        fleiss_kappa(ratings, bootstrap=None),
        krippendorff_alpha(ratings, level="nominal", bootstrap=None),
    )
    assert kappa.value == pytest.approx(alpha.value, abs=1e-3)


def test_kappas_are_below_zero_when_raters_disagree_more_than_chance() -> None:
    opposed = np.array([[0.0, 1.0], [1.0, 0.0]] * 10)
    assert cohen_kappa(opposed, bootstrap=None).value == pytest.approx(-1)
    assert fleiss_kappa(opposed, bootstrap=None).value == pytest.approx(-1)


def test_cohen_is_zero_when_each_of_the_two_always_gives_a_value_of_their_own() -> None:
    assert cohen_kappa(np.array([[0.0, 1.0]] * 10), bootstrap=None).value == 0
