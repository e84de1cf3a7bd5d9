"""Vale's kinds about words: what they flag, what they leave alone, and how they mend it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.guides.checks.kind import BadCheck
from tests.unit.guides.checks.linting import fixed, flagged, hits, messages, prepare

SWAP = "kind: substitution\nignorecase: true\nswap:\n  it is: it's\n  cell phone: phone|mobile|handset\n  cell: room\n"


def test_longest_match_wins_when_one_key_begins_another() -> None:
    assert fixed(SWAP, "A cell phone in a cell.") == "A phone in a room."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is so.", "It's so."),
        ("so it is.", "so it's."),
        ("IT IS!", "It's!"),
        ("CELL", "ROOM"),
        ("Cell", "Room"),
    ],
)
def test_fix_keeps_the_case_when_case_is_free(text: str, expected: str) -> None:
    assert fixed(SWAP, text) == expected


def test_replacements_are_listed_when_there_are_three() -> None:
    assert messages(SWAP, "my cell phone") == ["Use 'phone', 'mobile', or 'handset' instead of 'cell phone'."]
    hit = hits(SWAP, "my cell phone")[0]
    assert (hit.fix, hit.alternatives) == ("phone", ("mobile", "handset"))


def test_other_quotes_are_kept_when_the_message_has_them() -> None:
    check = SWAP + 'message: \'Say "%s", not "%s".\'\n'
    assert messages(check, "a cell phone, it is") == [
        'Say "phone", "mobile", or "handset", not "cell phone".',
        'Say "it\'s", not "it is".',
    ]


def test_replacement_is_left_alone_when_it_stands_there_already() -> None:
    check = "kind: substitution\nignorecase: true\nswap:\n  '(?:ok|Okay)': OK|okay\n"
    assert flagged(check, "ok, OK, okay, Okay") == ["ok", "Okay"]


def test_groups_are_put_in_when_the_replacement_names_them() -> None:
    check = "kind: substitution\nswap:\n  '(\\w+) in order to': $1 to\n"
    assert fixed(check, "Run in order to win.") == "Run to win."


def test_exception_stays_when_a_swap_would_change_it() -> None:
    check = SWAP + "exceptions: ['[Cc]ell']\n"
    assert flagged(check, "A cell. It is.") == ["It is"]


def test_surplus_is_marked_when_there_are_too_many() -> None:
    check = "kind: occurrence\nscope: document\ntoken: so\nmax: 2\nmessage: '%s times, not %[2]s.'\n"
    assert flagged(check, "# so\n\nso, *so* and so!") == ["so* and so"]
    assert messages(check, "so so so") == ["3 times, not 2."]
    assert flagged(check, "so so") == []


def test_whole_piece_is_marked_when_there_are_too_few() -> None:
    check = "kind: occurrence\nscope: first_paragraph\ntoken: '\\w+'\nmin: 3\n"
    assert flagged(check, "# T\n\nToo *short*\n\nLong enough as it is") == ["Too *short"]
    assert flagged("kind: occurrence\nscope: document\ntoken: x\nmin: 1\n", "") == [""]


def test_repeat_is_mended_when_a_line_breaks_between() -> None:
    check = "kind: repetition\nalpha: true\ntokens: ['\\b\\w+\\b']\n"
    assert fixed(check, "It is is\nis so. So what? 7 7") == "It is so. So what? 7 7"


def test_repeats_are_let_pass_when_so_many_are_allowed() -> None:
    check = "kind: repetition\nmax: 1\nignorecase: true\ntokens: ['\\w+']\nexceptions: ['no']\n"
    assert flagged(check, "very Very good, bad bad bad, no no no") == ["bad bad bad"]


def test_spelling_that_comes_first_is_kept_when_both_occur() -> None:
    check = "kind: consistency\nignorecase: true\neither: {grey: gray, 'e-mail': email}\n"
    assert fixed(check, "Gray cat.\n\n- Grey dog, GREY owl\n- an email, an e-mail") == (
        "Gray cat.\n\n- Gray dog, GRAY owl\n- an email, an email"
    )
    assert messages(check, "Gray. A grey one.") == ["'grey' here, but 'Gray' before: keep to one."]


def test_introduction_counts_when_it_comes_in_an_earlier_piece() -> None:
    check = "kind: conditional\nfirst: '\\b[A-Z]{2,4}\\b'\nsecond: '\\(([A-Z]{2,4})\\)'\nexceptions: [OK]\n"
    assert flagged(check, "The TLA is new.\n\nA thing (TLA) is OK.\n\nThe TLA again, an FAQ.") == [
        "TLA",
        "FAQ",
    ]


def test_everything_is_introduced_when_the_second_pattern_has_no_group() -> None:
    check = "kind: conditional\nfirst: widget\nsecond: 'A widget is'\n"
    assert flagged(check, "My widget. A widget is a thing. Your widget.") == []
    assert flagged(check, "My widget.\n\nA widget is a thing.") == ["widget"]


@pytest.mark.parametrize(
    ("match", "title", "expected"),
    [
        ("$sentence", "How To Win Big", "How to win big"),
        ("$sentence", "how to win", "How to win"),
        ("$sentence", "Client's key: Share it. Now", None),
        ("$sentence", "Top-Level domains in an API", None),
        ("$sentence", "I'm here, and NASA too", None),
        ("$title", "a Tale of two Cities", "A Tale of Two Cities"),
        ("$title", "The Lord Of The Rings", "The Lord of the Rings"),
        ("$title", "What We Do in the Shadows", None),
        ("$lower", "Not so Fast", "not so fast"),
        ("$upper", "Loud", "LOUD"),
        ("'^\\w+ing'", "Running fast", None),
    ],
)
def test_heading_is_written_as_it_should_be_when_judged(match: str, title: str, expected: str | None) -> None:
    check = f"kind: capitalization\nmatch: {match}\nindicators: ['.', ':']\nthreshold: 1\n"
    assert fixed(check, f"## {title}\n") == f"## {expected or title}\n"
    assert bool(flagged(check, f"## {title}\n")) == (expected is not None)


def test_names_are_let_pass_when_most_words_are_right() -> None:
    check = "kind: capitalization\nmatch: $sentence\n"
    assert flagged(check, "# How we use Kubernetes at work") == []
    assert flagged(check, "# Using Kubernetes Here") == ["Using Kubernetes Here"]
    assert flagged(check + "exceptions: [Kubernetes, 'Here']\n", "# Using Kubernetes Here") == []


def test_prefix_does_not_count_when_it_is_named() -> None:
    check = "kind: capitalization\nmatch: $sentence\nprefix: '[a-z]\\) '\n"
    assert flagged(check, "# a) How It Works") == ["How It Works"]


WORDS_KINDS = [
    ("kind: substitution\n", "swap"),
    ("kind: occurrence\nmax: 1\n", "token"),
    ("kind: occurrence\ntoken: x\n", "max"),
    ("kind: occurrence\ntoken: x\nmin: 3\nmax: 2\n", "min"),
    ("kind: repetition\ntokens: []\n", "tokens"),
    ("kind: consistency\n", "either"),
    ("kind: consistency\neither: {'(': x}\n", "either/0"),
    ("kind: conditional\nfirst: x\n", "second"),
    ("kind: capitalization\n", "match"),
    ("kind: capitalization\nmatch: $camel\n", "match"),
    ("kind: metric\nformula: words / nobody\ncondition: '> 1'\n", "formula"),
    ("kind: metric\nformula: words\ncondition: '> 1 +'\n", "condition"),
    ("kind: metric\nformula: words\n", "condition"),
    ("kind: readability\n", "grade"),
    ("kind: spelling\nexceptions: ['(']\n", "exceptions"),
]


@pytest.mark.parametrize(("check", "at"), WORDS_KINDS)
def test_check_is_refused_at_its_key_when_it_is_wrong(check: str, at: str) -> None:
    with pytest.raises(BadCheck) as refused:
        prepare(check)
    assert refused.value.at == at


PARTS = st.sampled_from(
    ["It is", "cell phone", "*cell* phone", "CELL", "`it is`", "x", "\r\n", "\n\n> ", "😀", "&amp;"]
)


@given(st.lists(PARTS, max_size=10))
def test_mended_text_has_nothing_left_to_mend_when_fixes_are_applied(parts: list[str]) -> None:
    raw = " ".join(parts)
    after = fixed(SWAP, raw)
    left = [hit for hit in hits(SWAP, after) if hit.fix is not None and hit.fix != "Room"]
    assert not left
    assert after.count("`it is`") == raw.count("`it is`")


def test_unknown_word_may_be_a_name_and_is_right_with_and_without_its_possessive() -> None:
    raw = "Copydeskly is a desk, and Copydeskly's colour is a plain one."
    check = "kind: spelling\ndialect: british\n"
    assert [hit.word for hit in hits(check, raw)] == ["Copydeskly", "Copydeskly"]
    assert hits(f"{check}words: [copydeskly]\n", raw) == []
