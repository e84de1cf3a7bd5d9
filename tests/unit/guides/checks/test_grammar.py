"""Grammar by harper: exact places, its fixes, and only where the text is English."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.checks.detection import guess_language
from copydesk.guides.checks.kind import Budget
from copydesk.guides.checks.proofreading import PIECE_CHARS, known_rules, pieces, proofreader
from copydesk.guides.checks.scopes import read_scope
from copydesk.guides.checks.text import Text
from tests.unit.guides.checks.linting import fixed, flagged, hits, messages, prepare

CHECK = "kind: grammar\n"


@pytest.mark.parametrize(
    "before", ["😀 ", "ß and é: ", "👩🏽‍🔬👩🏽‍🔬 ", "e\u0301 ", "**bold** and `code`, ", "日本 ", "- "]
)
def test_place_is_exact_when_characters_of_several_bytes_stand_before_it(before: str) -> None:
    raw = f"{before}Yesterday I have eaten an banana in the the garden of my house."
    found = flagged(CHECK, raw)
    assert "an" in found
    assert "the the" in found
    assert "a banana in the garden" in fixed(CHECK, raw)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=30), st.text(max_size=30))
def test_mistake_is_inside_its_text_when_it_is_any_text(before: str, behind: str) -> None:
    reader = proofreader("american", frozenset({"AnA", "RepeatedWords", "SpellCheck"}))
    text = f"{before} It is an test of it. {behind}"
    for mistake in reader.read(text, Budget(5.0)):
        assert 0 <= mistake.start < mistake.end <= len(text)
    assert "an" in [text[one.start : one.end] for one in reader.read(text, Budget(5.0)) if one.rule == "AnA"]


@pytest.mark.parametrize(
    "raw",
    [
        "Das ist ein deutscher Satz, in dem dem Prüfer nichts auffallen soll, obwohl es an an fehlt.",
        "an an",
        "",
        "Ceci est une phrase française, et il y a an banana the the.",
    ],
)
def test_text_is_left_alone_when_it_is_not_english_or_too_short_to_tell(raw: str) -> None:
    assert flagged(CHECK, raw) == []


def test_quote_in_another_language_is_left_alone_when_the_text_is_english() -> None:
    german = "Ich habe das das gestern mit an Banane gesehen, und es war ein sehr schöner Tag am See."
    raw = f"The poem that the the author wrote is short, and it is a good one. He says:\n\n> {german}\n"
    assert flagged(CHECK, raw) == ["the the"]


def test_rule_is_off_when_the_check_says_so() -> None:
    raw = "This is an test of the the grammar check that we have."
    assert flagged("kind: grammar\nwithout: [AnA]\n", raw) == ["the the"]
    assert flagged("kind: grammar\nonly: [AnA]\n", raw) == ["an"]
    assert flagged("kind: grammar\nwithout_sorts: [Repetition, Miscellaneous]\n", raw) == []


def test_word_may_be_a_name_when_no_dictionary_knows_it_and_not_when_grammar_is_wrong() -> None:
    raw = "This is an test of Copydeskly, and teh desk of Copydeskly's is good to work at."
    found = hits("kind: grammar\nspelling: true\n", raw)
    assert {raw[hit.start : hit.end]: hit.word for hit in found} == {
        "an": None,
        "Copydeskly": "Copydeskly",
        "teh": None,
        "Copydeskly's": "Copydeskly",
    }


def test_word_is_right_when_the_project_or_the_check_knows_it() -> None:
    raw = "We write the answers in Copydeskly, and Copydeskly's desk is good to work at."
    check = "kind: grammar\nspelling: true\nonly: [AnA]\n"
    prepared, scope = prepare(check)
    assert flagged(check, raw) == ["Copydeskly", "Copydeskly's"]
    assert list(prepared.run(Text(raw, words=["copydeskly"]), read_scope(scope), Budget(5.0))) == []
    assert flagged(f"{check}words: [Copydeskly]\n", raw) == []


def test_items_and_headings_may_begin_small_when_sentences_may_not() -> None:
    raw = "# on the tides of the sea\n\nthis is a line of text about the sea and the moon.\n\n- the moon and its light\n"
    assert flagged("kind: grammar\nonly: [SentenceCapitalization]\n", raw) == ["this"]


def test_nothing_is_said_beside_code_when_its_words_are_not_seen() -> None:
    raw = "Use the function that makes an `test` and a `error` in the file of the project."
    assert flagged("kind: grammar\nonly: [AnA]\n", raw) == []


def test_code_is_left_alone_when_nobody_has_marked_it() -> None:
    raw = "The loop is an good one, and it goes over all of the items:\n\nfor (i = 0; i < an banana; i++) { print(items[i]); }\n"
    assert flagged("kind: grammar\nonly: [AnA, CapitalizePersonalPronouns]\n", raw) == ["an"]


def test_rule_of_taste_is_off_when_nobody_asks_for_it() -> None:
    raw = "Let the bread rise for 2-3 hours... in the kitchen of your home, and then bake it."
    assert flagged(CHECK, raw) == []
    assert flagged("kind: grammar\nalso: [UseEllipsisCharacter]\n", raw) == ["..."]
    assert flagged("kind: grammar\nwithout: []\n", raw) == ["-", "..."]


def test_message_is_the_guides_own_when_it_has_one() -> None:
    raw = "This is an test of the grammar check that we have."
    assert messages("kind: grammar\nonly: [AnA]\nmessage: 'Not “%s”: %s'\n", raw) == [
        "Not “an”: Incorrect indefinite article."
    ]


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="aB. !\n…。", max_size=4 * PIECE_CHARS))
def test_pieces_hold_all_words_once_when_a_text_is_long(text: str) -> None:
    parts = list(pieces(text))
    assert all(end - start <= PIECE_CHARS or len(text) <= PIECE_CHARS for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))
    assert "".join("".join(text[start:end].split()) for start, end in parts) == "".join(text.split())


def test_rules_of_harper_have_names_when_they_are_asked_for() -> None:
    assert known_rules()["AnA"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cat sat on the mat and looked at the dog.", "en"),
        ("Das ist ein deutscher Satz mit vielen Wörtern.", "de"),
        ("これは日本語の文です。とても短いですけれども。", "ja"),
        ("Hello!", None),
        ("12345 67890 12345 67890", None),
    ],
)
def test_language_is_told_when_there_are_letters_enough(text: str, language: str | None) -> None:
    guess = guess_language(text)
    assert (guess.language if guess else None) == language
