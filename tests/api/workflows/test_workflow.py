"""The stages over HTTP: a draft that nobody overwrites unknowingly, and versions that never change."""

from typing import Any

import httpx
import pytest

from tests.factories import documents
from tests.factories.callers import Caller, Callers

DEFAULT = {
    "annotate": {
        "enabled": True,
        "slots": 1,
        "lease_minutes": 30,
        "extra_answers": False,
        "checks": {"minor": "allow", "major": "allow", "critical": "reason"},
    },
    "review": {"enabled": True, "lease_minutes": 30},
}


def path_of(lead: Caller, rest: str = "") -> str:
    return f"/projects/project_{lead.project_id}/workflow{rest}"


def with_slots(slots: object) -> dict[str, Any]:
    return {**DEFAULT, "annotate": {**DEFAULT["annotate"], "slots": slots}}


async def save(lead: Caller, document: dict[str, Any], revision: int) -> httpx.Response:
    return await lead.http.put(
        path_of(lead), json={"document": document}, headers={"If-Match": f'"{revision}"'}
    )


async def publish(lead: Caller, revision: int = 0) -> dict[str, Any]:
    assert (await save(lead, with_slots(3), revision)).status_code == 200
    answer = await lead.http.post(path_of(lead, "/publish"), json={"note": "Three"})
    assert answer.status_code == 201
    return answer.json()


async def test_gives_a_default_of_revision_0_when_nobody_has_saved(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    draft = (await annotator.http.get(path_of(annotator))).json()
    assert (draft["revision"], draft["document"], draft["updated_at"]) == (0, DEFAULT, None)


async def test_fills_in_what_is_left_out_when_saved(callers: Callers) -> None:
    lead = await callers.member("lead")
    saved = (await save(lead, {"annotate": {"slots": 3}}, 0)).json()
    assert (saved["revision"], saved["document"]) == (1, with_slots(3))
    assert (await lead.http.get(path_of(lead))).json() == saved


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_gives_both_documents_when_somebody_saved_before(callers: Callers, revision: int) -> None:
    lead = await callers.member("lead")
    await save(lead, with_slots(1), 0)
    await save(lead, with_slots(2), 1)
    answer = await save(lead, with_slots(9), revision)
    body = answer.json()
    assert (answer.status_code, body["code"], body["revision"]) == (409, "stale_revision", 2)
    assert (body["yours"], body["theirs"]) == (with_slots(9), with_slots(2))


@pytest.mark.parametrize("slots", [0, 10, "3", True, None, 1.5])
async def test_names_the_place_when_a_setting_is_wrong(callers: Callers, slots: object) -> None:
    lead = await callers.member("lead")
    answer = await save(lead, with_slots(slots), 0)
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/document/annotate/slots")


async def test_publishes_versions_that_stay_when_the_draft_goes_on(callers: Callers) -> None:
    lead = await callers.member("lead")
    first = await publish(lead)
    second = await publish(lead, 1)
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["document"], first["note"]) == (with_slots(3), "Three")
    assert (await lead.http.get(f"/workflow-versions/{first['id']}")).json() == first


async def test_publishes_the_default_when_nobody_has_saved(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": "0"})
    assert (answer.status_code, answer.json()["document"]) == (201, DEFAULT)


async def test_publishes_not_when_the_draft_is_another_than_the_one_seen(callers: Callers) -> None:
    lead = await callers.member("lead")
    await save(lead, with_slots(2), 0)
    for revision in ("0", "2"):
        answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": revision})
        assert (answer.status_code, answer.json()["theirs"]) == (409, with_slots(2))


async def test_lists_versions_newest_first_by_page_when_asked(callers: Callers) -> None:
    lead = await callers.member("lead")
    for revision in range(3):
        await publish(lead, revision)
    first = (await lead.http.get(path_of(lead, "/versions"), params={"limit": 2})).json()
    rest = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await lead.http.get(path_of(lead, "/versions"), params=rest)).json()
    assert [one["number"] for one in first["items"] + second["items"]] == [3, 2, 1]
    assert second["next_cursor"] is None


async def test_leaves_an_event_when_saved_and_when_published(callers: Callers) -> None:
    lead = await callers.member("lead")
    await publish(lead)
    path = f"/projects/project_{lead.project_id}/events"
    events = (await lead.http.get(path, params={"action": "workflow"})).json()
    assert [(event["action"], event["details"]) for event in events["items"]] == [
        ("workflow.published", {"number": 1}),
        ("workflow.saved", {"revision": 1}),
    ]


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_come(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    async with callers.boundary.open() as ctx:
        version_id = await documents.workflow_version(ctx.conn, annotator.project_id)
    reads = [
        path_of(annotator),
        path_of(annotator, "/versions"),
        f"/workflow-versions/workflow_version_{version_id}",
    ]
    outsider, stranger = await callers.person(), await callers.stranger()
    for path in reads:
        answers = [await http.get(path) for http in (stranger, outsider.http, annotator.http)]
        assert [answer.status_code for answer in answers] == [401, 404, 200]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        saved = await http.put(path_of(annotator), json={"document": DEFAULT}, headers={"If-Match": "0"})
        published = await http.post(path_of(annotator, "/publish"), json={})
        assert [saved.status_code, published.status_code] == [status, status]


async def test_says_404_when_there_is_no_such_version(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert (await lead.http.get("/workflow-versions/workflow_version_999999999")).status_code == 404
