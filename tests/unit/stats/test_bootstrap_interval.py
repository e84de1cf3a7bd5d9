"""Intervals by resampling: repeatable, the same as drawing units one by one, and true about as often as they say."""

import krippendorff
import numpy as np
import pytest

from copydesk.stats.agreement import cohen_kappa, fleiss_kappa, percent_agreement
from copydesk.stats.alpha import Level, krippendorff_alpha
from copydesk.stats.bootstrap import Bootstrap
from copydesk.stats.estimate import Estimate
from copydesk.stats.ratings import FloatArray

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")


def noisy(rng: np.random.Generator, n_units: int, *, right: float = 0.6, n_raters: int = 3) -> FloatArray:
    """Each rater gives the unit's own fair-coin value with this chance, else flips a coin: alpha is right squared."""
    truth = rng.integers(0, 2, (n_units, 1))
    shape = (n_units, n_raters)
    return np.where(rng.random(shape) < right, truth, rng.integers(0, 2, shape)).astype(float)


def width(estimate: Estimate) -> float:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.high - estimate.low


def covers(estimate: Estimate, truth: float) -> bool:
    return estimate.low is not None and estimate.high is not None and estimate.low <= truth <= estimate.high


def test_interval_is_the_same_when_the_seed_is_the_same() -> None:
    ratings = noisy(np.random.default_rng(0), 100)
    first, again = (
        krippendorff_alpha(ratings, level="nominal", bootstrap=Bootstrap(seed=7)) for _ in range(2)
    )
    other = krippendorff_alpha(ratings, level="nominal", bootstrap=Bootstrap(seed=8))
    assert first == again
    assert (first.value, first.low) != (other.value, other.low)
    assert first.value == other.value


def test_interval_is_left_out_without_a_reason_when_none_is_asked_for() -> None:
    estimate = percent_agreement(noisy(np.random.default_rng(0), 50), bootstrap=None)
    assert (estimate.low, estimate.high, estimate.undefined) == (None, None, None)


def test_interval_grows_when_more_confidence_is_wanted() -> None:
    ratings = noisy(np.random.default_rng(1), 100)
    widths = [width(fleiss_kappa(ratings, bootstrap=Bootstrap(confidence=c))) for c in (0.5, 0.8, 0.95, 0.99)]
    assert widths == sorted(widths)


@pytest.mark.parametrize("level", LEVELS)
def test_interval_equals_that_of_drawing_units_one_by_one_when_patterns_are_few(level: Level) -> None:
    rng = np.random.default_rng(2)
    truth = rng.integers(1, 6, (40, 1))
    ratings = np.clip(truth + rng.integers(-1, 2, (40, 3)), 1, 5).astype(float)
    drawn = [
        krippendorff.alpha(ratings[rng.integers(0, 40, 40)].T, level_of_measurement=level) for _ in range(600)
    ]
    low, high = np.quantile(drawn, (0.025, 0.975))
    estimate = krippendorff_alpha(ratings, level=level, bootstrap=Bootstrap(n_resamples=5_000))
    assert estimate.low == pytest.approx(low, abs=0.2 * (high - low))
    assert width(estimate) == pytest.approx(high - low, rel=0.15)


def test_interval_is_as_wide_as_that_of_single_units_when_units_are_drawn_in_groups() -> None:
    rng = np.random.default_rng(3)
    ratings = rng.normal(size=(20_000, 1)) + rng.normal(size=(20_000, 3))
    grouped = krippendorff_alpha(ratings, level="interval", bootstrap=Bootstrap(n_resamples=1_000))
    few = [
        krippendorff_alpha(part, level="interval", bootstrap=Bootstrap(2_000))
        for part in np.split(ratings, 4)
    ]
    assert width(grouped) == pytest.approx(np.mean([width(one) for one in few]) / 2, rel=0.1)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_interval_is_as_wide_as_that_of_patterns_when_units_are_drawn_in_groups(level: Level) -> None:
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 5, (10_000, 1))
    ratings = np.where(rng.random((10_000, 3)) < 0.5, truth, rng.integers(0, 5, (10_000, 3))).astype(float)
    by_pattern = krippendorff_alpha(ratings, level=level, bootstrap=Bootstrap(2_000))
    rare = np.vstack((ratings, np.repeat(np.arange(100, 122)[:, None], 3, axis=1)))
    in_groups = krippendorff_alpha(rare, level=level, bootstrap=Bootstrap(2_000))
    assert width(in_groups) == pytest.approx(width(by_pattern), rel=0.1)


def test_interval_covers_the_truth_about_as_often_as_it_says_when_ratings_are_simulated() -> None:
    rng = np.random.default_rng(5)
    n_covered = {"alpha": 0, "fleiss": 0, "cohen": 0, "percent": 0}
    for seed in range(300):
        ratings, bootstrap = noisy(rng, 100), Bootstrap(n_resamples=300, confidence=0.9, seed=seed)
        n_covered["alpha"] += covers(krippendorff_alpha(ratings, level="nominal", bootstrap=bootstrap), 0.36)
        n_covered["fleiss"] += covers(fleiss_kappa(ratings, bootstrap=bootstrap), 0.36)
        n_covered["cohen"] += covers(cohen_kappa(ratings[:, :2], bootstrap=bootstrap), 0.36)
        n_covered["percent"] += covers(percent_agreement(ratings, bootstrap=bootstrap), 0.68)
    for name, n in n_covered.items():
        assert 0.84 <= n / 300 <= 0.95, name


@pytest.mark.parametrize(("n_resamples", "confidence"), [(0, 0.95), (1_000, 0.0), (1_000, 1.0)])
def test_refuses_a_bootstrap_when_it_cannot_make_an_interval(n_resamples: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="needs at least one resample"):
        Bootstrap(n_resamples, confidence)
