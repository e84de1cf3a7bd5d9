"""A value that is not defined says why, by a stable code and in plain words."""

from collections.abc import Callable
from typing import get_args

import numpy as np
import pytest

from copydesk.stats.agreement import cohen_kappa, fleiss_kappa, percent_agreement
from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.choices import left_share
from copydesk.stats.estimate import Estimate
from copydesk.stats.intervals import proportion
from copydesk.stats.raters import rater_agreement
from copydesk.stats.ratings import FloatArray, Ratings
from copydesk.stats.undefined import SENTENCES, Reason

NAN = np.nan
Estimator = Callable[[FloatArray], Estimate]


def nominal(ratings: FloatArray) -> Estimate:
    return krippendorff_alpha(ratings, level="nominal")


def ordinal(ratings: FloatArray) -> Estimate:
    return krippendorff_alpha(ratings, level="ordinal")


def interval(ratings: FloatArray) -> Estimate:
    return krippendorff_alpha(ratings, level="interval")


EVERY: list[Estimator] = [nominal, ordinal, interval, percent_agreement, fleiss_kappa, cohen_kappa]
ALPHAS: list[Estimator] = [nominal, ordinal, interval]
KAPPAS: list[Estimator] = [fleiss_kappa, cohen_kappa]


def test_every_code_has_a_sentence_when_shown_to_a_person() -> None:
    assert set(SENTENCES) == set(get_args(Reason))
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())


def test_estimate_tells_its_reason_in_plain_words_when_there_is_one() -> None:
    assert left_share(0, 0).why == SENTENCES["no_decisive_votes"]
    assert left_share(1, 0).why is None


@pytest.mark.parametrize("estimator", EVERY)
@pytest.mark.parametrize("shape", [(0, 0), (0, 2), (4, 0), (4, 2)])
def test_is_undefined_when_there_are_no_ratings(estimator: Estimator, shape: tuple[int, int]) -> None:
    assert estimator(np.full(shape, NAN)) == Estimate(None, None, None, 0, 0, "no_ratings")


def test_is_undefined_when_columns_are_empty() -> None:
    assert percent_agreement(Ratings.from_long([], [], [])).undefined == "no_ratings"


@pytest.mark.parametrize("estimator", EVERY)
def test_is_undefined_when_only_one_person_rated(estimator: Estimator) -> None:
    estimate = estimator(np.array([[1.0, NAN], [2.0, NAN]]))
    assert (estimate.value, estimate.undefined) == (None, "one_rater")


@pytest.mark.parametrize("estimator", EVERY)
def test_is_undefined_when_no_unit_has_two_ratings(estimator: Estimator) -> None:
    estimate = estimator(np.array([[1.0, NAN], [NAN, 2.0]]))
    assert (estimate.value, estimate.undefined) == (None, "no_pairable_units")


def test_cohen_is_undefined_when_three_people_rated() -> None:
    estimate = cohen_kappa(np.array([[1.0, 1.0, 2.0], [2.0, 2.0, 2.0]]))
    assert (estimate.value, estimate.undefined) == (None, "not_two_raters")


@pytest.mark.parametrize("estimator", KAPPAS)
def test_kappa_is_undefined_when_all_ratings_are_equal(estimator: Estimator) -> None:
    assert estimator(np.full((9, 2), 3.0)) == Estimate(None, None, None, 9, 18, "no_variation")


@pytest.mark.parametrize("estimator", ALPHAS)
@pytest.mark.parametrize("value", [0.0, 3.0, 0.1, 1e9 + 0.3])
def test_alpha_is_one_and_says_so_when_all_ratings_are_equal(estimator: Estimator, value: float) -> None:
    assert estimator(np.full((9, 2), value)) == Estimate(1.0, None, None, 9, 18, "no_variation")


@pytest.mark.parametrize("estimator", ALPHAS)
def test_alpha_is_one_and_says_so_when_only_a_unit_without_a_pair_differs(estimator: Estimator) -> None:
    ratings = np.array([[0.1, 0.1, 0.1]] * 7 + [[0.7, NAN, NAN]])
    assert estimator(ratings) == Estimate(1.0, None, None, 7, 21, "no_variation")


@pytest.mark.parametrize("seed", range(20))
def test_interval_alpha_is_one_and_says_so_when_equal_fractions_stand_beside_many_unpaired_ones(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    paired = np.full((5, 3), rng.normal())
    unpaired = np.column_stack((rng.normal(size=60), np.full((60, 2), NAN)))
    estimate = interval(np.vstack((paired, unpaired)))
    assert (estimate.value, estimate.undefined, estimate.n_units) == (1.0, "no_variation", 5)


@pytest.mark.parametrize("estimator", [nominal, percent_agreement, fleiss_kappa, cohen_kappa])
def test_is_undefined_when_different_values_are_too_many_for_categories(estimator: Estimator) -> None:
    estimate = estimator(np.arange(2_200.0).reshape(-1, 2))
    assert (estimate.value, estimate.undefined, estimate.n_units) == (None, "too_many_values", 1_100)


def test_ordinal_alpha_is_undefined_when_the_scale_has_too_many_steps() -> None:
    assert ordinal(np.arange(128.0).reshape(-1, 2)).undefined != "too_many_values"
    assert ordinal(np.arange(130.0).reshape(-1, 2)).undefined == "too_many_values"


@pytest.mark.parametrize("estimator", EVERY)
def test_interval_is_missing_when_only_one_unit_was_rated_twice(estimator: Estimator) -> None:
    estimate = estimator(np.array([[1.0, 2.0], [1.0, NAN]]))
    assert estimate.value is not None
    assert (estimate.low, estimate.high, estimate.undefined) == (None, None, "one_unit")


@pytest.mark.parametrize("estimator", [*ALPHAS, *KAPPAS])
def test_interval_is_missing_when_nearly_all_ratings_are_equal(estimator: Estimator) -> None:
    estimate = estimator(np.array([[0.1, 0.1]] * 30 + [[0.1, 0.7]]))
    assert estimate.value is not None
    assert (estimate.low, estimate.high, estimate.undefined) == (None, None, "little_variation")


@pytest.mark.parametrize("estimator", [*ALPHAS, *KAPPAS])
def test_interval_is_made_of_the_other_draws_when_few_of_them_show_one_value_only(
    estimator: Estimator,
) -> None:
    estimate = estimator(np.array([[0.1, 0.1]] * 37 + [[0.1, 0.7], [0.7, 0.1], [0.7, 0.7]]))
    assert estimate.undefined is None
    assert estimate.value is not None
    assert estimate.low is not None
    assert estimate.high is not None
    assert -1 <= estimate.low < estimate.value < estimate.high <= 1


@pytest.mark.parametrize("estimator", EVERY)
def test_interval_is_missing_when_every_unit_agrees_fully(estimator: Estimator) -> None:
    estimate = estimator(np.array([[1.0, 1.0], [2.0, 2.0]] * 20))
    assert (estimate.value, estimate.low, estimate.undefined) == (1.0, None, "no_spread")


def test_left_share_is_undefined_when_no_vote_is_decisive() -> None:
    assert left_share(0, 0) == Estimate(None, None, None, 0, 0, "no_decisive_votes")


def test_proportion_is_undefined_when_there_is_no_trial() -> None:
    assert proportion(0, 0) == Estimate(None, None, None, 0, 0, "no_trials")


def test_a_rater_is_undefined_when_they_share_no_unit_with_anybody() -> None:
    *_, alone = rater_agreement(np.array([[1.0, 1.0, NAN], [NAN, NAN, 2.0]]))
    assert (alone.n_pairs, alone.estimate.value, alone.estimate.undefined) == (0, None, "no_shared_units")
