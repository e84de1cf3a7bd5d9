"""Imports over HTTP: created, streamed in, looked at, taken back."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from copydesk.exchange.domain.imports import ImportFailed
from copydesk.kernel.db import fetch_value
from copydesk.queue import service as queue
from tests.factories import people
from tests.factories.callers import Caller, Callers
from tests.factories.exchange import Desk, jsonl, judged, question


async def begin(caller: Caller, **wanted: Any) -> str:
    answer = await caller.http.post(
        f"/projects/project_{caller.project_id}/imports", json={"filename": "a.jsonl", **wanted}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def load(caller: Caller, content: bytes, **wanted: Any) -> httpx.Response:
    return await caller.http.put(f"/imports/{await begin(caller, **wanted)}/content", content=content)


async def test_shows_what_was_loaded_when_the_body_is_the_file(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    done = (await load(lead, jsonl(question(1), question(2)))).json()
    assert (done["state"], done["n_created"], done["format"]) == ("done", 2, "jsonl")
    assert (await lead.http.get(f"/imports/{done['id']}")).json() == done
    listed = (await lead.http.get(f"/projects/project_{here.project_id}/imports")).json()["items"]
    assert [one["id"] for one in listed] == [done["id"]]
    batch = (
        await lead.http.get(
            f"/projects/project_{here.project_id}/items", params={"batch_id": done["batch_id"]}
        )
    ).json()
    assert [item["external_id"] for item in batch["items"]] == ["1", "2"]


async def test_answers_with_the_first_places_when_records_are_bad(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    answer = await load(lead, jsonl(question(1), b"{", b"["))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "import_failed")
    assert [fault["at"] for fault in problem["errors"]] == ["line 2", "line 3"]
    shown = (await lead.http.get(f"/imports/{problem['import_id']}")).json()
    assert (shown["state"], shown["n_bad"]) == ("failed", 2)
    page = (await lead.http.get(f"/imports/{problem['import_id']}/problems", params={"limit": 1})).json()
    assert (page["items"][0]["place"], page["items"][0]["record"], page["next_cursor"]) == (
        "line 2",
        "{",
        "1",
    )


async def rejects(caller: Caller, import_id: str, **params: str) -> str:
    answer = await caller.http.get(f"/imports/{import_id}/rejects", params=params)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize(
    ("filename", "content", "bad"),
    [
        (
            "a.jsonl",
            b'{"id": 1, "prompt": "Hi", "responses": ["a", "b"]}\n{"id": 2}\n{"id":\n',
            '{"id": 2}\n{"id":\n',
        ),
        ("a.csv", b"id,prompt,chosen,rejected\n1,Hi,a,b\n2,Ho\n", "id,prompt,chosen,rejected\n2,Ho\n"),
        (
            "a.json",
            b'[{"id": 1, "prompt": "Hi", "responses": ["a", "b"]}, {"id": 2}, {"id": 3}]',
            '[{"id":2},\n{"id":3}]\n',
        ),
    ],
)
async def test_gives_the_bad_back_in_their_own_format_when_the_good_are_loaded(
    here: Desk, desk_callers: Callers, filename: str, content: bytes, bad: str
) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    done = (await load(lead, content, filename=filename, mode="load_good")).json()
    assert (done["state"], done["n_created"]) == ("done", 1)
    assert await rejects(lead, done["id"]) == bad
    reasons = [
        orjson.loads(line) for line in (await rejects(lead, done["id"], content="reasons")).splitlines()
    ]
    assert len(reasons) == done["n_bad"]
    assert all(reason["message"] and reason["record"] for reason in reasons)


async def test_names_the_place_when_the_mapping_is_wrong(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    answer = await lead.http.post(
        f"/projects/project_{here.project_id}/imports",
        json={"filename": "a.csv", "mapping": {"item": {"external_id": "id"}}},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "mapping_refused")
    assert answer.json()["errors"][0]["at"] == "/mapping/item/external_id"


async def test_can_be_sent_again_when_the_client_went_away_in_the_middle(
    here: Desk, desk_callers: Callers
) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    import_id = await begin(lead)
    request = lead.http.build_request("PUT", f"/imports/{import_id}/content", content=b"")
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "PUT", "scheme": "http",
        "path": f"/api/v1/imports/{import_id}/content", "query_string": b"", "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1), "server": ("test", 80),
    }  # fmt: skip
    arriving = [
        {"type": "http.request", "body": jsonl(question(1)), "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, Any]:
        return arriving.pop(0) if len(arriving) > 1 else arriving[0]

    async def send(_: Any) -> None:
        """Nobody listens any more."""

    await desk_callers.app(scope, receive, send)
    stored = (await lead.http.get(f"/imports/{import_id}")).json()
    assert (stored["state"], stored["failure"]) == ("failed", "interrupted")
    assert await here.count_items() == 0
    again = await lead.http.put(f"/imports/{import_id}/content", content=jsonl(question(1)))
    assert again.json()["n_created"] == 1


async def test_streams_a_body_that_is_larger_than_an_ordinary_request(
    here: Desk, desk_callers: Callers
) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)

    async def body() -> AsyncIterator[bytes]:
        for number in range(12):
            yield jsonl(question(number, "x" * 1_000_000))

    answer = await lead.http.put(f"/imports/{await begin(lead)}/content", content=body())
    assert answer.json()["n_created"] == 12


async def test_takes_everything_back_when_nobody_has_worked_on_it(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    kept = (await load(lead, jsonl(question("kept", judgements=[judged("ann", "r1")])))).json()
    content = jsonl(
        question(1, judgements=[judged("ann", "r1"), judged("bob", "r2")]),
        question("kept", judgements=[judged("eve", "r2")]),
    )
    done = (await load(lead, content, filename="b.jsonl")).json()
    await here.boundary.drain()
    undone = (await lead.http.post(f"/imports/{done['id']}/undo")).json()
    assert undone["state"] == "undone"
    assert await here.count_items() == 1
    assert await here.value(
        "select array_agg(external_ref) from projects.member where external_ref is not null"
    ) == ["ann"]
    assert await here.value("select array_agg(distinct import_id) from queue.submission") == [
        int(kept["id"][7:])
    ]
    details = await here.value("select details from audit.event where action = 'import.undone'")
    assert details == {"n_items": 1, "n_judgements": 3, "n_people": 2}
    again = await lead.http.post(f"/imports/{done['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "import_not_done")
    assert (await load(lead, content)).json()["n_created"] == 1


async def test_gives_items_their_former_version_back_when_an_update_is_undone(
    here: Desk, desk_callers: Callers
) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    await load(lead, jsonl(question(1, "First")))
    done = (await load(lead, jsonl(question(1, "Second")), updates=True)).json()
    assert (await lead.http.post(f"/imports/{done['id']}/undo")).json()["state"] == "undone"
    item_id = (await lead.http.get(f"/projects/project_{here.project_id}/items")).json()["items"][0]["id"]
    shown = (await lead.http.get(f"/items/{item_id}")).json()
    assert (shown["n_versions"], shown["version"]["content"]["messages"][0]["content"]) == (1, "First")


async def test_leaves_everything_when_somebody_has_begun_to_work(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    annotator = await desk_callers.member("annotator", project_id=here.project_id)
    done = (await load(lead, jsonl(question(1)))).json()
    async with here.boundary.open() as ctx:
        await queue.refresh_draws(ctx, [here.project_id])
    await here.boundary.drain()
    task = await annotator.http.post(
        f"/projects/project_{here.project_id}/next", json={"stage": "annotate", "reserve": False}
    )
    assert task.json()["task"] is not None, task.text
    answer = await lead.http.post(f"/imports/{done['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "import_has_work")
    assert await here.count_items() == 1


async def test_refuses_an_import_when_the_project_is_archived(here: Desk, desk_callers: Callers) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    async with here.boundary.open() as ctx:
        await ctx.conn.execute(
            "update projects.project set archived_at = now() where id = %s", [here.project_id]
        )
    answer = await lead.http.post(f"/projects/project_{here.project_id}/imports", json={"filename": "a.csv"})
    assert (answer.status_code, answer.json()["code"]) == (409, "project_closed")


async def test_says_401_to_strangers_404_to_outsiders_403_without_the_permission(
    here: Desk, desk_callers: Callers
) -> None:
    lead = await desk_callers.member("lead", project_id=here.project_id)
    viewer = await desk_callers.member("viewer", project_id=here.project_id)
    outsider, stranger = await desk_callers.person(), await desk_callers.stranger()
    import_id = await begin(lead)
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", f"/projects/project_{here.project_id}/imports", {"json": {"filename": "a.csv"}}),
        ("GET", f"/projects/project_{here.project_id}/imports", {}),
        ("GET", f"/imports/{import_id}", {}),
        ("PUT", f"/imports/{import_id}/content", {"content": jsonl(question(1))}),
        ("GET", f"/imports/{import_id}/problems", {}),
        ("GET", f"/imports/{import_id}/rejects", {}),
        ("POST", f"/imports/{import_id}/undo", {}),
    ]
    for http, status in ((stranger, 401), (outsider.http, 404), (viewer.http, 403)):
        assert [(await http.request(method, path, **more)).status_code for method, path, more in calls] == [
            status
        ] * 7
    assert await here.count_items() == 0
    with pytest.raises(ImportFailed):
        await here.send(int(import_id[7:]), b"{\n")
    async with here.boundary.open() as ctx:
        other = await people.project(ctx.conn)
        assert (
            await fetch_value(ctx.conn, "select count(*) from exchange.import where project_id = %s", [other])
            == 0
        )
