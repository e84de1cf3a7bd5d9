"""Speed of the estimators on a million units, beside an independent implementation in the same run."""

import resource
from collections.abc import Callable
from statistics import median
from time import perf_counter

import krippendorff
import numpy as np

from copydesk.stats.agreement import cohen_kappa, fleiss_kappa, percent_agreement
from copydesk.stats.alpha import Level, krippendorff_alpha
from copydesk.stats.bootstrap import Bootstrap
from copydesk.stats.raters import rater_agreement
from copydesk.stats.ratings import FloatArray, Ratings

N_UNITS, N_RATERS, N_VALUES = 1_000_000, 5, 5
N_SAMPLE, N_SAMPLE_RESAMPLES = 100_000, 5
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")


def simulated(n_units: int) -> FloatArray:
    """Ratings on a five-point scale of which a tenth is missing; raters know the right value three times in five."""
    rng = np.random.default_rng(0)
    truth, shape = rng.integers(1, N_VALUES + 1, (n_units, 1)), (n_units, N_RATERS)
    ratings = np.where(rng.random(shape) < 0.6, truth, rng.integers(1, N_VALUES + 1, shape)).astype(float)
    ratings[rng.random(shape) < 0.1] = np.nan
    return ratings


def timed(name: str, run: Callable[[], object], *, n_runs: int = 3) -> float:
    """Print and return the best time in seconds; the median beside it shows how busy the machine was."""
    times: list[float] = []
    for _ in range(n_runs):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    print(f"{name:<74} {min(times):8.3f} s   (median {median(times):.3f} s)")
    return min(times)


def alpha_beside_reference(ratings: FloatArray) -> None:
    sample = ratings[:N_SAMPLE]
    for level in LEVELS:
        ours = timed(
            f"alpha {level}, {N_UNITS:,} units x {N_RATERS} raters, from the matrix",
            lambda level=level: krippendorff_alpha(ratings, level=level, bootstrap=None),
        )
        theirs = timed(
            f"  reference: krippendorff package, {N_SAMPLE:,} units x {N_RATERS} raters",
            lambda level=level: krippendorff.alpha(sample.T, level_of_measurement=level),
        )
        print(f"  units per second, ours / reference: {N_UNITS / ours / (N_SAMPLE / theirs):.1f}")


def bootstrap_beside_reference(ratings: FloatArray) -> None:
    sample, rng = ratings[:N_SAMPLE], np.random.default_rng(1)
    bootstrap = Bootstrap(n_resamples=1_000)
    ours = timed(
        f"alpha ordinal with {bootstrap.n_resamples:,} resamples, {N_UNITS:,} units x {N_RATERS} raters",
        lambda: krippendorff_alpha(ratings, level="ordinal", bootstrap=bootstrap),
    )

    def draw_one_by_one() -> None:
        for _ in range(N_SAMPLE_RESAMPLES):
            drawn = sample[rng.integers(0, N_SAMPLE, N_SAMPLE)]
            krippendorff.alpha(drawn.T, level_of_measurement="ordinal")

    theirs = timed(
        f"  reference: krippendorff package, {N_SAMPLE_RESAMPLES} resamples of {N_SAMPLE:,} units",
        draw_one_by_one,
        n_runs=1,
    )
    speed = N_UNITS * bootstrap.n_resamples / ours / (N_SAMPLE * N_SAMPLE_RESAMPLES / theirs)
    print(f"  resampled units per second, ours / reference: {speed:,.0f}")


def the_others(ratings: FloatArray) -> None:
    unit, rater = np.nonzero(~np.isnan(ratings))
    value = ratings[unit, rater]
    timed(f"reading three columns of {unit.size:,} ratings", lambda: Ratings.from_long(unit, rater, value))
    timed("percent agreement with interval", lambda: percent_agreement(ratings))
    timed("Fleiss' kappa with interval", lambda: fleiss_kappa(ratings))
    timed("Cohen's kappa with interval", lambda: cohen_kappa(ratings[:, :2]))
    rng = np.random.default_rng(2)
    workers = Ratings.from_long(unit, rater + N_RATERS * rng.integers(0, 200, N_UNITS)[unit], value)
    timed("agreement of each of 1,000 raters with the others", lambda: rater_agreement(workers))
    slider = np.round(ratings * 20 + rng.integers(-9, 10, ratings.shape))
    timed(
        "alpha ordinal with interval, 109 different values (units in groups)",
        lambda: krippendorff_alpha(slider, level="ordinal"),
    )
    fractions = ratings + rng.normal(size=ratings.shape)
    timed(
        "alpha interval with interval, all values different (units in groups)",
        lambda: krippendorff_alpha(fractions, level="interval"),
    )


def main() -> None:
    ratings = simulated(N_UNITS)
    alpha_beside_reference(ratings)
    bootstrap_beside_reference(ratings)
    the_others(ratings)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this run, inputs and references included: {peak_mb:,.0f} MB")


if __name__ == "__main__":
    main()
