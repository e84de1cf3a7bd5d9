"""Intervals for a share, in closed form."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.ratings import FloatArray
from copydesk.stats.undefined import Reason


def wilson_interval(
    share: ArrayLike, n_trials: ArrayLike, *, confidence: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Low and high ends for shares out of so many trials each; holds near 0 and 1 and for few trials.

    Shape:   any two arrays that broadcast. NaN where there is no trial.
    Source:  Wilson 1927, Probable inference, the law of succession, and statistical inference.
    """
    p, n = np.asarray(share, dtype=np.float64), np.asarray(n_trials, dtype=np.float64)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    n = np.where(n > 0, n, np.nan)
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    low = np.where(p == 0, 0.0, np.maximum(middle - reach, 0))
    high = np.where(p == 1, 1.0, np.minimum(middle + reach, 1))
    return np.where(np.isnan(n), np.nan, low), np.where(np.isnan(n), np.nan, high)


def proportion(
    n_hits: int, n_trials: int, *, confidence: float = 0.95, nothing: Reason = "no_trials"
) -> Estimate:
    """The share of hits among independent trials with its Wilson interval; `nothing` names why there is none.

    Raises:  ValueError unless 0 <= n_hits <= n_trials.
    """
    if not 0 <= n_hits <= n_trials:
        message = f"{n_hits} hits in {n_trials} trials"
        raise ValueError(message)
    if n_trials == 0:
        return missing(nothing)
    share = n_hits / n_trials
    low, high = wilson_interval(share, n_trials, confidence=confidence)
    return Estimate(share, float(low), float(high), n_trials, n_trials)
