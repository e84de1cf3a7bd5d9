"""What `copydesk lint` prints: for people, for programs, and for GitHub's log."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from copydesk.guides.domain.linting import Alert, CheckFailed
from copydesk.guides.domain.records import SEVERITIES, Severity

_LINE_END: Final = re.compile(r"\r\n?|\n")
_GITHUB: Final[dict[Severity, str]] = {"minor": "notice", "major": "warning", "critical": "error"}


@dataclass(frozen=True)
class Place:
    """Lines and columns count from 1, columns in code points; the end is behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Linted:
    """A file, and what the checks said about it."""

    file: str
    raw: str
    alerts: Sequence[Alert]
    failures: Sequence[CheckFailed]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.raw))]

    def place(self, alert: Alert) -> Place:
        return Place(*self._position(alert.start), *self._position(alert.end))

    def _position(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


def as_text(done: Sequence[Linted]) -> str:
    """A line for each finding, as compilers write them: editors jump to the place."""
    lines: list[str] = []
    for one in done:
        for alert in one.alerts:
            place = one.place(alert)
            fix = "" if alert.fix is None else f' [fix: "{alert.fix}"]' if alert.fix else " [fix: delete]"
            head = f"{one.file}:{place.line}:{place.column}: {alert.severity} {alert.rule_key}"
            lines.append(f"{head}: {alert.message}{fix}\n")
    return "".join(lines)


def summary(done: Sequence[Linted], took_s: float) -> str:
    counts = Counter(alert.severity for one in done for alert in one.alerts)
    parts = ", ".join(f"{counts[name]} {name}" for name in reversed(SEVERITIES) if counts[name])
    total = sum(counts.values())
    said = f"{total} finding{'' if total == 1 else 's'}{f' ({parts})' if parts else ''}"
    return f"{said} in {len(done)} file{'' if len(done) == 1 else 's'}, {took_s:.2f} s"


def as_json(done: Sequence[Linted]) -> str:
    """A list of findings; every key is always there, `fix` is null where there is none."""
    found = [_row(one, alert) for one in done for alert in one.alerts]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _row(one: Linted, alert: Alert) -> dict[str, Any]:
    place = one.place(alert)
    return {
        "file": one.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "rule": alert.rule_key,
        "severity": alert.severity,
        "message": alert.message,
        "fix": alert.fix,
    }


def as_github(done: Sequence[Linted]) -> str:
    """Workflow commands, which show as remarks in a pull request."""
    lines: list[str] = []
    for one in done:
        for alert in one.alerts:
            place = one.place(alert)
            properties = {
                "file": one.file,
                "line": place.line,
                "endLine": place.end_line,
                "col": place.column,
                "endColumn": place.end_column,
                "title": alert.rule_key,
            }
            said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
            lines.append(f"::{_GITHUB[alert.severity]} {said}::{_command(alert.message)}\n")
    return "".join(lines)


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(done: Sequence[Linted]) -> str:
    from copydesk.server.cli.sarif import sarif_log

    return json.dumps(sarif_log(done), indent=2, ensure_ascii=False) + "\n"


FORMATS: Final[dict[str, Callable[[Sequence[Linted]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
