"""Anchors point at text by code points, and say so when they point beside it."""

import pytest

from copydesk.kernel.anchor import Anchor, check_anchor, resolve_pointer

DOCUMENT = {"responses": [{"content": "a 😀 smile"}], "a/b": {"~": "tilde"}, "n": 3}


def anchor(pointer: str, start: int, end: int, quote: str) -> Anchor:
    return Anchor(target="item", pointer=pointer, start=start, end=end, quote=quote)


def test_accepts_when_the_quote_stands_there_by_code_points() -> None:
    assert check_anchor(anchor("/responses/0/content", 2, 3, "😀"), DOCUMENT, "/anchor") == []


@pytest.mark.parametrize(
    ("pointer", "start", "end", "quote", "at"),
    [
        ("/responses/0/content", 4, 9, "smil", "/anchor/quote"),
        ("/responses/0/content", 3, 2, "", "/anchor/quote"),
        ("/responses/1/content", 0, 1, "a", "/anchor/pointer"),
        ("/responses/x/content", 0, 1, "a", "/anchor/pointer"),
        ("/n", 0, 1, "3", "/anchor/pointer"),
        ("no-slash", 0, 1, "a", "/anchor/pointer"),
    ],
)
def test_names_the_place_when_it_points_beside_the_text(
    pointer: str, start: int, end: int, quote: str, at: str
) -> None:
    assert [fault.at for fault in check_anchor(anchor(pointer, start, end, quote), DOCUMENT, "/anchor")] == [
        at
    ]


def test_unescapes_slash_and_tilde_when_resolving() -> None:
    assert resolve_pointer(DOCUMENT, "/a~1b/~0") == (True, "tilde")


def test_gives_the_whole_document_when_the_pointer_is_empty() -> None:
    assert resolve_pointer(DOCUMENT, "") == (True, DOCUMENT)
