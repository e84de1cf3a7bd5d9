"""One rule is rewritten, added, moved or removed; all others keep their bytes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.editing import (
    Place,
    insert_rule,
    move_rule,
    remove_rule,
    replace_rule,
    rule_source,
)
from copydesk.kernel.errors import Invalid, NotFound
from tests.unit.guides.sources import RELEASES, release

SOURCE = (
    "Preface.\n\n# Tone {#tone}\n\nHow.\n\n## Kind {#kind aliases=old}\nBe kind.  \n\n"
    "Short\n-----\n\nBe short.\n\n# Form {#form}\n\n### Deep {#deep}\n\nEnd"
)


def shape(source: str) -> list[tuple[str, int, str | None]]:
    return [(rule.key, rule.level, rule.parent_key) for rule in parse_guide(source).rules]


def bytes_of(source: str) -> dict[str, str]:
    guide = parse_guide(source)
    return {rule.key: heading + rule.body for rule, heading in zip(guide.rules, guide.headings, strict=True)}


def test_changes_only_its_own_bytes_when_a_rule_is_replaced() -> None:
    edited = replace_rule(SOURCE, "kind", "## Kinder {#kind severity=major}\nNew text.\n")
    assert bytes_of(edited) == {**bytes_of(SOURCE), "kind": "## Kinder {#kind severity=major}\nNew text.\n\n"}
    assert edited.startswith("Preface.\n\n# Tone")
    assert edited.endswith("End")


def test_finds_a_rule_by_an_older_key() -> None:
    assert rule_source(parse_guide(SOURCE), "old").startswith("## Kind")
    assert "New." in replace_rule(SOURCE, "old", "## Kind {#kind}\n\nNew.\n\n")


def test_adds_nothing_when_a_rule_is_replaced_by_itself() -> None:
    guide = parse_guide(SOURCE)
    for rule in guide.rules:
        assert replace_rule(SOURCE, rule.key, rule_source(guide, rule.key)) == SOURCE


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("# A\n\n## B\n", "line 3", "second heading"),
        ("text\n\n# A\n", "line 1", "one heading"),
        ("no heading", "line 1", "one heading"),
        ("", "line 1", "one heading"),
        ("## A {#kind}\n\n```\nnever closed\n", "line 1", "close every code block"),
        ("## A {#kind}\n\n<!-- never closed\n", "line 1", "close every code block"),
    ],
)
def test_refuses_a_text_that_is_not_one_rule(text: str, at: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace_rule(SOURCE, "kind", text)
    assert refused.value.faults[0].at == at
    assert words in refused.value.faults[0].message


def test_refuses_a_rule_that_is_not_there() -> None:
    with pytest.raises(NotFound):
        replace_rule(SOURCE, "nothing", "# A\n")
    with pytest.raises(NotFound):
        move_rule(SOURCE, "kind", Place("behind", "nothing"))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, ["tone", "kind", "short", "form", "deep", "new"]),
        (Place("before", "kind"), ["tone", "new", "kind", "short", "form", "deep"]),
        (Place("behind", "tone"), ["tone", "kind", "short", "new", "form", "deep"]),
        (Place("inside", "tone"), ["tone", "kind", "short", "new", "form", "deep"]),
        (Place("inside", "deep"), ["tone", "kind", "short", "form", "deep", "new"]),
    ],
)
def test_inserts_a_rule_on_the_level_of_its_place(place: Place | None, expected: list[str]) -> None:
    edited = insert_rule(SOURCE, "## New {#new}\n\nText.\n\n", place)
    levels = {None: 2, "before kind": 2, "behind tone": 1, "inside tone": 2, "inside deep": 4}
    found = shape(edited)
    assert [key for key, *_ in found] == expected
    assert {key: level for key, level, _ in found}["new"] == levels[
        f"{place.where} {place.key}" if place else None
    ]
    before, after = bytes_of(SOURCE), bytes_of(edited)
    assert all(after[key].rstrip("\n") == text.rstrip("\n") for key, text in before.items())


def test_moves_a_section_with_all_that_is_under_it() -> None:
    edited = move_rule(SOURCE, "tone", Place("inside", "form"))
    assert shape(edited) == [
        ("form", 1, None),
        ("deep", 3, "form"),
        ("tone", 2, "form"),
        ("kind", 3, "tone"),
        ("short", 3, "tone"),
    ]
    assert "\n### Short\n\nBe short.\n" in edited
    assert "### Kind {#kind aliases=old}\nBe kind.  \n" in edited


def test_keeps_every_byte_of_the_others_when_rules_change_places() -> None:
    edited = move_rule(SOURCE, "short", Place("before", "kind"))
    assert [key for key, *_ in shape(edited)] == ["tone", "short", "kind", "form", "deep"]
    assert bytes_of(edited) == bytes_of(SOURCE)
    assert move_rule(edited, "short", Place("behind", "kind")) == SOURCE


def test_refuses_to_move_a_rule_inside_itself_or_too_deep() -> None:
    with pytest.raises(Invalid, match="inside itself"):
        move_rule(SOURCE, "tone", Place("behind", "kind"))
    with pytest.raises(Invalid, match="at most 6 levels"):
        insert_rule("###### A {#a}\n", "# B\n", Place("inside", "a"))


def test_removes_a_rule_and_asks_before_a_section() -> None:
    assert [key for key, *_ in shape(remove_rule(SOURCE, "kind"))] == ["tone", "short", "form", "deep"]
    with pytest.raises(Invalid, match="2 rules stand under"):
        remove_rule(SOURCE, "tone")
    assert [key for key, *_ in shape(remove_rule(SOURCE, "tone", with_children=True))] == ["form", "deep"]


def test_keeps_an_underlined_heading_a_heading_when_text_comes_before_it() -> None:
    edited = replace_rule("# A {#a}\n\nShort\n---\n", "a", "# A {#a}\nNo empty line behind")
    assert [key for key, *_ in shape(edited)] == ["a", "short"]


def test_takes_the_line_ends_of_the_source() -> None:
    edited = insert_rule("# A {#a}\r\n\r\nText", "# B {#b}", Place("behind", "a"))
    assert edited == "# A {#a}\r\n\r\nText\r\n# B {#b}"


@pytest.mark.parametrize("name", RELEASES[2:])
def test_keeps_every_other_byte_of_a_real_guide_when_rules_are_moved_back_and_forth(
    real_sets: Path, name: str
) -> None:
    source = release(real_sets, name)
    edited = move_rule(source, "be_warm", Place("inside", "stay_in_bounds"))
    assert edited != source
    assert move_rule(edited, "be_warm", Place("before", "do_not_make_unprompted_personal_comments")) == source


LINES = [
    "# A",
    "## B {#b}",
    "A\n===",
    "#",
    "> q",
    "~~~",
    "```",
    "<!--",
    "- a",
    "[^a]: b",
    "text",
    "",
    " ",
    "    code",
    "---",
    "\r",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
def test_adds_nothing_when_any_rule_is_replaced_by_itself(source: str) -> None:
    guide = parse_guide(source)
    for rule in guide.rules:
        assert replace_rule(source, rule.key, rule_source(guide, rule.key)) == source
