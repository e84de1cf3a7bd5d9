"""The one shape in which every estimator answers."""

from dataclasses import dataclass

from copydesk.stats.undefined import SENTENCES, Reason


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval and what both rest on.

    Shape:   `n_units` and `n_ratings` count only what entered the value (for agreement: units rated at least twice).
    Missing: `value is None` means not defined; `low` and `high` are both None or both numbers.
             `undefined` says why the value is missing or, where there is a value, why its interval is.
             Value without interval and without `undefined` means that no interval was asked for.
    """

    value: float | None
    low: float | None
    high: float | None
    n_units: int
    n_ratings: int
    undefined: Reason | None = None

    @property
    def why(self) -> str | None:
        """The reason in plain words, for a person."""
        return SENTENCES[self.undefined] if self.undefined else None


def missing(reason: Reason, *, n_units: int = 0, n_ratings: int = 0) -> Estimate:
    """An estimate that has no value, with the reason."""
    return Estimate(None, None, None, n_units, n_ratings, reason)
