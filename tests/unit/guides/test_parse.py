"""Markdown becomes sections and rules; nothing of the source is lost."""

from pathlib import Path

import pytest

from copydesk.guides.domain import Guide, decode_source, parse_guide, publish_faults, unstorable
from copydesk.kernel.errors import Fault

RELEASES = [("2025-02-12", 71, 51), ("2025-04-11", 71, 51), ("2025-09-12", 77, 57), ("2025-12-18", 80, 59)]


def whole(guide: Guide) -> str:
    pairs = zip(guide.headings, guide.rules, strict=True)
    return guide.preface + "".join(heading + rule.body for heading, rule in pairs)


def keys(source: str) -> list[str]:
    return [rule.key for rule in parse_guide(source).rules]


@pytest.mark.parametrize(("release", "n_headings", "n_with_authority"), RELEASES)
def test_reads_every_key_and_gives_back_each_byte_when_the_guide_is_real(
    real_sets: Path, release: str, n_headings: int, n_with_authority: int
) -> None:
    raw = (real_sets / "model_spec" / release / "model_spec.md").read_bytes()
    guide = parse_guide(raw.decode())
    written = [rule for rule, heading in zip(guide.rules, guide.headings, strict=True) if "{#" in heading]
    assert len(guide.rules) == len(written) == n_headings
    assert sum("authority" in rule.attributes for rule in guide.rules) == n_with_authority
    assert not guide.faults
    assert guide.title == "Overview"
    assert whole(guide).encode() == raw


@pytest.mark.parametrize(
    "source",
    [
        "",
        "only text",
        "# A\r\n\r\nbody\r\n## B {#b}\r\nlast line without an end",
        "A\n=\n\nB\n-\ntext\n",
        "before\n\n# A\rold Mac\r## B\r",
        "# A\n```\n# no heading\n```\n> # quoted\n\n- # in a list\n",
        "\u2028# A\n\x0b\n## B\x85\n",
        "\ufeff# A\n",
    ],
)
def test_gives_back_each_byte_when_preface_headings_and_bodies_are_joined(source: str) -> None:
    assert whole(parse_guide(source)) == source


def test_finds_headings_outside_code_quotes_and_lists_when_both_styles_are_used() -> None:
    source = (
        "Big\n===\n\n```\n# code\n```\n\n~~~\n# code\n~~~\n\n> # quoted\n\n    # indented\n\n## Small ##\n"
    )
    assert [(rule.title, rule.level) for rule in parse_guide(source).rules] == [("Big", 1), ("Small", 2)]


def test_splits_title_key_and_attributes_when_braces_end_the_heading() -> None:
    guide = parse_guide(
        '## Speak as `I` {#tone.first-person severity=major who="the writer {and} you" tags=a,b}\n'
    )
    rule = guide.rules[0]
    assert (rule.key, rule.title) == ("tone.first-person", "Speak as `I`")
    assert rule.attributes == {"severity": "major", "who": "the writer {and} you", "tags": "a,b"}
    assert not guide.faults


def test_keeps_the_body_up_to_the_next_heading_when_there_are_several() -> None:
    guide = parse_guide("preface\n\n# A\n\nfirst\n\n## B\nsecond  \n")
    assert guide.preface == "preface\n\n"
    assert [rule.body for rule in guide.rules] == ["\nfirst\n\n", "second  \n"]


def test_calls_a_heading_a_section_when_a_deeper_one_follows() -> None:
    guide = parse_guide("# A\n## B\n#### C\n## D\n# E\n")
    assert [(rule.key, rule.kind, rule.parent_key) for rule in guide.rules] == [
        ("a", "section", None),
        ("b", "section", "a"),
        ("c", "rule", "b"),
        ("d", "rule", "a"),
        ("e", "rule", None),
    ]


def test_makes_keys_of_titles_when_none_are_written() -> None:
    assert keys("# Be *kind*, always!\n# 丁寧に話す\n# ???\n#\n") == [
        "be-kind-always",
        "丁寧に話す",
        "section-3",
        "section-4",
    ]


def test_puts_the_parent_in_front_when_a_made_key_is_taken() -> None:
    source = "# Tone\n## Examples\n# Form\n## Examples\n## Examples\n# Examples\n"
    assert keys(source) == ["tone", "examples", "form", "form.examples", "examples-2", "examples-3"]


def test_leaves_a_written_key_alone_when_an_earlier_title_would_make_the_same() -> None:
    assert keys("# Clear\n# Be clear {#clear}\n") == ["clear-2", "clear"]


def test_makes_keys_fast_when_ten_thousand_titles_are_equal() -> None:
    assert len(set(keys("## Example\n" * 10_000))) == 10_000


@pytest.mark.parametrize(
    ("source", "at", "words"),
    [
        ("# A {#x}\n\n# B {#x}\n", "line 3", "already used in line 1"),
        ("text\n\n# A {#no/slash}\n", "line 3", "cannot be a key"),
        ("# A {#}\n", "line 1", "cannot be a key"),
        (f"# A {{#{'k' * 121}}}\n", "line 1", "cannot be a key"),
        ("# A {#x loose}\n", "line 1", "loose"),
        ('# A {#x a="open}\n', "line 1", "cannot be read"),
        ("A {#x b=}\n===\n", "line 1", "cannot be read"),
    ],
)
def test_names_the_line_when_a_heading_is_wrong(source: str, at: str, words: str) -> None:
    faults = parse_guide(source).faults
    assert [fault.at for fault in faults] == [at]
    assert words in faults[0].message


def test_refuses_to_publish_when_there_is_no_heading() -> None:
    assert [fault.at for fault in publish_faults(parse_guide("just words"))] == ["line 1"]
    assert publish_faults(parse_guide("# A")) == []


def test_refuses_to_publish_more_lines_than_can_be_read_in_a_moment() -> None:
    guide = parse_guide("#\n" * 150_001)
    assert guide.preface == "#\n" * 150_001
    assert [fault.at for fault in publish_faults(guide)] == ["line 150001"]


def test_reads_the_first_heading_when_a_byte_order_mark_stands_before_it() -> None:
    assert keys("\ufeff# A\n") == ["a"]


def test_has_no_title_when_no_heading_is_of_the_first_level() -> None:
    assert parse_guide("## A\n").title is None


def test_names_the_line_when_a_character_is_not_text() -> None:
    for source in ("a\r\nb\x00", "a\nb\ud800"):
        fault = unstorable(source)
        assert fault is not None
        assert fault.at == "line 2"
    assert unstorable("fine \U0001f600") is None


def test_names_the_line_when_bytes_are_not_utf_8() -> None:
    fault = decode_source(b"ok\n\xe4\n")
    assert isinstance(fault, Fault)
    assert fault.at == "line 2"
    assert decode_source(b"\xef\xbb\xbf# A") == "# A"
