"""What the braces of a heading mean, and what is wrong with them by line."""

import pytest

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.attributes import write_heading
from copydesk.guides.domain.records import Scope


def test_reads_what_the_braces_mean_when_all_of_it_is_said() -> None:
    rule = parse_guide(
        '## Be kind {#tone.kind severity=major status=draft tasks="sft chat" languages=en,de domains=medicine '
        'questions="answer rating" tags="voice, people" aliases="kind be-kind" owner="the workshop"}\n\nText.\n'
    ).rules[0]
    assert (rule.severity, rule.status) == ("major", "draft")
    assert rule.scope == Scope(("sft", "chat"), ("en", "de"), ("medicine",), ("answer", "rating"))
    assert rule.tags == ("voice", "people")
    assert rule.aliases == ("kind", "be-kind")
    assert rule.free_attributes == {"owner": "the workshop"}


def test_is_active_without_severity_or_scope_when_nothing_is_said() -> None:
    rule = parse_guide("## Be kind\n\nText.\n").rules[0]
    assert (rule.severity, rule.status, rule.scope, rule.tags) == (None, "active", Scope(), ())


@pytest.mark.parametrize(
    ("source", "at", "words"),
    [
        ("text\n\n# A {#a severity=huge}\n", "line 3", "write one of minor, major, critical"),
        ("# A {#a status=dead}\n", "line 1", "write one of draft, active, retired"),
        ("# A {#a tags=x tags=y}\n", "line 1", "stands twice"),
        ("# A {#a aliases=no/slash}\n", "line 1", "cannot be a key"),
        ("# A {#a}\n\n# B {#b aliases=a}\n", "line 3", "already used in line 1"),
        ("# A {#a aliases=old}\n\n# B {#b aliases=old}\n", "line 3", "already used in line 1"),
        ("# A {#a}\n\ntext\n\n```check\nkind: [\n```\n", "line 7", "cannot be read"),
        ("# A {#a}\n\n```check\ntokens: [x]\n```\n", "line 3", "needs a `kind`"),
        ("# A {#a}\n\n```check\nkind: existence\nseverity: loud\n```\n", "line 3", "no severity"),
        ("# A {#a}\n\n- ```check\n  kind: existence\n  ```\n", "line 3", "left margin"),
        ("# A {#a}\n\n<comparison>\n<assistant> <!-- GOOD -->\nx\n</assistant>\n", "line 3", "no end"),
    ],
)
def test_names_the_line_when_a_value_is_wrong(source: str, at: str, words: str) -> None:
    guide = parse_guide(source)
    assert [fault.at for fault in guide.faults] == [at]
    assert words in guide.faults[0].message


def test_reads_a_wrong_value_as_absent_when_it_is_a_fault() -> None:
    rule = parse_guide("# A {#a severity=huge status=dead}\n").rules[0]
    assert (rule.severity, rule.status) == (None, "active")


def test_warns_without_hindering_when_a_rule_is_empty_or_an_attribute_nearly_known() -> None:
    guide = parse_guide("# Section {#s}\n\n## Title only {#a tag=x}\n\n## Full {#b}\n\nText.\n")
    assert not guide.faults
    assert [(warning.at, warning.message.split(":")[0]) for warning in guide.warnings] == [
        ("line 3", '"tag" is kept as an attribute of your own'),
        ("line 3", "This rule has a title and nothing else"),
    ]


def test_writes_a_heading_that_is_read_as_what_it_was_made_of() -> None:
    said = {"severity": "minor", "owner": 'the "best" {one}', "tags": "a b"}
    heading = write_heading("Be kind", "tone.kind", 3, said)
    rule = parse_guide(heading).rules[0]
    assert (rule.title, rule.key, rule.level) == ("Be kind", "tone.kind", 3)
    assert rule.attributes == {**said, "owner": "the 'best' {one}"}
    assert write_heading("Be kind", None, 1, {}) == "# Be kind\n"


def test_reads_a_heading_of_four_megabytes_in_a_second_when_it_looks_like_braces() -> None:
    for content in ("{#" * 2_000_000, " " * 4_000_000 + "{#a}", '{#a b="' * 500_000):
        assert len(parse_guide(f"# A {content}\n").rules) == 1
