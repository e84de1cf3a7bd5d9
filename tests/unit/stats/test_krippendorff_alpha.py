"""Krippendorff's alpha against the author's worked examples and an independent implementation."""

from typing import cast

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.stats.alpha import Level, krippendorff_alpha
from copydesk.stats.ratings import FloatArray, LevelMismatch, Ratings

NAN = np.nan
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")

# Krippendorff 2011, part C and D: four observers, twelve units, values missing.
FOUR_OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
).T

# Wikipedia, "Krippendorff's alpha": three coders, fifteen units.
THREE_CODERS = np.array(
    [
        [NAN, NAN, NAN, NAN, NAN, 3, 4, 1, 2, 1, 1, 3, 3, NAN, 3],
        [1, NAN, 2, 1, 3, 3, 4, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN],
        [NAN, NAN, 2, 1, 3, 4, 4, NAN, 2, 1, 1, 3, 3, NAN, 4],
    ]
).T


def value_of(ratings: FloatArray | Ratings, level: Level) -> float:
    return cast("float", krippendorff_alpha(ratings, level=level, bootstrap=None).value)


def random_ratings(seed: int, *, n_values: int = 5, missing: float = 0.3) -> FloatArray:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, n_values, (60, 1))
    ratings = np.where(rng.random((60, 4)) < 0.5, truth, rng.integers(0, n_values, (60, 4))).astype(float)
    ratings[rng.random(ratings.shape) < missing] = NAN
    return ratings


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_equals_the_published_value_when_four_observers_left_gaps(level: Level, published: float) -> None:
    estimate = krippendorff_alpha(FOUR_OBSERVERS, level=level, bootstrap=None)
    assert estimate.value == pytest.approx(published, abs=5e-4)
    assert (estimate.n_units, estimate.n_ratings) == (11, 40)


def test_equals_the_published_value_when_two_observers_gave_binary_values() -> None:
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert value_of(np.array([meg, owen], dtype=float).T, "nominal") == pytest.approx(0.095, abs=5e-4)


def test_equals_the_published_value_when_two_observers_gave_words() -> None:
    ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
    ratings = Ratings.from_long([*range(12), *range(12)], [0] * 12 + [1] * 12, ben + gerry)
    assert value_of(ratings, "nominal") == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.691), ("interval", 0.811)])
def test_equals_the_published_value_when_units_without_a_pair_are_in_the_table(
    level: Level, published: float
) -> None:
    assert value_of(THREE_CODERS, level) == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("missing", [0.0, 0.3, 0.6])
def test_equals_an_independent_implementation_when_ratings_are_random(
    level: Level, seed: int, missing: float
) -> None:
    ratings = random_ratings(seed, missing=missing)
    assert value_of(ratings, level) == pytest.approx(
        krippendorff.alpha(ratings.T, level_of_measurement=level)
    )


@pytest.mark.parametrize("level", LEVELS)
def test_equals_an_independent_implementation_when_distinct_values_are_too_many_to_group(
    level: Level,
) -> None:
    ratings = random_ratings(11, n_values=90) * 0.5 - 7.25
    assert value_of(ratings, level) == pytest.approx(
        krippendorff.alpha(ratings.T, level_of_measurement=level)
    )


@pytest.mark.parametrize("level", LEVELS)
def test_equals_an_independent_implementation_when_units_are_put_into_random_groups(level: Level) -> None:
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 24, (9_000, 1))
    ratings = np.clip(truth + rng.integers(-6, 6, (9_000, 4)), 0, 23).astype(float)
    assert value_of(ratings, level) == pytest.approx(
        krippendorff.alpha(ratings.T, level_of_measurement=level)
    )


def test_equals_an_independent_implementation_when_values_are_fractions_far_from_zero() -> None:
    rng = np.random.default_rng(5)
    ratings = 1e6 + rng.normal(size=(50, 1)) + rng.normal(size=(50, 3))
    expected = krippendorff.alpha(ratings.T - 1e6, level_of_measurement="interval")
    assert value_of(ratings, "interval") == pytest.approx(expected, rel=1e-6)


def test_keeps_its_value_when_numbers_are_huge_or_tiny() -> None:
    for scale in (1e149, 1e-200):
        assert value_of(FOUR_OBSERVERS * scale, "interval") == pytest.approx(
            value_of(FOUR_OBSERVERS, "interval")
        )


@pytest.mark.parametrize("level", LEVELS)
def test_is_one_with_an_interval_missing_when_all_pairs_agree(level: Level) -> None:
    estimate = krippendorff_alpha(np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]] * 10), level=level)
    assert (estimate.value, estimate.low, estimate.undefined) == (1.0, None, "no_spread")


def test_is_never_above_one_when_fractions_agree_fully() -> None:
    for seed in range(80):
        rng = np.random.default_rng(seed)
        value = value_of(np.repeat(rng.normal(size=(rng.integers(2, 40), 1)), 3, axis=1), "interval")
        assert 1 - 1e-12 < value <= 1


def test_counts_a_far_miss_more_when_the_level_has_an_order() -> None:
    near = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0], [1.0, 2.0], [3.0, 4.0]])
    far = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0], [1.0, 4.0], [3.0, 2.0]])
    assert value_of(near, "nominal") == pytest.approx(value_of(far, "nominal"))
    assert value_of(near, "ordinal") > value_of(far, "ordinal")
    assert value_of(near, "interval") > value_of(far, "interval")


@pytest.mark.parametrize("level", ["ordinal", "interval"])
def test_refuses_text_when_the_level_needs_an_order(level: Level) -> None:
    ratings = Ratings.from_long([0, 0], [0, 1], ["low", "high"])
    with pytest.raises(LevelMismatch, match=level):
        krippendorff_alpha(ratings, level=level)


@given(seed=st.integers(0, 2**32 - 1), level=st.sampled_from(LEVELS))
def test_stays_the_same_when_units_and_raters_change_places(seed: int, level: Level) -> None:
    rng = np.random.default_rng(seed)
    ratings = random_ratings(seed)
    shuffled = rng.permutation(rng.permutation(ratings), axis=1)
    assert value_of(shuffled, level) == pytest.approx(value_of(ratings, level))


@given(seed=st.integers(0, 2**32 - 1))
def test_stays_the_same_when_an_ordinal_scale_is_stretched_without_changing_its_order(seed: int) -> None:
    ratings = random_ratings(seed)
    assert value_of(ratings**3 + 0.25, "ordinal") == pytest.approx(value_of(ratings, "ordinal"))
