"""The checks of a guide, made ready once and run on any number of texts."""

import difflib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final, cast

from pydantic import ValidationError

from copydesk.guides.checks import KINDS, UNSUPPORTED
from copydesk.guides.checks.detection import sure_language
from copydesk.guides.checks.kind import (
    AnyKind,
    BadCheck,
    Budget,
    CannotRun,
    CheckParams,
    Prepared,
    processor_s,
)
from copydesk.guides.checks.scopes import Scope, UnknownScope, read_scope
from copydesk.guides.checks.text import Markup, Text
from copydesk.guides.domain.blocks import CheckSpec
from copydesk.guides.domain.linting import DEFAULT_SEVERITY, Alert, CheckFailed, CheckFault, Hit, Report
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import UNLIMITED, Rule, Severity
from copydesk.guides.domain.records import Scope as RuleScope
from copydesk.guides.domain.selection import concerns

log = logging.getLogger(__name__)

DEFAULT_LIMIT_MS: Final = 200
ALL_CHECKS_FACTOR: Final = (
    20  # all checks of a text together may take as long as so many that use up their time
)


@dataclass(frozen=True)
class RuleChecks:
    """A rule, as far as its checks need it; `about` is what the rule is for."""

    key: str
    severity: Severity | None
    checks: Sequence[CheckSpec]
    about: RuleScope = UNLIMITED


@dataclass(frozen=True)
class _Ready:
    rule_key: str
    name: str
    severity: Severity
    scope: Scope
    params: CheckParams
    prepared: Prepared


def checks_of(rules: Iterable[Rule]) -> list[RuleChecks]:
    """The checks that stand in the bodies of rules. Those of drafts and of retired rules are not run."""
    active = [rule for rule in rules if rule.status == "active" and "check" in rule.body]
    found = [
        RuleChecks(rule.key, rule.severity, read_blocks(rule.body).checks, rule.scope) for rule in active
    ]
    return [rule for rule in found if rule.checks]


def concerning(rules: Iterable[RuleChecks], raw: str, about: RuleScope) -> frozenset[str]:
    """Keys of the rules whose checks look at a text of this work.

    Its language is told by the text itself where that is sure, else by `about`.
    """
    scopes = {rule.key: rule.about for rule in rules}
    if any(scope.languages for scope in scopes.values()):
        language = sure_language(raw)
        about = about if language is None else replace(about, languages=(language,))
    return frozenset(key for key, scope in scopes.items() if concerns(scope, about))


def compile_checks(rules: Iterable[RuleChecks]) -> "CheckSet":
    """Never raises: what cannot be used is in `faults`, by rule and line, and is not run."""
    ready: list[_Ready] = []
    faults: list[CheckFault] = []
    for rule in rules:
        for spec in rule.checks:
            try:
                ready.append(_prepare(rule, spec))
            except BadCheck as bad:
                said = f"{bad.at}: {bad.message}" if bad.at else bad.message
                faults.append(CheckFault(rule.key, spec.name, spec.lines[0], said))
    return CheckSet(ready, faults)


def _prepare(rule: RuleChecks, spec: CheckSpec) -> _Ready:
    kind = KINDS.get(spec.kind)
    if spec.kind in UNSUPPORTED:
        raise BadCheck(f"`{spec.kind}` is not supported. {UNSUPPORTED[spec.kind]}", at="kind")
    if kind is None:
        near = difflib.get_close_matches(spec.kind, KINDS, 1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        raise BadCheck(f'There is no kind "{spec.kind}".{hint} There are: {", ".join(KINDS)}.', at="kind")
    params = _read_params(kind, spec)
    try:
        scope = read_scope(spec.scope or kind.scope)
    except UnknownScope as unknown:
        raise BadCheck(str(unknown), at="scope") from None
    severity = spec.severity or rule.severity or DEFAULT_SEVERITY
    return _Ready(rule.key, spec.name, severity, scope, params, kind.prepare(params))


def _read_params(kind: AnyKind, spec: CheckSpec) -> CheckParams:
    written = {**spec.params, **({} if spec.message is None else {"message": spec.message})}
    try:
        return kind.params.model_validate(written)
    except ValidationError as error:
        raise _bad(kind, error) from None


def _bad(kind: AnyKind, error: ValidationError) -> BadCheck:
    first = error.errors()[0]
    at = "/".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return BadCheck(
            f"{first['msg'].removeprefix('Value error, ').replace('valid tuple', 'list')}.", at=at
        )
    keys = cast("list[str]", list(kind.params.model_fields))
    near = difflib.get_close_matches(at, keys, 1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return BadCheck(f"`{kind.name}` has no such key.{hint} It has: {', '.join(keys)}.", at=at)


class CheckSet:
    """Checks that are ready. One set serves any number of texts and threads at the same time."""

    def __init__(self, ready: Sequence[_Ready], faults: Sequence[CheckFault]) -> None:
        self._ready = tuple(ready)
        self.faults = tuple(faults)

    def __len__(self) -> int:
        return len(self._ready)

    @property
    def rule_keys(self) -> frozenset[str]:
        return frozenset(check.rule_key for check in self._ready)

    def run(
        self,
        raw: str,
        *,
        markup: Markup = "markdown",
        limit_ms: float = DEFAULT_LIMIT_MS,
        only: Collection[str] | None = None,
        words: Collection[str] = (),
    ) -> Report:
        """What the checks say about a text, by place.

        `only` are the keys of the rules that are asked for, `words` those of the project's dictionary.

        Units: `limit_ms` is processor time per check; one that needs more is in `failures`, never a pass.
        """
        begun, spent_before = perf_counter(), processor_s()
        text = Text(raw, markup, words)
        alerts: list[Alert] = []
        failures: list[CheckFailed] = []
        for check in self._ready:
            if only is not None and check.rule_key not in only:
                continue
            left_ms = limit_ms * ALL_CHECKS_FACTOR - (processor_s() - spent_before) * 1000
            reason = _run(check, text, min(limit_ms, left_ms), alerts)
            if reason is not None:
                failures.append(CheckFailed(check.rule_key, check.name, reason))
        alerts.sort(key=lambda alert: (alert.start, alert.end, alert.rule_key, alert.check))
        return Report(alerts, failures, (perf_counter() - begun) * 1000)


def _run(check: _Ready, text: Text, limit_ms: float, into: list[Alert]) -> str | None:
    """Adds the check's alerts; the reason where it could not finish, and then adds none."""
    try:
        hits = list(check.prepared.run(text, check.scope, Budget(limit_ms / 1000)))
    except TimeoutError:
        return (
            f"It took longer than {limit_ms:.0f} ms on this text and was stopped."
            if limit_ms > 0
            else _NO_TIME
        )
    except CannotRun as cannot:
        return str(cannot)
    except Exception as error:  # noqa: BLE001 -- the other checks of the text are still to be run
        # Not the error's words: they may quote the text.
        log.error("a check broke off", extra={"check": check.name, "error": type(error).__name__})  # noqa: TRY400
        return f"It could not finish on this text ({type(error).__name__})."
    into += _alerts(check, hits)
    return None


_NO_TIME: Final = "The time of all checks together was used up before this one."


def _alerts(check: _Ready, hits: list[Hit]) -> Iterator[Alert]:
    if check.params.limit is not None:
        hits = sorted(hits, key=lambda hit: (hit.start, hit.end))[: check.params.limit]
    for hit in hits:
        yield Alert(
            check.rule_key,
            check.name,
            check.severity,
            hit.start,
            hit.end,
            hit.message,
            hit.fix,
            hit.alternatives,
            check.params.link,
            hit.word,
        )
