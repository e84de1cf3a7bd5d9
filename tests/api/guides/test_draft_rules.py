"""The draft rule by rule: two people in two rules do not meet, two in the same rule see both texts."""

from typing import Any

import httpx
import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import fetch_value
from tests.factories.callers import Caller, Callers

SOURCE = """Before.

# House style {#house}

## Voice {#voice}

### Speak as I {#voice.first severity=minor tags="voice person"}

Say "I", never "this model".

> **Why:** People talk to somebody.

```good because="first person"
I think so.
```

```check
kind: existence
tokens: [this model]
```

### Be warm {#voice.warm}

Say it kindly. KINDLY, not coldly.

## Honesty {#honesty}

A guess is called a guess.
"""


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def lead_with_draft(callers: Callers, source: str = SOURCE) -> Caller:
    lead = await callers.member("lead")
    saved = await lead.http.put(path_of(lead), json={"source": source}, headers={"If-Match": "0"})
    assert saved.status_code == 200
    return lead


async def draft_of(caller: Caller) -> dict[str, Any]:
    return (await caller.http.get(path_of(caller, "/draft"))).json()


async def source_of(caller: Caller) -> str:
    return (await caller.http.get(path_of(caller))).json()["source"]


async def base_of(caller: Caller, key: str) -> str:
    return next(rule["base"] for rule in (await draft_of(caller))["rules"] if rule["key"] == key)


async def save_rule(caller: Caller, key: str, source: str, base: str) -> httpx.Response:
    return await caller.http.put(path_of(caller, f"/rules/{key}"), json={"source": source, "base": base})


async def test_gives_every_rule_with_its_source_and_what_it_holds(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    draft = await draft_of(lead)
    assert draft["preface"] + "".join(rule["source"] for rule in draft["rules"]) == SOURCE
    assert [rule["key"] for rule in draft["rules"]] == [
        "house",
        "voice",
        "voice.first",
        "voice.warm",
        "honesty",
    ]
    rule = draft["rules"][2]
    lines = SOURCE.splitlines()
    assert lines[rule["line"] - 1].startswith("### Speak as I")
    assert (rule["severity"], rule["tags"], rule["rationale"]) == (
        "minor",
        ["voice", "person"],
        "People talk to somebody.",
    )
    assert [(one["verdict"], one["text"], one["explanation"]) for one in rule["examples"]] == [
        ("good", "I think so.", "first person")
    ]
    assert [(one["kind"], one["params"]) for one in rule["checks"]] == [
        ("existence", {"tokens": ["this model"]})
    ]
    first, behind = rule["checks"][0]["lines"]
    own = rule["source"].splitlines()[rule["body_line"] :]
    assert (own[first], own[behind - 1]) == ("```check", "```")


async def test_gives_the_default_when_nobody_has_saved(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    draft = await draft_of(annotator)
    assert (draft["revision"], draft["rules"][1]["key"]) == (0, "correct")


async def test_names_faults_at_their_rule(callers: Callers) -> None:
    lead = await lead_with_draft(callers, "# A {#a}\n\n## B {#b severity=awful}\n\n## C {#c}\n\n## D {#b}\n")
    faults = {
        rule["title"]: [fault["at"] for fault in rule["faults"]] for rule in (await draft_of(lead))["rules"]
    }
    assert faults == {"A": [], "B": ["line 3"], "C": [], "D": ["line 7"]}


async def test_saves_one_rule_and_leaves_all_others_byte_for_byte(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    text = "### Be very warm {#voice.warm}\n\nAlways.\n\n"
    answer = await save_rule(lead, "voice.warm", text, await base_of(lead, "voice.warm"))
    saved = answer.json()
    assert (answer.status_code, saved["revision"], saved["rule"]["title"]) == (200, 2, "Be very warm")
    start = SOURCE.index("### Be warm")
    assert await source_of(lead) == SOURCE[:start] + text + SOURCE[SOURCE.index("## Honesty") :]
    bases = {rule["key"]: rule["base"] for rule in (await draft_of(lead))["rules"]}
    assert {row["key"]: row["base"] for row in saved["outline"]} == bases


async def test_saves_both_when_two_people_edit_different_rules(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    other = await callers.member("lead")
    mine, theirs = await base_of(lead, "voice.warm"), await base_of(other, "honesty")
    assert (
        await save_rule(lead, "voice.warm", "### Be warm {#voice.warm}\n\nMine.\n\n", mine)
    ).status_code == 200
    answer = await save_rule(other, "honesty", "## Honesty {#honesty}\n\nTheirs.\n", theirs)
    assert answer.status_code == 200
    source = await source_of(lead)
    assert "Mine." in source
    assert "Theirs." in source


async def test_gives_both_texts_when_two_people_edit_the_same_rule(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    base = await base_of(lead, "honesty")
    await save_rule(lead, "honesty", "## Honesty {#honesty}\n\nFirst.\n", base)
    answer = await save_rule(lead, "honesty", "## Honesty {#honesty}\n\nSecond.\n", base)
    body = answer.json()
    assert (answer.status_code, body["code"], body["key"]) == (409, "stale_rule", "honesty")
    assert (body["yours"], body["theirs"]) == (
        "## Honesty {#honesty}\n\nSecond.\n",
        "## Honesty {#honesty}\n\nFirst.\n",
    )
    again = await save_rule(lead, "honesty", body["yours"], body["base"])
    assert again.status_code == 200


async def test_says_that_a_rule_is_gone_when_somebody_removed_it(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    base = await base_of(lead, "honesty")
    removed = await lead.http.delete(path_of(lead, "/rules/honesty"), params={"base": base})
    assert [rule["key"] for rule in removed.json()["rules"]][-1] == "voice.warm"
    answer = await save_rule(lead, "honesty", "## Honesty {#honesty}\n", base)
    assert (answer.status_code, answer.json()["theirs"], answer.json()["base"]) == (409, None, None)


async def test_gives_the_new_key_when_a_save_renames_the_rule(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    text = "## Candour {#candour aliases=honesty}\n\nA guess is called a guess.\n"
    saved = (await save_rule(lead, "honesty", text, await base_of(lead, "honesty"))).json()
    assert (saved["rule"]["key"], saved["rule"]["aliases"]) == ("candour", ["honesty"])
    by_alias = await save_rule(lead, "honesty", text + "More.\n", saved["rule"]["base"])
    assert by_alias.json()["rule"]["key"] == "candour"


@pytest.mark.parametrize("text", ["No heading.\n", "## One\n\n## Two\n", "## Open\n\n```\nnever closed\n"])
async def test_refuses_what_is_not_one_rule_and_keeps_the_draft(callers: Callers, text: str) -> None:
    lead = await lead_with_draft(callers)
    answer = await save_rule(lead, "voice", text, await base_of(lead, "voice"))
    assert (answer.status_code, answer.json()["code"]) == (422, "guide_edit")
    assert await source_of(lead) == SOURCE


async def test_adds_moves_and_removes_rules(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    place = {"where": "inside", "key": "honesty"}
    added = await lead.http.post(
        path_of(lead, "/rules"), json={"source": "# Sources {#sources}\n\nName them.\n", "place": place}
    )
    assert added.status_code == 201
    assert [(rule["key"], rule["level"]) for rule in added.json()["rules"]][-1] == ("sources", 3)
    moved = await lead.http.post(
        path_of(lead, "/rules/honesty/move"), json={"place": {"where": "before", "key": "voice"}}
    )
    keys = [rule["key"] for rule in moved.json()["rules"]]
    assert keys == ["house", "honesty", "sources", "voice", "voice.first", "voice.warm"]
    base = await base_of(lead, "honesty")
    kept = await lead.http.delete(path_of(lead, "/rules/honesty"), params={"base": base})
    assert (kept.status_code, kept.json()["code"]) == (422, "guide_edit")
    gone = await lead.http.delete(
        path_of(lead, "/rules/honesty"), params={"base": base, "with_children": True}
    )
    assert [rule["key"] for rule in gone.json()["rules"]] == ["house", "voice", "voice.first", "voice.warm"]


async def test_removes_nothing_when_the_rule_was_changed_meanwhile(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    answer = await lead.http.delete(path_of(lead, "/rules/honesty"), params={"base": "another"})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_rule")
    assert await source_of(lead) == SOURCE


async def test_says_404_when_there_is_no_such_rule_or_place(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    nowhere = {"place": {"where": "before", "key": "gone"}}
    assert (await lead.http.post(path_of(lead, "/rules/voice/move"), json=nowhere)).status_code == 404
    assert (await lead.http.post(path_of(lead, "/rules/gone/move"), json=nowhere)).status_code == 404


async def test_shows_places_of_a_text_and_replaces_only_in_chosen_rules(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    query = {"find": "kindly", "replace": "gently", "match_case": False, "whole_words": True}
    found = (await lead.http.post(path_of(lead, "/find"), json=query)).json()
    assert found["n_places"] == 2
    rule = found["rules"][0]
    assert (rule["key"], rule["places"][0]["before"], rule["places"][1]["found"]) == (
        "voice.warm",
        "Say it ",
        "KINDLY",
    )
    assert await source_of(lead) == SOURCE
    chosen = {"rules": [{"key": rule["key"], "base": rule["base"]}]}
    replaced = await lead.http.post(path_of(lead, "/replace"), json=query | chosen)
    assert replaced.status_code == 200
    assert await source_of(lead) == SOURCE.replace("kindly", "gently").replace("KINDLY", "gently")


async def test_leaves_keys_and_attributes_alone_when_a_text_is_replaced(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    query = {"find": "voice", "replace": "tone"}
    found = (await lead.http.post(path_of(lead, "/find"), json=query)).json()
    assert [rule["key"] for rule in found["rules"]] == ["voice"]
    rules = [{"key": rule["key"], "base": rule["base"]} for rule in found["rules"]]
    await lead.http.post(path_of(lead, "/replace"), json=query | {"rules": rules})
    assert await source_of(lead) == SOURCE.replace("## Voice", "## tone")


async def test_replaces_nowhere_when_one_of_the_rules_was_changed(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    rules = [
        {"key": "honesty", "base": await base_of(lead, "honesty")},
        {"key": "voice.warm", "base": "another"},
    ]
    answer = await lead.http.post(
        path_of(lead, "/replace"), json={"find": "a", "replace": "b", "rules": rules}
    )
    assert (answer.status_code, answer.json()["code"], answer.json()["key"]) == (
        409,
        "stale_rule",
        "voice.warm",
    )
    assert await source_of(lead) == SOURCE


async def test_refuses_a_replacement_that_makes_headings(callers: Callers) -> None:
    lead = await lead_with_draft(callers)
    rules = [{"key": "honesty", "base": await base_of(lead, "honesty")}]
    body = {"find": "A guess", "replace": "# A guess", "rules": rules}
    answer = await lead.http.post(path_of(lead, "/replace"), json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "guide_edit")


async def test_leaves_one_event_for_a_stretch_of_editing(
    callers: Callers, boundary: Boundary, clock: Any
) -> None:
    lead = await lead_with_draft(callers)
    other = await callers.member("lead")

    async def edit(caller: Caller, text: str) -> int:
        base = await base_of(caller, "honesty")
        assert (
            await save_rule(caller, "honesty", f"## Honesty {{#honesty}}\n\n{text}\n", base)
        ).status_code == 200
        async with boundary.open() as ctx:
            return await fetch_value(
                ctx.conn, "select count(*) from audit.event where action = 'guide.saved'"
            )

    assert [await edit(lead, "a"), await edit(lead, "b")] == [1, 1]
    assert [await edit(other, "c"), await edit(other, "d"), await edit(lead, "e")] == [2, 2, 3]
    clock.forward(seconds=boundary.settings.guide_note_s + 1)
    assert await edit(lead, "f") == 4


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_edit(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    place = {"place": {"where": "before", "key": "correct"}}
    writes: list[tuple[str, str, dict[str, Any]]] = [
        ("PUT", "/rules/clear", {"source": "## Clear\n", "base": ""}),
        ("POST", "/rules", {"source": "## Clear\n"}),
        ("POST", "/rules/clear/move", place),
        ("POST", "/replace", {"find": "a", "rules": [{"key": "clear", "base": ""}]}),
    ]
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        for method, rest, body in writes:
            assert (await http.request(method, path_of(annotator, rest), json=body)).status_code == status
        assert (await http.delete(path_of(annotator, "/rules/clear"))).status_code == status
        read = {403: 200}.get(status, status)
        assert (await http.get(path_of(annotator, "/draft"))).status_code == read
        assert (await http.post(path_of(annotator, "/find"), json={"find": "a"})).status_code == read
