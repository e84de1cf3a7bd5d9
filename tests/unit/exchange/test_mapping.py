"""A mapping finds the parts of items and judgements wherever they stand, and says what is missing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from copydesk.exchange.domain.canonical import map_canonical, map_label_studio
from copydesk.exchange.domain.imports import RecordRefused, SeenItems
from copydesk.exchange.domain.mapper import compile_items, compile_judgements
from copydesk.exchange.domain.mapping import read_mapping
from copydesk.exchange.domain.records import MappedItem, MappedJudgement
from copydesk.exchange.service import read_mapping_text
from copydesk.kernel.errors import Invalid

PAIR = {
    "external_id": "/id",
    "messages": [{"role": "system", "content": "/meta/system"}, {"content": "/text"}],
    "responses": [{"content": "/x", "model": "/mx", "parameters": "/px"}, {"content": "/y", "id": "/idy"}],
    "keep": ["/topic"],
}
RECORD = {
    "id": 5, "meta": {"system": "Be brief."}, "text": "Hi", "x": "Hello", "mx": 97, "px": {"t": 0},
    "y": "Hey", "idy": "b", "topic": "t", "z": 1,
}  # fmt: skip


def item(
    mapping: dict[str, Any], record: dict[str, Any], judgements: dict[str, Any] | None = None
) -> MappedItem:
    given = {"item": mapping, **({"judgements": judgements} if judgements else {})}
    return compile_items(read_mapping(given, holds="items"), "jsonl")(record)


def judgements(mapping: dict[str, Any], record: dict[str, Any]) -> list[MappedJudgement]:
    given = read_mapping(
        {"judgements": {"item": "/item", "by": "/by", **mapping}}, holds="judgements"
    ).judgements
    assert given is not None
    return compile_judgements(given)(record)


def test_puts_parts_together_when_they_stand_apart() -> None:
    mapped = item(PAIR, RECORD)
    assert mapped.external_id == 5
    assert mapped.content == {
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
        "responses": [
            {"content": "Hello", "source": {"kind": "model", "model": "97", "parameters": {"t": 0}}},
            {"content": "Hey", "id": "b"},
        ],
        "topic": "t",
    }


def test_keeps_every_key_not_used_when_asked_for_all() -> None:
    assert set(item({**PAIR, "keep": "*"}, RECORD).content) == {"messages", "responses", "topic", "z"}


def test_takes_lists_as_they_are_when_a_pointer_leads_to_them() -> None:
    record = {
        "talk": [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Yo"}],
        "out": ["a", {"content": "b", "model": "m"}],
    }
    content = item({"messages": "/talk", "responses": "/out"}, record).content
    assert content["messages"] == [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}]
    assert content["responses"] == [
        {"content": "a"},
        {"content": "b", "source": {"kind": "model", "model": "m"}},
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": None}, "/text is missing"),
        ({"id": ""}, "/id is missing"),
        ({"meta": "x"}, "/meta/system is missing"),
    ],
)
def test_names_the_pointer_when_there_is_nothing_at_it(change: dict[str, Any], words: str) -> None:
    with pytest.raises(RecordRefused, match=words):
        item(PAIR, {**RECORD, **change})


def test_translates_answers_when_the_mapping_has_a_table() -> None:
    mapping = {
        "at": "/at",
        "answers": {
            "better": {"from": "/winner", "map": {"left": "r1", "true": "yes"}},
            "stars": {"from": "/stars", "as": "number"},
            "tags": {"from": "/tags", "as": "json"},
            "why": "/why",
        },
    }
    record = {
        "item": 3,
        "by": 58,
        "winner": "left",
        "stars": "4",
        "tags": '["a"]',
        "at": "2025-01-02T03:04:05+01:00",
    }
    assert judgements(mapping, record) == [
        MappedJudgement(
            "58", datetime.fromisoformat("2025-01-02T03:04:05+01:00"), None,
            {"better": "r1", "stars": 4, "tags": ["a"]}, "3",
        )
    ]  # fmt: skip
    assert judgements(mapping, {**record, "winner": True, "stars": ""})[0].answers == {
        "better": "yes",
        "tags": ["a"],
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"winner": "both"}, "'both', which the mapping does not know; it knows left"),
        ({"stars": "four"}, "/stars must be a number"),
        ({"by": ""}, "/by must say who judged"),
        ({"by": None}, "/by is missing"),
        ({"item": None}, "/item is missing"),
        ({"at": "yesterday"}, "/at must be a time"),
    ],
)
def test_says_what_is_wrong_when_a_judgement_cannot_be_read(change: dict[str, Any], words: str) -> None:
    mapping = {
        "at": "/at",
        "answers": {
            "better": {"from": "/winner", "map": {"left": 1}},
            "stars": {"from": "/stars", "as": "number"},
        },
    }
    with pytest.raises(RecordRefused, match=words):
        judgements(mapping, {"item": 3, "by": 58, "winner": "left", "stars": "4", "at": None, **change})


def test_reads_judgements_inside_a_record_when_they_stand_in_a_list() -> None:
    inline = {"each": "/votes", "by": "/who", "answers": {"better": "/what"}}
    mapped = item({"messages": []}, {"votes": [{"who": "a", "what": 1}, {"who": "b", "what": 2}]}, inline)
    assert [(one.by, one.answers) for one in mapped.judgements] == [
        ("a", {"better": 1}),
        ("b", {"better": 2}),
    ]
    assert item({"messages": []}, {"other": 1}, inline).judgements == []


def test_leaves_judgements_out_when_they_have_a_file_of_their_own() -> None:
    apart = {"item": "/id", "by": "/who", "answers": {"better": "/what"}}
    assert item({"messages": []}, {"id": 1}, apart).judgements == []


@pytest.mark.parametrize(
    ("record", "messages", "responses"),
    [
        ({"prompt": "Hi", "chosen": "a", "rejected": "b"}, ["Hi"], ["a", "b"]),
        ({"text": "Hi", "response": "a"}, ["Hi"], ["a"]),
        ({"messages": [{"role": "user", "content": "Hi"}]}, ["Hi"], []),
        (
            {"conversations": [{"from": "human", "value": "Hi"}], "chosen": {"from": "gpt", "value": "a"},
             "rejected": {"value": "b"}},
            ["Hi"], ["a", "b"],
        ),
        ({"prompt": [{"role": "user", "content": "Hi"}], "responses": ["a", "b", "c"]}, ["Hi"], ["a", "b", "c"]),
        (
            {"chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "a"}],
             "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "b"}]},
            ["Hi"], ["a", "b"],
        ),
    ],
)  # fmt: skip
def test_knows_the_usual_keys_when_there_is_no_mapping(
    record: dict[str, Any], messages: list[str], responses: list[str]
) -> None:
    mapped = map_canonical({"id": 9, "topic": "t", **record})
    assert mapped.external_id == 9
    assert [message["content"] for message in mapped.content["messages"]] == messages
    assert [response["content"] for response in mapped.content["responses"]] == responses
    assert mapped.content["topic"] == "t"


def test_takes_the_content_whole_when_it_comes_from_our_own_export() -> None:
    content = {"messages": [], "responses": [{"id": "r1", "content": "a"}], "topic": "t"}
    mapped = map_canonical({"id": "item_4", "external_id": "q-4", "content": content, "submissions": []})
    assert (mapped.external_id, mapped.content) == ("q-4", content)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"id": 1}, "nothing in it"),
        ({"chosen": "a"}, "/rejected is missing"),
        ({"responses": "a"}, "/responses must be a list"),
        (
            {"text": "a", "judgements": [{"by": "x", "answers": []}]},
            "/judgements/0/answers must be an object",
        ),
    ],
)
def test_says_what_it_expected_when_a_record_has_none_of_it(record: dict[str, Any], words: str) -> None:
    with pytest.raises(RecordRefused, match=words):
        map_canonical(record)


def test_keeps_predictions_as_they_are_when_a_task_comes_from_label_studio() -> None:
    task = {
        "id": 7,
        "data": {"text": "Hi", "id": 1},
        "predictions": [{"score": 1}],
        "judgements": [{"by": 3, "answers": {"a": 1}}],
    }
    mapped = map_label_studio(task)
    assert (mapped.external_id, mapped.content["predictions"], mapped.judgements[0].by) == (
        7,
        [{"score": 1}],
        "3",
    )
    assert mapped.content["messages"] == [{"role": "user", "content": "Hi"}]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"item": {"external_id": "id"}}, "/mapping/item/external_id"),
        ({"item": {"keep": ["/a/x", "/b/x"]}}, "/mapping/item"),
        ({"item": {"messages": [{"role": "robot", "content": "/t"}]}}, "/mapping/item/messages/0/role"),
        ({"items": {}}, "/mapping/items"),
        ({"judgements": {"by": "/w", "answers": {"a": "/a"}}}, "/mapping/item"),
    ],
)
def test_names_the_place_when_a_mapping_is_wrong(document: dict[str, Any], place: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_mapping(document, holds="items")
    assert place in {fault.at for fault in refused.value.faults}


def test_refuses_a_mapping_without_items_when_the_file_holds_judgements() -> None:
    with pytest.raises(Invalid, match="file of judgements"):
        read_mapping({"judgements": {"by": "/w", "answers": {"a": "/a"}}}, holds="judgements")


def test_keeps_words_as_words_when_a_mapping_is_written_as_yaml() -> None:
    text = "judgements: {answers: {ok: {from: /ok, map: {yes: 1, no: 2, 3: true}}}}"
    found = read_mapping_text(text)["judgements"]["answers"]["ok"]["map"]
    assert found == {"yes": 1, "no": 2, "3": True}


@pytest.mark.parametrize("text", ["- a", "{", "a: [", "a: 1\na: 2"])
def test_names_the_place_when_a_mapping_cannot_be_read(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_mapping_text(text)
    assert refused.value.faults


def test_tells_naive_times_and_seconds_as_utc() -> None:
    record = {"item": 1, "by": "a", "at": "2025-01-01T00:00:00"}
    mapping = {"at": "/at", "answers": {"a": "/a"}}
    assert judgements(mapping, record)[0].at == datetime(2025, 1, 1, tzinfo=UTC)
    assert judgements(mapping, {**record, "at": 1735689600})[0].at == datetime(2025, 1, 1, tzinfo=UTC)
    assert judgements(mapping, {**record, "at": ""})[0].at is None


def test_remembers_a_million_items_when_each_is_one_bit() -> None:
    seen = SeenItems()
    ids = [*range(1, 100_000, 7), 10**12, 10**12 + 1]
    assert all(seen.add(item_id) for item_id in ids)
    assert not any(seen.add(item_id) for item_id in ids)
    assert sum(len(page) for page in seen._pages.values()) < 30_000
