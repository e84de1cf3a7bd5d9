"""The log with the people in it: filtered, paged, and as a file."""

import csv
import io
from typing import Any

import orjson

from copydesk.kernel.db import execute
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk


async def activity(desk: Desk, **params: Any) -> dict[str, Any]:
    answer = await desk.lead.http.get(f"{desk.path}/activity", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_names_who_did_what(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2)
    writer = desk.annotators[0]
    await desk.answer(writer)
    found = (await activity(desk, action="submission"))["items"]
    assert [event["action"] for event in found] == ["submission.created"]
    assert found[0]["actor"]["member_id"] == f"member_{writer.member_id}"
    assert found[0]["actor"]["name"] == "Ada Writer"
    system = (await activity(desk, action="slots.fitted"))["items"][0]
    assert (system["actor"], system["is_system"]) == (None, True)


async def test_keeps_to_one_person_when_asked(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2)
    for writer in desk.annotators:
        await desk.answer(writer)
    mine = await activity(desk, member_id=f"member_{desk.annotators[1].member_id}")
    assert [event["action"] for event in mine["items"]] == ["submission.created"]
    async with callers.boundary.open() as ctx:
        from tests.factories import people

        imported = await people.member(ctx.conn, desk.project_id, external_ref="w1")
        elsewhere = await people.member(
            ctx.conn, await people.project(ctx.conn), identity_id=desk.lead.identity_id
        )
    for member_id in (imported, elsewhere):
        assert (await activity(desk, member_id=f"member_{member_id}"))["items"] == []


async def test_pages_from_the_newest_on(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    whole = (await activity(desk, limit=200))["items"]
    found, cursor = [], None
    while True:
        page = await activity(desk, limit=2, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [event["id"] for event in found] == [event["id"] for event in whole]


async def test_streams_the_log_as_csv_and_jsonl_and_notes_who_took_it(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    async with callers.boundary.open() as ctx:
        await execute(
            ctx.conn, "update auth.identity set name = '=1+1' where id = %s", [desk.lead.identity_id]
        )
    path = f"{desk.path}/activity/export"
    lines = (await desk.lead.http.get(f"{path}/jsonl")).text.splitlines()
    told = [orjson.loads(line) for line in lines]
    assert told[0]["action"] == "events.exported"
    assert told[-1]["action"] == "guide.saved"
    answer = await desk.lead.http.get(f"{path}/csv", params={"action": "item"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["action"] for row in rows] == ["item.created"]
    assert rows[0]["name"] == "'=1+1", "a spreadsheet must not run a name"
    assert orjson.loads(rows[0]["details"]) == {"n_items": 1}
    assert "attachment" in answer.headers["content-disposition"]


async def test_is_for_those_who_may_read_the_log(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    for path in (f"{desk.path}/activity", f"{desk.path}/activity/export/csv"):
        assert (await desk.reviewers[0].http.get(path)).status_code == 403
        assert (await (await callers.person()).http.get(path)).status_code == 404
        assert (await (await callers.stranger()).get(path)).status_code == 401
    assert (await desk.lead.http.get(f"{desk.path}/activity/export/xlsx")).status_code == 422
