"""A rule's checks tried on its own examples: a good one must be clean, a bad one must be flagged."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache

from copydesk.guides.checks.languagetool import TIMEOUT_S, asking
from copydesk.guides.checks.running import CheckSet, RuleChecks, compile_checks
from copydesk.guides.domain.blocks import Example, Verdict
from copydesk.guides.domain.linting import CheckFault, Report
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Rule, Severity


@dataclass(frozen=True)
class Conditions:
    """The project's own words, the processor time of a check for one text, and the LanguageTool server if there is one.

    `languagetool_timeout_s` is for all texts that are tried together.
    """

    words: Collection[str]
    limit_ms: float
    languagetool_url: str | None = None
    languagetool_timeout_s: float = TIMEOUT_S


@dataclass(frozen=True)
class ExampleTrial:
    """`index` counts the examples of the rule from 0. `is_as_expected` None: nothing is expected, or a check could not finish."""

    index: int
    verdict: Verdict
    report: Report
    is_as_expected: bool | None


@dataclass(frozen=True)
class Trial:
    """What the checks of one rule say: about themselves, about a text, about the examples."""

    n_checks: int
    faults: tuple[CheckFault, ...]
    text: Report | None
    examples: tuple[ExampleTrial, ...]


@dataclass(frozen=True)
class Contradiction:
    """An example that the rule's checks see otherwise: a good one that they flag, or a bad one that they miss."""

    rule_key: str
    index: int
    verdict: Verdict
    checks: tuple[str, ...]


def try_rule(rule: Rule, text: str | None, conditions: Conditions) -> Trial:
    """Its checks on a text and on its own examples, whatever its status."""
    ready = _ready(rule.key, rule.severity, rule.body)
    with _asking(conditions):
        report = None if text is None else _run(ready, text, conditions)
        return Trial(len(ready), ready.faults, report, tuple(_examples(rule, ready, conditions)))


def contradictions(rules: Iterable[Rule], conditions: Conditions) -> list[Contradiction]:
    """Of all active rules, in their order."""
    found: list[Contradiction] = []
    with _asking(conditions):
        for rule in rules:
            if rule.status != "active" or "check" not in rule.body:
                continue
            for trial in _examples(rule, _ready(rule.key, rule.severity, rule.body), conditions):
                if trial.is_as_expected is False:
                    checks = tuple(dict.fromkeys(alert.check for alert in trial.report.alerts))
                    found.append(Contradiction(rule.key, trial.index, trial.verdict, checks))
    return found


def faults_of(rule: Rule) -> tuple[CheckFault, ...]:
    """What keeps checks of this rule from being used."""
    return _ready(rule.key, rule.severity, rule.body).faults if "check" in rule.body else ()


@lru_cache(maxsize=2_000)
def _ready(key: str, severity: Severity | None, body: str) -> CheckSet:
    """Kept, because patterns are tried out when they are made ready, and an editor saves one rule of many."""
    return compile_checks([RuleChecks(key, severity, read_blocks(body).checks)])


def _examples(rule: Rule, ready: CheckSet, conditions: Conditions) -> Iterator[ExampleTrial]:
    if not len(ready):
        return
    for index, example in enumerate(read_blocks(rule.body).examples):
        report = _run(ready, example.text, conditions)
        yield ExampleTrial(index, example.verdict, report, _is_as_expected(example, report))


def _run(ready: CheckSet, text: str, conditions: Conditions) -> Report:
    return ready.run(text, limit_ms=conditions.limit_ms, words=conditions.words)


def _asking(conditions: Conditions) -> AbstractContextManager[None]:
    wait_s = conditions.languagetool_timeout_s
    return asking(conditions.languagetool_url, timeout_s=wait_s, in_all_s=wait_s)


def _is_as_expected(example: Example, report: Report) -> bool | None:
    if example.verdict == "ok" or report.failures:
        return None
    return bool(report.alerts) == (example.verdict == "bad")
