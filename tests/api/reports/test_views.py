"""Saved views: one's own, shared by leads, and nobody overwrites another unknowingly."""

from typing import Any

import httpx

from tests.factories.callers import Caller, Callers


def path_of(caller: Caller) -> str:
    return f"/projects/project_{caller.project_id}/views"


async def save(caller: Caller, name: str = "Late ones", **more: Any) -> httpx.Response:
    body = {"page": "items", "name": name, "query": {"state": "returned", "sort": "oldest"}, **more}
    return await caller.http.post(path_of(caller), json=body)


async def names(caller: Caller, page: str = "items") -> list[str]:
    found = (await caller.http.get(path_of(caller), params={"page": page})).json()
    return [view["name"] for view in found]


async def test_shows_a_view_only_to_its_owner_when_it_is_not_shared(callers: Callers) -> None:
    writer, other = await callers.member("annotator"), await callers.member("annotator")
    made = await save(writer, "  Mine ")
    assert (made.status_code, made.json()["name"], made.json()["revision"]) == (201, "Mine", 1)
    assert (await names(writer), await names(other), await names(writer, "people")) == (["Mine"], [], [])


async def test_shows_a_view_to_everybody_when_a_lead_shares_it(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    await save(lead, "Ours", is_shared=True)
    assert await names(writer) == ["Ours"]
    assert (await save(writer, "Not for me to share", is_shared=True)).status_code == 403


async def test_refuses_a_second_view_of_one_name_on_a_page(callers: Callers) -> None:
    writer = await callers.member("annotator")
    await save(writer, "A")
    again = await save(writer, "A")
    assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    second = (await save(writer, "B")).json()
    renamed = await writer.http.patch(f"/views/{second['id']}", json={"name": "A"}, headers={"If-Match": "1"})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "name_taken")


async def test_tells_both_versions_when_somebody_saved_before(callers: Callers) -> None:
    lead, other = await callers.member("lead"), await callers.member("lead")
    view = (await save(lead, "Ours", is_shared=True)).json()
    path = f"/views/{view['id']}"
    changed = await other.http.patch(path, json={"query": {"state": "done"}}, headers={"If-Match": "1"})
    assert (changed.json()["query"], changed.json()["revision"]) == ({"state": "done"}, 2)
    stale = await lead.http.patch(path, json={"query": {}}, headers={"If-Match": "1"})
    assert (stale.status_code, stale.json()["theirs"]) == (409, {"query": {"state": "done"}})


async def test_hides_a_view_from_others_when_it_is_not_theirs(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    private = (await save(writer)).json()
    shared = (await save(lead, "Ours", is_shared=True)).json()
    assert (await lead.http.delete(f"/views/{private['id']}")).status_code == 404
    assert (await writer.http.delete(f"/views/{shared['id']}")).status_code == 403
    assert (await (await callers.person()).http.delete(f"/views/{shared['id']}")).status_code == 404
    assert (await (await callers.stranger()).delete(f"/views/{shared['id']}")).status_code == 401


async def test_forgets_a_view_when_it_is_deleted(callers: Callers) -> None:
    writer = await callers.member("annotator")
    view = (await save(writer)).json()
    assert (await writer.http.delete(f"/views/{view['id']}")).status_code == 204
    assert await names(writer) == []


async def test_names_the_place_when_a_view_cannot_be_saved(callers: Callers) -> None:
    writer = await callers.member("annotator")
    assert (await save(writer, "  ")).json()["errors"][0]["at"] == "/name"
    huge = await save(writer, "A", query={"text": "x" * 30_000})
    assert huge.json()["errors"][0]["at"] == "/query"
