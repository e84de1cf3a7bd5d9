"""The log over HTTP: newest first, by page, filtered, and only for those who may read it."""

from copydesk.kernel.ctx import Event
from tests.factories.callers import Callers


async def record(callers: Callers, project_id: int, *actions: str) -> None:
    for action in actions:
        async with callers.boundary.open() as ctx:
            ctx.record(Event(action, project_id, "project", project_id))


async def test_lists_newest_first_by_page_when_a_lead_asks(callers: Callers) -> None:
    lead = await callers.member("lead")
    await record(callers, lead.project_id, "a.made", "b.made", "c.made")
    path = f"/projects/project_{lead.project_id}/events"
    first = (await lead.http.get(path, params={"limit": 2})).json()
    second = (await lead.http.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [event["action"] for event in first["items"] + second["items"]] == ["c.made", "b.made", "a.made"]
    assert second["next_cursor"] is None


async def test_keeps_to_one_noun_when_filtered(callers: Callers) -> None:
    lead = await callers.member("lead")
    await record(callers, lead.project_id, "item.created", "guide.published")
    found = (
        await lead.http.get(f"/projects/project_{lead.project_id}/events", params={"action": "item"})
    ).json()
    assert [event["action"] for event in found["items"]] == ["item.created"]


async def test_says_401_to_strangers_404_to_outsiders_403_to_annotators(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    outsider, stranger = await callers.person(), await callers.stranger()
    path = f"/projects/project_{annotator.project_id}/events"
    answers = [await http.get(path) for http in (stranger, outsider.http, annotator.http)]
    assert [answer.status_code for answer in answers] == [401, 404, 403]
    assert answers[0].headers["content-type"] == "application/problem+json"


async def test_names_the_place_when_a_parameter_is_wrong(callers: Callers) -> None:
    lead = await callers.member("lead")
    answer = await lead.http.get(f"/projects/project_{lead.project_id}/events", params={"limit": "many"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "/query/limit"
