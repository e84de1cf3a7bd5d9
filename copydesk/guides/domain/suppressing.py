"""“Not here, because…”: a finding of a check that a person has answered is not brought up again for the same words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from copydesk.guides.domain.linting import Alert


@dataclass(frozen=True, slots=True)
class Suppression:
    """`quoted` is the text that the alert stood at when the person said why it is right."""

    rule_key: str
    check: str
    quoted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An alert of a text, and what a person said about it; None: it stands."""

    alert: Alert
    suppression: Suppression | None


def judge(alerts: Iterable[Alert], text: str, suppressions: Collection[Suppression]) -> list[Judged]:
    """Which alerts stand. An answer holds for its rule, its check and the same words, wherever in the text they stand now."""
    by_place = {(one.rule_key, one.check, folded(one.quoted)): one for one in suppressions}
    return [
        Judged(alert, by_place.get((alert.rule_key, alert.check, folded(text[alert.start : alert.end]))))
        for alert in alerts
    ]


def standing(alerts: Iterable[Alert], text: str, suppressions: Collection[Suppression]) -> list[Alert]:
    """Only the alerts that nobody has answered."""
    return [one.alert for one in judge(alerts, text, suppressions) if one.suppression is None]


def unused(alerts: Iterable[Alert], text: str, suppressions: Collection[Suppression]) -> list[Suppression]:
    """Answers that no alert needs any more, because the words or the check have changed."""
    used = {one.suppression for one in judge(alerts, text, suppressions)}
    return [one for one in suppressions if one not in used]


def folded(quoted: str) -> str:
    """A line that breaks elsewhere is the same; another case of letters is not."""
    return " ".join(quoted.split())
