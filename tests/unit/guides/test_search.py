"""Rules are found by a few words, typed with mistakes."""

from pathlib import Path

import pytest

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.search import GuideIndex, folded, n_edits
from tests.unit.guides.sources import RELEASES, demo_guide, release

SOURCE = """\
# Tone {#tone}

## Speak to one person {#tone.person tags=voice}

Say "you", not the customer. Café owners know this.

## Do not encourage self-harm {#safe}

Be careful with people in distress.

## Numbers {#numbers}

Write 3 to 5 percent.
"""


def found(query: str, source: str = SOURCE) -> list[str]:
    return [one.key for one in GuideIndex(parse_guide(source).rules).search(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("person", "tone.person"),
        ("tone.person", "tone.person"),
        ("voice", "tone.person"),
        ("CAFE", "tone.person"),
        ("distres", "safe"),
        ("distrses", "safe"),
        ("encuorage", "safe"),
        ("selfharm", "safe"),
        ("self harm", "safe"),
        ("numbrs", "numbers"),
        ("speak pers", "tone.person"),
        ("5 percent", "numbers"),
    ],
)
def test_finds_a_rule_by_words_with_mistakes(query: str, first: str) -> None:
    assert found(query)[0] == first


@pytest.mark.parametrize("query", ["", "  ?! ", "xyzzy", "person distress", "cst"])
def test_finds_nothing_when_no_rule_has_all_the_words(query: str) -> None:
    assert found(query) == []


def test_puts_a_title_before_a_body_and_gives_the_places() -> None:
    source = "# One {#one}\n\nAbout numbers here.\n\n# Numbers {#two}\n\nText.\n"
    first, second = GuideIndex(parse_guide(source).rules).search("numbers")
    assert (first.key, first.title_spans) == ("two", ((0, 7),))
    assert [second.snippet[start:end] for start, end in second.snippet_spans] == ["numbers"]
    assert first.score > second.score


def test_keeps_spans_inside_the_snippet_when_the_body_is_long() -> None:
    source = f"# A {{#a}}\n\n{'word ' * 400}needle {'word ' * 400}\n"
    (one,) = GuideIndex(parse_guide(source).rules).search("needle")
    assert len(one.snippet) <= 200
    assert [one.snippet[start:end] for start, end in one.snippet_spans] == ["needle"]


def test_gives_the_best_only_up_to_the_limit() -> None:
    source = "".join(f"# Rule {number} {{#r{number}}}\n\nsame\n\n" for number in range(30))
    assert len(GuideIndex(parse_guide(source).rules).search("same", limit=5)) == 5


@pytest.mark.parametrize(
    ("some", "other", "n"),
    [("a", "a", 0), ("ab", "ba", 1), ("abc", "ac", 1), ("kitten", "sitting", 3), ("abcd", "wxyz", 3)],
)
def test_counts_typos_up_to_a_limit(some: str, other: str, n: int) -> None:
    assert min(n_edits(some, other, 2), 3) == n


def test_folds_case_and_accents() -> None:
    assert folded("ÉTÉ Straße") == "ete strasse"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sycofantic", "avoid_sycophancy"),
        ("privledged information", "protect_privileged_information"),
        ("chain of comand", "chain_of_command"),
        ("untrusted da", "ignore_untrusted_data"),
        ("be warm", "be_warm"),
    ],
)
def test_finds_the_rule_that_was_meant_when_the_guide_is_real(
    real_sets: Path, query: str, first: str
) -> None:
    assert found(query, release(real_sets, RELEASES[3]))[0] == first


def test_finds_each_rule_of_the_demo_guide_by_its_title() -> None:
    rules = parse_guide(demo_guide()).rules
    index = GuideIndex(rules)
    assert [index.search(rule.title)[0].key for rule in rules] == [rule.key for rule in rules]
