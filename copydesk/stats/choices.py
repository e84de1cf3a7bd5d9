"""Where people click when they compare two answers."""

from copydesk.stats.estimate import Estimate
from copydesk.stats.intervals import proportion


def left_share(n_left: int, n_right: int, *, confidence: float = 0.95) -> Estimate:
    """Share of decisive votes that went to the answer displayed on the left; 0.5 where the side plays no part.

    Shape:   ties and "cannot judge" are not decisive and not counted. `n_units` and `n_ratings` are both the number
             of decisive votes.
    Units:   ratio with a Wilson interval, which takes votes as independent. No value without a decisive vote.
    """
    return proportion(n_left, n_left + n_right, confidence=confidence, nothing="no_decisive_votes")
