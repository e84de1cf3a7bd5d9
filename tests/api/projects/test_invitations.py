"""Joining by a link."""

from typing import Any

import pytest

from copydesk.kernel.db import fetch_value
from tests.conftest import MovableClock
from tests.factories.accounts import PASSWORD, account
from tests.factories.callers import Caller, Callers

NEWCOMER = {"name": "Bea", "email": "bea@example.org", "password": PASSWORD}


async def invite(lead: Caller, role: str = "annotator", email: str | None = None) -> dict[str, Any]:
    body = {"role": role, "email": email}
    return (await lead.http.post(f"/projects/project_{lead.project_id}/invitations", json=body)).json()


async def test_shows_the_link_once_when_made(callers: Callers) -> None:
    lead = await callers.member("lead")
    made = await invite(lead, email="bea@example.org")
    assert made["link"] == f"http://test/invite/{made['token']}"
    [listed] = (await lead.http.get(f"/projects/project_{lead.project_id}/invitations")).json()["items"]
    assert listed["email"] == "bea@example.org"
    assert made["token"] not in str(listed)
    async with callers.boundary.open() as ctx:
        kept = await fetch_value(ctx.conn, "select string_agg(i::text, '') from projects.invitation i")
    assert made["token"] not in kept


async def test_tells_what_one_joins_and_not_whether_one_has_an_account_when_opened(callers: Callers) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    known = await account(callers.boundary)
    shown = []
    for email in (known.email, "nobody@example.org"):
        made = await invite(lead, "reviewer", email)
        shown.append((await http.get(f"/invitations/{made['token']}")).json())
    assert [one.pop("email") for one in shown] == [known.email, "nobody@example.org"]
    assert [one.pop("expires_at") is not None for one in shown] == [True, True]
    assert shown == [{"project_name": "Helpful answers", "role": "reviewer"}] * 2


async def test_makes_an_account_and_signs_in_when_a_newcomer_accepts(callers: Callers) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    made = await invite(lead, "reviewer")
    me = (await http.post(f"/invitations/{made['token']}/accept", json=NEWCOMER)).json()
    assert (me["identity"]["email"], me["identity"]["is_admin"]) == ("bea@example.org", False)
    assert [one["role"] for one in me["memberships"]] == ["reviewer"]
    assert (await http.get("/me")).json() == me
    listed = (await lead.http.get(f"/projects/project_{lead.project_id}/members")).json()["items"]
    assert [one["name"] for one in listed] == ["Ada Writer", "Bea"]


async def test_gives_the_account_the_invited_address_when_there_is_one(callers: Callers) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    made = await invite(lead, email="invited@example.org")
    me = (await http.post(f"/invitations/{made['token']}/accept", json=NEWCOMER)).json()
    assert me["identity"]["email"] == "invited@example.org"
    async with callers.boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select email from projects.invitation") is None


async def test_joins_with_the_present_account_when_signed_in(callers: Callers) -> None:
    lead, person = await callers.member("lead"), await callers.person()
    made = await invite(lead)
    answer = await person.http.post(f"/invitations/{made['token']}/accept", json={})
    assert [one["project_id"] for one in answer.json()["memberships"]] == [f"project_{lead.project_id}"]
    assert answer.json()["identity"]["id"] == f"user_{person.identity_id}"
    assert "set-cookie" not in answer.headers


async def test_keeps_the_invitation_when_accepting_fails(callers: Callers) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    known = await account(callers.boundary)
    path = f"/invitations/{(await invite(lead))['token']}/accept"
    weak = await http.post(path, json={**NEWCOMER, "password": "short"})
    missing = await http.post(path, json={"email": "bea@example.org"})
    taken = await http.post(path, json={**NEWCOMER, "email": known.email})
    member = await lead.http.post(path, json={})
    assert [weak.status_code, missing.status_code, taken.status_code, member.status_code] == [
        422,
        422,
        409,
        409,
    ]
    assert [fault["at"] for fault in missing.json()["errors"]] == ["/name", "/password"]
    assert (taken.json()["code"], member.json()["code"]) == ("email_taken", "already_member")
    assert (await http.post(path, json=NEWCOMER)).status_code == 200


async def test_says_why_when_a_link_does_not_work_any_more(callers: Callers, clock: MovableClock) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    used, revoked, expired = [await invite(lead) for _ in range(3)]
    await http.post(f"/invitations/{used['token']}/accept", json=NEWCOMER)
    assert (await lead.http.delete(f"/invitations/{revoked['id']}")).status_code == 204
    clock.forward(days=callers.boundary.settings.invitation_days)
    stranger = await callers.stranger()
    for made, code in ((used, "used"), (revoked, "revoked"), (expired, "expired")):
        shown = await stranger.get(f"/invitations/{made['token']}")
        accepted = await stranger.post(f"/invitations/{made['token']}/accept", json=NEWCOMER)
        assert [shown.status_code, accepted.status_code] == [409, 409]
        assert {shown.json()["code"], accepted.json()["code"]} == {f"invitation_{code}"}
    assert (await stranger.get("/invitations/cdi_unknown")).status_code == 404


async def test_cannot_be_taken_back_when_it_was_used(callers: Callers) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    made = await invite(lead)
    await http.post(f"/invitations/{made['token']}/accept", json=NEWCOMER)
    answer = await lead.http.delete(f"/invitations/{made['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "invitation_used")


@pytest.mark.parametrize("end", ["archive", "delete"])
async def test_lets_nobody_in_when_the_project_is_closed(callers: Callers, end: str) -> None:
    lead, http = await callers.member("lead"), await callers.stranger()
    made = await invite(lead)
    path = f"/projects/project_{lead.project_id}"
    await (lead.http.delete(path) if end == "delete" else lead.http.post(f"{path}/archive"))
    answer = await http.post(f"/invitations/{made['token']}/accept", json=NEWCOMER)
    assert (answer.status_code, answer.json()["code"]) == (409, "project_closed")
    assert (await invite(lead))["code"] == "project_closed"


async def test_names_the_place_when_the_role_or_address_is_wrong(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert (await invite(lead, role="emperor"))["errors"][0]["at"] == "/role"
    assert (await invite(lead, email="nobody"))["errors"][0]["at"] == "/email"


@pytest.mark.parametrize(("who", "status"), [("stranger", 401), ("outsider", 404), ("annotator", 403)])
async def test_refuses_those_who_may_not_change_members(callers: Callers, who: str, status: int) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    http = {"stranger": stranger, "outsider": outsider.http, "annotator": annotator.http}[who]
    made = await invite(lead)
    path = f"/projects/project_{lead.project_id}/invitations"
    answers = [
        await http.get(path),
        await http.post(path, json={"role": "lead"}),
        await http.delete(f"/invitations/{made['id']}"),
    ]
    assert {answer.status_code for answer in answers} == {status}
