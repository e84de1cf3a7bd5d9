"""The guide over HTTP: a draft that nobody overwrites unknowingly, and versions that never change."""

from typing import Any

import httpx
import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import fetch_value
from tests.factories import documents
from tests.factories.callers import Caller, Callers

SOURCE = "# Tone {#tone}\n\n## Be kind {#tone.kind severity=major}\n\nAlways.\n"


def path_of(lead: Caller, rest: str = "") -> str:
    return f"/projects/project_{lead.project_id}/guide{rest}"


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
    assert "# Style guide" in draft["source"]


async def test_keeps_the_source_when_saved_over_the_edited_revision(callers: Callers) -> None:
    lead = await callers.member("lead")
    first, second = await save(lead, "# A\r\n", 0), await save(lead, "# B  \n", 1)
    assert [first.json()["revision"], second.json()["revision"]] == [1, 2]
    draft = (await lead.http.get(path_of(lead))).json()
    assert (draft["source"], draft["updated_by"]) == ("# B  \n", f"user_{lead.identity_id}")


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_gives_both_texts_when_somebody_saved_before(callers: Callers, revision: int) -> None:
    lead = await callers.member("lead")
    await save(lead, "# A\n", 0)
    await save(lead, "# B\n", 1)
    answer = await save(lead, "# Mine\n", revision)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (409, "stale_revision")
    assert (body["revision"], body["yours"], body["theirs"]) == (2, "# Mine\n", "# B\n")


async def test_asks_for_the_revision_when_a_save_names_none(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.put(path_of(lead), json={"source": "# A"})
    assert (answer.status_code, answer.json()["code"]) == (422, "revision_required")


async def test_keeps_and_tells_faults_when_a_draft_has_some_and_publishes_it_not(callers: Callers) -> None:
    lead = await callers.member("lead")
    saved = await save(lead, "# A {#x}\n# B {#x}\n", 0)
    assert [fault["at"] for fault in saved.json()["faults"]] == ["line 2"]
    answer = await lead.http.post(path_of(lead, "/publish"), json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "guide_faults")
    assert [fault["at"] for fault in answer.json()["errors"]] == ["line 2"]


async def test_refuses_when_the_guide_is_empty_not_text_or_too_large(
    callers: Callers, boundary: Boundary
) -> None:
    lead = await callers.member("lead")
    await save(lead, "", 0)
    empty = await lead.http.post(path_of(lead, "/publish"), json={})
    assert empty.json()["errors"][0]["at"] == "line 1"
    for body in (b'{"source": "a\\n\\u0000"}', b'{"source": "a\\n\\ud800"}'):
        headers = {"If-Match": "1", "Content-Type": "application/json"}
        answer = await lead.http.put(path_of(lead), content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_text")
        assert answer.json()["errors"][0]["at"] == "line 2"
    large = await save(lead, "a" * (boundary.settings.guide_max_bytes + 1), 1)
    assert (large.status_code, large.json()["limit_bytes"]) == (413, boundary.settings.guide_max_bytes)


async def test_makes_a_version_with_rules_when_published(callers: Callers) -> None:
    lead = await callers.member("lead")
    version = await publish(lead)
    assert (version["number"], version["title"], version["note"]) == (1, "Tone", "First")
    assert (version["source"], version["published_by"]) == (SOURCE, f"user_{lead.identity_id}")
    section, rule = version["rules"]
    assert (section["key"], section["kind"], section["body"], section["parent_key"]) == (
        "tone",
        "section",
        "\n",
        None,
    )
    assert {name: rule[name] for name in ("key", "kind", "title", "body", "level", "position", "parent_key")} == {
        "key": "tone.kind", "kind": "rule", "title": "Be kind", "body": "\nAlways.\n", "level": 2, "position": 1,
        "parent_key": "tone",
    }  # fmt: skip
    assert (rule["attributes"], rule["severity"], rule["status"]) == (
        {"severity": "major"},
        "major",
        "active",
    )
    assert (await lead.http.get(f"/guide-versions/{version['id']}")).json() == version


async def test_has_the_name_of_the_project_when_no_heading_is_of_the_first_level(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert (await publish(lead, "## Be kind\n"))["title"] == "Helpful answers"


async def test_leaves_a_version_as_it_is_when_the_draft_goes_on(callers: Callers) -> None:
    lead = await callers.member("lead")
    first = await publish(lead)
    second = await publish(lead, "# New\n", 1)
    assert second["number"] == 2
    assert (await lead.http.get(f"/guide-versions/{first['id']}")).json() == first


async def test_publishes_the_default_when_nobody_has_saved(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": "0"})
    assert [rule["key"] for rule in answer.json()["rules"]] == ["style-guide", "correct", "on-task", "clear"]
    assert (await lead.http.get(path_of(lead))).json()["revision"] == 1


async def test_publishes_not_when_the_draft_is_another_than_the_one_seen(callers: Callers) -> None:
    lead = await callers.member("lead")
    await save(lead, "# A\n", 0)
    for revision in ("0", "2"):
        answer = await lead.http.post(path_of(lead, "/publish"), json={}, headers={"If-Match": revision})
        assert (answer.status_code, answer.json()["theirs"]) == (409, "# A\n")


async def test_lists_versions_newest_first_by_page_when_asked(callers: Callers) -> None:
    lead = await callers.member("lead")
    for revision in range(3):
        await publish(lead, SOURCE, revision)
    first = (await lead.http.get(path_of(lead, "/versions"), params={"limit": 2})).json()
    rest = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await lead.http.get(path_of(lead, "/versions"), params=rest)).json()
    assert [one["number"] for one in first["items"] + second["items"]] == [3, 2, 1]
    assert (first["items"][0]["n_rules"], second["next_cursor"]) == (1, None)


async def test_leaves_an_event_when_saved_and_when_published(callers: Callers) -> None:
    lead = await callers.member("lead")
    await publish(lead)
    events = (
        await lead.http.get(f"/projects/project_{lead.project_id}/events", params={"action": "guide"})
    ).json()
    assert [(event["action"], event["details"]) for event in events["items"]] == [
        ("guide.published", {"number": 1, "n_rules": 1}),
        ("guide.saved", {"revision": 1}),
    ]


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_come(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    async with callers.boundary.open() as ctx:
        version_id = await documents.guide_version(ctx.conn, annotator.project_id)
    reads = [
        path_of(annotator),
        path_of(annotator, "/versions"),
        f"/guide-versions/guide_version_{version_id}",
    ]
    outsider, stranger = await callers.person(), await callers.stranger()
    for path in reads:
        answers = [await http.get(path) for http in (stranger, outsider.http, annotator.http)]
        assert [answer.status_code for answer in answers] == [401, 404, 200]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        saved = await http.put(path_of(annotator), json={"source": ""}, headers={"If-Match": "0"})
        published = await http.post(path_of(annotator, "/publish"), json={})
        assert [saved.status_code, published.status_code] == [status, status]


async def test_says_404_when_there_is_no_such_version(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert (await lead.http.get("/guide-versions/guide_version_999999999")).status_code == 404


async def test_names_the_place_when_a_note_is_not_text(callers: Callers, boundary: Boundary) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.post(path_of(lead, "/publish"), json={"note": "a\x00"})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/note")
    async with boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from guides.guide_version") == 0
