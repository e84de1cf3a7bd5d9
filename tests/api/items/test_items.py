"""Items over HTTP: added all or none, listed by page, revised only when asked, retired but never deleted."""

from typing import Any

from copydesk.kernel.db import fetch_value
from tests.factories.callers import Caller, Callers

PAIR = {
    "messages": [{"role": "user", "content": "Say hello."}],
    "responses": [{"content": "Hello."}, {"content": "Hi!"}],
}


def path(caller: Caller) -> str:
    return f"/projects/project_{caller.project_id}/items"


async def add(caller: Caller, *external_ids: str, **more: Any) -> list[dict[str, Any]]:
    body = {"items": [{"external_id": external_id, "content": PAIR} for external_id in external_ids], **more}
    answer = await caller.http.post(path(caller), json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_shows_an_item_with_its_content_when_it_was_added(callers: Callers) -> None:
    lead = await callers.member("lead")
    created = (await add(lead, "q-1"))[0]
    shown = (await lead.http.get(f"/items/{created['id']}")).json()
    assert shown["external_id"] == "q-1"
    assert [response["id"] for response in shown["version"]["content"]["responses"]] == ["r1", "r2"]
    assert (shown["n_versions"], shown["version"]["number"]) == (1, 1)


async def test_tells_the_queue_once_per_batch_when_items_are_added(callers: Callers) -> None:
    lead = await callers.member("lead")
    created = await add(lead, "q-1", "q-2")
    async with callers.boundary.open() as ctx:
        logged = "select details ->> 'n_items' from audit.event where action = 'item.created'"
        assert await fetch_value(ctx.conn, logged) == "2"
    batches = (await lead.http.get(f"/projects/project_{lead.project_id}/batches")).json()["items"]
    assert [(batch["id"], batch["n_items"]) for batch in batches] == [(created[0]["batch_id"], 2)]


async def test_adds_nothing_and_names_each_place_when_one_of_the_items_is_wrong(callers: Callers) -> None:
    lead = await callers.member("lead")
    await add(lead, "q-1")
    bad = {"messages": [{"role": "user", "content": None}]}
    body = {
        "items": [
            {"external_id": "q-2", "content": PAIR},
            {"external_id": "q-2", "content": PAIR},
            {"content": bad},
        ]
    }
    answer = await lead.http.post(path(lead), json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "item_refused")
    assert {fault["at"] for fault in answer.json()["errors"]} == {
        "/items/1/external_id",
        "/items/2/content/messages/0/content",
    }
    again = await lead.http.post(path(lead), json={"items": [{"external_id": "q-1", "content": PAIR}]})
    assert (again.status_code, again.json()["code"]) == (409, "external_id_exists")
    assert len((await lead.http.get(path(lead))).json()["items"]) == 1


async def test_lists_by_page_prefix_and_batch_when_asked(callers: Callers) -> None:
    lead = await callers.member("lead")
    batch_id = (await add(lead, "a-1", "a-2", "b%1"))[0]["batch_id"]
    await add(lead, "a-3", batch_id=batch_id)
    await add(lead, "a-4", batch_name="Second")

    async def listed(**params: Any) -> list[str]:
        return [
            item["external_id"] for item in (await lead.http.get(path(lead), params=params)).json()["items"]
        ]

    assert await listed(external_id_prefix="a-") == ["a-1", "a-2", "a-3", "a-4"]
    assert await listed(external_id_prefix="b%") == ["b%1"]
    assert await listed(batch_id=batch_id) == ["a-1", "a-2", "b%1", "a-3"]
    first = (await lead.http.get(path(lead), params={"limit": 3})).json()
    assert first["items"][0]["excerpt"] == "Say hello."
    assert await listed(limit=3, cursor=first["next_cursor"]) == ["a-3", "a-4"]


async def test_makes_a_version_only_when_the_content_differs(callers: Callers) -> None:
    lead = await callers.member("lead")
    item_id = (await add(lead, "q-1"))[0]["id"]
    same = await lead.http.post(f"/items/{item_id}/versions", json={"content": PAIR})
    assert same.json()["n_versions"] == 1
    revised = await lead.http.post(f"/items/{item_id}/versions", json={"content": {**PAIR, "note": "new"}})
    assert revised.json()["version"]["content"]["note"] == "new"
    versions = (await lead.http.get(f"/items/{item_id}/versions")).json()
    assert [version["number"] for version in versions] == [2, 1]
    first = (await lead.http.get(f"/items/{item_id}/versions/1")).json()
    assert "note" not in first["content"]
    assert (await lead.http.get(f"/items/{item_id}/versions/3")).status_code == 404


async def test_keeps_a_retired_item_in_sight_when_asked_twice(callers: Callers) -> None:
    lead = await callers.member("lead")
    item_id = (await add(lead, "q-1"))[0]["id"]
    first, again = [(await lead.http.post(f"/items/{item_id}/retire")).json() for _ in range(2)]
    assert first["retired_at"] == again["retired_at"] is not None
    shown = (await lead.http.get(path(lead), params={"is_retired": True})).json()["items"]
    assert [item["id"] for item in shown] == [item_id]


async def test_refuses_a_batch_when_it_is_of_another_project(callers: Callers) -> None:
    lead = await callers.member("lead")
    async with callers.boundary.open() as ctx:
        other = await fetch_value(
            ctx.conn, "insert into projects.project (name, created_at) values ('Other', now()) returning id"
        )
    stranger_batch = (await add(await callers.member("lead", project_id=other), "q-1"))[0]["batch_id"]
    answer = await lead.http.post(
        path(lead), json={"batch_id": stranger_batch, "items": [{"external_id": "q-9", "content": PAIR}]}
    )
    assert answer.status_code == 404


async def test_says_401_to_strangers_404_to_outsiders_403_without_the_permission(callers: Callers) -> None:
    lead, annotator, viewer = [await callers.member(role) for role in ("lead", "annotator", "viewer")]
    item_id = (await add(lead, "q-1"))[0]["id"]
    outsider, stranger = await callers.person(), await callers.stranger()
    body = {"items": [{"external_id": "q-2", "content": PAIR}]}
    reads = [path(lead), f"/projects/project_{lead.project_id}/batches", f"/items/{item_id}"]
    reads += [f"/items/{item_id}/versions", f"/items/{item_id}/versions/1"]
    writes = [
        (path(lead), body),
        (f"/items/{item_id}/versions", {"content": PAIR}),
        (f"/items/{item_id}/retire", None),
    ]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        assert {(await http.get(read)).status_code for read in reads} == {status}
    for http, status in ((stranger, 401), (outsider.http, 404), (viewer.http, 403)):
        assert {(await http.post(write, json=json)).status_code for write, json in writes} == {status}
    assert (await stranger.get("/items/item_999999999")).status_code == 401
    assert (await outsider.http.get("/items/item_999999999")).status_code == 404
