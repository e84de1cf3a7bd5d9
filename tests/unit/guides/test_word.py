"""Word files become Markdown guides; what Markdown cannot hold is listed by place."""

import html
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from copydesk.guides.domain import parse_guide
from copydesk.guides.domain.files import read_guide_file
from copydesk.guides.domain.html_markdown import html_to_markdown
from copydesk.guides.domain.imported import Imported
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.word import read_word
from copydesk.kernel.errors import Invalid, Problem, TooLarge
from tests.unit.guides.word_files import NAMESPACES, bold, heading, italic, paragraph, run, table, word_file

MAX_BYTES = 1_000_000


def read(body: str) -> Imported:
    return read_word(word_file(body), max_bytes=MAX_BYTES)


def notes(body: str) -> list[tuple[str, str, str]]:
    return [(note.kind, note.place, note.message) for note in read(body).notes]


def test_makes_headings_with_keys_of_heading_styles_whatever_the_language_of_word() -> None:
    body = heading(1, "Tone") + paragraph("How it sounds.") + heading(2, "Be kind") + paragraph("Always.")
    assert read(body) == Imported("# Tone {#tone}\n\nHow it sounds.\n\n## Be kind {#be-kind}\n\nAlways.\n")


def test_keeps_a_key_that_stands_in_the_heading() -> None:
    assert read(heading(1, "Tone {#voice severity=minor}")).source == "# Tone {#voice severity=minor}\n"


def test_takes_over_emphasis_links_and_line_breaks() -> None:
    link = '<w:hyperlink r:id="rLink">' + run("the page") + "</w:hyperlink>"
    body = paragraph(
        run("Say "),
        bold("what "),
        bold("is"),
        italic(" true"),
        run(", see "),
        link,
        "<w:r><w:br/></w:r>",
        run("below."),
    )
    assert read(heading(1, "A") + body).source == (
        "# A {#a}\n\nSay **what is** *true*, see [the page](<https://example.org/a(b)>)\\\nbelow.\n"
    )


def test_takes_over_lists_in_lists() -> None:
    body = "".join(
        paragraph(text, item=item)
        for text, item in (("one", (1, 0)), ("under", (2, 1)), ("under too", (2, 1)), ("two", (1, 0)))
    )
    assert read(heading(1, "A") + body).source == "# A {#a}\n\n- one\n  1. under\n  2. under too\n- two\n"


def test_takes_over_tables_with_the_first_row_as_head() -> None:
    body = heading(1, "A") + table(("Say", "Not"), ("use", "util|ise"), ("one",))
    assert read(body).source == "# A {#a}\n\n| Say | Not |\n|---|---|\n| use | util\\|ise |\n| one |  |\n"


def test_takes_over_footnotes() -> None:
    reference = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    source = read(heading(1, "A") + paragraph(run("So it is"), reference)).source
    (note,) = read_blocks(parse_guide(source).rules[0].body).footnotes
    assert (note.n_uses, note.definition is not None and "Where it is said." in note.definition) == (1, True)


def test_makes_examples_of_paragraphs_that_begin_with_good_and_bad_in_bold() -> None:
    body = (
        heading(1, "A")
        + paragraph("Text.")
        + paragraph(bold("Good: "), run("Yes."))
        + paragraph(italic("It is short."))
    )
    body += paragraph(bold("Bad:"), run(" It depends.")) + paragraph("More.")
    blocks = read_blocks(parse_guide(read(body).source).rules[0].body)
    assert [(example.verdict, example.text, example.explanation) for example in blocks.examples] == [
        ("good", "Yes.", "It is short."),
        ("bad", "It depends.", None),
    ]


TYPED = (
    *("1. no list", "# no heading", "- no item", "&gt; no quote", "a\\b"),
    "*no* emphasis_ and `code` [link](x) &lt;b&gt;",
)


@pytest.mark.parametrize("text", TYPED)
def test_keeps_signs_as_they_are_typed(text: str) -> None:
    source = read(heading(1, "A") + paragraph(text)).source
    assert len(parse_guide(source).rules) == 1
    assert "\\" in source


def test_takes_over_quotes_and_says_which_styles_mean_nothing() -> None:
    body = heading(1, "A") + paragraph("Said.", style="Quote") + paragraph("Plain.", style="Fancy")
    found = read(body)
    assert found.source == "# A {#a}\n\n> Said.\n\nPlain.\n"
    assert [note.message for note in found.notes] == [
        'Paragraphs of the style "Fancy" became plain paragraphs.'
    ]


INSERTED = '<w:ins w:id="1" w:author="x">' + run("new words") + "</w:ins>"
DELETED = '<w:del w:id="2" w:author="x"><w:r><w:delText>old words</w:delText></w:r></w:del>'
TEXT_BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        ("<w:r><w:drawing/></w:r>", "image", "An image was left out."),
        ("<w:r><w:pict/></w:r>", "image", "An image was left out."),
        ("<w:r><w:object/></w:r>", "object", "An embedded object was left out."),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "comment", "A comment was left out."),
        (INSERTED, "tracked", 'A tracked insertion was accepted: "new words".'),
        (DELETED, "tracked", 'A tracked deletion was carried out: "old words".'),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "formula", "A formula was left out."),
        (TEXT_BOX, "text_box", "The text of a text box was put into the text near this place."),
    ],
)
def test_lists_what_markdown_cannot_hold_by_place(content: str, kind: str, message: str) -> None:
    body = heading(1, "Tone") + paragraph("Text.") + paragraph(run("Here "), content)
    assert notes(body) == [(kind, 'paragraph 3, under "Tone"', message)]


def test_takes_tracked_changes_as_done_and_keeps_the_text_of_boxes() -> None:
    body = heading(1, "A") + paragraph(run("Say "), INSERTED, DELETED) + paragraph(TEXT_BOX)
    source = read(body).source
    assert "Say new words\n" in source
    assert "old words" not in source
    assert "In a box." in source


def test_quotes_a_comment_that_was_left_out() -> None:
    said = f'<w:comment w:id="0">{paragraph("Really?")}</w:comment>'
    comments = f"<w:comments {NAMESPACES}>{said}</w:comments>"
    body = heading(1, "A") + paragraph(run("x"), '<w:r><w:commentReference w:id="0"/></w:r>')
    found = read_word(word_file(body, {"word/comments.xml": comments}), max_bytes=MAX_BYTES)
    assert [note.message for note in found.notes] == ['A comment was left out: "Really?".']


def test_says_that_merged_cells_were_taken_apart() -> None:
    row = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('wide')}</w:tc></w:tr>"
    body = (
        heading(1, "A")
        + f"<w:tbl>{row}<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    )
    assert "| wide |  |\n" in read(body).source
    assert notes(body) == [("table", "table 1", "Merged cells were taken apart.")]


def test_says_so_when_there_are_no_headings() -> None:
    assert notes(paragraph("Only text."))[0][0] == "headings"


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>'


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        (b"", Invalid, "damaged"),
        (b"no zip at all", Invalid, "damaged"),
        (word_file(paragraph("x"))[:-40], Invalid, "damaged"),
        (word_file("<w:p>"), Invalid, "damaged"),
        (word_file("<w:p>" * 5_000 + "</w:p>" * 5_000), Invalid, "damaged"),
        (zipped({"a.txt": b"x"}), Invalid, "holds no document"),
        (zipped({"word/document.xml": ENTITIES}), Invalid, "entities"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", Invalid, "old .doc file"),
        (bytes(4 * MAX_BYTES + 1), TooLarge, "at most"),
        (zipped({"word/document.xml": b" " * 30_000_000}), TooLarge, "unpacks to"),
        (zipped({f"part{number}.xml": b"" for number in range(5_001)}), TooLarge, "5001 parts"),
    ],
)
def test_refuses_what_is_no_word_file_or_too_large(raw: bytes, error: type[Problem], words: str) -> None:
    with pytest.raises(error, match=words):
        read_word(raw, max_bytes=MAX_BYTES)


def test_counts_only_the_text_when_a_file_holds_many_images() -> None:
    images = {f"word/media/{number}.png": bytes(MAX_BYTES) for number in range(10)}
    source = read_word(word_file(heading(1, "A"), images), max_bytes=MAX_BYTES).source
    assert source == "# A {#a}\n"


def test_refuses_a_guide_that_would_be_too_large() -> None:
    with pytest.raises(TooLarge, match="more than 2000 bytes"):
        read_word(word_file(heading(1, "A") + paragraph("x" * 2_000)), max_bytes=2_000)


def test_reads_every_kind_of_file_by_the_end_of_its_name() -> None:
    word = word_file(heading(1, "A"))
    assert read_guide_file("guide.DOCX", word, max_bytes=MAX_BYTES).source == "# A {#a}\n"
    assert read_guide_file("guide.md", b"\xef\xbb\xbf# A\r\n", max_bytes=MAX_BYTES).source == "# A\r\n"
    written = b'{"format": "copydesk-guide/1", "rules": [{"title": "A"}]}'
    assert read_guide_file("guide.json", written, max_bytes=MAX_BYTES).source == "## A\n"


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"# A\x00"])
def test_refuses_a_file_that_is_not_text(raw: bytes) -> None:
    with pytest.raises(Invalid, match="not text"):
        read_guide_file("guide.md", raw, max_bytes=MAX_BYTES)


def test_refuses_a_file_that_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_guide_file("guide.md", b"x" * 11, max_bytes=10)


SIGNS = st.text(st.sampled_from("ab1 #>-+*_`[](){}!|~=<&;:.\\é^\"'/"), min_size=1, max_size=16)


@settings(max_examples=100, deadline=None)
@given(SIGNS)
def test_is_read_as_what_was_typed_whatever_signs_a_paragraph_holds(text: str) -> None:
    source = html_to_markdown(f"<h1>A</h1><p>{html.escape(text)}</p>")
    rendered = MarkdownIt("commonmark").render(source).split("</h1>\n", 1)[1]
    assert rendered.count("<p>") <= 1
    said = html.unescape(re.sub(r"</?p>", "", rendered)).strip()
    assert said.split() == text.split()
    assert "<" not in re.sub(r"</?p>", "", rendered).replace("&lt;", "")
