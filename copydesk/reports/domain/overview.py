"""How a project goes: stages, pace, a forecast that says how sure it is, and what needs somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Stage = Literal["annotate", "review"]
NeedCode = Literal[
    "for_lead", "words_waiting", "returned_untouched", "long_in_hand", "import_failed", "members_without_work"
]
NoForecast = Literal["done", "too_few_days", "no_pace", "too_far"]

# What only some can do something about; everything else is told to all who see the overview.
NEEDED_FOR: Final[Mapping[NeedCode, str]] = {"words_waiting": "guide.write"}
UNTOUCHED_DAYS: Final = 3
LONG_IN_HAND_HOURS: Final = 24
FAILED_DAYS: Final = 14
MEMBERS_LOOKED_AT: Final = 300

ACTIVE_DAYS_MIN: Final = 4
FORECAST_MAX_DAYS: Final = 730
_RESAMPLES: Final = 2_000
_LOW, _HIGH = 10, 90


@dataclass(frozen=True)
class StageLine:
    """Slots of a stage; `returned` are among the ready ones."""

    stage: Stage
    is_open: bool
    n_ready: int
    n_leased: int
    n_returned: int
    n_done: int

    @property
    def n_left(self) -> int:
        return self.n_ready + self.n_leased


@dataclass(frozen=True)
class DaySpan:
    """A day of the project's time zone: from its midnight until the next one, whatever its length."""

    day: date
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class DayCount:
    stage: Stage
    day: date
    n: int


@dataclass(frozen=True)
class Need:
    """Something that waits for a person: how many, and since when the oldest."""

    code: NeedCode
    n: int
    oldest_at: datetime | None


@dataclass(frozen=True)
class Setup:
    """What a project has; what it lacks is what to do next."""

    has_guide: bool
    has_interface: bool
    has_workflow: bool
    has_items: bool
    n_members: int
    n_invitations: int


@dataclass(frozen=True)
class Forecast:
    """When a stage is done if work goes on as it did: eight times in ten between `low` and `high`. Else the reason why not."""

    stage: Stage
    n_left: int
    n_per_day: float
    low: date | None = None
    middle: date | None = None
    high: date | None = None
    reason: NoForecast | None = None


@dataclass(frozen=True)
class Pace:
    """Finished per day of the project's time zone, the oldest first, the last one today."""

    stage: Stage
    days: Sequence[DayCount]


@dataclass(frozen=True)
class Overview:
    n_items: int
    n_retired: int
    stages: Sequence[StageLine]
    paces: Sequence[Pace]
    forecasts: Sequence[Forecast]
    needs: Sequence[Need]
    setup: Setup


def last_days(today: date, n_days: int, zone: tzinfo) -> list[DaySpan]:
    """The last days, today being the last of them."""
    days = [today - timedelta(days=back) for back in reversed(range(n_days))]

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time.min, zone)

    return [DaySpan(day, midnight(day), midnight(day + timedelta(days=1))) for day in days]


def paces_of(stages: Sequence[StageLine], counts: Sequence[DayCount], days: Sequence[DaySpan]) -> list[Pace]:
    """Every day, also those without work."""
    known = {(count.stage, count.day): count.n for count in counts}
    return [
        Pace(line.stage, [DayCount(line.stage, one.day, known.get((line.stage, one.day), 0)) for one in days])
        for line in stages
    ]


def forecast(line: StageLine, pace: Pace, today: date) -> Forecast:
    """From the days since the first one with work, today left out as it is not over.

    The interval comes from drawing such days again and again (bootstrap of the pace) and adds the chance of single days.
    Says nothing with fewer than ACTIVE_DAYS_MIN days of work, or when it would be further off than FORECAST_MAX_DAYS.
    """
    counts = np.array([day.n for day in pace.days if day.day < today], dtype=float)
    active = np.nonzero(counts)[0]
    seen = counts[active[0] :] if active.size else counts[:0]
    per_day = float(seen.mean()) if seen.size else 0.0
    bare = Forecast(line.stage, line.n_left, round(per_day, 2))
    reason = _why_not(line.n_left, active.size, per_day)
    if reason is not None:
        return Forecast(line.stage, line.n_left, bare.n_per_day, reason=reason)
    rng = np.random.default_rng(0)
    means = rng.choice(seen, (_RESAMPLES, seen.size)).mean(axis=1)
    means = means[means > 0]
    ends = _ends(line.n_left, means, float(seen.std()), rng)
    low, middle, high = (
        today + timedelta(days=max(0, min(FORECAST_MAX_DAYS, int(np.ceil(value)))))
        for value in np.percentile(ends, [_LOW, 50, _HIGH])
    )
    return Forecast(line.stage, line.n_left, bare.n_per_day, low, middle, high)


def _ends(n_left: int, means: FloatArray, deviation: float, rng: np.random.Generator) -> FloatArray:
    """Days until nothing is left, one for each drawn pace, with the chance of its single days."""
    plain = np.asarray(n_left / means, dtype=np.float64)
    chance = np.asarray(rng.standard_normal(means.size), dtype=np.float64)
    return np.asarray(plain + chance * np.sqrt(plain) * deviation / means, dtype=np.float64)


def _why_not(n_left: int, n_active_days: int, per_day: float) -> NoForecast | None:
    if n_left == 0:
        return "done"
    if per_day == 0:
        return "no_pace"
    if n_active_days < ACTIVE_DAYS_MIN:
        return "too_few_days"
    return "too_far" if n_left / per_day > FORECAST_MAX_DAYS else None
