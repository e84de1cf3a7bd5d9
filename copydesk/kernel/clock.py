"""The one place that asks what time it is (tests hand in another clock), and that knows the names of time zones."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def is_time_zone(name: str) -> bool:
    """Whether this is the name of a time zone, such as `Europe/Berlin`."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # malformed, a folder such as `Europe`, or unknown
        return False
    return True
