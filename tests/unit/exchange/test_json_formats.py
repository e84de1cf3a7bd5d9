"""JSON Lines and JSON: a bad record is named by its place, and memory ends at the limit of one record."""

import orjson
import pytest

from copydesk.exchange.domain.imports import FileRefused
from tests.unit.exchange.reading import faults, read, source_of, values

THREE = b'{"id": 1}\n\n{"id": 2}\r\n{"id": 3}'


@pytest.mark.parametrize("size", [1, 7, 65_536])
async def test_reads_every_line_when_blocks_are_of_any_size(size: int) -> None:
    records = await read("jsonl", b"\xef\xbb\xbf" + THREE, size=max(size, 3))
    assert values(records) == [{"id": 1}, {"id": 2}, {"id": 3}]
    assert [record.number for record in records] == [1, 3, 4]


async def test_reads_on_when_a_line_is_broken() -> None:
    records = await read("jsonl", b'{"id": 1}\n{"id": \n[1]\n{"id": 4}\n')
    assert values(records) == [{"id": 1}, {"id": 4}]
    found = faults(records)
    assert "not valid JSON" in found[2]
    assert "column" in found[2]
    assert "a JSON object, not a list" in found[3]
    assert records[1].raw == b'{"id": '


async def test_names_the_byte_when_a_line_is_not_utf8() -> None:
    records = await read("jsonl", b'{"id": 1}\n{"t": "caf\xe9"}\n{"id": 3}\n')
    assert values(records) == [{"id": 1}, {"id": 3}]
    assert "byte 0xE9 at column 11" in faults(records)[2]


@pytest.mark.parametrize("size", [100, 999, 65_536])
async def test_skips_to_the_next_line_when_one_is_too_long(size: int) -> None:
    long = b'{"id": "' + b"x" * 5_000 + b'"}'
    records = await read(
        "jsonl", b'{"id": 1}\n' + long + b'\n{"id": 3}\n' + long, size=size, line_max_bytes=1_000
    )
    assert values(records) == [{"id": 1}, {"id": 3}]
    assert set(faults(records)) == {2, 4}
    assert "longer than 1000 bytes" in faults(records)[2]


@pytest.mark.parametrize("size", [5, 65_536])
@pytest.mark.parametrize(
    "content", [b'[{"id": 1}, {"id": 2.5}]', b'{"version": 1, "items": [{"id": 1}, {"id": 2.5}], "n": []}']
)
async def test_reads_an_array_or_an_object_with_items_as_a_stream(content: bytes, size: int) -> None:
    assert values(await read("json", content, size=size)) == [{"id": 1}, {"id": 2.5}]


async def test_keeps_the_good_ones_when_json_breaks_in_the_middle() -> None:
    records = await read("json", b'[{"id": 1}, {"id": 2}, {"id": 3 4}]')
    assert values(records) == [{"id": 1}, {"id": 2}]
    assert "nothing after it could be read" in faults(records)[3]


async def test_says_so_when_json_ends_too_early() -> None:
    records = await read("json", b'[{"id": 1}, {"id": 2}')
    assert values(records) == [{"id": 1}, {"id": 2}]
    assert "not valid JSON" in faults(records)[3]


async def test_gives_up_when_a_record_of_an_array_has_no_end() -> None:
    content = b'[{"id": 1}, {"id": "' + b"x" * 300_000 + b'"}, {"id": 3}]'
    records = await read("json", content, line_max_bytes=100_000, size=10_000)
    assert values(records) == [{"id": 1}]
    assert "no end within 100000 bytes" in faults(records)[2]


async def test_names_a_member_of_the_array_when_it_is_no_object() -> None:
    assert "an object, not a number" in faults(await read("json", b'[{"id": 1}, 5]'))[2]


@pytest.mark.parametrize(
    ("content", "words"), [(b"hello", "not JSON"), (b'{"records": []}', 'no array "items"')]
)
async def test_refuses_the_file_when_it_holds_no_records(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        await read("json", content)


async def test_refuses_the_file_when_it_is_larger_than_allowed() -> None:
    source = source_of(b"x" * 3_000, size=500, max_bytes=1_000)
    with pytest.raises(FileRefused, match="more than 1000 bytes"):
        [block async for block in source.blocks()]


TASKS = [
    {
        "id": 7,
        "data": {"text": "Say hello."},
        "annotations": [
            {
                "completed_by": {"id": 3, "email": "a@example.org"},
                "created_at": "2025-03-01T10:00:00Z",
                "result": [
                    {"from_name": "tone", "type": "choices", "value": {"choices": ["warm"]}},
                    {"from_name": "topics", "type": "choices", "value": {"choices": ["a", "b"]}},
                    {"from_name": "stars", "type": "rating", "value": {"rating": 4}},
                    {"from_name": "why", "type": "textarea", "value": {"text": ["Because."]}},
                    {"from_name": "pref", "type": "pairwise", "value": {"selected": "left"}},
                    {"from_name": "box", "type": "rectanglelabels", "value": {"x": 1}},
                ],
            },
            {"completed_by": 4, "was_cancelled": True, "result": []},
        ],
        "predictions": [{"score": 0.5}],
    }
]


async def test_makes_judgements_of_annotations_when_a_task_of_label_studio_is_read() -> None:
    task = values(await read("label_studio", orjson.dumps(TASKS)))[0]
    answers = {"tone": "warm", "topics": ["a", "b"], "stars": 4, "why": "Because.", "pref": "left"}
    assert task["judgements"] == [{"by": 3, "at": "2025-03-01T10:00:00Z", "answers": answers}]
    assert task["predictions"] == [{"score": 0.5}]


async def test_names_the_task_when_its_annotations_are_no_list() -> None:
    assert (
        "/annotations must be a list"
        in faults(await read("label_studio", b'[{"id": 1, "annotations": {}}]'))[1]
    )
