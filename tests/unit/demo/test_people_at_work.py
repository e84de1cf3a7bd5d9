"""What demo people answer and what reviewers make of it: valid, and true to their skill."""

import random
from dataclasses import replace
from typing import Any

import orjson
import pytest

from copydesk.guides.domain import parse_guide
from copydesk.review.domain import NewVerdict, check_verdict
from copydesk.server.demo import content
from copydesk.server.demo.judging import judge, judge_again
from copydesk.server.demo.people import ANNOTATOR, ANNOTATORS, PEOPLE, Person
from copydesk.server.demo.reviewing import Seen, verdict_on

TRUTHS = content.truths()
ITEMS = {
    record["external_id"]: record for record in map(orjson.loads, content.items_file(0, 1000).splitlines())
}
RULE_KEYS = frozenset(rule.key for rule in parse_guide(content.guide_source()).rules)
CLEAR = next(truth for truth in TRUTHS.values() if truth.gap == 3 and truth.language == "en")
SHOWN = ["r2", "r1"]


def seen(answers: dict[str, Any], *, active_ms: int = 90_000) -> Seen:
    return Seen(CLEAR, answers, ITEMS[CLEAR.external_id]["responses"], SHOWN, active_ms, RULE_KEYS)


def answers(**changes: Any) -> dict[str, Any]:
    right = {"preferred": CLEAR.better, "strength": 3}
    why = "A says “x”, and that is wrong: the sum is another one."
    return {"better": right, "decided": CLEAR.decided, "why": why} | changes


def worse() -> str:
    return CLEAR.findings[0].response


def faults(verdict: NewVerdict, given: dict[str, Any]) -> list[Any]:
    return check_verdict(verdict, answers=given, item=ITEMS[CLEAR.external_id], rule_keys=RULE_KEYS)


def share_right(person: Person) -> float:
    rng = random.Random(1)
    clear = [truth for truth in TRUTHS.values() if truth.gap >= 1 and truth.language == "en"]
    judged = [judge(rng, person, truth, SHOWN, used=[], slips=False).answers for truth in clear * 5]
    given = [(truth, one) for truth, one in zip(clear * 5, judged, strict=True) if one is not None]
    return sum(one["better"]["preferred"] == truth.better for truth, one in given) / len(given)


def test_the_better_annotator_is_right_more_often() -> None:
    best, worst = (choose(ANNOTATORS, key=lambda one: one.skill) for choose in (max, min))
    assert share_right(best) > share_right(worst) + 0.1


def test_letters_follow_the_order_on_screen() -> None:
    truth = replace_why(CLEAR, "{r1} is first, {r2} is second: long enough to be a reason.")
    turned = judge_again(random.Random(1), truth, SHOWN, []).answers
    assert turned is not None
    assert turned["why"].startswith("B is first, A is second")


def replace_why(truth: content.Truth, why: str) -> content.Truth:
    return truth.model_copy(update={"why": [why]})


def test_somebody_who_slips_prefers_the_worse_answer() -> None:
    slipped = judge(random.Random(2), ANNOTATOR, CLEAR, SHOWN, used=[], slips=True).answers
    assert slipped is not None
    assert slipped["better"]["preferred"] == worse()


def test_work_done_again_is_right() -> None:
    for truth in TRUTHS.values():
        again = judge_again(random.Random(3), truth, SHOWN, []).answers
        assert again is not None
        assert again["better"]["preferred"] == truth.better


def test_who_does_not_read_the_language_skips_or_says_so() -> None:
    foreign = next(truth for truth in TRUTHS.values() if truth.language == "he")
    rng = random.Random(4)
    judged = [judge(rng, ANNOTATOR, foreign, SHOWN, used=[], slips=False) for _ in range(40)]
    assert any(one.answers is None and "Hebrew" in one.reason for one in judged)
    assert any(one.answers is not None and one.answers["better"] == {"cannot_judge": True} for one in judged)


def test_nobody_repeats_a_reason_while_another_one_is_left() -> None:
    rng, used = random.Random(5), list[str]()
    for _ in range(len(CLEAR.why) + len(CLEAR.findings)):
        again = judge_again(rng, CLEAR, SHOWN, used).answers
        assert again is not None
        used.append(again["why"])
    assert len(set(used)) == len(used)


def test_a_wrong_preference_comes_back_with_the_place_in_the_item() -> None:
    given = answers(better={"preferred": worse(), "strength": 2})
    verdict = verdict_on(random.Random(6), seen(given))
    assert verdict.verdict == "return"
    assert all(finding.anchor and finding.anchor.target == "item" for finding in verdict.findings)
    assert faults(verdict, given) == []


def test_a_thin_reason_comes_back_with_the_words_themselves() -> None:
    given = answers(why="A is the better answer.")
    verdicts = [verdict_on(random.Random(seed), seen(given)) for seed in range(10)]
    returned = [verdict for verdict in verdicts if verdict.verdict == "return"]
    assert returned
    for verdict in returned:
        assert verdict.findings[0].anchor is not None
        assert verdict.findings[0].anchor.quote == given["why"]
        assert faults(verdict, given) == []


@pytest.mark.parametrize(
    ("given", "active_ms", "expected"),
    [
        (answers(), 90_000, "accept"),
        (answers(), 9_000, "reject"),
        (answers(better={"preferred": CLEAR.better, "strength": 1}), 90_000, "fix"),
        (answers(better={"cannot_judge": True}), 90_000, "accept"),
    ],
)
def test_a_verdict_follows_from_the_work(given: dict[str, Any], active_ms: int, expected: str) -> None:
    verdict = verdict_on(random.Random(7), seen(given, active_ms=active_ms))
    assert verdict.verdict == expected
    assert faults(verdict, given) == []


def test_a_rule_that_the_version_lacks_is_not_cited() -> None:
    shown = replace(seen(answers(better={"preferred": worse(), "strength": 2})), rule_keys=frozenset[str]())
    assert verdict_on(random.Random(8), shown).findings == ()


def test_one_person_of_each_role_is_offered_on_the_sign_in_page() -> None:
    offered = [person.role for person in PEOPLE if person.is_offered]
    assert len(set(offered)) == len(offered) == 7
    assert sum(person.role == "annotator" for person in PEOPLE) == 6
