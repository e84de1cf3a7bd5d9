"""CSV, TSV and Parquet: a header, a row per record, and no fault of one row spoils another."""

import csv
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.exchange.domain.imports import FileRefused
from copydesk.exchange.formats import FORMATS
from copydesk.exchange.formats.sniffing import sniff
from tests.unit.exchange.reading import faults, in_blocks, read, source_of, values


@pytest.mark.parametrize("size", [3, 11, 65_536])
async def test_reads_quoted_fields_with_line_ends_when_blocks_cut_them(size: int) -> None:
    content = b'id,text\r\n1,"two\r\nlines, ""quoted"""\r\n\r\n2,plain\r\n'
    records = await read("csv", content, size=size)
    assert values(records) == [{"id": "1", "text": 'two\r\nlines, "quoted"'}, {"id": "2", "text": "plain"}]
    assert [record.number for record in records] == [2, 5]
    assert records[0].raw == b'1,"two\r\nlines, ""quoted"""'


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
async def test_finds_the_delimiter_when_the_header_shows_it(mark: str) -> None:
    content = (
        "\ufeffid,text\n1,ä;b\n".replace(",", mark).encode() if mark != ";" else b"id;text\n1;\xc3\xa4,b\n"
    )
    records = await read("csv", content)
    assert values(records)[0]["id"] == "1"


async def test_reads_on_when_a_row_has_too_few_or_too_many_fields() -> None:
    records = await read("csv", b"id,text\n1,a\n2\n3,a,b\n4,d\n")
    assert [value["id"] for value in values(records)] == ["1", "4"]
    assert faults(records) == {
        3: "has 1 fields, but the header has 2 columns",
        4: "has 3 fields, but the header has 2 columns",
    }


async def test_spoils_one_line_when_a_quote_never_closes() -> None:
    records = await read("csv", b'id,text\n1,"open\n2,b\n3,c\n', size=5)
    assert [value["id"] for value in values(records)] == ["2", "3"]
    assert "a quote opens in line 2 and does not close" in faults(records)[2]


async def test_spoils_one_line_when_a_quote_closes_beyond_the_limit() -> None:
    rows = b"".join(b"%d,row\n" % number for number in range(3, 400))
    records = await read("csv", b'id,text\n2,"open\n' + rows, size=200, line_max_bytes=600)
    assert len(values(records)) == 397
    assert set(faults(records)) == {2}


async def test_names_the_line_when_it_is_not_utf8() -> None:
    records = await read("csv", b"id,text\n1,caf\xe9\n2,b\n")
    assert "byte 0xE9" in faults(records)[2]
    assert len(values(records)) == 1


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"id,text,id\n", "'id' twice"), (b"id,,text\n", "without a name")]
)
async def test_refuses_the_file_when_the_header_cannot_name_columns(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        await read("csv", content)


async def test_keeps_the_header_when_rejects_will_need_it() -> None:
    source = source_of(b"\xef\xbb\xbfid,text\r\n1,a\r\n")
    assert [record async for block in FORMATS["csv"].read(source) for record in block]
    assert source.header == "id,text"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=2
        )
    ),
    st.integers(1, 40),
)
async def test_reads_what_the_csv_module_wrote_when_cut_anywhere(rows: list[list[str]], size: int) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b"], *rows])
    # A row whose only text is in one column is never empty: there are always two columns.
    records = await read("csv", text.getvalue().encode(), size=size)
    assert [list(value.values()) for value in values(records)] == rows


def parquet(**columns: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, row_group_size=100)
    return file.getvalue()


async def test_reads_nested_rows_when_the_file_is_parquet() -> None:
    messages = [[{"role": "user", "content": f"text {number}"}] for number in range(1_000)]
    records = await read("parquet", parquet(id=range(1_000), messages=messages))
    assert [record.number for record in records] == list(range(1, 1_001))
    assert records[999].value == {"id": 999, "messages": [{"role": "user", "content": "text 999"}]}


@pytest.mark.parametrize("content", [b"PAR1 and nothing else", b"PAR1" + b"\0" * 100 + b"PAR1"])
async def test_refuses_the_file_when_it_only_says_that_it_is_parquet(content: bytes) -> None:
    with pytest.raises(FileRefused, match="Parquet"):
        await read("parquet", content)


@pytest.mark.parametrize(
    ("filename", "head", "found"),
    [
        ("a.jsonl", b"anything", "jsonl"),
        ("a.csv", b"{", "csv"),
        ("a.tsv", b"", "tsv"),
        ("-", b'{"id": 1}\n{"id": 2}', "jsonl"),
        ("a.json", b'{"id": 1}\n{"id": 2}', "jsonl"),
        ("a.json", b'{ "items": [{}]}', "json"),
        ("a.json", b'{\n "items": [', "json"),
        ("-", b'  [{"id"', "json"),
        ("export.json", b'[{"id": 1, "data": {}, "annotations": []}]', "label_studio"),
        ("-", b"id,text\n", "csv"),
        ("x.bin", b"PAR1....", "parquet"),
    ],
)
def test_tells_the_format_when_looking_at_name_and_beginning(filename: str, head: bytes, found: str) -> None:
    assert sniff(filename, head) == found


@pytest.mark.parametrize(
    ("head", "words"),
    [(b"\xff\xfei\0d\0", "UTF-16"), (b"\x1f\x8b\x08", "gzip"), (b"PK\x03\x04", "spreadsheet")],
)
def test_says_the_way_out_when_no_format_here_begins_like_that(head: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        sniff("a.csv", head)


async def test_gives_the_beginning_again_when_it_was_looked_at() -> None:
    source = source_of(b"0123456789" * 20_000, size=777)
    assert len(await source.head()) == 65_536
    assert b"".join([block async for block in source.blocks()]) == b"0123456789" * 20_000
    assert [block async for block in in_blocks(b"ab", 1)] == [b"a", b"b"]
