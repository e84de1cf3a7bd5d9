"""Content in canonical form: ids for every part, and a sentence with a place for whatever is wrong."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.items.domain import ContentRefused, NewItem, nul_places, prepare

LIMIT = 10_000


def made(content: object, external_id: object = "q-1") -> NewItem:
    return prepare(external_id, content, max_bytes=LIMIT)[0]


def read(content: object) -> dict[str, Any]:
    return orjson.loads(made(content).content)


def faults(content: object, external_id: object = "q-1") -> dict[str, str]:
    with pytest.raises(ContentRefused) as refused:
        made(content, external_id)
    return {fault.at: fault.message for fault in refused.value.faults}


def test_numbers_messages_and_responses_when_they_have_no_id() -> None:
    content = read(
        {"messages": [{"role": "user", "content": "Hi"}], "responses": [{"content": "a"}, {"content": "b"}]}
    )
    assert [message["id"] for message in content["messages"]] == ["m1"]
    assert [response["id"] for response in content["responses"]] == ["r1", "r2"]


def test_keeps_given_ids_and_steps_over_them_when_numbering_the_others() -> None:
    content = read({"responses": [{"id": "r2", "content": "a"}, {"content": "b"}, {"content": "c"}]})
    ids = [response["id"] for response in content["responses"]]
    assert ids[0] == "r2"
    assert len(set(ids)) == 3


def test_has_empty_lists_and_keeps_other_keys_when_there_are_no_messages() -> None:
    assert read({"picture": {"url": "a.png"}}) == {
        "messages": [],
        "responses": [],
        "picture": {"url": "a.png"},
    }


def test_has_the_same_hash_when_only_the_order_of_keys_differs() -> None:
    one = made({"a": 1, "responses": [{"content": "x", "id": "r1"}]})
    other = made({"responses": [{"id": "r1", "content": "x"}], "a": 1})
    assert one.content_hash == other.content_hash
    assert one.content_hash != made({"a": 2}).content_hash


@pytest.mark.parametrize(
    ("content", "at", "words"),
    [
        (["x"], "", "JSON object"),
        ({"messages": "Hi"}, "/messages", "a list, not text"),
        ({"messages": ["Hi"]}, "/messages/0", "an object"),
        ({"messages": [{"role": "user"}]}, "/messages/0/content", "is missing"),
        ({"messages": [{"role": "user", "content": 3}]}, "/messages/0/content", "text, not a number"),
        ({"messages": [{"role": "robot", "content": ""}]}, "/messages/0/role", "one of assistant"),
        ({"responses": [{"content": "", "source": "gpt"}]}, "/responses/0/source", "an object"),
        (
            {"responses": [{"content": "", "source": {"kind": "cat"}}]},
            "/responses/0/source/kind",
            "one of import",
        ),
        (
            {"responses": [{"content": "", "source": {"kind": "model", "model": 4}}]},
            "/responses/0/source/model",
            "text",
        ),
        ({"responses": [{"content": "", "id": "a"}, {"content": "", "id": "a"}]}, "/responses/1/id", "twice"),
        ({"responses": [{"content": "", "id": "a b"}]}, "/responses/0/id", "letters"),
        ({"text": "x" * LIMIT}, "", "an item may have 10000"),
        ({"when": object()}, "", "cannot be written as JSON"),
        ({"text": "\ud800"}, "", "cannot be written as JSON"),
    ],
)
def test_names_the_place_when_content_is_wrong(content: object, at: str, words: str) -> None:
    assert words in faults(content)[at]


def test_names_every_place_when_a_text_or_a_key_holds_nul() -> None:
    found = faults({"a/b": ["x", "y\0"], "deep": {"k\0": 1}, "fine": "\\u0000"})
    assert set(found) == {"/a~1b/1", "/deep"}
    assert "U+0000" in found["/deep"]


def test_is_content_when_a_backslash_only_looks_like_nul() -> None:
    assert read({"regex": "\\u0000"})["regex"] == "\\u0000"


@pytest.mark.parametrize(
    ("external_id", "words"),
    [("", "text"), (1.5, "text"), (True, "text"), ("x" * 501, "501"), ("a\0", "U+0000")],
)
def test_refuses_an_external_id_when_it_is_no_short_text(external_id: object, words: str) -> None:
    assert words in faults({}, external_id)["/external_id"]


def test_writes_an_external_id_as_text_when_it_is_a_number() -> None:
    assert made({}, 17).external_id == "17"
    assert made({}, None).external_id is None


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_either_stores_a_canonical_form_of_itself_or_names_a_place_when_content_is_arbitrary(
    content: dict[str, Any],
) -> None:
    try:
        body = made(content).content
    except ContentRefused as refused:
        assert refused.faults  # noqa: PT017 -- which of the two happens depends on the content drawn
        return
    assert not nul_places(content)
    assert made(orjson.loads(body)).content == body
