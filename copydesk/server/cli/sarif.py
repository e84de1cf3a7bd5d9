"""Findings as SARIF 2.1.0, which code hosts and editors read."""

import os
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

from copydesk import __version__
from copydesk.guides.domain.linting import Alert
from copydesk.guides.domain.records import Severity
from copydesk.server.cli.lint_output import Linted

Json = dict[str, Any]

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[dict[Severity, str]] = {"minor": "note", "major": "warning", "critical": "error"}


def sarif_log(done: Sequence[Linted]) -> Json:
    """One run. A check that failed is a notification of a run that was not successful."""
    rules = _rules(done)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    failed = [
        _notification(one.file, failure.rule_key, failure.reason) for one in done for failure in one.failures
    ]
    run: Json = {
        "tool": {
            "driver": {"name": "copydesk lint", "semanticVersion": _semantic(__version__), "rules": rules}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": failed}],
        "artifacts": [{"location": _location(one.file)} for one in done],
        "results": [
            _result(one, number, alert, index) for number, one in enumerate(done) for alert in one.alerts
        ],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _semantic(version: str) -> str:
    return version if version.count(".") == 2 else f"{version}.0"


def _rules(done: Sequence[Linted]) -> list[Json]:
    links = {alert.rule_key: alert.link for one in done for alert in one.alerts}
    return [
        {"id": key, **({"helpUri": link} if _is_address(link) else {})} for key, link in sorted(links.items())
    ]


def _is_address(link: str | None) -> bool:
    return link is not None and link.startswith(("http://", "https://"))


def _location(file: str) -> Json:
    return {"uri": quote(os.fsencode(file.replace("\\", "/")), safe="/~")}


def _region(one: Linted, alert: Alert) -> Json:
    place = one.place(alert)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": alert.start,
        "charLength": alert.end - alert.start,
    }


def _result(one: Linted, number: int, alert: Alert, index: dict[str, int]) -> Json:
    location = {**_location(one.file), "index": number}
    region = _region(one, alert)
    said = one.raw[alert.start : alert.end]
    result: Json = {
        "ruleId": alert.rule_key,
        "ruleIndex": index[alert.rule_key],
        "level": LEVELS[alert.severity],
        "message": {"text": alert.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": {"finding/v1": _fingerprint(alert.rule_key, alert.check, one.file, said)},
        "properties": {"severity": alert.severity, "check": alert.check},
    }
    fixes = [] if alert.fix is None else [alert.fix, *alert.alternatives]
    if fixes:
        result["fixes"] = [_fix(location, region, fix) for fix in fixes]
    return result


def _fix(location: Json, region: Json, text: str) -> Json:
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    said = f"Replace with “{text}”." if text else "Delete."
    return {
        "description": {"text": said},
        "artifactChanges": [{"artifactLocation": location, "replacements": [replacement]}],
    }


def _notification(file: str, rule_key: str, reason: str) -> Json:
    return {
        "level": "error",
        "message": {"text": f"{rule_key}: {reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": _location(file)}}],
    }


def _fingerprint(*parts: str) -> str:
    """The same finding in the next run, wherever its line has moved to."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
