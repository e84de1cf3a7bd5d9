"""Members and teams over HTTP."""

import pytest

from tests.factories import people
from tests.factories.callers import Caller, Callers


async def test_tells_names_only_to_those_who_may_see_who_people_are(callers: Callers) -> None:
    reviewer, annotator = await callers.member("reviewer"), await callers.member("annotator")
    async with callers.boundary.open() as ctx:
        await people.member(ctx.conn, reviewer.project_id, external_ref="w1")
    path = f"/projects/project_{reviewer.project_id}/members"
    seen = (await reviewer.http.get(path)).json()["items"]
    hidden = (await annotator.http.get(path)).json()["items"]
    assert [(one["name"], one["external_ref"], one["has_account"]) for one in seen] == [
        ("Ada Writer", None, True),
        ("Ada Writer", None, True),
        (None, "w1", False),
    ]
    assert all(one["email"] for one in seen[:2])
    assert {(one["name"], one["email"], one["external_ref"]) for one in hidden} == {(None, None, None)}
    assert [one["pseudonym"] for one in hidden] == [one["pseudonym"] for one in seen]


async def test_narrows_and_pages_when_asked(callers: Callers) -> None:
    lead = await callers.member("lead")
    writers = [await callers.member("annotator") for _ in range(3)]
    path = f"/projects/project_{lead.project_id}/members"
    first = (await lead.http.get(path, params={"role": "annotator", "limit": 2})).json()
    rest = (await lead.http.get(path, params={"role": "annotator", "cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == [
        f"member_{one.member_id}" for one in writers
    ]
    assert rest["next_cursor"] is None


async def test_finds_people_when_a_part_of_their_name_is_given(callers: Callers) -> None:
    reviewer, annotator = await callers.member("reviewer"), await callers.member("annotator")
    async with callers.boundary.open() as ctx:
        named = await people.identity(ctx.conn, name="Zoë 100% Quill", email="quill@example.org")
        wanted = await people.member(ctx.conn, reviewer.project_id, identity_id=named)
        await people.member(ctx.conn, reviewer.project_id, external_ref="worker_7")
    path = f"/projects/project_{reviewer.project_id}/members"

    async def found(caller: Caller, q: str) -> int:
        return len((await caller.http.get(path, params={"q": q})).json()["items"])

    [one] = (await reviewer.http.get(path, params={"q": " ZOË 100% "})).json()["items"]
    assert one["id"] == f"member_{wanted}"
    assert [await found(reviewer, q) for q in ("QUILL@", "worker_", "worker%", "heron", "")] == [
        1,
        1,
        0,
        4,
        4,
    ]
    assert [await found(annotator, q) for q in ("quill", "worker_", "heron")] == [0, 0, 4]
    assert (await reviewer.http.get(path, params={"q": "\0"})).status_code == 422


async def test_names_members_by_their_ids_when_they_were_removed_too(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    await callers.member("annotator")
    await lead.http.delete(f"/members/member_{writer.member_id}")
    path, id_ = f"/projects/project_{lead.project_id}/members", f"member_{writer.member_id}"
    [one] = (await lead.http.get(path, params={"id": [id_, "member_999999"]})).json()["items"]
    assert one["id"] == id_


async def test_may_what_the_new_role_may_when_a_role_is_changed(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    events = f"/projects/project_{lead.project_id}/events"
    assert (await writer.http.get(events)).status_code == 403
    changed = await lead.http.patch(f"/members/member_{writer.member_id}", json={"role": "lead"})
    assert changed.json()["role"] == "lead"
    [event] = (await writer.http.get(events, params={"action": "member"})).json()["items"]
    assert event["details"] == {"fields": ["role"], "role": "lead", "role_before": "annotator"}


async def test_refuses_when_the_last_lead_would_go(callers: Callers) -> None:
    lead = await callers.member("lead")
    path = f"/members/member_{lead.member_id}"
    for answer in (await lead.http.patch(path, json={"role": "viewer"}), await lead.http.delete(path)):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_lead")


async def test_is_outside_when_removed_and_inside_again_when_taken_back(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    path, project = f"/members/member_{writer.member_id}", f"/projects/project_{lead.project_id}"
    assert (await lead.http.delete(path)).status_code == 204
    assert (await writer.http.get(project)).status_code == 404
    listed = (await lead.http.get(f"{project}/members")).json()["items"]
    assert [one["id"] for one in listed] == [f"member_{lead.member_id}"]
    kept = (await lead.http.get(f"{project}/members", params={"removed": True})).json()["items"]
    assert len(kept) == 2
    answer = await lead.http.patch(path, json={"role": "viewer"})
    assert (answer.status_code, answer.json()["code"]) == (409, "member_removed")
    assert (await lead.http.post(f"{path}/readmit")).json()["removed_at"] is None
    assert (await writer.http.get(project)).json()["my_role"] == "annotator"
    again = await lead.http.post(f"{path}/readmit")
    assert (again.status_code, again.json()["code"]) == (409, "not_removed")


async def test_takes_nobody_back_when_who_it_was_is_erased(callers: Callers) -> None:
    lead = await callers.member("lead")
    async with callers.boundary.open() as ctx:
        member_id = await people.member(ctx.conn, lead.project_id)
    await lead.http.delete(f"/members/member_{member_id}")
    answer = await lead.http.post(f"/members/member_{member_id}/readmit")
    assert (answer.status_code, answer.json()["code"]) == (409, "member_erased")


async def test_carries_a_new_pseudonym_when_it_is_free(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    path = f"/members/member_{writer.member_id}"
    assert (await lead.http.patch(path, json={"pseudonym": " Calm Heron "})).json()[
        "pseudonym"
    ] == "Calm Heron"
    taken = await lead.http.patch(f"/members/member_{lead.member_id}", json={"pseudonym": "Calm Heron"})
    assert (taken.status_code, taken.json()["code"]) == (409, "pseudonym_taken")
    wrong = await lead.http.patch(path, json={"pseudonym": "ada@example.org"})
    assert (wrong.status_code, wrong.json()["errors"][0]["at"]) == (422, "/pseudonym")


async def test_stays_as_it_was_when_nothing_is_sent(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    path = f"/members/member_{writer.member_id}"
    team = (await lead.http.post(f"/projects/project_{lead.project_id}/teams", json={"name": "North"})).json()
    before = (await lead.http.patch(path, json={"team_id": team["id"]})).json()
    assert before["team"] == "North"
    assert (await lead.http.patch(path, json={"role": None, "pseudonym": None})).json() == before
    assert (await lead.http.patch(path, json={"team_id": None})).json()["team"] is None


async def test_lists_teams_with_their_size_when_asked(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    path = f"/projects/project_{lead.project_id}/teams"
    north = (await lead.http.post(path, json={"name": " North "})).json()
    assert (north["name"], north["n_members"]) == ("North", 0)
    await lead.http.post(path, json={"name": "South"})
    await lead.http.patch(f"/members/member_{writer.member_id}", json={"team_id": north["id"]})
    listed = (await writer.http.get(path)).json()["items"]
    assert [(one["name"], one["n_members"]) for one in listed] == [("North", 1), ("South", 0)]
    members = f"/projects/project_{lead.project_id}/members"
    [found] = (await lead.http.get(members, params={"team_id": north["id"]})).json()["items"]
    assert found["id"] == f"member_{writer.member_id}"


async def test_refuses_a_team_name_when_it_is_taken_or_empty(callers: Callers) -> None:
    lead = await callers.member("lead")
    path = f"/projects/project_{lead.project_id}/teams"
    await lead.http.post(path, json={"name": "North"})
    south = (await lead.http.post(path, json={"name": "South"})).json()
    for answer in (
        await lead.http.post(path, json={"name": "North"}),
        await lead.http.patch(f"/teams/{south['id']}", json={"name": "North"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "team_name_taken")
    assert (await lead.http.patch(f"/teams/{south['id']}", json={"name": " "})).status_code == 422
    assert (await lead.http.patch(f"/teams/{south['id']}", json={"name": "East"})).json()["name"] == "East"


@pytest.mark.parametrize(("who", "status"), [("stranger", 401), ("outsider", 404), ("annotator", 403)])
async def test_refuses_writers_when_they_may_not_change_members(
    callers: Callers, who: str, status: int
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    http = {"stranger": stranger, "outsider": outsider.http, "annotator": annotator.http}[who]
    teams = f"/projects/project_{lead.project_id}/teams"
    team = (await lead.http.post(teams, json={"name": "North"})).json()["id"]
    member = f"/members/member_{lead.member_id}"
    answers = [
        await http.patch(member, json={"role": "viewer"}),
        await http.delete(member),
        await http.post(f"{member}/readmit"),
        await http.post(teams, json={"name": "South"}),
        await http.patch(f"/teams/{team}", json={"name": "South"}),
    ]
    assert {answer.status_code for answer in answers} == {status}


async def test_tells_nothing_when_the_reader_is_outside(callers: Callers) -> None:
    lead = await callers.member("lead")
    outsider, stranger = await callers.person(), await callers.stranger()
    for name in ("members", "teams"):
        path = f"/projects/project_{lead.project_id}/{name}"
        assert (await outsider.http.get(path)).status_code == 404
        assert (await stranger.get(path)).status_code == 401


@pytest.mark.parametrize("path", ["/members/member_999999", "/teams/team_999999"])
async def test_says_the_same_when_a_thing_is_absent_or_not_yours(callers: Callers, path: str) -> None:
    lead, stranger = await callers.member("lead"), await callers.stranger()
    assert (await lead.http.patch(path, json={"name": "x"} if "team" in path else {})).status_code == 404
    assert (await stranger.patch(path, json={"name": "x"} if "team" in path else {})).status_code == 401
