"""What the guide leaves to interpretation, over HTTP."""

from typing import Any

from tests.factories.callers import Callers
from tests.factories.desk import Desk, content, open_desk

GUIDE = """# House {#house}

## Voice {#voice}

### Speak as I {#tone.first-person severity=minor aliases=first-person}

Always.[^abcd]

> **Good:** I think so.

```check
kind: existence
tokens: [this model]
```

### Be warm {#warm}

Kindly.

### Old {#old status=retired}

Gone.
"""


async def coverage(desk: Desk) -> dict[str, Any]:
    answer = await desk.lead.http.get(f"{desk.path}/guide/coverage")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def add_prompts(desk: Desk, *keys: str) -> None:
    items = [
        {"external_id": f"p{number}", "content": content(number) | {"rule_keys": [key], "prompt_set": "wxyz"}}
        for number, key in enumerate(keys)
    ]
    assert (await desk.lead.http.post(f"{desk.path}/items", json={"items": items})).status_code == 201


async def cite(desk: Desk) -> None:
    await desk.answer(desk.annotators[0])
    finding = {"rule_key": "tone.first-person", "note": "Look again."}
    await desk.verdict(
        desk.reviewers[0], await desk.task(desk.reviewers[0], "review"), "return", findings=[finding]
    )


async def make_older(callers: Callers, days: int) -> None:
    async with callers.boundary.open() as ctx:
        await ctx.conn.execute(
            "update review.finding set created_at = created_at - make_interval(days => %s)", [days]
        )


async def test_counts_what_each_rule_has(callers: Callers) -> None:
    desk = await open_desk(callers, guide=GUIDE)
    found = await coverage(desk)
    assert found["number"] == 1
    rules = {rule["key"]: (rule["n_good"], rule["n_checks"], rule["prompt_sets"]) for rule in found["rules"]}
    assert rules == {"tone.first-person": (1, 1, ["abcd"]), "warm": (0, 0, [])}
    for missing in ("without_examples", "without_checks", "without_prompts"):
        assert found[missing] == ["warm"]
    assert (found["most_cited"], found["missing_sets"]) == ([], [])


async def test_counts_items_that_name_a_rule_by_its_key_or_an_older_one(callers: Callers) -> None:
    desk = await open_desk(callers, guide=GUIDE)
    await add_prompts(desk, "first-person", "tone.first-person", "warm", "gone")
    found = await coverage(desk)
    assert [rule["n_prompts"] for rule in found["rules"]] == [2, 1]
    assert (found["without_prompts"], found["missing_sets"]) == ([], ["abcd"])


async def test_counts_findings_of_the_last_days(callers: Callers) -> None:
    desk = await open_desk(callers, guide=GUIDE)
    await cite(desk)
    found = await coverage(desk)
    assert (found["most_cited"], found["never_cited"]) == (["tone.first-person"], ["warm"])
    await make_older(callers, 31)
    counts = ("n_findings_30d", "n_findings_90d", "n_findings")
    assert [(await coverage(desk))["rules"][0][name] for name in counts] == [0, 1, 1]
    await make_older(callers, 60)
    later = await coverage(desk)
    assert ([later["rules"][0][name] for name in counts], later["most_cited"]) == ([0, 0, 1], [])


async def test_has_no_rules_when_nothing_is_published(callers: Callers) -> None:
    viewer = await callers.member("viewer")
    found = (await viewer.http.get(f"/projects/project_{viewer.project_id}/guide/coverage")).json()
    assert (found["guide_version_id"], found["rules"], found["never_cited"]) == (None, [], [])


async def test_is_closed_to_annotators_and_unknown_to_outsiders(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    path = f"/projects/project_{annotator.project_id}/guide/coverage"
    answers = [await http.get(path) for http in (stranger, outsider.http, annotator.http)]
    assert [answer.status_code for answer in answers] == [401, 404, 403]
