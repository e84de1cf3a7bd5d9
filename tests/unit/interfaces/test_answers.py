"""Answers are checked against the form: what is accepted, what is refused, and in which words."""

import time
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from copydesk.interfaces.service import validate_answers
from tests.unit.interfaces.forms import version_with

SHOWN = ["r2", "r1"]
TIE = {"preferred": None, "strength": 0}
CANNOT = {"cannot_judge": True}


def preference(**settings: Any) -> dict[str, Any]:
    return {"key": "q", "type": "preference", "over": "answers", "strengths": 7, **settings}


def choice(**settings: Any) -> dict[str, Any]:
    options = [{"value": value, "label": value.upper()} for value in ("a", "b", "c")]
    return {"key": "q", "type": "choice", "options": options, **settings}


def rating(**settings: Any) -> dict[str, Any]:
    return {"key": "q", "type": "rating", "min": 1, "max": 5, **settings}


def text(**settings: Any) -> dict[str, Any]:
    return {"key": "q", "type": "text", **settings}


def preferred(response_id: object, strength: object) -> dict[str, object]:
    return {"preferred": response_id, "strength": strength}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (preference(), preferred("r1", 1)),
        (preference(), preferred("r2", 3)),
        (preference(), TIE),
        (preference(strengths=2), preferred("r1", 1)),
        (preference(strengths=9), preferred("r1", 4)),
        (preference(cannot_judge=True), CANNOT),
        (choice(), "b"),
        (choice(many=True), ["a", "c"]),
        (choice(many=True, required=False), []),
        (choice(many=True, min_picks=2, max_picks=2), ["c", "a"]),
        (rating(), 1),
        (rating(min=-2, max=2), -2),
        (text(), "Because."),
        (text(min_chars=5, max_chars=5), "日本語です"),
        (text(required=False, min_chars=5), ""),
        (text(max_chars=2), "\U0001f600\U0001f600"),
    ],
)
def test_accepts_when_the_answer_fits(question: dict[str, Any], answer: Any) -> None:
    assert validate_answers(version_with(question), {"q": answer}, SHOWN) == []


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        (preference(), preferred("r1", 4), "Choose a response with a strength from 1 to 3, or a tie"),
        (preference(), preferred("r1", 0), "strength from 1 to 3"),
        (preference(), preferred("r1", 2.0), "strength from 1 to 3"),
        (preference(), preferred("r9", 1), 'There is no response "r9" in this task. Choose one of: r2, r1.'),
        (preference(), preferred(None, 1), "a tie"),
        (preference(), {"preferred": "r1"}, "strength"),
        (preference(), TIE | {"why": ""}, "a tie"),
        (preference(), CANNOT, "Choose"),
        (preference(cannot_judge=True), {"cannot_judge": False}, '"cannot judge"'),
        (preference(strengths=4), TIE, "Choose a response with a strength from 1 to 2."),
        (preference(strengths=2), preferred("r1", 2), "Choose a response with strength 1."),
        (preference(), "r1", "Choose"),
        (choice(), "d", "Choose one of: a, b, c."),
        (choice(), ["a"], "Choose one of: a, b, c."),
        (choice(), None, "Choose one of: a, b, c."),
        (choice(many=True), [], "Choose 1 to 3 of: a, b, c."),
        (choice(many=True), ["a", "a"], "Choose 1 to 3 of"),
        (choice(many=True, max_picks=2), ["a", "b", "c"], "Choose 1 to 2 of"),
        (choice(many=True, min_picks=2, max_picks=2), ["a"], "Choose 2 of"),
        (choice(many=True), "a", "Choose 1 to 3 of"),
        (rating(), 6, "Give a whole number from 1 to 5."),
        (rating(), 0, "whole number"),
        (rating(), 2.5, "whole number"),
        (rating(), 2.0, "whole number"),
        (rating(), "2", "whole number"),
        (rating(), True, "whole number"),
        (rating(), float("nan"), "whole number"),
        (rating(), 10**400, "whole number"),
        (text(), "", "Write something."),
        (text(), " \n", "Write something."),
        (text(), None, "Write a text."),
        (text(min_chars=5), "four", "Write at least 5 characters; there are 4."),
        (text(required=False, min_chars=5), "four", "at least 5"),
        (text(max_chars=2), "abc", "Write at most 2 characters; there are 3."),
        (text(), "a\x00b", "U+0000"),
        (text(), "a\ud800b", "not text"),
    ],
)
def test_says_what_is_wanted_when_the_answer_does_not_fit(
    question: dict[str, Any], answer: Any, message: str
) -> None:
    faults = validate_answers(version_with(question), {"q": answer}, SHOWN)
    assert [fault.at for fault in faults] == ["/q"]
    assert message in faults[0].message


def test_asks_for_every_missing_answer_when_they_are_required() -> None:
    version = version_with(choice(), text(key="why"), text(key="more", required=False))
    faults = validate_answers(version, {}, SHOWN)
    assert {fault.at: fault.message for fault in faults} == {
        "/q": "This question needs an answer.",
        "/why": "This question needs an answer.",
    }


def test_names_the_stray_keys_when_no_question_has_them() -> None:
    faults = validate_answers(version_with(choice()), {"q": "a", "x/y": 1}, SHOWN)
    assert [(fault.at, fault.message) for fault in faults] == [("/x~1y", "There is no such question.")]


@pytest.mark.parametrize("answers", [None, [], "a", 3, {1: 2}])
def test_asks_for_an_object_when_the_answers_are_something_else(answers: Any) -> None:
    faults = validate_answers(version_with(choice(required=False)), answers, SHOWN)
    assert [(fault.at, fault.message) for fault in faults] == [
        ("", "Answers are an object with a key per question.")
    ]


def test_makes_a_schema_that_others_can_use_when_a_form_has_every_kind() -> None:
    version = version_with(
        preference(), choice(key="c", many=True), rating(key="r"), text(key="t", required=False)
    )
    schema = version.answer_schema
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["required"] == ["q", "c", "r"]
    assert Draft202012Validator(schema).is_valid({"q": TIE, "c": ["a"], "r": 5})
    assert not Draft202012Validator(schema).is_valid({"q": TIE, "c": ["a"], "r": 5, "more": 1})


def test_checks_in_a_fifth_of_a_millisecond_when_the_form_is_small() -> None:
    version = version_with(preference(), choice(key="c"), rating(key="r"), text(key="t"))
    answers = {"q": preferred("r1", 2), "c": "a", "r": 3, "t": "word " * 200}
    validate_answers(version, answers, SHOWN)
    best = min(_took_s(version, answers) for _ in range(5))
    assert best < 0.0002


def _took_s(version: Any, answers: Any) -> float:
    start = time.perf_counter()
    for _ in range(20):
        validate_answers(version, answers, SHOWN)
    return (time.perf_counter() - start) / 20
