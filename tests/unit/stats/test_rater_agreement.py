"""Each rater against the others."""

import numpy as np
import pytest

from copydesk.stats.intervals import proportion
from copydesk.stats.raters import rater_agreement
from copydesk.stats.ratings import Ratings

NAN = np.nan


def test_equals_the_hand_count_when_three_raters_left_gaps() -> None:
    ratings = np.array([[1, 1, 2], [1, 1, NAN], [2, NAN, 2], [NAN, 3, NAN]])
    first, second, third = rater_agreement(ratings)
    assert first.estimate.value == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert second.estimate.value == pytest.approx((1 / 2 + 1) / 2)
    assert third.estimate.value == pytest.approx((0 + 1) / 2)
    assert [one.n_pairs for one in (first, second, third)] == [4, 3, 3]
    assert [one.estimate.n_units for one in (first, second, third)] == [3, 2, 2]


def test_interval_is_wilsons_when_units_have_two_ratings() -> None:
    ratings = np.array([[1.0, 1.0]] * 8 + [[1.0, 2.0]] * 2)
    assert [one.estimate for one in rater_agreement(ratings)] == [proportion(8, 10)] * 2


def test_equals_a_plain_loop_when_many_raters_share_few_units() -> None:
    rng = np.random.default_rng(9)
    matrix = rng.integers(0, 3, (60, 20)).astype(float)
    matrix[rng.random(matrix.shape) < 0.8] = NAN
    for found in rater_agreement(matrix):
        shares, n_pairs = [], 0
        for row in matrix[~np.isnan(matrix[:, found.rater_id])]:
            others = np.delete(row, found.rater_id)
            others = others[~np.isnan(others)]
            n_pairs += others.size
            if others.size:
                shares.append(np.mean(others == row[found.rater_id]))
        assert found.estimate.value == pytest.approx(np.mean(shares))
        assert (found.n_pairs, found.estimate.n_units) == (n_pairs, len(shares))


def test_names_raters_by_their_ids_when_read_from_columns() -> None:
    ratings = Ratings.from_long([0, 0, 1, 1, 2], [900, 7, 900, 7, 10**10], ["a", "a", "a", "b", "b"])
    found = {one.rater_id: one.estimate for one in rater_agreement(ratings)}
    assert list(found) == [7, 900, 10**10]
    assert (found[7].value, found[900].value) == (0.5, 0.5)
    assert (found[10**10].value, found[10**10].undefined) == (None, "no_shared_units")


def test_covers_the_true_agreement_when_a_rater_shares_units_with_many() -> None:
    rng = np.random.default_rng(6)
    n_covered = 0
    for _ in range(200):
        truth = rng.integers(0, 2, (60, 1))
        ratings = np.where(rng.random((60, 4)) < 0.6, truth, rng.integers(0, 2, (60, 4))).astype(float)
        estimate = rater_agreement(ratings)[0].estimate
        assert estimate.low is not None
        assert estimate.high is not None
        n_covered += estimate.low <= 0.68 <= estimate.high
    assert n_covered >= 0.95 * 200


def test_is_empty_when_nobody_rated() -> None:
    assert rater_agreement(np.full((3, 2), NAN)) == ()
