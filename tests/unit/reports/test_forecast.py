"""When a stage will be done, as far as the days so far can say."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from copydesk.reports.domain.overview import (
    DayCount,
    Forecast,
    Pace,
    StageLine,
    forecast,
    last_days,
    paces_of,
)

TODAY = date(2026, 11, 22)


def stage(n_left: int) -> StageLine:
    return StageLine("annotate", is_open=True, n_ready=n_left, n_leased=0, n_returned=0, n_done=0)


def after(counts: list[int], n_left: int, today: int = 0) -> Forecast:
    """With these counts on the days before today, the oldest first."""
    days = [DayCount("annotate", TODAY - timedelta(days=len(counts) - at), n) for at, n in enumerate(counts)]
    return forecast(stage(n_left), Pace("annotate", [*days, DayCount("annotate", TODAY, today)]), TODAY)


def test_is_sure_when_every_day_was_the_same() -> None:
    told = after([10] * 14, 50)
    assert (told.low, told.middle, told.high) == (TODAY + timedelta(days=5),) * 3
    assert told.n_per_day == 10.0


def test_is_less_sure_when_days_differ() -> None:
    told = after([0, 40, 5, 0, 30, 2, 8, 0, 25, 10], 240)
    assert told.low is not None
    assert told.middle is not None
    assert told.high is not None
    assert told.low < told.middle < told.high
    assert abs((told.middle - TODAY).days - 20) <= 2


def test_leaves_out_the_days_before_work_began_and_today() -> None:
    assert after([0] * 20 + [10] * 5, 100, today=1_000).n_per_day == 10.0


def test_says_why_when_it_cannot_say_when() -> None:
    assert after([10] * 14, 0).reason == "done"
    assert after([0] * 14, 5).reason == "no_pace"
    assert after([], 5, today=7).reason == "no_pace"
    assert after([0, 10, 10, 10], 5).reason == "too_few_days"
    assert after([1] * 14, 10_000).reason == "too_far"
    assert after([1] * 14, 10_000).high is None


def test_shows_every_day_also_those_without_work() -> None:
    counts = [DayCount("annotate", TODAY - timedelta(days=2), 3)]
    pace = paces_of([stage(1)], counts, last_days(TODAY, 4, UTC))[0]
    assert [(day.day.day, day.n) for day in pace.days] == [(19, 0), (20, 3), (21, 0), (22, 0)]


def test_gives_a_day_the_length_that_it_has_when_clocks_change() -> None:
    days = last_days(date(2026, 10, 26), 2, ZoneInfo("Europe/Berlin"))
    lengths = [day.until_at.astimezone(UTC) - day.from_at.astimezone(UTC) for day in days]
    assert lengths == [timedelta(hours=25), timedelta(hours=24)]
