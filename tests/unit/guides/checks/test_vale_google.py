"""Google's style, as published for Vale, gives on its own fixtures exactly the alerts that its features list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.guides.checks.lint_guides import open_guide, read_text
from copydesk.guides.checks.running import checks_of, compile_checks
from copydesk.guides.checks.vale import read_style, to_guide
from copydesk.guides.domain.linting import Alert
from copydesk.guides.domain.parsing import parse_guide

SCENARIO = re.compile(r'When I test "(\w+)".*?"""\n(.*?)"""', re.DOTALL)
N_ALERTS = 51
N_SCENARIOS = 12


@pytest.fixture(scope="module")
def google(real_sets: Path) -> Path:
    return real_sets / "vale-google"


def expected(google: Path) -> dict[str, list[str]]:
    feature = (google / "features" / "rules.feature").read_text(encoding="utf-8")
    return {
        name: [line.strip() for line in block.strip().splitlines()]
        for name, block in SCENARIO.findall(feature)
    }


def as_lines(name: str, raw: str, alerts: Iterator[Alert] | list[Alert]) -> list[str]:
    said: list[str] = []
    for alert in alerts:
        line = raw.count("\n", 0, alert.start) + 1
        column = alert.start - raw.rfind("\n", 0, alert.start)
        said.append(f"{name}:{line}:{column}:{alert.rule_key}:{alert.message}")
    return said


def linted(folder: Path) -> list[str]:
    guide = open_guide(folder)
    assert guide.faults == []
    said: list[str] = []
    for path in sorted(folder.glob("test.*")):
        raw = read_text(path)
        report = guide.checks_for(path.name).run(raw, markup="plain" if path.suffix == ".rst" else "markdown")
        assert report.failures == []
        said += as_lines(path.name, raw, list(report.alerts))
    return said


def test_alerts_are_exactly_those_listed_when_each_fixture_is_linted(google: Path) -> None:
    wanted = expected(google)
    assert len(wanted) == N_SCENARIOS
    assert sum(map(len, wanted.values())) == N_ALERTS
    found = {name: linted(google / "fixtures" / name) for name in wanted}
    assert {name: sorted(lines) for name, lines in found.items()} == {
        name: sorted(lines) for name, lines in wanted.items()
    }


def test_style_compiles_whole_when_all_its_rules_are_on(google: Path) -> None:
    guide = open_guide(google / "Google")
    assert guide.faults == []
    assert len(guide.checks_for(None)) == len(list((google / "Google").glob("*.yml")))


def test_rules_that_nobody_has_are_named_when_the_config_switches_them_on(google: Path) -> None:
    assert open_guide(google / "fixtures" / "Punctuation").notes == (
        "Google.EnDash is named in .vale.ini, but no style has it.",
    )


def test_style_says_the_same_when_it_went_through_a_markdown_guide(google: Path) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (google / "Google").glob("*.yml")}
    style = read_style("Google", files)
    written = parse_guide(to_guide([style]))
    assert written.faults == []
    through = compile_checks(checks_of(written.rules))
    direct = compile_checks([rule.checks() for rule in style.rules])
    assert through.faults == direct.faults == ()
    for path in sorted((google / "fixtures").glob("*/test.md")):
        raw = path.read_text(encoding="utf-8")
        by_guide = [
            (alert.rule_key, alert.start, alert.message, alert.severity) for alert in through.run(raw).alerts
        ]
        by_style = [
            (alert.rule_key, alert.start, alert.message, alert.severity) for alert in direct.run(raw).alerts
        ]
        assert by_guide == by_style
