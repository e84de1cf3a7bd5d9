"""How a text is built: what each key of the kinds of structure means, at the edges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.checks.counting import WORD, count, count_words, surplus_at, words
from copydesk.guides.checks.kind import BadCheck
from copydesk.guides.checks.outline import links, lists, tables
from copydesk.guides.checks.text import Text
from tests.unit.guides.checks.linting import fixed, flagged, messages, prepare


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("well-known facts", 2),
        ("it's the moon’s", 3),
        ("e.g. 3,5 and/or 24/7", 4),
        ("潮の満ち引き", 6),
        ("cafe\u0301s 👍 no", 2),
        ("Run \ufffc now", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, n: int) -> None:
    assert count_words(text) == n


def test_tokens_are_a_quarter_of_the_bytes_when_they_are_estimated() -> None:
    assert (count("abcdefgh", "tokens"), count("abcdefghi", "tokens"), count("日本語", "tokens")) == (2, 3, 3)
    assert surplus_at("abcdefghi", "tokens", 2) == 8


def test_message_has_the_numbers_when_a_text_is_too_long() -> None:
    check = "kind: length\nmax: 150\n"
    assert messages(check, "word " * 212) == ["212 words; at most 150."]
    assert flagged(check, "word " * 151) == ["word"]
    assert flagged(check, "word " * 150) == []


@pytest.mark.parametrize(
    ("check", "raw", "found", "said"),
    [
        (
            "max: 2\nper: paragraph",
            "One two.\n\nOne two three.",
            ["three."],
            "3 words in this paragraph; at most 2.",
        ),
        (
            "max: 2\nper: section",
            "# A b c\n\nOne.\n\nTwo.\n\n## D\n\nx y z",
            ["z"],
            "3 words in this section; at most 2.",
        ),
        (
            "min: 2\nper: section",
            "# A\n\nOne.\n\n# B\n\nOne two.",
            ["One"],
            "1 word in this section; at least 2.",
        ),
        ("max: 1\nmeasure: sentences", "One. Two. Three.", ["Two. Three."], "3 sentences; at most 1."),
        (
            "max: 4\nmeasure: characters\nscope: heading\nper: unit",
            "# Tides",
            ["s"],
            "5 characters in this part; at most 4.",
        ),
        ("max: 3\nscope: list", "- a b\n- c d\n\ne f g h", ["d"], "4 words; at most 3."),
        ("min: 1", "", [""], "0 words; at least 1."),
        ("max: 3\nmessage: 'Too long: %s of %s.'", "a b c d", ["d"], "Too long: 4 of 3."),
    ],
)
def test_part_is_measured_when_the_check_says_which(
    check: str, raw: str, found: list[str], said: str
) -> None:
    assert flagged(f"kind: length\n{check}\n", raw) == found
    assert messages(f"kind: length\n{check}\n", raw) == [said]


@pytest.mark.parametrize(
    ("check", "at"),
    [
        ("kind: length\n", "max"),
        ("kind: length\nmin: 5\nmax: 3\n", "min"),
        ("kind: headings\nstart: 4\ndeepest: 2\n", "start"),
        ("kind: lists\n", "alike"),
        ("kind: tables\n", "max"),
        ("kind: emphasis\n", "max"),
        ("kind: links\nmin: 5\nmax: 3\n", "min"),
        ("kind: sections\n", "required"),
        ("kind: opening\nforbidden: []\n", "forbidden"),
        ("kind: language\nallowed: [english]\n", "allowed/0"),
        ("kind: grammar\nwithout: [AnAn]\n", "without/0"),
        ("kind: sensitive\nfind: []\n", "find"),
    ],
)
def test_check_is_refused_at_its_key_when_it_asks_for_nothing_or_the_impossible(check: str, at: str) -> None:
    with pytest.raises(BadCheck) as refused:
        prepare(check)
    assert refused.value.at == at
    assert refused.value.message


def test_heading_is_mended_where_its_marks_stand_when_it_is_in_a_quote() -> None:
    raw = "> ## A\n>\n> #### B `#` ####\n"
    assert fixed("kind: headings\n", raw) == "> ## A\n>\n> ### B `#` ####\n"


def test_heading_has_no_fix_when_it_is_underlined() -> None:
    check, raw = "kind: headings\nstart: 2\n", "Tides\n=====\n\nText."
    assert flagged(check, raw) == ["Tides"]
    assert fixed(check, raw) == raw
    assert messages(check, raw) == ["The first heading has level 1; it begins at 2."]


@pytest.mark.parametrize(
    ("check", "raw", "said"),
    [
        ("deepest: 2", "# A\n\n## B\n\n### C", "Level 3; at most 2."),
        ("min: 2", "# A", "1 heading; at least 2."),
        ("max: 1", "# A\n\n# B\n\n# C", "3 headings; at most 1."),
    ],
)
def test_message_has_the_numbers_when_headings_are_wrong(check: str, raw: str, said: str) -> None:
    assert messages(f"kind: headings\n{check}\n", raw) == [said]


def test_required_section_may_have_either_name_when_both_are_given() -> None:
    check = "kind: sections\nrequired: [Answer, Sources|References]\nordered: true\nothers: false\nlevel: 2\n"
    assert messages(check, "# Title\n\n## Answer\n\n## *references*:\n") == []
    assert messages(check, "## Sources\n\n## Answer\n") == ["“Answer” stands before “Sources|References”."]
    assert messages(check, "## Answer\n\n## Sources\n\n## More\n") == [
        "“More” is not one of the sections: Answer, Sources|References."
    ]


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("- A\n- B\n- **c**\n", "- A\n- B\n- **C**\n"),
        ("- a\n- b\n- C\n", "- a\n- b\n- c\n"),
        ("- a.\n- b.\n- c\n", "- a.\n- b.\n- c.\n"),
        ("- a\n- b;\n", "- a\n- b\n"),
        ('- "a."\n- (b.)\n- c "d"\n', '- "a."\n- (b.)\n- c "d".\n'),
        ("- A\n- `b`\n- 3 c\n- D\n", "- A\n- `b`\n- 3 c\n- D\n"),
        ("- A:\n  - b\n  - C\n- D:\n", "- A:\n  - b\n  - c\n- D:\n"),
        ("- only", "- only"),
    ],
)
def test_items_are_made_alike_by_the_fix_when_most_have_one_form(raw: str, mended: str) -> None:
    assert fixed("kind: lists\nalike: [capital, end]\n", raw) == mended


def test_lists_are_told_apart_when_they_stand_in_each_other() -> None:
    found = lists(Text("- a\n  1. b\n     - c\n- d\n\n1. e\n"))
    assert [(one.depth, one.is_ordered, len(one.items)) for one in found] == [
        (1, False, 2),
        (2, True, 1),
        (3, False, 1),
        (1, True, 1),
    ]
    assert flagged("kind: lists\nmax: 1\nnumbered: true\n", "- a\n- b\n\n1. c\n2. d\n") == ["2. d"]


def test_table_is_measured_when_it_stands_in_a_list() -> None:
    raw = "- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n  | 3 | 4 |\n"
    (table,) = tables(Text(raw))
    assert (table.n_columns, table.n_rows, raw[table.start : table.end]) == (2, 2, "| a | b |")
    assert messages("kind: tables\nrows: 1\n", raw) == ["2 rows; at most 1."]
    assert messages("kind: tables\nmax: 0\n", raw) == ["No tables here."]


def test_link_keeps_its_target_when_others_show_nothing() -> None:
    raw = "[](a) [*b* `c`](d) <http://e.f> [![g [h](i)](j)](k) [l][m]\n\n[m]: n\n\n| [o](p) | `q` |\n|---|---|\n"
    found = [(raw[one.start : one.end], one.target) for one in links(Text(raw))]
    assert found == [
        ("b* `c`", "d"),
        ("http://e.f", "http://e.f"),
        ("![g [h](i)](j)", "k"),
        ("h", "i"),
        ("l", "n"),
        ("o", "p"),
    ]


@pytest.mark.parametrize(
    ("check", "raw", "found"),
    [
        ("forbidden_hosts: [evil.org]", "[a](https://www.evil.org/x) [b](https://notevil.org)", ["a"]),
        ("hosts: [ok.org]", "[a](#top) [b](mailto:x@y.z) [c](/path) [d](https://ok.org)", []),
        ("https: true", "[a](http://b.c) http://d.e", ["a", "http://d.e"]),
        ("max: 1", "[a](b) [c](d) https://e.f", ["c", "https://e.f"]),
        ("bare: false", "<https://a.b> `https://c.d` [https://e.f](g) www.h.i/j, and.", ["www.h.i/j"]),
        (
            "texts: [vague, tables]",
            "[Here.](a) [Read  more →](b) [the tables](c) [Tables](d)",
            ["Here.", "Read  more →", "Tables"],
        ),
    ],
)
def test_link_is_flagged_when_the_check_forbids_it(check: str, raw: str, found: list[str]) -> None:
    assert flagged(f"kind: links\n{check}\n", raw) == found


def test_message_names_the_share_when_too_much_is_in_bold() -> None:
    assert messages("kind: emphasis\nshare: 0.25\n", "**one two three** four") == [
        "3 words in bold; at most 1 (25%)."
    ]
    assert flagged("kind: emphasis\nmax: 0\n", "# **Title**\n\n__a *b*__") == ["__a *b*__"]


@pytest.mark.parametrize("raw", ["1️⃣", "🇩🇪", "👨‍👩‍👧‍👦", "❤️", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "⌚"])
def test_emoji_is_one_finding_when_it_is_made_of_several_signs(raw: str) -> None:
    assert flagged("kind: emoji\n", f"a{raw}b") == [raw]


@pytest.mark.parametrize("raw", ["5 * 3 # ©", "→ • ✓ ™", "`😀`", "①"])
def test_sign_is_no_emoji_when_it_is_shown_as_text(raw: str) -> None:
    assert flagged("kind: emoji\n", raw) == []


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("Great question!\n\nThe moon.", "The moon."),
        ("**Sure!** The moon.", "**Sure!** The moon."),
        ("Certainly, the moon.", "Certainly, the moon."),
        ("What an interesting question! The moon.", "The moon."),
        ("That’s a great question. The moon.", "The moon."),
    ],
)
def test_opening_goes_as_a_whole_when_it_says_nothing(raw: str, mended: str) -> None:
    assert len(flagged("kind: opening\n", raw)) == 1
    assert fixed("kind: opening\n", raw) == mended


@pytest.mark.parametrize(
    "raw",
    ["Surely not.", "Surety bonds are old.", "The great question is why.", "`Sure!`", "As an aid, use it."],
)
def test_opening_is_let_pass_when_it_only_looks_like_a_phrase(raw: str) -> None:
    assert flagged("kind: opening\n", raw) == []


def test_closing_is_looked_for_in_the_last_sentences_when_it_says_how_many() -> None:
    raw = "The moon. I hope this helps. It is far. It is cold."
    assert flagged("kind: closing\n", raw) == []
    assert flagged("kind: closing\nsentences: 3\n", raw) == [" I hope this helps."]
    assert messages("kind: closing\nforbidden: []\nrequired: [stay curious]\n", raw) == [
        "End with one of: “stay curious”."
    ]


def test_language_is_judged_by_paragraph_when_the_check_says_so() -> None:
    raw = "The tides come from the moon, and from the sun too.\n\nEbbe und Flut kommen vom Mond und auch von der Sonne."
    check = "kind: language\nallowed: [en]\nper: unit\nmessage: 'This is %s.'\n"
    assert messages(check, raw) == ["This is de."]
    assert flagged(check, raw) == ["Ebbe und Flut kommen vom Mond und auch von der Sonne."]


@settings(max_examples=200)
@given(st.text(alphabet="aZ9 .,'-_/&!\n", max_size=40))
def test_words_are_the_same_when_they_are_counted_the_fast_way(text: str) -> None:
    fast = [word.span() for word in words(text)]
    assert fast == [word.span() for word in WORD.finditer(text)]
