"""Shares and their Wilson intervals."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from copydesk.stats.choices import left_share
from copydesk.stats.intervals import proportion, wilson_interval


def test_wilson_equals_the_textbook_value_when_8_of_10_hit() -> None:
    estimate = proportion(8, 10)
    assert (estimate.value, estimate.n_units) == (0.8, 10)
    assert estimate.low == pytest.approx(0.4902, abs=5e-5)
    assert estimate.high == pytest.approx(0.9433, abs=5e-5)


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.999])
def test_wilson_equals_statsmodels_when_shares_and_trials_vary(confidence: float) -> None:
    hits, trials = np.array([0, 1, 5, 99, 100, 3, 1]), np.array([1, 1, 9, 100, 100, 1_000_000, 2])
    low, high = wilson_interval(hits / trials, trials, confidence=confidence)
    expected = proportion_confint(hits, trials, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(low, expected[0], atol=1e-12)
    np.testing.assert_allclose(high, expected[1], atol=1e-12)


def test_wilson_touches_zero_and_one_when_nothing_or_everything_hit() -> None:
    none, every = proportion(0, 20), proportion(20, 20)
    assert none.low == 0
    assert none.high is not None
    assert 0 < none.high < 0.2
    assert every.high == 1
    assert every.low is not None
    assert 0.8 < every.low < 1


def test_wilson_is_nan_when_there_is_no_trial() -> None:
    low, high = wilson_interval([0.0, 0.5], [0, 4])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False]


def test_left_share_counts_decisive_votes_only_when_given_both_sides() -> None:
    estimate = left_share(60, 40)
    assert (estimate.value, estimate.n_units, estimate.n_ratings) == (0.6, 100, 100)
    assert estimate.low == pytest.approx(0.5020, abs=5e-5)
    assert estimate.high == pytest.approx(0.6906, abs=5e-5)


@pytest.mark.parametrize(("n_hits", "n_trials"), [(-1, 3), (4, 3)])
def test_refuses_a_proportion_when_hits_do_not_fit_trials(n_hits: int, n_trials: int) -> None:
    with pytest.raises(ValueError, match="hits in"):
        proportion(n_hits, n_trials)
