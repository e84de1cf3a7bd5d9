"""Formulas, counts and grades."""

import math

import pytest

from copydesk.guides.checks.expressions import BadExpression, read_expression
from copydesk.guides.checks.measures import measure, syllables
from copydesk.guides.checks.sentences import sentence_spans
from copydesk.guides.checks.text import Text
from tests.unit.guides.checks.linting import flagged, messages

VALUES = {"words": 100.0, "sentences": 8.0, "none": 0.0}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("-2 - -3", 1),
        ("10 % 4 / 2", 1),
        ("words / sentences", 12.5),
        ("words / none", 0),
        ("math.sqrt(16) + max(1, 2)", 6),
        ("log(none)", 0),
        ("words > 99 && sentences <= 8", 1),
        ("words > 100 or none == 0", 1),
        ("0.39 * (words / sentences) - 15.59", -10.715),
    ],
)
def test_formula_is_calculated_when_it_is_read(formula: str, expected: float) -> None:
    assert math.isclose(read_expression(formula, frozenset(VALUES))(VALUES), expected)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("", "too early"),
        ("1 +", "too early"),
        ("(1", '")" is missing'),
        ("1 2", "not expected"),
        ("nobody", 'no "nobody"'),
        ("open('x')", "cannot be read"),
        ("__import__(1)", "no function"),
        ("words.__class__", "There is no"),
        ("sqrt(1, 2)", "takes 1 value"),
        ("(" * 500 + "1" + ")" * 500, "too deep"),
        ("-" * 500 + "1", "too deep"),
    ],
)
def test_formula_is_refused_when_it_is_none(formula: str, said: str) -> None:
    with pytest.raises(BadExpression, match=said.replace("(", r"\(").replace(")", r"\)")):
        read_expression(formula, frozenset(VALUES))


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("simple", 2), ("readable", 3), ("worked", 1), ("wanted", 2), ("create", 2), ("rhythm", 1),
     ("beautiful", 3), ("area", 3), ("science", 2), ("boxes", 2), ("makes", 1), ("people", 2), ("university", 5)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_parts_are_counted_when_a_text_is_measured() -> None:
    raw = "# One\n\n## Two\n\nA *short* line. And [another](u).\n\n- item\n- item\n\n> quote\n\n| a |\n|---|\n| b |\n\n```\nx\n```\n"
    counts = measure(Text(raw))
    wanted = {"words": 8, "sentences": 5, "heading_h1": 1, "heading_h2": 1, "list": 2, "blockquote": 1, "pre": 1, "links": 1,
              "table_cells": 2, "paragraphs": 4}  # fmt: skip
    assert {name: counts[name] for name in wanted} == wanted


def test_grade_is_that_of_the_formula_when_a_text_is_judged() -> None:
    # Six words in one sentence, seven syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59 = 0.5167.
    check = "kind: readability\ngrade: 0.1\nmessage: '%s'\n"
    assert messages(check, "The cat sat on a table.") == ["0.52"]
    assert flagged(check, "") == []


def test_result_is_said_when_a_metric_is_not_met() -> None:
    check = "kind: metric\nformula: |\n  words / sentences\ncondition: '> 3'\nmessage: 'Mean %s'\n"
    assert messages(check, "One two three four. Five six seven eight.") == ["Mean 4.00"]
    assert messages(check, "One two three.") == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        (
            "Dr. Smith met Mr. Jones at 5 p.m. Then they left.",
            ["Dr. Smith met Mr. Jones at 5 p.m.", "Then they left."],
        ),
        ("See e.g. Figs. 3 and no. 5. Is it Fig. 3?", ["See e.g. Figs. 3 and no. 5.", "Is it Fig. 3?"]),
        ("I said no. Then I left.", ["I said no.", "Then I left."]),
        ("The U.S. Army is in the U.S. The law is not.", ["The U.S. Army is in the U.S.", "The law is not."]),
        ('He asked "Why?" and left. "Go!" She went.', ['He asked "Why?" and left.', '"Go!"', "She went."]),
        ("It costs 3.50. Version 1.2 is out.", ["It costs 3.50.", "Version 1.2 is out."]),
        (
            "all small letters. as in chats. etc. and so on",
            ["all small letters.", "as in chats.", "etc. and so on"],
        ),
        ("J. R. R. Tolkien wrote. So did I. You too.", ["J. R. R. Tolkien wrote.", "So did I.", "You too."]),
        ("これは文です。次の文です。", ["これは文です。", "次の文です。"]),
        ("  Spaces around.  \n Next.  ", ["Spaces around.", "Next."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
