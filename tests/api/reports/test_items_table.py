"""The table of items over HTTP: pages both ways in every order, filters, counts, and what is done with many."""

from datetime import timedelta
from typing import Any

import pytest

from copydesk.kernel.db import fetch_value
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk

ORDERS = ["newest", "oldest", "external_id", "priority", "answered"]


async def table(desk: Desk, **params: Any) -> dict[str, Any]:
    answer = await desk.lead.http.get(f"{desk.path}/items/table", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(page: dict[str, Any]) -> list[str]:
    return [line["external_id"] for line in page["items"]]


async def worked_on(callers: Callers) -> Desk:
    """q0 accepted, q1 returned with a finding, q2 in review, q3 in somebody's hand, q4 untouched, q5 retired."""
    desk = await open_desk(callers, n_items=6)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    for _ in range(3):
        await desk.answer(writer)
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "accept")
    finding = {"rule_key": "tone.first-person", "note": "Say I."}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    await desk.task(desk.annotators[1])
    last = (await table(desk, sort="newest"))["items"][0]
    await desk.lead.http.post(f"/items/{last['id']}/retire")
    await callers.boundary.drain()
    return desk


async def test_tells_where_each_item_stands_when_work_is_at_every_stage(callers: Callers) -> None:
    desk = await worked_on(callers)
    lines = {line["external_id"]: line for line in (await table(desk))["items"]}
    assert {name: line["states"] for name, line in lines.items()} == {
        "q0": ["done"], "q1": ["returned"], "q2": ["in_review"], "q3": ["in_work"], "q4": ["waiting"], "q5": ["retired"],
    }  # fmt: skip
    assert [lines[name]["n_answers"] for name in ("q0", "q1", "q2", "q4")] == [1, 0, 1, 0]
    assert lines["q1"]["n_open_findings"] == 1
    assert lines["q0"]["n_wanted"] == 1
    assert lines["q0"]["excerpt"] == "Question 0: what is a haiku?"
    assert lines["q0"]["last_activity_at"] > lines["q4"]["last_activity_at"]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("waiting", ["q4"]), ("in_work", ["q3"]), ("in_review", ["q2"]), ("returned", ["q1"]), ("for_lead", []),
        ("done", ["q0"]), ("retired", ["q5"]),
    ],
)  # fmt: skip
async def test_keeps_to_a_state_when_asked(callers: Callers, state: str, found: list[str]) -> None:
    desk = await worked_on(callers)
    for order in ("newest", "oldest", "external_id"):
        assert names(await table(desk, state=state, sort=order)) == found
    count = (await desk.lead.http.get(f"{desk.path}/items/count", params={"state": state})).json()
    assert count == {"n": len(found), "is_exact": True}


async def test_looks_at_none_that_wait_for_review_when_the_done_ones_are_asked_for(callers: Callers) -> None:
    desk = await worked_on(callers)
    for order in ("newest", "oldest"):
        assert (await table(desk, state="done", sort=order))["n_looked_at"] == 1


async def test_finds_the_work_of_a_day_and_of_a_stage_when_asked(callers: Callers) -> None:
    desk = await worked_on(callers)
    today = callers.boundary.clock().date()
    days = {"finished_on": today.isoformat()}
    assert set(names(await table(desk, **days))) == {"q0", "q1", "q2"}
    assert set(names(await table(desk, **days, finished_stage="review"))) == {"q0", "q1"}
    assert names(await table(desk, **days, state="in_review", sort="answered")) == ["q2"]
    assert names(await table(desk, finished_on=(today - timedelta(days=1)).isoformat())) == []
    count = await desk.lead.http.get(f"{desk.path}/items/count", params={**days, "finished_stage": "review"})
    assert count.json() == {"n": 2, "is_exact": True}


async def test_finds_items_by_how_many_peoples_answers_count(callers: Callers) -> None:
    desk = await worked_on(callers)
    assert set(names(await table(desk, people_min=1))) == {"q0", "q2"}
    assert names(await table(desk, people_min=2)) == []


@pytest.mark.parametrize("order", ORDERS)
async def test_pages_forward_and_back_without_loss_in_every_order(callers: Callers, order: str) -> None:
    desk = await open_desk(callers, n_items=9)
    for _ in range(7):
        await desk.answer(desk.annotators[0])
    await add_more(desk, 2)
    whole = names(await table(desk, sort=order, limit=50))
    first = await table(desk, sort=order, limit=3)
    forward, page = names(first), first
    while page["next_cursor"]:
        page = await table(desk, sort=order, limit=3, cursor=page["next_cursor"])
        forward += names(page)
    assert forward == whole
    assert first["prev_cursor"] is None
    back = names(page)
    while page["prev_cursor"]:
        page = await table(desk, sort=order, limit=3, cursor=page["prev_cursor"])
        back = names(page) + back
    assert back == whole
    again = await table(desk, sort=order, limit=3, cursor=page["next_cursor"])
    assert names(again) == whole[3:6]


async def add_more(desk: Desk, n: int) -> None:
    """Items without an id of their own."""
    body = {"items": [{"content": {"messages": [{"role": "user", "content": "x"}]}} for _ in range(n)]}
    assert (await desk.lead.http.post(f"{desk.path}/items", json=body)).status_code == 201
    await desk.callers.boundary.drain()


async def test_orders_by_external_id_with_nameless_items_last(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=12)
    await add_more(desk, 1)
    assert names(await table(desk, sort="external_id"))[:4] == ["q0", "q1", "q10", "q11"]
    assert names(await table(desk, sort="external_id"))[-1] is None


async def test_narrows_by_batch_prefix_member_rule_and_text(callers: Callers) -> None:
    desk = await worked_on(callers)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    await add_more(desk, 1)
    batch = (await desk.lead.http.get(f"{desk.path}/batches")).json()["items"][0]["id"]
    assert names(await table(desk, batch_id=batch)) == [None]
    assert names(await table(desk, external_id_prefix="q4")) == ["q4"]
    assert names(await table(desk, external_id_prefix="q", sort="external_id")) == [f"q{n}" for n in range(6)]
    assert names(await table(desk, member_id=f"member_{writer.member_id}")) == ["q2", "q1", "q0"]
    assert names(await table(desk, member_id=f"member_{reviewer.member_id}", sort="oldest")) == ["q0", "q1"]
    assert names(await table(desk, rule_key="tone.first-person")) == ["q1"]
    assert names(await table(desk, text="question 3")) == ["q3"]
    assert names(await table(desk, text="poem of 5, 7", state="done")) == ["q0"]
    assert names(await table(desk, text="100%")) == []
    assert names(await table(desk, created_from="2020-01-01T00:00:00Z", limit=2)) == [None, "q5"]
    assert names(await table(desk, created_until="2020-01-01T00:00:00Z")) == []


async def test_pages_through_a_span_of_time_in_both_directions(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=5)
    span = {"created_from": "2020-01-01T00:00:00Z", "limit": 2}
    first = await table(desk, **span)
    second = await table(desk, **span, cursor=first["next_cursor"])
    assert names(first) + names(second) == ["q4", "q3", "q2", "q1"]
    assert names(await table(desk, **span, cursor=second["prev_cursor"])) == ["q4", "q3"]


async def test_puts_what_a_lead_ranked_first_when_ordered_by_priority(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=4)
    item = (await table(desk, external_id_prefix="q2"))["items"][0]["id"]
    body = {"action": "set_priority", "item_ids": [item], "priority": 7}
    answer = await desk.lead.http.post(f"{desk.path}/items/bulk", json=body)
    assert answer.json() == {"n_items": 1}
    page = await table(desk, sort="priority")
    assert names(page)[0] == "q2"
    assert [line["priority"] for line in page["items"]] == [7, 0, 0, 0]


async def test_retires_what_a_filter_finds_and_leaves_one_event(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=5)
    body = {"action": "retire", "filter": {"external_id_prefix": "q"}, "expected": 5}
    assert (await desk.lead.http.post(f"{desk.path}/items/bulk", json=body)).json() == {"n_items": 5}
    await callers.boundary.drain()
    assert names(await table(desk, state="waiting")) == []
    events = (await desk.lead.http.get(f"{desk.path}/events", params={"action": "items"})).json()
    assert [event["details"]["n_items"] for event in events["items"]] == [5]
    async with callers.boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from queue.slot where state = 'ready'") == 0


async def test_changes_nothing_when_the_filter_finds_another_number(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=3)
    body = {"action": "retire", "filter": {"external_id_prefix": "q"}, "expected": 2}
    answer = await desk.lead.http.post(f"{desk.path}/items/bulk", json=body)
    assert (answer.status_code, answer.json()["code"], answer.json()["n_items"]) == (422, "count_changed", 3)
    assert len(names(await table(desk, state="waiting"))) == 3


async def test_leaves_items_of_other_projects_alone_when_named(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    async with callers.boundary.open() as ctx:
        from tests.factories import items, people

        strange = await items.item(ctx.conn, await people.project(ctx.conn))
    body = {"action": "retire", "item_ids": [f"item_{strange}"]}
    assert (await desk.lead.http.post(f"{desk.path}/items/bulk", json=body)).json() == {"n_items": 0}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"action": "retire"}, "/item_ids"),
        ({"action": "retire", "item_ids": ["item_1"], "filter": {}}, "/item_ids"),
        ({"action": "set_priority", "item_ids": ["item_1"]}, "/priority"),
        ({"action": "retire", "item_ids": ["item_1"], "priority": 1}, "/priority"),
    ],
)
async def test_names_the_place_when_a_bulk_action_makes_no_sense(
    callers: Callers, body: dict[str, Any], place: str
) -> None:
    desk = await open_desk(callers, n_items=1)
    answer = await desk.lead.http.post(f"{desk.path}/items/bulk", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, place)


@pytest.mark.parametrize("params", [{"cursor": "nonsense"}, {"text": " a "}, {"state": "lost"}])
async def test_refuses_a_question_that_it_cannot_read(callers: Callers, params: dict[str, str]) -> None:
    desk = await open_desk(callers, n_items=1)
    answer = await desk.lead.http.get(f"{desk.path}/items/table", params=params)
    assert answer.status_code == 422


async def test_hides_who_worked_on_what_from_those_who_may_only_see_items(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    viewer = await callers.member("viewer")
    path = f"{desk.path}/items/table"
    assert (await viewer.http.get(path)).status_code == 200
    assert (await viewer.http.get(path, params={"member_id": "member_1"})).status_code == 403
    assert (await desk.annotators[0].http.get(path)).status_code == 403
    assert (await (await callers.person()).http.get(path)).status_code == 404
    assert (await (await callers.stranger()).get(path)).status_code == 401
