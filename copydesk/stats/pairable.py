"""What every coefficient of agreement asks first: is there anything to compare?"""

from copydesk.stats.estimate import Estimate, missing
from copydesk.stats.ratings import Ratings


def refusal(ratings: Ratings) -> Estimate | None:
    """An estimate without a value when no two people rated one unit, else None."""
    if ratings.n_ratings == 0:
        return missing("no_ratings")
    if ratings.n_per_unit.max() >= 2:
        return None
    return missing("one_rater" if ratings.active_raters.size == 1 else "no_pairable_units")


def pairable_counts(ratings: Ratings) -> tuple[int, int]:
    """Number of units rated at least twice, and of the ratings in them."""
    n_per_unit = ratings.n_per_unit
    twice = n_per_unit >= 2
    return int(twice.sum()), int(n_per_unit[twice].sum())
