"""Answers that are like another's, or like a response of their item: said, without showing whose."""

from typing import Any

from tests.api.queue.test_checks import a_desk, check, submit
from tests.factories.callers import Callers
from tests.factories.desk import Desk

GUIDE = """# House style

## Write it yourself {#own severity=major}

```check
kind: likeness
```

## Plain {#plain}

```check
kind: existence
tokens: [delve]
```
"""
ONE = (
    "The first response counts its syllables and names the three lines in order, while the second one only says that "
    "it believes something; a reader who has never seen a haiku learns nothing from it, so I prefer the first one."
)
OTHER = (
    "Both are short. What decides for me is that one of them invents a history of the form which nobody can check, and "
    "that its tone is that of a salesman; I would rather read a plain line that admits what it does not know at all."
)


async def sent(desk: Desk, number: int, why: str) -> None:
    author = desk.annotators[number]
    answer = await submit(author, await desk.task(author), why)
    assert answer.status_code == 200, answer.text
    while await desk.callers.boundary.drain():
        pass


async def alerts(desk: Desk, number: int, why: str) -> list[dict[str, Any]]:
    author = desk.annotators[number]
    report = (await check(author, await desk.task(author), texts={"/why": why})).json()
    return [alert for text in report["texts"] for alert in text["alerts"]]


async def test_tells_without_showing_it_when_an_answer_is_like_anothers(callers: Callers) -> None:
    desk = await a_desk(callers, guide=GUIDE)
    await sent(desk, 0, ONE)
    (alert,) = await alerts(desk, 1, ONE.replace("in order", "in turn"))
    assert (alert["rule_key"], alert["check"], alert["start"]) == ("own", "likeness", 0)
    assert "somebody else's answer" in alert["message"]
    assert await alerts(desk, 1, OTHER) == []
    await submit(desk.annotators[1], await desk.task(desk.annotators[1]), ONE)
    kept = (await desk.lead.http.get(f"{desk.path}/submissions")).json()["items"][0]["check_report"]
    assert [one["check"] for one in kept["alerts"]] == ["likeness"]


async def test_says_nothing_when_ones_own_earlier_answer_is_alike(callers: Callers) -> None:
    desk = await a_desk(callers, guide=GUIDE)
    await sent(desk, 0, ONE)
    assert await alerts(desk, 0, ONE) == []


async def test_tells_when_a_response_of_the_item_was_pasted(callers: Callers) -> None:
    desk = await a_desk(callers, guide=GUIDE)
    content = {
        "messages": [{"role": "user", "content": "Which?"}],
        "responses": [{"id": "r1", "content": OTHER}, {"id": "r2", "content": "Short."}],
    }
    answer = await desk.lead.http.post(
        f"{desk.path}/items", json={"items": [{"external_id": "long", "content": content}]}
    )
    item = answer.json()[0]["id"]
    await desk.callers.boundary.drain()
    await desk.lead.http.put(f"{desk.path}/priority", json={"priority": 9, "item_ids": [item]})
    (alert,) = await alerts(desk, 0, OTHER + " So say I.")
    assert "a response of this task" in alert["message"]


async def test_remembers_nothing_when_no_rule_asks_for_it(callers: Callers) -> None:
    desk = await a_desk(callers, guide=GUIDE.replace("kind: likeness", "kind: existence\ntokens: [tapestry]"))
    await sent(desk, 0, ONE)
    async with callers.boundary.open() as ctx:
        cursor = await ctx.conn.execute("select count(*) from guides.signature")
        assert await cursor.fetchone() == (0,)
