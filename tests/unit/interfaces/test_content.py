"""An item is checked against the fields that will show it."""

from typing import Any

import pytest

from copydesk.interfaces.service import check_item, parse_document
from tests.unit.interfaces.forms import version_with

MESSAGES = [{"id": "m1", "role": "user", "content": "Hi"}]
RESPONSES = [{"id": "r1", "content": "Hello"}, {"id": "r2", "content": "Hey"}]
COMPARE = {"key": "q", "type": "preference", "over": "answers", "strengths": 3}
WRITE = {"key": "q", "type": "text"}


def faults_of(content: Any, question: dict[str, Any] = COMPARE) -> list[tuple[str, str]]:
    return [(fault.at, fault.message) for fault in check_item(version_with(question).document, content)]


def test_accepts_when_every_field_finds_its_part() -> None:
    assert faults_of({"messages": MESSAGES, "responses": RESPONSES, "more": 1}) == []


def test_names_the_missing_key_when_a_field_points_at_nothing() -> None:
    assert faults_of({"responses": RESPONSES}) == [
        ("/messages", 'The item has nothing at "/messages", which the field "talk" shows.')
    ]


@pytest.mark.parametrize(
    ("content", "at", "words"),
    [
        ({"messages": "Hi", "responses": RESPONSES}, "/messages", "a list of objects with id, role, content"),
        ({"messages": [], "responses": RESPONSES}, "/messages", "a list of objects"),
        ({"messages": ["Hi"], "responses": RESPONSES}, "/messages/0", "This is text"),
        ({"messages": [{"id": "m1", "content": ""}], "responses": RESPONSES}, "/messages/0/role", "`role`"),
        (
            {"messages": [{"id": "m", "role": "user", "content": None}], "responses": RESPONSES},
            "/messages/0/content",
            "`content`",
        ),
        ({"messages": MESSAGES, "responses": RESPONSES[:1]}, "/responses", "two responses or more"),
        ({"messages": MESSAGES, "responses": [RESPONSES[0]] * 2}, "/responses/1/id", "id of its own"),
        ({"messages": MESSAGES, "responses": [{"content": "a"}, RESPONSES[0]]}, "/responses/0/id", "`id`"),
    ],
)
def test_names_the_place_when_a_part_has_another_shape(content: Any, at: str, words: str) -> None:
    [(place, message)] = faults_of(content)
    assert place == at
    assert words in message


def test_accepts_one_response_when_nothing_is_compared() -> None:
    assert faults_of({"messages": MESSAGES, "responses": RESPONSES[:1]}, WRITE) == []


@pytest.mark.parametrize(
    ("at", "content", "is_there"),
    [
        ("/a/b~1c/1", {"a": {"b/c": ["x", "y"]}}, True),
        ("/a/2", {"a": ["x", "y"]}, False),
        ("/a/-1", {"a": ["x", "y"]}, False),
        ("/a/b", {"a": "x"}, False),
        ("", "all of it", True),
        ("/m~0n", {"m~n": ""}, True),
    ],
)
def test_follows_the_pointer_when_a_part_stands_deeper(at: str, content: Any, is_there: bool) -> None:
    fields = [{"key": "t", "type": "text", "at": at}]
    document = parse_document(
        {"title": "T", "fields": fields, "questions": [{**WRITE, "label": "?"}]}
    ).document
    assert document is not None
    assert (check_item(document.as_json(), content) == []) is is_there


def test_says_what_stands_there_when_text_is_wanted() -> None:
    document = parse_document(
        {
            "title": "T",
            "fields": [{"key": "t", "type": "markdown", "at": "/a"}],
            "questions": [{**WRITE, "label": "?"}],
        }
    ).document
    assert document is not None
    for value, name in (
        (1, "a number"),
        (True, "true or false"),
        (None, "null"),
        ({}, "an object"),
        ([], "a list"),
    ):
        [fault] = check_item(document.as_json(), {"a": value})
        assert fault.message == f'The field "t" shows text, and this is {name}.'
