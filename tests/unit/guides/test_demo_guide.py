"""The demo's guide checks most of what it asks for by itself, and is quiet where people work well."""

import random
from collections.abc import Iterator

import pytest

from copydesk.guides.checks.running import checks_of, compile_checks
from copydesk.guides.checks.trying import Conditions, contradictions, try_rule
from copydesk.guides.domain import Rule, parse_guide
from copydesk.guides.domain.linting import DEFAULT_SEVERITY
from copydesk.server.demo import content
from copydesk.server.demo.judging import judge, judge_again
from copydesk.server.demo.people import PEOPLE

RULES = [rule for rule in parse_guide(content.guide_source()).rules if rule.kind == "rule"]
CHECKED = checks_of(RULES)
CONDITIONS = Conditions(words=(), limit_ms=5_000)
ORDERS = (["r1", "r2"], ["r2", "r1"])


def checked_rules() -> list[Rule]:
    keys = {rule.key for rule in CHECKED}
    return [rule for rule in RULES if rule.key in keys]


def submitted() -> set[str]:
    """What the demo's people write under "Why?", of every item and in either order."""
    return {why for why in _whys(random.Random(7)) if why}


def _whys(rng: random.Random) -> Iterator[str]:
    for truth in content.truths().values():
        for displayed in ORDERS:
            for person in PEOPLE:
                for slips in (False, True):
                    said = judge(rng, person, truth, displayed, used=(), slips=slips)
                    yield (said.answers or {}).get("why", "")
            used = [text.format(r1="A", r2="B") for text in truth.why]
            for past in ((), used):
                yield (judge_again(rng, truth, displayed, past).answers or {})["why"]


def test_at_least_half_of_the_rules_have_checks_and_none_is_faulty() -> None:
    ready = compile_checks(CHECKED)
    assert ready.faults == ()
    assert len(ready.rule_keys) * 2 >= len(RULES)


def test_the_checks_are_of_many_kinds() -> None:
    assert len({spec.kind for rule in CHECKED for spec in rule.checks}) >= 15


def test_good_examples_are_clean_and_bad_ones_are_flagged() -> None:
    assert contradictions(RULES, CONDITIONS) == []


def test_the_version_in_hand_has_one_example_that_its_check_misses() -> None:
    [found] = contradictions(parse_guide(content.next_guide_source()).rules, CONDITIONS)
    assert (found.rule_key, found.verdict, found.index) == ("honesty.as-of", "bad", 2)


@pytest.mark.parametrize("rule", checked_rules(), ids=lambda rule: rule.key)
def test_each_checked_rule_is_tried_on_a_good_and_a_bad_example(rule: Rule) -> None:
    trials = try_rule(rule, None, CONDITIONS).examples
    assert [(trial.verdict, trial.is_as_expected) for trial in trials] == [("good", True), ("bad", True)]


def test_every_check_says_what_is_wrong_in_words_of_its_own() -> None:
    assert [rule.key for rule in CHECKED for spec in rule.checks if not spec.message] == []


def test_no_check_is_critical_so_that_nobody_has_to_give_a_reason() -> None:
    severities = {
        spec.severity or rule.severity or DEFAULT_SEVERITY for rule in CHECKED for spec in rule.checks
    }
    assert severities == {"minor", "major"}


def test_what_the_people_of_the_demo_write_is_hardly_ever_flagged_and_never_critical() -> None:
    ready = compile_checks(CHECKED)
    texts = submitted()
    assert len(texts) > 300
    words = frozenset({*content.OWN_WORDS, *content.NAMES})
    reports = [ready.run(text, words=words, limit_ms=5_000) for text in texts]
    assert [report.failures for report in reports if report.failures] == []
    alerts = [alert for report in reports for alert in report.alerts]
    assert [alert for alert in alerts if alert.severity == "critical"] == []
    assert [alert for alert in alerts if alert.start == alert.end] == [], "Each finding quotes its place."
    assert sum(bool(report.alerts) for report in reports) < len(texts) / 20
