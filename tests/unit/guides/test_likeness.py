"""Likeness of texts by their signatures: an estimate that is near the truth, for texts that are long enough."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.guides.domain.likeness import (
    LEAST_WORDS,
    N_BANDS,
    SHINGLE_WORDS,
    Alike,
    Signed,
    TextRef,
    band_keys,
    most_alike,
    signature,
    similarity,
    words_of,
)

TIDE = (
    "The tides of the sea are made by the moon, which pulls the water towards it, and by the sun, which helps a little. "
    "In some bays the water rises by more than ten metres, and in others it hardly moves at all."
)


def signed(text: str) -> bytes:
    found = signature(text)
    assert found is not None
    return found


def jaccard(one: str, other: str) -> float:
    """The truth that the signatures estimate."""
    a, b = (
        {tuple(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)}
        for words in (words_of(one), words_of(other))
    )
    return len(a & b) / len(a | b)


def test_texts_are_the_same_when_only_marks_and_capitals_differ() -> None:
    assert similarity(signed(TIDE), signed(TIDE.upper().replace(",", " —"))) == 1.0


def test_texts_are_not_alike_when_they_share_no_run_of_words() -> None:
    other = "Bread is made of flour, salt and time; a good baker waits, folds the dough and waits once more for it to rise."
    assert similarity(signed(TIDE), signed(other)) < 0.1


@pytest.mark.parametrize(
    "text",
    ["", "Yes.", "one two three", "!!! ???", " ".join(["word"] * (LEAST_WORDS - 1)), "12 …" * 5],
)
def test_text_has_no_signature_when_it_is_too_short(text: str) -> None:
    assert signature(text) is None


def test_text_without_spaces_has_a_signature_when_it_is_japanese() -> None:
    one = "潮の満ち引きは月と太陽の引力によって起こります。"
    other = "潮の満ち引きは月と太陽の引力によって起こるのです。"
    assert 0.4 < similarity(signed(one), signed(other)) < 1.0


@pytest.mark.parametrize("n_changed", [0, 4, 10, 25, 60, 120])
def test_estimate_is_near_the_truth_when_words_are_changed(n_changed: int) -> None:
    chance = random.Random(n_changed)
    words = [f"word{chance.randrange(500)}" for _ in range(300)]
    changed = list(words)
    for at in chance.sample(range(300), n_changed):
        changed[at] = f"other{at}"
    one, other = " ".join(words), " ".join(changed)
    assert similarity(signed(one), signed(other)) == pytest.approx(jaccard(one, other), abs=0.15)


def test_texts_share_a_key_when_they_are_alike() -> None:
    edited = TIDE.replace("a little", "somewhat").replace("hardly moves", "barely moves")
    assert jaccard(TIDE, edited) > 0.6
    assert set(band_keys(signed(TIDE), 1)) & set(band_keys(signed(edited), 1))


def test_keys_differ_when_the_projects_do() -> None:
    keys = band_keys(signed(TIDE), 1)
    assert len(keys) == N_BANDS
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert not set(keys) & set(band_keys(signed(TIDE), 2))


def test_most_alike_come_first_when_some_are_below_the_threshold() -> None:
    near = TIDE.replace("a little", "somewhat")
    texts = [
        "Something else altogether, of which nothing is said in the other text about the sea at all.",
        near,
        TIDE,
    ]
    candidates = [Signed("submission", number, "", signed(text)) for number, text in enumerate(texts)]
    found = most_alike(signed(TIDE), candidates, threshold=0.5, limit=10)
    assert [one.ref.id for one in found] == [2, 1]
    assert found[0] == Alike(TextRef("submission", 2), 1.0)
    assert [one.ref.id for one in most_alike(signed(TIDE), candidates, threshold=0.5, limit=1)] == [2]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_like_itself_when_it_has_a_signature(text: str) -> None:
    found = signature(text)
    assert found == signature(text)
    if found is not None:
        assert similarity(found, found) == 1.0


def test_signature_is_the_same_when_another_machine_makes_it() -> None:
    """What is stored must be found again: a change here needs another SCHEME."""
    assert signed(TIDE)[:8].hex() == "d779554a9f4b8335"
    assert band_keys(signed(TIDE), 7)[:2] == [1072304991, 1625620937]
