"""Every unit of a text stands where it says, whatever markup, line ends and letters are around it."""

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.guides.checks.scopes import UnknownScope, read_scope
from copydesk.guides.checks.text import Markup, Text
from copydesk.guides.checks.units import HIDDEN

PAGE = """\
# A *first* title #

Hello **bold** and `code` &amp; \\* end.
Second line, [a link](https://example.org "t") and ![a *picture*](p.png).

- item one
  goes on
- > a quote **in** a list

| Head | B\\|c |
|---|---|
| cell | two words |

```python
print("code")
```

The last paragraph.
"""


def texts(scope: str, raw: str = PAGE) -> list[str]:
    return [unit.text for unit in Text(raw).units(read_scope([scope]))]


def written(scope: str, raw: str = PAGE) -> list[str]:
    found = Text(raw).units(read_scope([scope]))
    return [raw[slice(*unit.span(0, len(unit.text)))] for unit in found]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("heading", ["A first title"]),
        ("heading.h1", ["A first title"]),
        ("heading.h2", []),
        ("first_paragraph", [f"Hello bold and {HIDDEN} & * end. Second line, a link and {HIDDEN}."]),
        ("last_paragraph", ["The last paragraph."]),
        ("list", ["item one goes on", "a quote in a list"]),
        ("list & ~blockquote", ["item one goes on"]),
        ("blockquote", ["a quote in a list"]),
        ("table", ["Head", "B|c", "cell", "two words"]),
        ("table.header", ["Head", "B|c"]),
        ("text.table.cell", ["cell", "two words"]),
        ("strong", ["bold", "in"]),
        ("strong & list", ["in"]),
        ("emphasis", ["first", "picture"]),
        ("link", ["a link"]),
        ("alt", ["a picture"]),
        ("code", ["code", 'print("code")']),
        ("code.block", ['print("code")']),
        ("sentence & list", ["item one goes on", "a quote in a list"]),
        ("~paragraph & ~list & ~table & ~alt", ["A first title"]),
    ],
)
def test_scope_has_its_units_when_named(scope: str, expected: list[str]) -> None:
    assert texts(scope) == expected


def test_units_stand_where_they_are_written_when_markup_is_inside() -> None:
    assert written("table.header") == ["Head", "B\\|c"]
    assert written("strong") == ["bold", "in"]
    assert written("code") == ["code", 'print("code")']
    assert written("heading") == ["A *first* title"]
    assert written("alt") == ["a *picture"]


def test_code_is_no_text_when_it_stands_in_a_line_or_a_block() -> None:
    assert not any("code" in text for text in texts("text"))
    assert "print" in texts("raw")[0]


def test_document_holds_headings_and_tables_and_summary_does_not_when_joined() -> None:
    assert "A first title" in texts("document")[0]
    assert "two words" in texts("document")[0]
    assert "A first title" not in texts("summary")[0]
    assert "two words" not in texts("summary")[0]
    assert "item one" in texts("summary")[0]


def test_settings_of_a_page_are_no_text_when_it_begins_with_them() -> None:
    raw = "---\ntitle: Very good\n---\n\nA paragraph.\n"
    assert texts("text", raw) == ["A paragraph."]
    assert written("text", raw) == ["A paragraph."]


@pytest.mark.parametrize("scope", ["headings", "raw & ~heading", "text.comment", ""])
def test_scope_is_refused_when_there_is_none_of_the_name(scope: str) -> None:
    with pytest.raises(UnknownScope, match="scope"):
        read_scope([scope])


def test_titles_are_headings_when_plain_text_underlines_them() -> None:
    text = Text("The title\n=========\nA line.\n\nMore.", "plain")
    assert [(unit.text, "heading" in unit.tags) for unit in text.blocks] == [
        ("The title", True),
        ("A line.", False),
        ("More.", False),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "." * 60_000,
        "a" + " " * 60_000 + "b",
        "a\n" + " \n" * 30_000,
        "- " * 3_000,
        "a. " * 20_000,
        "|" * 20_000,
        "[" * 5_000,
    ],
)
@pytest.mark.parametrize("markup", ["markdown", "plain"])
def test_text_is_cut_at_once_when_it_is_long_and_hard(raw: str, markup: Markup) -> None:
    begun = process_time()
    text = Text(raw, markup)
    assert text.document.text.count("\0") == 0
    assert len(text.sentences) >= 0
    assert process_time() - begun < 10


def test_plain_text_has_its_paragraphs_when_lines_between_are_blank() -> None:
    raw = "\r\n one\r\ntwo\r\n \t\r\nthree  \n\n\n"
    assert [unit.text for unit in Text(raw, "plain").blocks] == [" one\r\ntwo", "three  "]
    assert [raw[slice(*unit.span(0, len(unit.text)))] for unit in Text(raw, "plain").blocks] == [
        " one\r\ntwo",
        "three  ",
    ]


WORDS = st.sampled_from(
    ["word", "naïve", "e\u0301tude", "👩‍🚀", "日本語", "&amp;", "\\*", "`x y`", "**bold it**", "*em*", "[a b](u)", "![p](q)", "~~s~~",
     "<b>x</b>", "<br>", "a|b", "#", "- ", "**", "_", "`", "<http://a.b>", "\u00a0", "\t", "x.", "Y?", "&nope;", "\\", "$5"]
)  # fmt: skip
STARTS = st.sampled_from(
    ["", "# ", "- ", "> ", "1. ", "  ", "    ", "> - ", "| ", "```\n", "## x\n", "---\n"]
)
ENDS = st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "  \n", "\\\n", " |\n|---|\n", "\r"])
LINES = st.tuples(STARTS, st.lists(WORDS, max_size=6).map(" ".join), ENDS).map("".join)
PAGES = st.lists(LINES, max_size=8).map("".join)


@given(PAGES)
@example("\u00a0\nword\n")
@example("\u00a0 word |\n|---|\n")
@example("- word\n\t word\n")
@example("> a\r\n>  b `c\r\n> d`\r\n")
def test_each_letter_stands_where_it_says_when_markdown_is_wild(raw: str) -> None:
    text = Text(raw)
    for unit in [*text.blocks, *text.inlines, *text.sentences]:
        for at, char in enumerate(unit.text):
            start, end = unit.span(at, at + 1)
            assert 0 <= start < end <= len(raw)
            if char.isalpha():
                assert raw[start:end] == char


@given(PAGES)
def test_units_go_forward_when_markdown_is_wild(raw: str) -> None:
    for unit in Text(raw).blocks:
        starts = [unit.span(at, at + 1)[0] for at in range(len(unit.text))]
        assert starts == sorted(starts)
