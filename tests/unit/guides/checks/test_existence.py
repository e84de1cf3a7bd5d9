"""What must not occur is found where it stands, as a whole word, in any case when told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.guides.checks.kind import BadCheck
from tests.unit.guides.checks.linting import fixed, flagged, hits, messages, prepare

VERY = "kind: existence\ntokens: [very, 'in order to']\n"


def test_words_are_whole_when_nonword_is_not_said() -> None:
    assert flagged(VERY, "A very good, every-day thing in order to live; Very.") == ["very", "in order to"]


def test_case_is_free_when_ignorecase_is_said() -> None:
    assert flagged(VERY + "ignorecase: true\n", "Very good. IN ORDER TO go.") == ["Very", "IN ORDER TO"]


def test_phrase_is_found_when_a_line_breaks_inside_or_a_word_is_bold() -> None:
    assert flagged(VERY, "We go in order\nto win, in **order** to lose.") == [
        "in order\nto",
        "in **order** to",
    ]


def test_code_is_left_alone_when_it_holds_the_word() -> None:
    assert flagged(VERY, "Run `very` now.\n\n```\nvery\n```\n") == []


def test_exception_stays_when_it_is_named() -> None:
    check = "kind: existence\nnonword: true\ntokens: ['\\w+ly\\b']\nexceptions: [only, family]\n"
    assert flagged(check, "Only quickly: the family only.") == ["Only", "quickly"]


def test_raw_stands_before_the_tokens_when_given() -> None:
    check = "kind: existence\nraw: ['\\b(?:is|was)\\b\\s*']\ntokens: ['\\w+ed', broken]\n"
    assert flagged(check, "It was broken, it is used; it broken.") == ["was broken", "is used"]


def test_first_alternative_wins_when_several_match_at_one_place() -> None:
    check = "kind: existence\nnonword: true\ntokens: [ab, abc, b+c]\n"
    assert flagged(check, "abc bbc ab") == ["ab", "bbc", "ab"]


def test_message_says_what_was_found_when_it_has_a_place_for_it() -> None:
    check = "kind: existence\nnonword: true\ntokens: ['x +y']\nmessage: \"Not '%s' (%[1]s), 100%.\"\n"
    assert messages(check, "x   y") == ["Not 'x y' (x y), 100%."]


@pytest.mark.parametrize(
    ("action", "text", "expected"),
    [
        ("{name: remove}", "so very good", "so  good"),
        ("{name: replace, params: [quite, rather]}", "very good", "quite good"),
        ("{name: edit, params: [trim_right, y]}", "very good", "ver good"),
        ("{name: edit, params: [trim, vy]}", "very good", "er good"),
        ("{name: edit, params: [regex, 'v(.)r', '$1']}", "very good", "ey good"),
        ("{name: edit, params: [truncate, r]}", "very good", "ve good"),
        ("{name: edit, params: [split, r, 1]}", "very good", "y good"),
        ("{name: suggest, params: [spellings]}", "very good", "very good"),
    ],
)
def test_match_is_mended_when_an_action_says_how(action: str, text: str, expected: str) -> None:
    assert fixed(VERY + f"action: {action}\n", text) == expected


def test_further_replacements_are_offered_when_there_are_several() -> None:
    hit = hits(VERY + "action: {name: replace, params: [quite, rather]}\n", "very good")[0]
    assert (hit.fix, hit.alternatives) == ("quite", ("rather",))


def test_fix_is_not_offered_when_it_would_lose_markup() -> None:
    hit = hits(VERY + "action: {name: remove}\n", "Go in **order** to win.")[0]
    assert hit.fix is None


@pytest.mark.parametrize(
    ("check", "at", "words"),
    [
        ("kind: existence\n", "tokens", "must not occur"),
        ("kind: existence\ntokens: ['(']\n", "tokens/0", "cannot be read"),
        ("kind: existence\ntokens: [fine, '(a|aa)+b']\n", "tokens/1", "takes too long"),
        ("kind: existence\nnonword: true\ntokens: ['(?:x|xx)+y']\n", "tokens/0", "takes too long"),
        ("kind: existence\ntokens: [a]\naction: {name: edit, params: [trim]}\n", "action/params", "edit"),
    ],
)
def test_check_is_refused_when_it_cannot_be_used(check: str, at: str, words: str) -> None:
    with pytest.raises(BadCheck, match=words) as refused:
        prepare(check)
    assert refused.value.at == at


@given(
    st.lists(
        st.sampled_from(["very", "*very*", "every", "😀", "in order to", "\r\n", "\n\n- ", "# ", "`very`"]),
        max_size=12,
    )
)
def test_what_is_said_stands_there_when_texts_are_mixed(parts: list[str]) -> None:
    raw = " ".join(parts)
    for hit in hits(VERY, raw):
        assert " ".join(raw[hit.start : hit.end].split()) in {"very", "in order to"}
