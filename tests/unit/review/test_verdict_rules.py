"""What a verdict must hold, decided without a database."""

from typing import Any

import pytest

from copydesk.kernel.anchor import Anchor
from copydesk.review.domain import NewFinding, NewVerdict, check_verdict

ANSWERS: dict[str, Any] = {"why": "Because it is short."}
ITEM: dict[str, Any] = {"responses": [{"id": "r1", "content": "A short one."}]}
RULES = frozenset({"tone.first-person"})
CITED = NewFinding("tone.first-person", "minor", "Say I.")


def places(verdict: NewVerdict, rule_keys: frozenset[str] | None = RULES) -> list[str]:
    return [fault.at for fault in check_verdict(verdict, answers=ANSWERS, item=ITEM, rule_keys=rule_keys)]


@pytest.mark.parametrize(
    "verdict",
    [
        NewVerdict("accept"),
        NewVerdict("accept", findings=[CITED]),
        NewVerdict("fix", answers={"why": "It is short."}),
        NewVerdict("return", findings=[CITED]),
        NewVerdict("reject", note="Not an answer."),
        NewVerdict("reject", findings=[CITED]),
    ],
)
def test_takes_a_verdict_that_says_what_it_must(verdict: NewVerdict) -> None:
    assert places(verdict) == []


@pytest.mark.parametrize(
    ("verdict", "at"),
    [
        (NewVerdict("return", note="Please look again."), "/findings"),
        (NewVerdict("reject", note="  "), "/note"),
        (NewVerdict("fix"), "/answers"),
        (NewVerdict("fix", answers=ANSWERS), "/answers"),
        (NewVerdict("accept", answers={"why": "It is short."}), "/answers"),
        (
            NewVerdict("return", findings=[NewFinding("tone.second-person", "minor", "")]),
            "/findings/0/rule_key",
        ),
    ],
)
def test_names_what_is_missing_when_a_verdict_says_too_little(verdict: NewVerdict, at: str) -> None:
    assert places(verdict) == [at]


def test_looks_into_the_item_when_an_anchor_points_there() -> None:
    right = Anchor(target="item", pointer="/responses/0/content", start=2, end=7, quote="short")
    wrong = right.model_copy(update={"target": "answers"})
    found = [NewFinding("tone.first-person", "minor", "", anchor=anchor) for anchor in (right, wrong)]
    assert places(NewVerdict("return", findings=found)) == ["/findings/1/anchor/pointer"]


def test_knows_no_rule_when_the_work_was_done_without_a_guide() -> None:
    assert places(NewVerdict("return", findings=[CITED]), rule_keys=None) == ["/findings"]
