"""Projects over HTTP."""

from copydesk.kernel.db import fetch_value
from copydesk.projects import service
from copydesk.projects.domain import MembersChanged
from tests.factories.callers import Callers


async def test_makes_its_admin_the_lead_when_created(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    made = await admin.http.post("/projects", json={"name": " Answers ", "time_zone": "Europe/Berlin"})
    project = made.json()
    assert made.status_code == 201
    assert (project["name"], project["time_zone"], project["my_role"]) == ("Answers", "Europe/Berlin", "lead")
    assert (await admin.http.get(f"/projects/{project['id']}")).json() == project
    [event] = (
        await admin.http.get(f"/projects/{project['id']}/events", params={"action": "project"})
    ).json()["items"]
    assert (event["action"], event["identity_id"]) == ("project.created", f"user_{admin.identity_id}")


async def test_refuses_when_somebody_else_than_an_admin_creates(callers: Callers) -> None:
    lead, stranger = await callers.member("lead"), await callers.stranger()
    assert (await lead.http.post("/projects", json={"name": "Mine"})).status_code == 403
    assert (await stranger.post("/projects", json={"name": "Mine"})).status_code == 401


async def test_names_the_place_when_a_setting_is_wrong(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    answer = await admin.http.post("/projects", json={"name": "Mine", "time_zone": "Mars/Base"})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/time_zone")


async def test_lists_mine_newest_first_by_page_when_asked(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    await callers.member("lead")
    ids = [(await admin.http.post("/projects", json={"name": f"P{n}"})).json()["id"] for n in range(3)]
    first = (await admin.http.get("/projects", params={"limit": 2})).json()
    second = (await admin.http.get("/projects", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + second["items"]] == ids[::-1]
    assert second["next_cursor"] is None
    assert {one["my_role"] for one in first["items"]} == {"lead"}


async def test_lists_everybodys_when_an_admin_asks(callers: Callers) -> None:
    lead, admin = await callers.member("lead"), await callers.person(is_admin=True)
    assert (await admin.http.get("/projects")).json()["items"] == []
    [found] = (await admin.http.get("/projects", params={"everybodys": True})).json()["items"]
    assert (found["id"], found["my_role"]) == (f"project_{lead.project_id}", None)
    assert (await lead.http.get("/projects", params={"everybodys": True})).status_code == 403


async def test_changes_only_what_is_sent_when_patched(callers: Callers) -> None:
    lead = await callers.member("lead")
    path = f"/projects/project_{lead.project_id}"
    body = {"licence": "CC-BY-4.0", "leavers_keep_days": 30}
    changed = (await lead.http.patch(path, json=body, headers={"If-Match": '"1"'})).json()
    assert (changed["licence"], changed["leavers_keep_days"], changed["revision"]) == ("CC-BY-4.0", 30, 2)
    assert changed["name"] == "Helpful answers"
    body = {"leavers_keep_days": None, "name": None}
    changed = (await lead.http.patch(path, json=body, headers={"If-Match": '"2"'})).json()
    assert (changed["name"], changed["leavers_keep_days"], changed["licence"]) == (
        "Helpful answers",
        None,
        "CC-BY-4.0",
    )


async def test_gives_both_versions_when_somebody_saved_before(callers: Callers) -> None:
    one, other = await callers.member("lead"), await callers.member("lead")
    path = f"/projects/project_{one.project_id}"
    await one.http.patch(path, json={"name": "Theirs"}, headers={"If-Match": '"1"'})
    answer = await other.http.patch(path, json={"name": "Mine"}, headers={"If-Match": '"1"'})
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["revision"]) == (409, "stale_revision", 2)
    assert (problem["yours"], problem["theirs"]) == ({"name": "Mine"}, {"name": "Theirs"})
    unmarked = await other.http.patch(path, json={"name": "Mine"})
    assert (unmarked.status_code, unmarked.json()["code"]) == (422, "revision_required")


async def test_leaves_the_list_until_asked_for_when_archived(callers: Callers) -> None:
    lead = await callers.member("lead")
    path = f"/projects/project_{lead.project_id}"
    assert (await lead.http.post(f"{path}/archive")).json()["archived_at"] is not None
    assert (await lead.http.get("/projects")).json()["items"] == []
    assert len((await lead.http.get("/projects", params={"archived": True})).json()["items"]) == 1
    assert (await lead.http.get(path)).status_code == 200
    assert (await lead.http.post(f"{path}/unarchive")).json()["archived_at"] is None
    assert len((await lead.http.get("/projects")).json()["items"]) == 1


async def test_waits_and_can_be_taken_back_when_deleted(callers: Callers) -> None:
    lead = await callers.member("lead")
    path = f"/projects/project_{lead.project_id}"
    asked = (await lead.http.delete(path)).json()
    assert asked["delete_after"] is not None
    assert (await lead.http.delete(path)).json()["delete_after"] == asked["delete_after"]
    assert (await lead.http.post(f"{path}/restore")).json()["delete_after"] is None


async def test_tells_those_above_when_a_project_closes_or_opens(callers: Callers) -> None:
    lead = await callers.member("lead")
    async with callers.boundary.open() as ctx:
        for end in (
            service.archive_project,
            service.unarchive_project,
            service.delete_project,
            service.restore_project,
        ):
            await end(ctx, lead.project_id)
        assert ctx.messages == [MembersChanged(lead.project_id, (lead.member_id,))] * 4


async def test_leads_a_project_when_an_admin_joins_it_and_its_log_says_so(callers: Callers) -> None:
    lead, admin = await callers.member("lead"), await callers.person(is_admin=True)
    path = f"/projects/project_{lead.project_id}"
    assert (await admin.http.get(path)).status_code == 404
    [membership] = (await admin.http.post(f"{path}/join")).json()["memberships"]
    assert membership["role"] == "lead"
    assert (await admin.http.get(path)).json()["my_role"] == "lead"
    async with callers.boundary.open() as ctx:
        query = "select identity_id from audit.event where action = 'project.joined_by_admin'"
        assert await fetch_value(ctx.conn, query) == admin.identity_id
    assert (await lead.http.post(f"{path}/join")).status_code == 403
    assert (await admin.http.post("/projects/project_999999/join")).status_code == 404


async def test_leads_when_an_admin_joins_a_project_where_they_had_another_role(callers: Callers) -> None:
    viewer, admin = await callers.member("viewer"), await callers.person(is_admin=True)
    await admin.http.patch(f"/identities/user_{viewer.identity_id}", json={"is_admin": True})
    [membership] = (await viewer.http.post(f"/projects/project_{viewer.project_id}/join")).json()[
        "memberships"
    ]
    assert (membership["role"], membership["member_id"]) == ("lead", f"member_{viewer.member_id}")


async def test_says_401_to_strangers_404_to_outsiders_403_to_annotators(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    path = f"/projects/project_{annotator.project_id}"
    assert (await annotator.http.get(path)).status_code == 200
    assert (await outsider.http.get(path)).status_code == 404
    assert (await stranger.get(path)).status_code == 401
    assert (await stranger.get("/projects")).status_code == 401
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        answers = [
            await http.patch(path, json={"name": "x"}, headers={"If-Match": '"1"'}),
            await http.delete(path),
            *[await http.post(f"{path}/{verb}") for verb in ("restore", "archive", "unarchive")],
        ]
        assert {answer.status_code for answer in answers} == {status}
