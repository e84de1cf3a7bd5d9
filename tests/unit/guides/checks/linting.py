"""Runs one check, written as in a guide, on one text."""

from typing import Any

import yaml

from copydesk.guides.checks import KINDS
from copydesk.guides.checks.kind import Budget, Prepared
from copydesk.guides.checks.scopes import read_scope
from copydesk.guides.checks.text import Markup, Text
from copydesk.guides.domain.linting import Hit


def prepare(check: str) -> tuple[Prepared, tuple[str, ...]]:
    written: dict[str, Any] = yaml.safe_load(check)
    kind = KINDS[written.pop("kind")]
    scope = written.pop("scope", kind.scope)
    params = kind.params.model_validate(written)
    return kind.prepare(params), (scope,) if isinstance(scope, str) else tuple(scope)


def hits(check: str, raw: str, markup: Markup = "markdown") -> list[Hit]:
    prepared, scope = prepare(check)
    found = prepared.run(Text(raw, markup), read_scope(scope), Budget(5.0))
    return sorted(found, key=lambda hit: (hit.start, hit.end))


def flagged(check: str, raw: str) -> list[str]:
    """The parts of the text that the check flags."""
    return [raw[hit.start : hit.end] for hit in hits(check, raw)]


def fixed(check: str, raw: str) -> str:
    """The text with every fix applied, from the end."""
    for hit in reversed(hits(check, raw)):
        if hit.fix is not None:
            raw = raw[: hit.start] + hit.fix + raw[hit.end :]
    return raw


def messages(check: str, raw: str) -> list[str]:
    return [hit.message for hit in hits(check, raw)]
