"""A form is read from YAML or JSON; every fault names its place and the way out."""

from typing import Any

import pytest

from copydesk.interfaces.domain import DEFAULT_SOURCE, shuffles
from copydesk.interfaces.service import parse_document, read_document
from tests.unit.interfaces.forms import FIELDS

CHOICE = {
    "key": "q",
    "type": "choice",
    "label": "?",
    "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
}


QUESTIONS = "questions: [{key: q, type: text, label: Q}]\n"


def faults_of(text: str) -> list[tuple[str, str]]:
    reading = read_document(text)
    assert reading.document is None
    return [(fault.at, fault.message) for fault in reading.faults]


def faults_with(**settings: Any) -> list[tuple[str, str]]:
    """Of a form with one question: a choice with these settings instead."""
    question = {name: value for name, value in {**CHOICE, **settings}.items() if value is not ...}
    reading = parse_document({"title": "T", "fields": FIELDS, "questions": [question]})
    return [(fault.at, fault.message) for fault in reading.faults]


def test_reads_the_default_when_a_project_is_new() -> None:
    document = read_document(DEFAULT_SOURCE).document
    assert document is not None
    assert [question.key for question in document.questions] == ["better", "why"]
    assert shuffles(document.as_json())


def test_fills_in_every_setting_when_only_the_needed_ones_are_written() -> None:
    document = parse_document({"title": "T", "fields": FIELDS, "questions": [CHOICE]}).document
    assert document is not None
    assert document.as_json()["questions"][0] == {
        **CHOICE, "help": None, "required": True, "rules": [], "many": False, "min_picks": None, "max_picks": None,
    }  # fmt: skip


def test_reads_the_same_when_the_document_is_yaml_or_json() -> None:
    yaml = "title: {en: T, de-AT: U}\nfields: [{key: t, type: text, at: ''}]\nquestions:\n- {key: q, type: text, label: Q}\n"
    json = (
        '{"title": {"en": "T", "de-AT": "U"}, "fields": [{"key": "t", "type": "text", "at": ""}],'
        '\t"questions": [{"key": "q", "type": "text", "label": "Q"}]}'
    )
    first, second = read_document(yaml).document, read_document(json).document
    assert first is not None
    assert first == second


def test_reads_what_the_work_is_about_from_words_or_from_a_place_in_the_item() -> None:
    said = "title: T\ntask: sft\nlanguages: [no, de-AT]\ndomains: {at: /field}\n"
    document = read_document(said + "fields: [{key: t, type: text, at: ''}]\n" + QUESTIONS).document
    assert document is not None
    kept = document.as_json()
    assert (kept["task"], kept["languages"], kept["domains"]) == ("sft", ["no", "de-AT"], {"at": "/field"})
    assert parse_document(kept).document == document


@pytest.mark.parametrize(
    ("said", "at", "words"),
    [
        ("task: [sft]", "/task", "This must be text"),
        ('task: " "', "/task", "at least 1"),
        ("languages: [German]", "/languages/0", "Name a language as in"),
        ("languages: de", "/languages", "This must be a list."),
        ("domains: []", "/domains", "at least 1"),
        ("domains: {at: field}", "/domains/at", "JSON Pointer"),
        ("domains: {at: /responses/0/source/model}", "/domains", "name another place"),
        ("domains: {from: /field}", "/domains/from", "no such setting"),
    ],
)
def test_names_the_place_when_what_the_work_is_about_is_wrong(said: str, at: str, words: str) -> None:
    found = faults_of(f"title: T\n{said}\nfields: [{{key: t, type: text, at: ''}}]\n{QUESTIONS}")
    assert any(place == at and words in message for place, message in found), found


def test_takes_words_as_words_when_yaml_would_make_something_else_of_them() -> None:
    options = "[{value: no, label: 2026-01-05}, {value: 'yes', label: 1:30}, {value: on, label: 0x1F}]"
    text = f"title: T\nfields: [{{key: t, type: text, at: ''}}]\nquestions: [{{key: q, type: choice, label: Q, options: {options}}}]"
    document = read_document(text).document
    assert document is not None
    options_read = document.as_json()["questions"][0]["options"]
    assert [option["value"] for option in options_read] == ["no", "yes", "on"]
    assert [option["label"] for option in options_read] == ["2026-01-05", "1:30", "0x1F"]


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("title: [", "line 2, column 1", "This is not YAML"),
        ("title: a: b", "line 1, column 9", "This is not YAML"),
        ('{"title": "T",}', "line 1, column 15", "This is not JSON"),
        ('{"title": NaN}', "", "NaN"),
        ('{"a": 1, "a": 2}', "", '"a" stands twice'),
        ("title: a\ntitle: b", "/title", "lines 1 and 2"),
        ("title: &x [a]\nfields: *x", "line 1, column 8", "Write the part out"),
        ("title: !!python/object:os.system x", "/title", "tag"),
        ("title: !!binary aGk=", "/title", "tag"),
        ("? [a]\n: b", "", "plain word"),
        ("a: 1\n---\nb: 2", "line 2, column 1", "This is not YAML"),
        ("[" * 30 + "]" * 30, "", "more than 20 levels"),
        ("a: " + "[" * 30 + "]" * 30, "line 1, column 23", "more than 20 levels"),
        ("[" * 100_000, "", "too deeply"),
        ("a: " + "[" * 100_000, "line 1, column 23", "more than 20 levels"),
        ("a: [" + "b," * 100_001 + "]", "line 1, column 199997", "more than 100000 parts"),
        ('{"a": 1' + "0" * 5000 + "}", "", "too long"),
        ("title: a\n\x00", "line 2", "U+0000"),
        ("title: a\n\x07", "line 2", "This is not YAML"),
        ('{"title": "a\\u0000"}', "/title", "U+0000"),
        ('title: "a\\ud800"', "line 1, column 12", "This is not YAML"),
        ("", "", "An interface is an object"),
        ("- a", "", "An interface is an object"),
    ],
)  # fmt: skip
def test_names_the_place_when_the_text_cannot_be_read(text: str, at: str, words: str) -> None:
    [(place, message)] = faults_of(text)
    assert place == at
    assert words in message


def test_names_pointer_and_line_when_a_yaml_setting_is_wrong() -> None:
    text = "title: T\nfields:\n- {key: t, type: text, at: ''}\nquestions:\n- key: q\n  type: text\n  label: Q\n  max_chars: many\n"
    assert faults_of(text) == [("/questions/0/max_chars", "This must be a whole number. (line 8)")]


def test_tells_all_faults_at_once_when_several_parts_are_wrong() -> None:
    reading = parse_document(
        {"title": 3, "fields": [], "questions": [{**CHOICE, "key": "Q"}, {"type": "quiz"}, 3], "x": 1}
    )
    assert [fault.at for fault in reading.faults] == [
        "/title", "/fields", "/x", "/questions/0/key", "/questions/1/type", "/questions/2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "at", "words"),
    [
        ({"key": "Not a key"}, "/questions/0/key", "begins with a letter"),
        ({"key": "a" * 64}, "/questions/0/key", "63"),
        ({"key": ...}, "/questions/0/key", "missing"),
        ({"type": ...}, "/questions/0/type", "one of preference, choice, rating, text"),
        ({"label": ""}, "/questions/0/label", "at least 1"),
        ({"label": {}}, "/questions/0/label", "at least 1"),
        ({"label": {"English": "a"}}, "/questions/0/label/English", "Name a language"),
        ({"label": {"en": 3}}, "/questions/0/label/en", "must be text"),
        ({"lable": "x"}, "/questions/0/lable", "Did you mean `label`?"),
        ({"required": "yes"}, "/questions/0/required", "true or false"),
        ({"rules": "tone"}, "/questions/0/rules", "list"),
        ({"options": [{"value": "a", "label": "A"}]}, "/questions/0/options", "at least 2"),
        (
            {"options": [{"value": False, "label": "A"}, {"value": "b", "label": "B"}]},
            "/questions/0/options/0/value",
            "quotes",
        ),
        ({"options": [{"value": "a", "label": "A"}] * 2}, "/questions/0", "twice"),
        ({"max_picks": 2}, "/questions/0", "many: true"),
        ({"many": True, "min_picks": 3}, "/questions/0", "At least 3"),
        ({"many": True, "min_picks": 2, "max_picks": 1}, "/questions/0", "at most 1"),
        ({"type": "rating", "options": ..., "min": 1, "max": 1}, "/questions/0", "above min"),
        ({"type": "rating", "options": ..., "min": 0, "max": 11}, "/questions/0", "at most 10"),
        ({"type": "rating", "options": ..., "min": True, "max": 3}, "/questions/0/min", "whole number"),
        ({"type": "text", "options": ..., "min_chars": 5, "max_chars": 4}, "/questions/0", "below"),
        ({"type": "text", "options": ..., "format": "html"}, "/questions/0/format", "'plain' or 'markdown'"),
        (
            {"type": "preference", "options": ..., "over": "answers", "strengths": 1},
            "/questions/0/strengths",
            "2",
        ),
        (
            {"type": "preference", "options": ..., "over": "answers", "strengths": 10},
            "/questions/0/strengths",
            "9",
        ),
        (
            {"type": "preference", "options": ..., "over": "gone", "strengths": 3},
            "/questions/0/over",
            'no field "gone"',
        ),
        (
            {"type": "preference", "options": ..., "over": "talk", "strengths": 3},
            "/questions/0/over",
            "of type chat",
        ),
    ],
)
def test_names_the_setting_when_a_question_is_wrong(settings: dict[str, Any], at: str, words: str) -> None:
    [(place, message)] = faults_with(**settings)
    assert place == at
    assert words in message


@pytest.mark.parametrize(
    ("field", "at", "words"),
    [
        (
            {"key": "t", "type": "video", "at": "/x"},
            "/fields/0/type",
            "'text', 'markdown', 'chat' or 'responses'",
        ),
        ({"key": "t", "type": "text", "at": "x"}, "/fields/0/at", "JSON Pointer"),
        ({"key": "t", "type": "text", "at": "/a~2"}, "/fields/0/at", "JSON Pointer"),
        ({"key": "t", "type": "text"}, "/fields/0/at", "missing"),
        (
            {"key": "t", "type": "text", "at": "/x", "shufle": True},
            "/fields/0/shufle",
            "Did you mean `shuffle`?",
        ),
        ({"key": "t", "type": "responses", "at": "/answers"}, "/fields/0", "stand at /responses"),
        ("talk", "/fields/0", "object"),
    ],
)
def test_names_the_setting_when_a_field_is_wrong(field: Any, at: str, words: str) -> None:
    [fault] = parse_document({"title": "T", "fields": [field], "questions": [CHOICE]}).faults
    assert fault.at == at
    assert words in fault.message


def test_names_the_second_when_a_key_is_used_twice() -> None:
    reading = parse_document({"title": "T", "fields": [*FIELDS, FIELDS[0]], "questions": [CHOICE, CHOICE]})
    assert [fault.at for fault in reading.faults] == ["/fields/2/key", "/questions/1/key"]
