"""What changed between two versions, or from a version to the draft."""

from typing import Any

from copydesk.kernel.boundary import Boundary
from tests.factories import documents, people
from tests.factories.callers import Caller, Callers

OLD = """# Tone {#tone}

## Be kind {#kind severity=major}

Always and to everybody.

## Be brief {#brief severity=minor}

One page.

## Be odd {#odd}

Now and then.
"""
NEW = """# Tone {#tone}

## Be brief {#short severity=minor aliases=brief}

One page.

## Be kind {#kind severity=critical}

Always and to all.

## Be new {#new}

Yes.

> **Good:** A new one.

```check
kind: existence
tokens: [old]
```
"""


async def lead_with_versions(callers: Callers, *sources: str) -> tuple[Caller, list[str]]:
    lead = await callers.member("lead")
    ids: list[str] = []
    for revision, source in enumerate(sources):
        path = f"/projects/project_{lead.project_id}/guide"
        await lead.http.put(path, json={"source": source}, headers={"If-Match": str(revision)})
        ids.append((await lead.http.post(f"{path}/publish", json={})).json()["id"])
    return lead, ids


async def diff(caller: Caller, **query: Any) -> dict[str, Any]:
    answer = await caller.http.get(f"/projects/project_{caller.project_id}/guide/diff", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_tells_each_kind_of_change_when_two_versions_are_compared(callers: Callers) -> None:
    lead, (old, new) = await lead_with_versions(callers, OLD, NEW)
    found = await diff(lead, old=old, new=new)
    assert (found["old_number"], found["new_number"], found["preface_changed"]) == (1, 2, False)
    keys = found["keys"]
    assert (keys["added"], keys["removed"], keys["renamed"]) == (["new"], ["odd"], ["short"])
    assert (keys["reworded"], keys["attributes_changed"]) == (["kind"], ["short", "kind"])
    assert len(keys["moved"]) == 1
    changes = {change["key"]: change for change in found["changes"]}
    kind = changes["kind"]
    assert kind["attributes"] == {"severity": ["major", "critical"]}
    assert [kind["old"]["body"][start:end] for start, end in kind["words"]["removed"]] == ["everybody"]
    assert [kind["new"]["body"][start:end] for start, end in kind["words"]["added"]] == ["all"]
    assert (changes["short"]["old"]["key"], changes["odd"]["new"], changes["new"]["old"]) == (
        "brief",
        None,
        None,
    )
    new = changes["new"]["added"]
    assert ([one["text"] for one in new["examples"]], [one["kind"] for one in new["checks"]]) == (
        ["A new one."],
        ["existence"],
    )
    assert (kind["added"], changes["odd"]["added"]) == (None, None)


async def test_compares_the_latest_version_with_the_draft_when_none_is_named(callers: Callers) -> None:
    lead, _ = await lead_with_versions(callers, OLD)
    path = f"/projects/project_{lead.project_id}/guide"
    assert (await diff(lead))["changes"] == []
    await lead.http.put(path, json={"source": OLD.replace("One", "Two")}, headers={"If-Match": "1"})
    found = await diff(lead)
    assert (found["new_version_id"], [one["key"] for one in found["changes"]]) == (None, ["brief"])


async def test_shows_only_changes_of_the_wanted_severities(callers: Callers) -> None:
    lead, (old, new) = await lead_with_versions(callers, OLD, NEW)
    found = await diff(lead, old=old, new=new, severity=["critical"])
    assert [change["key"] for change in found["changes"]] == ["kind"]
    before = await diff(lead, old=old, new=new, severity=["major", "minor"])
    assert [change["key"] for change in before["changes"]] == ["short", "kind"]


async def test_refuses_versions_of_other_projects_and_a_guide_without_versions(
    callers: Callers, boundary: Boundary
) -> None:
    lead = await callers.member("lead")
    path = f"/projects/project_{lead.project_id}/guide/diff"
    none = await lead.http.get(path)
    assert (none.status_code, none.json()["code"]) == (409, "no_version")
    async with boundary.open() as ctx:
        foreign = await documents.guide_version(ctx.conn, await people.project(ctx.conn))
    answer = await lead.http.get(path, params={"old": f"guide_version_{foreign}"})
    assert answer.status_code == 404
