"""The project's own words, and who is editing."""

from typing import Any

import pytest

from tests.factories.callers import Caller, Callers


def path_of(caller: Caller, rest: str = "") -> str:
    return f"/projects/project_{caller.project_id}/guide{rest}"


async def words(caller: Caller) -> list[str]:
    return [one["word"] for one in (await caller.http.get(path_of(caller, "/words"))).json()["items"]]


async def beat(caller: Caller, rule_key: str | None = None) -> dict[str, Any]:
    answer = await caller.http.post(path_of(caller, "/presence"), json={"rule_key": rule_key})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_keeps_words_once_and_in_order_and_forgets_them(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    for word in ("zebra", " Copydesk ", "aioli", "zebra"):
        added = await lead.http.post(path_of(lead, "/words"), json={"word": word})
        assert (added.status_code, added.json()["word"]) == (201, word.strip())
    assert await words(annotator) == ["aioli", "Copydesk", "zebra"]
    for _ in range(2):
        assert (await lead.http.delete(path_of(lead, "/words/zebra"))).status_code == 204
    assert await words(annotator) == ["aioli", "Copydesk"]
    events = await lead.http.get(f"/projects/project_{lead.project_id}/events", params={"action": "guide"})
    actions = [event["action"] for event in events.json()["items"]]
    assert actions == ["guide.word_removed"] + ["guide.word_added"] * 3


async def test_finds_words_and_shows_them_page_by_page_with_who_added_them(callers: Callers) -> None:
    lead, annotator = await callers.member("lead"), await callers.member("annotator")
    for word in ("beta", "Alpha", "alpha", "gamma", "Betamax", "50%er"):
        await lead.http.post(path_of(lead, "/words"), json={"word": word})
    seen: list[str] = []
    cursor = None
    while cursor is not None or not seen:
        query = {"limit": 2} | ({} if cursor is None else {"cursor": cursor})
        page = (await annotator.http.get(path_of(lead, "/words"), params=query)).json()
        seen += [one["word"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["50%er", "Alpha", "alpha", "beta", "Betamax", "gamma"]
    found = (await lead.http.get(path_of(lead, "/words"), params={"q": " BETA"})).json()["items"]
    assert [one["word"] for one in found] == ["beta", "Betamax"]
    assert found[0]["added_by"] == f"user_{lead.identity_id}"
    assert found[0]["added_by_name"]
    assert (await lead.http.get(path_of(lead, "/words"), params={"q": "%"})).json()["items"][0][
        "word"
    ] == "50%er"


async def test_forgets_a_word_with_a_slash(callers: Callers) -> None:
    lead = await callers.member("lead")
    await lead.http.post(path_of(lead, "/words"), json={"word": "and/or"})
    assert (await lead.http.delete(path_of(lead, "/words/and%2For"))).status_code == 204
    assert await words(lead) == []


@pytest.mark.parametrize("word", ["", "  ", "a\nb", "123", "a" * 101])
async def test_refuses_what_is_no_word(callers: Callers, word: str) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.post(path_of(lead, "/words"), json={"word": word})
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/word")


async def test_shows_the_others_who_edit_and_where(callers: Callers, clock: Any) -> None:
    lead, other = await callers.member("lead"), await callers.member("lead")
    assert (await beat(lead, "correct"))["editors"] == []
    seen = await beat(other, "clear")
    assert [(one["identity_id"], one["rule_key"]) for one in seen["editors"]] == [
        (f"user_{lead.identity_id}", "correct")
    ]
    assert (seen["editors"][0]["member_id"], seen["revision"]) == (f"member_{lead.member_id}", 0)
    clock.forward(seconds=callers.boundary.settings.guide_editor_gone_s + 1)
    assert (await beat(other, "clear"))["editors"] == []


async def test_is_not_shown_when_they_closed_the_editor(callers: Callers) -> None:
    lead, other = await callers.member("lead"), await callers.member("lead")
    await beat(lead)
    assert (await lead.http.delete(path_of(lead, "/presence"))).status_code == 204
    assert (await beat(other))["editors"] == []


async def test_says_401_404_403_when_strangers_outsiders_and_annotators_write(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    for http, status in ((stranger, 401), (outsider.http, 404), (annotator.http, 403)):
        assert (await http.post(path_of(annotator, "/words"), json={"word": "a"})).status_code == status
        assert (await http.delete(path_of(annotator, "/words/a"))).status_code == status
        assert (await http.post(path_of(annotator, "/presence"), json={})).status_code == status
        assert (await http.delete(path_of(annotator, "/presence"))).status_code == status
        read = {403: 200}.get(status, status)
        assert (await http.get(path_of(annotator, "/words"))).status_code == read
