"""Checks tried while they are written: on a text, on the rule's examples, and over the whole draft before it is published."""

from typing import Any

from tests.factories.callers import Caller, Callers

RULE = """## No filler {#filler severity=minor}

> **Good:** Water boils at 100 degrees.

> **Bad:** Obviously, water boils.

> **Bad:** Clearly, water boils.

```check
kind: existence
message: Leave out '%s'.
tokens: [obviously]
ignorecase: true
```
"""
SPELLING = "## Spell {#spell}\n\n```check\nkind: spelling\nnames: true\n```\n"


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def try_rule(caller: Caller, source: str, text: str | None = None) -> dict[str, Any]:
    answer = await caller.http.post(path_of(caller, "/try"), json={"source": source, "text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_flags_a_text_with_the_checks_of_an_unsaved_rule(callers: Callers) -> None:
    lead = await callers.member("lead")
    tried = await try_rule(lead, RULE, "It is obviously so.")
    alert = tried["text"]["alerts"][0]
    assert (alert["start"], alert["end"], alert["message"]) == (6, 15, "Leave out 'obviously'.")
    assert (alert["rule_key"], alert["severity"], tried["n_checks"]) == ("filler", "minor", 1)


async def test_says_of_each_example_whether_the_checks_see_it_as_it_is_meant(callers: Callers) -> None:
    lead = await callers.member("lead")
    tried = await try_rule(lead, RULE)
    assert tried["text"] is None
    assert [(one["verdict"], one["is_as_expected"]) for one in tried["examples"]] == [
        ("good", True), ("bad", True), ("bad", False),
    ]  # fmt: skip


async def test_tries_rules_that_are_only_drafts_too(callers: Callers) -> None:
    lead = await callers.member("lead")
    tried = await try_rule(lead, RULE.replace("severity=minor", "status=draft"), "obviously")
    assert len(tried["text"]["alerts"]) == 1


async def test_names_the_line_when_a_check_cannot_be_used(callers: Callers) -> None:
    lead = await callers.member("lead")
    tried = await try_rule(lead, RULE.replace("kind: existence", "kind: exitence"))
    assert tried["n_checks"] == 0
    assert (tried["faults"][0]["line"], "existence" in tried["faults"][0]["message"]) == (7, True)
    two = await lead.http.post(path_of(lead, "/try"), json={"source": RULE + RULE})
    assert (two.status_code, two.json()["code"]) == (422, "guide_edit")


async def test_shows_examples_that_the_draft_s_own_checks_contradict(callers: Callers) -> None:
    lead = await callers.member("lead")
    source = RULE + "\n" + RULE.replace("{#filler", "{#other status=draft")
    await lead.http.put(path_of(lead), json={"source": source}, headers={"If-Match": "0"})
    found = (await lead.http.get(path_of(lead, "/contradictions"))).json()
    assert found["contradictions"] == [{"rule_key": "filler", "index": 2, "verdict": "bad", "checks": []}]


async def test_does_not_publish_a_guide_whose_check_has_a_bad_pattern(callers: Callers) -> None:
    lead = await callers.member("lead")
    bad = RULE.replace("tokens: [obviously]", "tokens: ['(a+)+$', '(']")
    saved = await lead.http.put(path_of(lead), json={"source": bad}, headers={"If-Match": "0"})
    assert [fault["at"] for fault in saved.json()["faults"]] == ["line 9"]
    answer = await lead.http.post(path_of(lead, "/publish"), json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "guide_faults")
    draft = bad.replace("severity=minor", "status=draft")
    await lead.http.put(path_of(lead), json={"source": draft}, headers={"If-Match": "1"})
    rules = (await lead.http.get(path_of(lead, "/draft"))).json()["rules"]
    assert (rules[0]["faults"], [warning["at"] for warning in rules[0]["warnings"]]) == ([], ["line 9"])


async def test_lets_the_project_s_own_words_pass(callers: Callers) -> None:
    lead = await callers.member("lead")
    text = "The word zqumblefry is here."
    flagged = await try_rule(lead, SPELLING, text)
    assert [text[one["start"] : one["end"]] for one in flagged["text"]["alerts"]] == ["zqumblefry"]
    await lead.http.post(path_of(lead, "/words"), json={"word": "zqumblefry"})
    assert (await try_rule(lead, SPELLING, text))["text"]["alerts"] == []


async def test_says_401_404_when_strangers_and_outsiders_try(callers: Callers) -> None:
    lead = await callers.member("lead")
    outsider, stranger = await callers.person(), await callers.stranger()
    for http, status in ((stranger, 401), (outsider.http, 404)):
        assert (await http.post(path_of(lead, "/try"), json={"source": RULE})).status_code == status
        assert (await http.get(path_of(lead, "/contradictions"))).status_code == status
