"""“Not here, because…” holds for the same rule, check and words, and for nothing else."""

import pytest

from copydesk.guides.domain.linting import Alert
from copydesk.guides.domain.suppressing import Judged, Suppression, judge, standing, unused

TEXT = "It is very good.\nVery, very good."
SAID = Suppression("tone", "plain-words", "very", "It is a quotation.")


def alert(start: int, end: int, rule_key: str = "tone", check: str = "plain-words") -> Alert:
    return Alert(rule_key, check, "minor", start, end, "Say it plainly.")


def test_alert_is_answered_when_rule_check_and_words_are_the_same() -> None:
    first, again = alert(6, 10), alert(23, 27)
    assert judge([first, again], TEXT, [SAID]) == [Judged(first, SAID), Judged(again, SAID)]
    assert standing([first, again], TEXT, [SAID]) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(alert(17, 21), id="other case"),
        pytest.param(alert(6, 15), id="other words"),
        pytest.param(alert(6, 10, rule_key="clear"), id="other rule"),
        pytest.param(alert(6, 10, check="check-2"), id="other check"),
    ],
)
def test_alert_stands_when_something_else_is_meant(other: Alert) -> None:
    assert standing([other], TEXT, [SAID]) == [other]


def test_alert_is_answered_when_the_line_breaks_elsewhere() -> None:
    moved = alert(3, 10)
    broken = "It is\nvery good."
    assert standing([moved], broken, [Suppression("tone", "plain-words", "is very", "As said.")]) == []


def test_answer_is_told_when_no_alert_needs_it() -> None:
    gone = Suppression("tone", "plain-words", "quite", "As said.")
    assert unused([alert(6, 10)], TEXT, [SAID, gone]) == [gone]
