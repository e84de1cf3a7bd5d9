"""What changed between two sources, rule by rule and word by word."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.domain.diff import GuideDiff, diff_guides, of_severity
from copydesk.guides.domain.diff_text import LISTS, diff_as_markdown, diff_as_text, diff_json
from copydesk.guides.domain.word_spans import segments, word_spans
from tests.unit.guides.sources import RELEASES, release

OLD = """\
# Tone {#tone}

How it sounds.

## Kind {#kind severity=minor}

Be kind to the person who asks.

## Short {#short}

Be short.

# Form {#form}

## Lists {#lists}

Use lists.
"""


def lists(diff: GuideDiff) -> dict[str, tuple[str, ...]]:
    return {name: getattr(diff, name) for name in LISTS if getattr(diff, name)}


@pytest.mark.parametrize(
    ("old", "new", "sizes"),
    [(0, 1, (0, 0, 5, 0, 0, 0)), (1, 2, (11, 5, 49, 0, 2, 19)), (2, 3, (3, 0, 15, 1, 1, 0))],
)
def test_finds_the_known_changes_when_the_guides_are_real(
    real_sets: Path, old: int, new: int, sizes: tuple[int, ...]
) -> None:
    diff = diff_guides(release(real_sets, RELEASES[old]), release(real_sets, RELEASES[new]))
    names = ("added", "removed", "reworded", "respaced", "retitled", "attributes_changed")
    assert tuple(len(getattr(diff, name)) for name in names) == sizes
    for change in diff.changes.values():
        before, after = change.old.body if change.old else "", change.new.body if change.new else ""
        parts = segments(before, after, change.words)
        assert "".join(part.text for part in parts if part.kind != "added") == before
        assert "".join(part.text for part in parts if part.kind != "removed") == after


def test_names_the_authority_that_changed_when_the_guides_are_real(real_sets: Path) -> None:
    diff = diff_guides(release(real_sets, RELEASES[1]), release(real_sets, RELEASES[2]))
    assert diff.changes["letter_and_spirit"].attributes == {"authority": ("platform", "root")}
    assert diff.changes["comply_with_laws"].attributes == {"authority": ("platform", "system")}


def test_is_empty_when_nothing_changed() -> None:
    diff = diff_guides(OLD, OLD)
    assert diff.is_empty
    assert diff_as_text(diff) == "No rule has changed.\n"


def test_tells_each_kind_of_change_apart() -> None:
    new = OLD.replace("severity=minor", "severity=major owner=me").replace("Use lists.", "Use short lists.")
    new = (
        new.replace("## Short", "## Be short")
        .replace("Be short.\n\n", "Be short.\n\n\n")
        .replace("# Form", "# Form ")
    )
    diff = diff_guides(OLD, new + "\n## New {#new}\n\nText.\n")
    assert lists(diff) == {
        "added": ("new",),
        "retitled": ("short",),
        "reworded": ("lists",),
        "respaced": ("short",),
        "attributes_changed": ("kind",),
    }
    assert diff.changes["kind"].attributes == {"severity": ("minor", "major"), "owner": (None, "me")}
    words = diff.changes["lists"].words
    assert words.removed == ()
    assert [diff.changes["lists"].rule.body[start:end] for start, end in words.added] == [" short", "\n"]


def test_calls_as_few_rules_moved_as_possible() -> None:
    source = "".join(f"# {letter} {{#{letter}}}\n\nText.\n\n" for letter in "abcdef")
    moved = "".join(f"# {letter} {{#{letter}}}\n\nText.\n\n" for letter in "fabcde")
    assert lists(diff_guides(source, moved)) == {"moved": ("f",)}


def test_calls_a_rule_moved_when_it_has_another_parent() -> None:
    new = OLD.replace("## Short {#short}\n\nBe short.\n\n", "") + "\n## Short {#short}\n\nBe short.\n"
    assert lists(diff_guides(OLD, new)) == {"moved": ("short",), "respaced": ("lists", "short")}


def test_leaves_rules_in_place_when_others_come_and_go_around_them() -> None:
    new = OLD.replace("## Kind", "## First {#first}\n\nNew.\n\n## Kind").replace(
        "## Short {#short}\n\nBe short.\n\n", ""
    )
    assert lists(diff_guides(OLD, new)) == {"added": ("first",), "removed": ("short",)}


def test_calls_a_key_renamed_when_the_rule_says_its_older_key() -> None:
    new = OLD.replace("{#tone}", "{#voice aliases=tone}").replace(
        "{#kind severity", "{#voice.kind aliases=kind severity"
    )
    diff = diff_guides(OLD, new)
    assert dict(diff.renamed) == {"tone": "voice", "kind": "voice.kind"}
    assert lists(diff) == {"attributes_changed": ("voice", "voice.kind")}


def test_names_the_checks_that_changed() -> None:
    def check(name: str, token: str) -> str:
        return f"```check\nkind: existence\nname: {name}\ntokens: [{token}]\n```\n\n"

    old = f"# A {{#a}}\n\n{check('one', 'x')}{check('two', 'y')}"
    new = f"# A {{#a}}\n\n{check('one', 'z')}{check('three', 'y')}"
    diff = diff_guides(old, new)
    change = diff.changes["a"].checks
    assert change is not None
    assert (change.added, change.removed, change.changed) == (("three",), ("two",), ("one",))
    assert lists(diff) == {"reworded": ("a",), "checks_changed": ("a",)}
    same = diff_guides(old, old.replace("tokens: [x]", "tokens:\n  - x"))
    assert lists(same) == {"reworded": ("a",)}


def test_keeps_only_the_rules_of_a_severity() -> None:
    new = OLD.replace("severity=minor", "severity=major").replace("Use lists.", "Use no lists.")
    diff = diff_guides(OLD, new)
    assert set(diff.changes) == {"kind", "lists"}
    assert set(of_severity(diff, ["minor"]).changes) == {"kind"}
    assert set(of_severity(diff, [None]).changes) == {"lists"}
    assert of_severity(diff, ["critical"]).is_empty


def test_shows_the_words_in_their_lines_as_text_and_as_markdown() -> None:
    new = OLD.replace("Be kind to the person who asks.", "Be kind to everybody who asks.\n\n```\ncode\n```")
    diff = diff_guides(OLD, new)
    assert "  reworded\n" in diff_as_text(diff)
    assert "Be kind to [-the person-]{+everybody+} who asks." in diff_as_text(diff)
    page = diff_as_markdown(diff, title="Changes")
    assert page.startswith("# Changes\n\n1 reworded.\n\n## Kind (`kind`)\n\n- reworded\n\n````text\n")


def test_gives_lists_and_details_as_json() -> None:
    new = OLD.replace("Use lists.", "Use short lists.").replace("## Short {#short}\n\nBe short.\n\n", "")
    told = json.loads(json.dumps(diff_json(diff_guides(OLD, new))))
    assert (told["removed"], told["reworded"], told["added"]) == (["short"], ["lists"], [])
    assert told["changes"]["lists"]["added"] == [[4, 10]]
    assert told["changes"]["short"]["title"] == {"old": "Short", "new": None}


@settings(max_examples=60, deadline=None)
@given(st.text("ab \n.", max_size=60), st.text("ab \n.", max_size=60))
def test_gives_back_both_texts_from_the_segments(old: str, new: str) -> None:
    parts = segments(old, new, word_spans(old, new))
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "removed") == new


def test_replaces_a_huge_line_as_a_whole_when_comparing_it_would_take_seconds() -> None:
    rng = random.Random(1)
    old, new = (" ".join(rng.choices(["ab", "cd", "ef"], k=20_000)) for _ in range(2))
    assert word_spans(old, new).removed == ((0, len(old)),)
