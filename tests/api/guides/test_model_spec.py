"""A real guide of 40,000 words goes through all of it: import, publish, edit, compare, search, export."""

from pathlib import Path
from typing import Any

from tests.factories.callers import Caller, Callers

OLD, NEW = "2025-09-12", "2025-12-18"


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def import_and_publish(lead: Caller, real_sets: Path, release: str) -> dict[str, Any]:
    raw = (real_sets / "model_spec" / release / "model_spec.md").read_bytes()
    preview = (
        await lead.http.post(path_of(lead, "/import"), content=raw, params={"filename": "spec.md"})
    ).json()
    assert (preview["source"].encode(), preview["faults"], preview["notes"]) == (raw, [], [])
    headers = {"If-Match": str(preview["revision"])}
    saved = await lead.http.put(path_of(lead), json={"source": preview["source"]}, headers=headers)
    assert saved.status_code == 200
    published = await lead.http.post(path_of(lead, "/publish"), json={"note": release})
    assert published.status_code == 201, published.text
    return published.json()


async def test_imports_publishes_and_compares_two_releases_with_the_known_figures(
    callers: Callers, real_sets: Path
) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    old = await import_and_publish(lead, real_sets, OLD)
    new = await import_and_publish(lead, real_sets, NEW)
    assert [sum("authority" in rule["attributes"] for rule in one["rules"]) for one in (old, new)] == [57, 59]
    assert sum(len(rule["examples"]) for rule in new["rules"]) > 100
    query = {"old": old["id"], "new": new["id"]}
    keys = (await lead.http.get(path_of(lead, "/diff"), params=query)).json()["keys"]
    assert [len(keys[name]) for name in ("added", "removed", "reworded", "retitled")] == [3, 0, 15, 1]
    assert (new["must_read"], new["changes"]["added"]) == (True, keys["added"])
    pending = (await annotator.http.get(path_of(annotator, "/pending"))).json()["pending"]
    assert {change["key"] for change in pending["changes"]} >= {*keys["added"], *keys["reworded"]}
    found = await lead.http.get(f"/guide-versions/{new['id']}/search", params={"q": "transfomation exeption"})
    assert found.json()["rules"][0]["key"] == "transformation_exception"


async def test_saves_one_rule_and_leaves_the_rest_byte_for_byte(callers: Callers, real_sets: Path) -> None:
    lead = await callers.member("lead")
    await import_and_publish(lead, real_sets, NEW)
    draft = (await lead.http.get(path_of(lead, "/draft"))).json()
    raw = (real_sets / "model_spec" / NEW / "model_spec.md").read_bytes().decode()
    assert draft["preface"] + "".join(rule["source"] for rule in draft["rules"]) == raw
    rule = next(one for one in draft["rules"] if one["key"] == "transformation_exception")
    body = {"source": rule["source"].rstrip() + "\n\nOne sentence more.\n\n", "base": rule["base"]}
    saved = await lead.http.put(path_of(lead, f"/rules/{rule['key']}"), json=body)
    assert saved.status_code == 200, saved.text
    source = (await lead.http.get(path_of(lead))).json()["source"]
    assert source == raw.replace(rule["source"], body["source"])
    changes = (await lead.http.get(path_of(lead, "/diff"))).json()["changes"]
    assert [change["key"] for change in changes] == ["transformation_exception"]
