"""Which coefficients a question gets, and what stands behind them."""

import numpy as np
import pytest

from copydesk.quality.domain import Answers, judge_question
from copydesk.stats.bootstrap import Bootstrap

QUICK = Bootstrap(n_resamples=100)


def answers(*triples: tuple[int, int, float], n_left: int = 0, n_right: int = 0) -> Answers:
    item, member, value = (np.array(column) for column in zip(*triples, strict=True))
    return Answers(item.astype(np.int64), member.astype(np.int64), value.astype(np.float64), n_left, n_right)


PAIRS = answers((1, 7, 1), (1, 8, 1), (2, 7, -1), (2, 8, 1), (3, 7, 2), (3, 8, 2), n_left=2, n_right=4)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("choice", {"percent", "fleiss", "cohen", "alpha_nominal"}),
        ("preference", {"percent", "fleiss", "cohen", "alpha_nominal", "alpha_ordinal", "left_share"}),
        ("rating", {"percent", "fleiss", "cohen", "alpha_nominal", "alpha_ordinal", "alpha_interval"}),
    ],
)
def test_computes_what_suits_the_kind(kind: str, names: set[str]) -> None:
    found = judge_question({"key": "q", "type": kind, "label": "Q"}, PAIRS, QUICK)
    assert set(found.estimates) == names
    assert (found.n_answers, found.n_items, found.n_members) == (6, 3, 2)


def test_leaves_cohen_out_when_more_than_two_people_answered() -> None:
    crowd = answers((1, 7, 1), (1, 8, 1), (1, 9, 1))
    assert "cohen" not in judge_question({"key": "q", "type": "choice", "label": "Q"}, crowd, QUICK).estimates


def test_gives_each_member_their_agreement_with_the_others() -> None:
    found = judge_question({"key": "q", "type": "rating", "label": "Q"}, PAIRS, QUICK)
    assert [(one.rater_id, one.estimate.value) for one in found.members] == [
        (7, pytest.approx(2 / 3)),
        (8, pytest.approx(2 / 3)),
    ]
