"""The checks of a published version, in two parts: the fast ones, and grammar, which takes its time."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from threading import Lock
from typing import Final

from copydesk.guides.checks import likeness
from copydesk.guides.checks.languagetool import asking_later
from copydesk.guides.checks.running import CheckSet, RuleChecks, checks_of, compile_checks, concerning
from copydesk.guides.domain.blocks import CheckSpec
from copydesk.guides.domain.linting import (
    CHECK_PARTS,
    DEFAULT_SEVERITY,
    Alert,
    CheckedText,
    CheckFailed,
    CheckPart,
    LikenessCheck,
    Report,
)
from copydesk.guides.domain.records import UNLIMITED, Rule, Scope

log = logging.getLogger(__name__)

SLOW_KINDS: Final = frozenset({"grammar", "languagetool"})
WORD_KINDS: Final = frozenset({"spelling", *SLOW_KINDS})
LONGEST_CHARS: Final = 200_000
_SAMPLE: Final = (
    "A sentence that nobody wrote is read once, so that the first one that somebody writes is read at once."
)
_SAMPLE_LIMIT_MS: Final = 1_000


class VersionChecks:
    """Made ready when they are first run. Any thread may use it."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.titles = {rule.key: rule.title for rule in rules}
        checks = self._checks = checks_of(rules)
        self._rules = {part: _of_part(checks, part) for part in CHECK_PARTS}
        self.likeness = [
            one for rule in checks for spec in rule.checks if (one := _likeness_check(rule, spec)) is not None
        ]
        self._sets: dict[CheckPart, CheckSet] = {}
        self._lock = Lock()
        self.parts: tuple[CheckPart, ...] = tuple(
            part for part in CHECK_PARTS if self._rules[part] or (part == "fast" and self.likeness)
        )
        self.needs_words = any(spec.kind in WORD_KINDS for rule in checks for spec in rule.checks)

    def prepare(self) -> None:
        """What the first text would wait for: patterns, dictionaries, the languages. It takes seconds where grammar is checked."""
        sample = CheckedText(_SAMPLE, "", "markdown")
        keys = frozenset(rule.key for rule in self._checks)
        self.concerning(sample, UNLIMITED)
        with asking_later():
            self.run(sample, keys, self.parts, (), _SAMPLE_LIMIT_MS)

    def concerning(self, text: CheckedText, about: Scope) -> frozenset[str]:
        """Keys of the rules whose checks look at a text of this work."""
        if all(rule.about == UNLIMITED for rule in self._checks):
            return frozenset(rule.key for rule in self._checks)
        return concerning(self._checks, text.raw, replace(about, questions=(text.question,)))

    def run(
        self,
        text: CheckedText,
        keys: frozenset[str],
        parts: Collection[CheckPart],
        words: Collection[str],
        limit_ms: float,
    ) -> Report:
        """What the rules with these keys say about a text. Whatever goes wrong is a failure in the report."""
        asked: list[CheckPart] = [part for part in self.parts if part in parts]
        if len(text.raw) > LONGEST_CHARS:
            reason = f"The text has more than {LONGEST_CHARS:,} characters; longer ones are not checked."
            failing = dict.fromkeys(key for part in asked for key in self._asked(keys, part))
            return Report([], [CheckFailed(key, "all", reason) for key in failing], 0.0)
        reports = [self._run(text, part, self._asked(keys, part), words, limit_ms) for part in asked]
        alerts = [alert for report in reports for alert in report.alerts]
        failures = [failure for report in reports for failure in report.failures]
        return Report(sorted(alerts, key=_by_place), failures, sum(report.took_ms for report in reports))

    def _run(
        self,
        text: CheckedText,
        part: CheckPart,
        keys: Sequence[str],
        words: Collection[str],
        limit_ms: float,
    ) -> Report:
        ready = self._ready(part)
        unusable = [
            CheckFailed(fault.rule_key, fault.check, f"The check cannot be used. {fault.message}")
            for fault in ready.faults
            if fault.rule_key in keys
        ]
        try:
            report = ready.run(text.raw, markup=text.markup, limit_ms=limit_ms, only=keys, words=words)
        except Exception:
            log.exception("checks of the part %s broke off", part)
            reason = "The checks broke off on this text; it is in the server's log."
            return Report([], [*unusable, *(CheckFailed(key, "all", reason) for key in keys)], 0.0)
        return Report(report.alerts, [*report.failures, *unusable], report.took_ms)

    def _ready(self, part: CheckPart) -> CheckSet:
        with self._lock:
            if part not in self._sets:
                self._sets[part] = compile_checks(self._rules[part])
            return self._sets[part]

    def _asked(self, keys: frozenset[str], part: CheckPart) -> list[str]:
        return [rule.key for rule in self._rules[part] if rule.key in keys]


def _likeness_check(rule: RuleChecks, spec: CheckSpec) -> LikenessCheck | None:
    """None for other kinds; a version is not published with one that cannot be used."""
    if spec.kind != likeness.NAME:
        return None
    params = likeness.Params.model_validate(spec.params)
    severity = spec.severity or rule.severity or DEFAULT_SEVERITY
    return LikenessCheck(rule.key, spec.name, severity, params.of, params.threshold, spec.message)


def _of_part(rules: Sequence[RuleChecks], part: CheckPart) -> list[RuleChecks]:
    found = [
        RuleChecks(
            rule.key,
            rule.severity,
            [
                spec
                for spec in rule.checks
                if spec.kind != likeness.NAME and (spec.kind in SLOW_KINDS) == (part == "grammar")
            ],
        )
        for rule in rules
    ]
    return [rule for rule in found if rule.checks]


def _by_place(alert: Alert) -> tuple[int, int, str, str]:
    return alert.start, alert.end, alert.rule_key, alert.check
