"""Figures of two published projects, computed by others; skipped where the files are not beside the checkout."""

import csv
from pathlib import Path

import numpy as np
import pytest

from copydesk.stats.agreement import fleiss_kappa
from copydesk.stats.alpha import krippendorff_alpha
from copydesk.stats.choices import left_share
from copydesk.stats.raters import rater_agreement
from copydesk.stats.ratings import Ratings

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
CROWD = DATA / "llmfao" / "crowd-comparisons.csv"
XSTEST = DATA / "xstest" / "human_labels.csv"

needs_crowd = pytest.mark.skipif(
    not CROWD.is_file(), reason="../shared/data/llmfao is not beside this checkout"
)
needs_xstest = pytest.mark.skipif(
    not XSTEST.is_file(), reason="../shared/data/xstest is not beside this checkout"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def crowd_ratings() -> Ratings:
    votes = rows_of(CROWD)
    return Ratings.from_long(
        [int(vote["id"]) for vote in votes],
        [int(vote["worker"]) for vote in votes],
        [vote["winner"] for vote in votes],
    )


@needs_crowd
def test_alpha_equals_the_known_figure_when_124_workers_compared_2139_pairs() -> None:
    ratings = crowd_ratings()
    assert (ratings.n_units, ratings.n_ratings, ratings.rater_ids.size) == (2139, 8931, 124)
    estimate = krippendorff_alpha(ratings, level="nominal")
    assert estimate.value == pytest.approx(0.2906, abs=5e-5)
    assert estimate.low is not None
    assert estimate.high is not None
    assert 0.26 < estimate.low < 0.2906 < estimate.high < 0.32


@needs_crowd
def test_left_share_equals_the_known_figure_when_the_crowd_was_decisive() -> None:
    winners = [vote["winner"] for vote in rows_of(CROWD)]
    estimate = left_share(winners.count("left"), winners.count("right"))
    assert estimate.value == pytest.approx(0.533, abs=5e-4)
    assert estimate.low is not None
    assert estimate.low > 0.5


@needs_crowd
def test_every_worker_has_an_agreement_with_the_others_when_the_crowd_overlaps() -> None:
    found = rater_agreement(crowd_ratings())
    assert len(found) == 124
    assert all(one.estimate.value is not None or one.estimate.undefined == "no_shared_units" for one in found)


@needs_xstest
@pytest.mark.parametrize(
    ("model", "published"),
    [
        ("llama2orig", 0.93),
        ("llama2new", 0.93),
        ("mistralinstruct", 0.92),
        ("mistralguard", 0.89),
        ("gpt4", 0.97),
    ],
)
def test_fleiss_equals_the_published_figure_when_two_people_labelled_450_answers(
    model: str, published: float
) -> None:
    labels = [row for row in rows_of(XSTEST) if row["model"] == model]
    first, second = ([row[f"annotation_{person}"] for row in labels] for person in (1, 2))
    unit = np.tile(np.arange(len(labels)), 2)
    estimate = fleiss_kappa(Ratings.from_long(unit, np.repeat([1, 2], len(labels)), first + second))
    assert (estimate.n_units, estimate.n_ratings) == (450, 900)
    assert estimate.value == pytest.approx(published, abs=5e-3)
