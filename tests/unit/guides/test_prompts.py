"""A guide as a system prompt, as instructions for a judge and as a rubric, within a budget."""

from pathlib import Path

import pytest

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.prompts import Form, Wanted, make_prompt, prose
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.selection import Selection, select_rules
from copydesk.guides.domain.tokens import estimate_tokens
from tests.unit.guides.sources import RELEASES, demo_guide, release

SOURCE = """\
# House style {#house}

Preamble.

## Kind {#kind severity=major tasks=chat}

Be kind[^a1].

> **Good:** Gladly.
>
> *It is warm.*

> **Why:** People ask in distress.

```check
kind: existence
tokens: [stupid]
```

## Short {#short severity=minor languages="en de"}

Be short.

**Example**: yes or no

> **Bad:** Well, that depends on a number of things.

## Safe {#safe severity=critical}

Harm nobody.

## Old {#old status=retired}

Gone.

## New {#new status=draft}

Not yet.
"""


def keys(selection: Selection) -> list[str]:
    return [rule.key for rule in select_rules(parse_guide(SOURCE).rules, selection)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["kind", "short", "safe"]),
        (Selection(keys=("short",)), ["short"]),
        (Selection(keys=("house",)), ["kind", "short", "safe"]),
        (Selection(about=Scope(tasks=("sft",))), ["short", "safe"]),
        (Selection(about=Scope(tasks=("sft", "chat"), languages=("fr",))), ["kind", "safe"]),
        (Selection(severities=("major", "critical")), ["kind", "safe"]),
        (Selection(statuses=("draft",)), ["new"]),
        (Selection(statuses=()), ["kind", "short", "safe", "old", "new"]),
    ],
)
def test_selects_the_rules_that_concern_a_task(selection: Selection, expected: list[str]) -> None:
    assert keys(selection) == expected


def test_writes_all_that_the_rules_say_when_there_is_no_budget() -> None:
    prompt = make_prompt(parse_guide(SOURCE), Wanted())
    assert prompt.text == (
        "# House style\n\nFollow these rules in every answer. Where two of them conflict, the more severe one wins.\n\n"
        "Preamble.\n\n## Kind [kind, major]\n\nBe kind.\n\nWhy: People ask in distress.\n\nGood: Gladly.\n(It is warm.)\n\n"
        "## Short [short, minor]\n\nBe short.\n\nBad: Well, that depends on a number of things.\n\n"
        "## Safe [safe, critical]\n\nHarm nobody.\n"
    )
    assert prompt.keys == ("kind", "short", "safe")
    assert not prompt.left_out


def test_leaves_out_examples_first_then_reasons_then_rules_the_minor_ones_first() -> None:
    guide = parse_guide(SOURCE)
    whole = make_prompt(guide, Wanted()).n_tokens
    orders = [
        [(one.key, one.what) for one in make_prompt(guide, Wanted(budget_tokens=whole - less)).left_out]
        for less in (-20, 0, 8, 18, 26, 37)
    ]
    assert orders == [
        [],
        [("short", "example")],
        [("short", "example"), ("kind", "example")],
        [("short", "example"), ("kind", "example"), ("kind", "rationale")],
        [("short", "example"), ("kind", "example"), ("kind", "rationale"), ("house", "section")],
        [
            ("short", "example"),
            ("kind", "example"),
            ("kind", "rationale"),
            ("house", "section"),
            ("short", "rule"),
        ],
    ]


@pytest.mark.parametrize("form", ["system", "judge", "rubric"])
@pytest.mark.parametrize("budget", [300, 2_000, 10_000])
def test_keeps_to_the_budget_and_to_the_severe_rules(form: Form, budget: int) -> None:
    guide = parse_guide(demo_guide())
    prompt = make_prompt(guide, Wanted(form, budget_tokens=budget))
    assert prompt.n_tokens == estimate_tokens(prompt.text) <= budget
    severities = {rule.key: rule.severity for rule in guide.rules}
    lost = {severities[one.key] for one in prompt.left_out if one.what == "rule"}
    assert "critical" not in lost or {"minor", "major"} <= lost
    whole = make_prompt(guide, Wanted(form))
    assert {*prompt.keys, *(one.key for one in prompt.left_out if one.what == "rule")} == set(whole.keys)


def test_says_what_sections_say_before_their_rules_and_names_them_when_they_do_not_fit() -> None:
    source = (
        "# House\n\n## Tone {#tone severity=critical}\n\nNever shout.\n\n> **Bad:** NO!\n\n### Warm {#warm}\n\nBe warm.\n\n"
        "## Empty {#empty}\n\nNothing under it is wanted.\n\n### Gone {#gone status=retired}\n\nGone.\n"
    )
    prompt = make_prompt(parse_guide(source), Wanted())
    assert prompt.text.endswith("# Tone\n\nNever shout.\n\nBad: NO!\n\n## Warm [warm]\n\nBe warm.\n")
    assert "Nothing under it" not in prompt.text
    short = make_prompt(parse_guide(source), Wanted(budget_tokens=prompt.n_tokens - 5))
    assert [(one.key, one.what) for one in short.left_out] == [("tone", "example"), ("tone", "section")]
    assert short.keys == prompt.keys == ("warm",)


def test_leaves_no_word_of_the_model_spec_out_when_there_is_no_budget(real_sets: Path) -> None:
    guide = parse_guide(release(real_sets, RELEASES[3]))
    text = make_prompt(guide, Wanted(selection=Selection(statuses=()))).text
    rules = {rule.parent_key for rule in guide.rules if rule.kind == "rule"}
    said = [prose(rule.body) for rule in guide.rules if rule.kind == "rule" or rule.key in rules]
    assert [words for words in said if words and words not in text] == []


def test_fills_the_room_that_a_long_part_left() -> None:
    long = (
        "## Long {#long severity=minor}\n\n"
        + "word " * 200
        + "\n\n## Small {#small severity=minor}\n\nTiny.\n"
    )
    assert make_prompt(parse_guide(long), Wanted(budget_tokens=60)).keys == ("small",)


def test_gives_points_by_severity_in_a_rubric() -> None:
    prompt = make_prompt(parse_guide(SOURCE), Wanted("rubric", with_examples=False, with_rationale=False))
    assert "## Kind [kind, major]: 5 points\n" in prompt.text
    assert [(one.key, one.points, one.text) for one in prompt.criteria] == [
        ("kind", 5, "Be kind."),
        ("short", 2, "Be short."),
        ("safe", 10, "Harm nobody."),
    ]
    assert "Gladly" not in prompt.text
    assert "distress" not in prompt.text


def test_asks_a_judge_for_keys_and_quotes() -> None:
    text = make_prompt(parse_guide(SOURCE), Wanted("judge")).text
    assert '{"rule": key, "quote"' in text


def test_takes_blocks_and_marks_out_of_the_prose() -> None:
    assert prose(parse_guide(SOURCE).rules[1].body) == "Be kind."


def test_estimates_tokens_near_what_a_tokenizer_counts_when_the_guide_is_real(real_sets: Path) -> None:
    # o200k counts 42,370 and 55,894 tokens in these two releases, and 8,263 in the demo's guide of November 2026.
    for name, counted in ((RELEASES[0], 42_370), (RELEASES[3], 55_894)):
        assert estimate_tokens(release(real_sets, name)) == pytest.approx(counted, rel=0.02)


@pytest.mark.parametrize(
    ("text", "n_tokens"),
    [("", 0), ("Be kind.", 3), ("word\n\nword", 3), ("12345", 2), ("日本語", 3), ("____", 2)],
)
def test_estimates_tokens_of_short_texts(text: str, n_tokens: int) -> None:
    assert estimate_tokens(text) == n_tokens
