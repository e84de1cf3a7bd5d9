"""The command palette finds projects, items, rules and people, as far as one may see them."""

from typing import Any

from tests.factories import people
from tests.factories.callers import Caller, Callers
from tests.factories.desk import open_desk


async def hits(caller: Caller, q: str, kind: str | None = None) -> list[dict[str, Any]]:
    answer = await caller.http.get("/search", params={"q": q})
    assert answer.status_code == 200, answer.text
    return [hit for hit in answer.json()["hits"] if kind in {None, hit["kind"]}]


async def test_finds_items_by_the_beginning_of_their_id_and_by_words(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=12)
    assert [hit["title"] for hit in await hits(desk.lead, "q1", "item")] == ["q1", "q10", "q11"]
    by_words = await hits(desk.lead, "QUESTION 7: what", "item")
    assert [(hit["title"], hit["detail"]) for hit in by_words] == [("q7", "Question 7: what is a haiku?")]
    assert by_words[0]["id"].startswith("item_")


async def test_finds_rules_of_the_newest_version_by_key_and_title(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    for q in ("tone.first", "first person"):
        rule = (await hits(desk.annotators[0], q, "rule"))[0]
        assert (rule["key"], rule["title"]) == ("tone.first-person", "Speak in the first person")
        assert rule["id"].startswith("guide_version_")


async def test_finds_people_by_name_only_for_those_who_may_see_who_they_are(callers: Callers) -> None:
    lead, writer = await callers.member("lead"), await callers.member("annotator")
    assert len(await hits(lead, "ada wri", "person")) == 2
    assert await hits(writer, "ada wri", "person") == []
    found = await hits(writer, "heron", "person")
    assert [hit["detail"] for hit in found] == [None, None]


async def test_finds_nothing_of_projects_that_one_is_not_in(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2)
    outsider = await callers.person(is_admin=True)
    for q in ("q1", "Question", "tone", "heron", "Helpful"):
        assert await hits(outsider, q) == []
    assert [hit["title"] for hit in await hits(desk.annotators[0], "helpful", "project")] == [
        "Helpful answers"
    ]
    assert await hits(desk.annotators[0], "q1", "item") == [], "an annotator may not look at items"


async def test_takes_wildcards_literally(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2)
    async with callers.boundary.open() as ctx:
        await people.project(ctx.conn, name="100% sure")
    for q in ("%", "_", "\\"):
        assert [hit for hit in await hits(desk.lead, q) if hit["kind"] != "person"] == []


async def test_answers_nothing_to_nothing_and_refuses_what_is_no_text(callers: Callers) -> None:
    lead = await callers.member("lead")
    assert await hits(lead, "  ") == []
    assert (await lead.http.get("/search", params={"q": "x" * 201})).status_code == 422
    assert (await lead.http.get("/search", params={"q": "a\0b"})).status_code == 422
    assert (await lead.http.get("/search")).status_code == 422
    assert (await (await callers.stranger()).get("/search", params={"q": "a"})).status_code == 401
