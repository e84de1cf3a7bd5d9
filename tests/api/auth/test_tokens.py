"""Personal API tokens over HTTP: shown once, a part of what their owner may do, never administration."""

from datetime import UTC, datetime, timedelta

import httpx

from copydesk.kernel.db import fetch_value
from tests.factories.callers import Caller, Callers


async def bearer(callers: Callers, secret: str) -> httpx.AsyncClient:
    http = await callers.stranger()
    http.headers["authorization"] = f"Bearer {secret}"
    return http


async def make(caller: Caller, **body: object) -> httpx.Response:
    return await caller.http.post("/tokens", json={"name": "script", "permissions": ["project.read"], **body})


async def test_shows_the_token_once_when_it_is_made(callers: Callers) -> None:
    lead = await callers.member("lead")
    made = (await make(lead)).json()
    listed = (await lead.http.get("/tokens")).json()
    assert made["token"].startswith("cdt_")
    assert [one["id"] for one in listed] == [made["id"]]
    assert made["token"] not in str(listed)
    async with callers.boundary.open() as ctx:
        kept = await fetch_value(ctx.conn, "select string_agg(t::text, '') from auth.token t")
    assert made["token"] not in kept


async def test_keeps_no_copy_of_the_token_when_the_request_may_be_repeated(callers: Callers) -> None:
    lead = await callers.member("lead")
    body = {"name": "script", "permissions": ["project.read"]}
    made = await lead.http.post("/tokens", json=body, headers={"Idempotency-Key": "k1"})
    assert made.status_code == 201
    async with callers.boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from kernel.idempotency") == 0


async def test_does_what_it_was_made_for_and_no_more_when_used(callers: Callers) -> None:
    lead = await callers.member("lead")
    http = await bearer(callers, (await make(lead)).json()["token"])
    project = f"/projects/project_{lead.project_id}"
    assert (await http.get(project)).status_code == 200
    refused = await http.get(f"{project}/events")
    assert (refused.status_code, refused.json()["permission"]) == (403, "events.read")
    [membership] = (await http.get("/me")).json()["memberships"]
    assert membership["permissions"] == ["project.read"]


async def test_reaches_one_project_only_when_bound_to_it(callers: Callers) -> None:
    lead = await callers.member("lead")
    admin = await callers.person(is_admin=True)
    elsewhere = (await admin.http.post("/projects", json={"name": "Elsewhere"})).json()
    bound = (await make(admin, project_id=elsewhere["id"])).json()
    http = await bearer(callers, bound["token"])
    await admin.http.post(f"/projects/project_{lead.project_id}/join")
    assert (await http.get(f"/projects/{elsewhere['id']}")).status_code == 200
    assert (await http.get(f"/projects/project_{lead.project_id}")).status_code == 404


async def test_lives_as_long_as_asked_or_allowed_when_made(callers: Callers) -> None:
    lead = await callers.member("lead")
    now = datetime.now(UTC)
    for days, lived in ((7, 7), (None, callers.boundary.settings.token_max_days)):
        made = (await make(lead, expires_in_days=days)).json()
        left = datetime.fromisoformat(made["expires_at"]) - now
        assert timedelta(days=lived) <= left < timedelta(days=lived, minutes=5)


async def test_refuses_when_it_would_reach_further_than_its_owner(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    answer = await make(annotator, permissions=["project.write", "no.such"])
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"at": "/permissions", "message": "You do not have no.such, project.write yourself."}
    ]


async def test_stops_when_it_is_revoked_by_its_owner(callers: Callers) -> None:
    lead, other = await callers.member("lead"), await callers.member("lead")
    made = (await make(lead)).json()
    assert (await other.http.delete(f"/tokens/{made['id']}")).status_code == 404
    assert (await lead.http.delete(f"/tokens/{made['id']}")).status_code == 204
    assert (await (await bearer(callers, made["token"])).get("/me")).status_code == 401
    assert (await lead.http.get("/tokens")).json() == []
    assert (await lead.http.delete(f"/tokens/{made['id']}")).status_code == 404


async def test_reaches_neither_accounts_nor_administration_when_its_owner_is_an_admin(
    callers: Callers,
) -> None:
    admin = await callers.person(is_admin=True)
    await admin.http.post("/projects", json={"name": "Mine"})
    http = await bearer(callers, (await make(admin)).json()["token"])
    answers = [
        await http.get("/identities"),
        await http.post("/projects", json={"name": "More"}),
        await http.get("/tokens"),
        await http.post("/tokens", json={"name": "more", "permissions": ["project.read"]}),
        await http.get("/sessions"),
        await http.delete("/sessions"),
        await http.delete("/session"),
        await http.put("/me/password", json={"present": "", "new": ""}),
        await http.patch("/me", json={"name": "Eve"}),
    ]
    assert {answer.status_code for answer in answers} == {403}


async def test_is_a_stranger_when_the_token_is_unknown(callers: Callers) -> None:
    assert (await (await bearer(callers, "cdt_unknown")).get("/me")).status_code == 401
