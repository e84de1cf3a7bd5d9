"""YAML and JSON that people write, as plain values: no surprises, and each fault with its place."""

import pytest

from copydesk.kernel.source import read_source


def test_takes_words_as_words_and_numbers_as_numbers() -> None:
    text = "a: no\nb: on\nc: 1:30\nd: 2026-01-05\ne: 12\nf: 0.5\ng: true\nh: '7'\ni: ~\n"
    assert read_source(text).value == {
        "a": "no",
        "b": "on",
        "c": "1:30",
        "d": "2026-01-05",
        "e": 12,
        "f": 0.5,
        "g": True,
        "h": "7",
        "i": None,
    }


def test_tells_the_line_of_each_place() -> None:
    assert read_source("a:\n  - x\n  - y: 1\n").lines == {"": 1, "/a": 1, "/a/0": 2, "/a/1": 3, "/a/1/y": 3}


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a: [", "line 2, column 1", "not YAML"),
        ("a: 1\na: 2\n", "/a", "stands twice"),
        ("a: &x [1]\nb: *x\n", "line 1, column 4", "Anchors"),
        ("a: !!python/name:os.system x\n", "/a", "The tag"),
        ("- " * 30, "line 1, column 41", "levels deep"),
        ('{"a": NaN}', "", "not a JSON number"),
        ('{"a": 1', "line 1, column 8", "not JSON"),
        ("a: \x00", "line 1", "is not text"),
    ],
)
def test_names_the_place_when_a_text_cannot_be_read(text: str, at: str, words: str) -> None:
    source = read_source(text)
    assert source.value is None
    assert source.faults[0].at == at
    assert words in source.faults[0].message


def test_stops_at_the_number_of_parts_that_it_was_given() -> None:
    text = "\n".join(["- x"] * 50)
    assert read_source(text).value == ["x"] * 50
    assert "more than 20 parts" in read_source(text, max_nodes=20).faults[0].message
