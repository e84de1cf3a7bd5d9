"""The demo's guide, items and judgements are what they say, and fit each other."""

import re
from collections import Counter

import orjson
import pytest

from copydesk.guides.domain import Rule, parse_guide, publish_faults
from copydesk.guides.domain.diff import diff_guides
from copydesk.interfaces.domain import Document
from copydesk.interfaces.service import check_item, read_document
from copydesk.items.domain import prepare
from copydesk.server.demo import content

RECORDS = [orjson.loads(line) for line in content.items_file(0, 1000).splitlines()]
BY_ID = {record["external_id"]: record for record in RECORDS}


def rules() -> dict[str, Rule]:
    guide = parse_guide(content.guide_source())
    return {rule.key: rule for rule in guide.rules if rule.kind == "rule"}


def document() -> Document:
    reading = read_document(content.interface_source())
    assert reading.document is not None, reading.faults
    return reading.document


def test_the_guide_can_be_published_and_has_forty_rules_in_eight_sections() -> None:
    guide = parse_guide(content.guide_source())
    assert publish_faults(guide) == []
    sections = [rule for rule in guide.rules if rule.kind == "section" and rule.level == 2]
    assert len(sections) == 8
    assert len(rules()) >= 40


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.key)
def test_each_rule_has_a_severity_two_to_six_sentences_and_a_pair_of_examples(rule: Rule) -> None:
    assert rule.attributes["severity"] in {"minor", "major", "critical"}
    body, *quotes = re.split(r"^> ", rule.body, flags=re.MULTILINE)
    assert 2 <= len(re.findall(r"[.!?](?=\s|$|\")", body)) <= 6
    text = "".join(quotes)
    assert text.count("**Good:**") == text.count("**Bad:**") == 1
    assert len(re.findall(r"^\*[^*]+\*$", text, flags=re.MULTILINE)) == 2


def test_the_guide_of_the_pilot_lacks_one_rule_and_nothing_else() -> None:
    pilot = parse_guide(content.guide_source(without=content.LATE_RULE))
    whole = parse_guide(content.guide_source())
    assert publish_faults(pilot) == []
    kept = [(rule.key, rule.body) for rule in whole.rules if rule.key != content.LATE_RULE]
    assert [(rule.key, rule.body) for rule in pilot.rules] == kept


def test_the_guide_in_hand_can_be_published_and_has_one_new_rule_and_one_reworded() -> None:
    assert publish_faults(parse_guide(content.next_guide_source())) == []
    diff = diff_guides(content.guide_source(), content.next_guide_source())
    assert (diff.added, diff.reworded) == (("honesty.as-of",), ("numbers.percent-of-what",))
    assert list(diff.changes) == ["honesty.as-of", "numbers.percent-of-what"]


def test_the_form_names_rules_that_the_guide_has() -> None:
    named = {key for question in document().questions for key in question.rules}
    assert named
    assert named <= set(rules())


def test_sixty_items_in_eight_fields_each_fit_the_form() -> None:
    assert len(BY_ID) == len(RECORDS) >= 60
    assert len(Counter(record["field"] for record in RECORDS)) == 8
    form = document().as_json()
    for record in RECORDS:
        body = {key: value for key, value in record.items() if key != "external_id"}
        assert check_item(form, body) == []
        prepare(record["external_id"], body, max_bytes=100_000)
        assert {response["id"] for response in record["responses"]} == {"r1", "r2"}
        assert all(response["source"]["kind"] == "model" for response in record["responses"])


def test_answers_are_of_many_lengths_and_languages() -> None:
    lengths = [len(one["content"].split()) for record in RECORDS for one in record["responses"]]
    assert min(lengths) < 10
    assert 350 < max(lengths) <= 420
    assert len({truth.language for truth in content.truths().values()}) >= 5


def test_neither_side_is_better_more_often() -> None:
    sides = Counter(truth.better for truth in content.truths().values())
    assert abs(sides["r1"] - sides["r2"]) <= 4
    assert sides[None] >= 3


@pytest.mark.parametrize("truth", content.truths().values(), ids=lambda truth: truth.external_id)
def test_each_judgement_quotes_the_worse_answer_and_cites_a_rule(truth: content.Truth) -> None:
    answers = {one["id"]: one["content"] for one in BY_ID[truth.external_id]["responses"]}
    options = {"facts", "honest", "request", "safe", "clear", "voice"}
    assert set(truth.decided) <= options
    assert len(truth.why) >= 2
    assert truth.miss
    assert (truth.better is None) == (truth.findings == [])
    for breach in truth.findings:
        assert breach.response != truth.better
        assert breach.quote in answers[breach.response]
        assert rules()[breach.rule_key].attributes["severity"] == breach.severity


def test_every_item_has_its_judgement() -> None:
    assert set(content.truths()) == set(BY_ID)
