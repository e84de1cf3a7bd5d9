"""The form over HTTP: kept as typed, told what is wrong, published with the schema of its answers."""

from typing import Any

import httpx
import pytest

from copydesk.kernel.boundary import Boundary
from tests.factories import documents
from tests.factories.callers import Caller, Callers

SOURCE = """\
# Kept as typed.
title: Rate it
fields:
  - {key: prompt, type: markdown, at: /prompt}
questions:
  - {key: good, type: rating, label: How good?, min: 1, max: 5}
"""


def path_of(lead: Caller, rest: str = "") -> str:
    return f"/projects/project_{lead.project_id}/interface{rest}"


async def save(lead: Caller, source: str, revision: int) -> httpx.Response:
    return await lead.http.put(path_of(lead), json={"source": source}, headers={"If-Match": f'"{revision}"'})


async def publish(lead: Caller, source: str = SOURCE, revision: int = 0) -> dict[str, Any]:
    assert (await save(lead, source, revision)).status_code == 200
    answer = await lead.http.post(path_of(lead, "/publish"), json={"note": "First"})
    assert answer.status_code == 201
    return answer.json()


async def test_gives_a_default_of_revision_0_when_nobody_has_saved(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    draft = (await annotator.http.get(path_of(annotator))).json()
    assert (draft["revision"], draft["updated_at"], draft["faults"]) == (0, None, [])
    assert [question["type"] for question in draft["document"]["questions"]] == ["preference", "text"]


async def test_keeps_the_text_as_typed_when_saved_over_the_edited_revision(callers: Callers) -> None:
    lead = await callers.member("lead")
    saved = (await save(lead, SOURCE, 0)).json()
    assert (saved["revision"], saved["source"]) == (1, SOURCE)
    assert saved["document"]["questions"][0]["required"] is True
    assert (await save(lead, SOURCE, 1)).json()["revision"] == 2


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_gives_both_texts_when_somebody_saved_before(callers: Callers, revision: int) -> None:
    lead = await callers.member("lead")
    await save(lead, "title: A", 0)
    await save(lead, "title: B", 1)
    answer = await save(lead, "title: Mine", revision)
    body = answer.json()
    assert (answer.status_code, body["code"], body["revision"]) == (409, "stale_revision", 2)
    assert (body["yours"], body["theirs"]) == ("title: Mine", "title: B")


async def test_keeps_and_tells_faults_when_a_draft_has_some_and_publishes_it_not(callers: Callers) -> None:
    lead = await callers.member("lead")
    broken = SOURCE.replace("max: 5", "max: 50")
    saved = (await save(lead, broken, 0)).json()
    assert (saved["source"], saved["document"]) == (broken, None)
    assert saved["faults"] == [
        {"at": "/questions/0", "message": "max must be above min, by at most 10. (line 6)"}
    ]
    answer = await lead.http.post(path_of(lead, "/publish"), json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "interface_faults")
    assert answer.json()["errors"] == saved["faults"]


async def test_refuses_when_the_text_is_not_text_or_too_large(callers: Callers, boundary: Boundary) -> None:
    lead = await callers.member("lead")
    for body in (b'{"source": "a\\n\\u0000"}', b'{"source": "a\\n\\udfff"}'):
        headers = {"If-Match": "0", "Content-Type": "application/json"}
        answer = await lead.http.put(path_of(lead), content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_text")
        assert answer.json()["errors"][0]["at"] == "line 2"
    large = await save(lead, "#" * (boundary.settings.document_max_bytes + 1), 0)
    assert (large.status_code, large.json()["limit_bytes"]) == (413, boundary.settings.document_max_bytes)


async def test_publishes_document_and_answer_schema_when_it_is_whole(callers: Callers) -> None:
    lead = await callers.member("lead")
    version = await publish(lead)
    assert (version["number"], version["note"], version["published_by"]) == (
        1,
        "First",
        f"user_{lead.identity_id}",
    )
    assert version["document"]["fields"][0]["label"] is None
    assert version["answer_schema"]["properties"] == {"good": {"type": "integer", "minimum": 1, "maximum": 5}}
    assert (await lead.http.get(f"/interface-versions/{version['id']}")).json() == version


async def test_leaves_a_version_as_it_is_when_the_draft_goes_on(callers: Callers) -> None:
    lead = await callers.member("lead")
    first = await publish(lead)
    second = await publish(lead, SOURCE.replace("max: 5", "max: 7"), 1)
    assert (second["number"], second["answer_schema"]["properties"]["good"]["maximum"]) == (2, 7)
    assert (await lead.http.get(f"/interface-versions/{first['id']}")).json() == first


async def test_publishes_not_when_the_draft_is_another_than_the_one_seen(callers: Callers) -> None:
    lead = await callers.member("lead")
    await save(lead, SOURCE, 0)
    for revision in ("0", "2"):
        answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": revision})
        assert (answer.status_code, answer.json()["theirs"]) == (409, SOURCE)


async def test_publishes_the_default_when_nobody_has_saved(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": "0"})
    assert (answer.status_code, answer.json()["answer_schema"]["required"]) == (201, ["better"])


async def test_lists_versions_newest_first_by_page_when_asked(callers: Callers) -> None:
    lead = await callers.member("lead")
    for revision in range(3):
        await publish(lead, SOURCE, revision)
    first = (await lead.http.get(path_of(lead, "/versions"), params={"limit": 2})).json()
    rest = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await lead.http.get(path_of(lead, "/versions"), params=rest)).json()
    assert [one["number"] for one in first["items"] + second["items"]] == [3, 2, 1]
    assert second["next_cursor"] is None


async def test_leaves_an_event_when_saved_and_when_published(callers: Callers) -> None:
    lead = await callers.member("lead")
    await publish(lead)
    path = f"/projects/project_{lead.project_id}/events"
    events = (await lead.http.get(path, params={"action": "interface"})).json()
    assert [(event["action"], event["details"]) for event in events["items"]] == [
        ("interface.published", {"number": 1, "n_questions": 1}),
        ("interface.saved", {"revision": 1}),
    ]


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_come(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    async with callers.boundary.open() as ctx:
        version_id = await documents.interface_version(ctx.conn, annotator.project_id)
    version_path = f"/interface-versions/interface_version_{version_id}"
    outsider, stranger = await callers.person(), await callers.stranger()
    for path in (path_of(annotator), path_of(annotator, "/versions"), version_path, version_path):
        answers = [await http.get(path) for http in (annotator.http, stranger, outsider.http)]
        assert [answer.status_code for answer in answers] == [200, 401, 404]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        saved = await http.put(path_of(annotator), json={"source": ""}, headers={"If-Match": "0"})
        published = await http.post(path_of(annotator, "/publish"), json={})
        assert [saved.status_code, published.status_code] == [status, status]


async def test_says_404_when_there_is_no_such_version(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert (await lead.http.get("/interface-versions/interface_version_999999999")).status_code == 404
