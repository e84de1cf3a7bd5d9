"""A person's home: what waits and why nothing does, what is begun, what is new since the visit before."""

from typing import Any

from copydesk.guides import service as guides
from copydesk.kernel.ctx import Event
from copydesk.queue import service as queue
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.conftest import MovableClock
from tests.factories.callers import Caller, Callers
from tests.factories.desk import Desk, open_desk
from tests.factories.statements import counted


async def home(caller: Caller) -> dict[str, Any]:
    answer = await caller.http.get("/me/home")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def save_draft(desk: Desk, caller: Caller, text: str) -> dict[str, Any]:
    task = await desk.task(caller)
    body = {"token": task["token"], "answers": {"why": text}, "revision": None}
    assert (await caller.http.put(f"/slots/{task['slot_id']}/draft", json=body)).status_code == 200
    return task


async def test_counts_items_and_not_wanted_answers(callers: Callers) -> None:
    """One person gives one answer to an item, however many it wants."""
    desk = await open_desk(
        callers,
        n_items=4,
        workflow=Workflow(annotate=AnnotateStage(slots=3), review=ReviewStage(enabled=True)),
    )
    assert (await home(desk.annotators[0]))["projects"][0]["ready_annotate"] == 4
    await desk.answer(desk.annotators[0])
    assert (await home(desk.annotators[0]))["projects"][0]["ready_annotate"] == 3
    works = (await desk.annotators[1].http.get("/me/work")).json()["items"]
    assert works[0]["ready_annotate"] == 4


async def test_says_why_nothing_waits_at_each_stage(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    await desk.task(desk.annotators[0])
    place = (await home(desk.annotators[1]))["projects"][0]
    assert [(one["stage"], one["code"]) for one in place["reasons"]] == [("annotate", "all_in_hand")]
    reviewer = (await home(desk.reviewers[0]))["projects"][0]
    assert [(one["stage"], one["code"]) for one in reviewer["reasons"]] == [("review", "no_items")]
    assert (reviewer["ready_annotate"], reviewer["for_lead"]) == (None, None)
    assert (await home(desk.lead))["projects"][0]["for_lead"] == 0


async def test_puts_the_project_with_returned_work_first(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    async with callers.boundary.open() as ctx:
        from tests.factories import people

        other = await people.project(ctx.conn, name="Aardvarks")
        await people.member(ctx.conn, other, identity_id=writer.identity_id)
    assert [one["project_name"] for one in (await home(writer))["projects"]] == [
        "Helpful answers",
        "Aardvarks",
    ]
    await desk.answer(writer)
    assert [one["project_name"] for one in (await home(writer))["projects"]] == [
        "Aardvarks",
        "Helpful answers",
    ]
    finding = {"rule_key": "tone.first-person", "note": "x"}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    place = (await home(writer))["projects"][0]
    assert (place["project_name"], place["returned"], place["reasons"]) == ("Helpful answers", 1, [])


async def test_offers_drafts_to_resume_also_after_their_lease(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers, n_items=2)
    writer = desk.annotators[0]
    task = await save_draft(desk, writer, "half a th")
    draft = (await home(writer))["drafts"][0]
    assert (draft["slot_id"], draft["is_in_hand"], draft["is_free"]) == (task["slot_id"], True, True)
    assert draft["excerpt"].startswith("Question ")
    clock.forward(hours=2)
    await callers.boundary.run(queue.return_lapsed)
    draft = (await home(writer))["drafts"][0]
    assert (draft["is_in_hand"], draft["is_free"]) == (False, True)
    taken = await desk.task(desk.annotators[1])
    assert taken["slot_id"] == task["slot_id"]
    assert (await home(writer))["drafts"][0]["is_free"] is False
    assert (await home(desk.annotators[1]))["drafts"] == []


async def test_shows_what_is_new_since_the_visit_before(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers, n_items=3)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    first = await home(writer)
    assert [one["number"] for one in first["guides"]] == [1], "the first visit looks two weeks back"
    for _ in range(2):
        await desk.answer(writer)
    clock.forward(hours=3)
    async with callers.boundary.open() as ctx:
        await guides.publish_guide(ctx, desk.project_id, note="Clearer")
    finding = {"rule_key": "tone.first-person", "note": "x"}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "accept")
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    new = await home(writer)
    assert [(one["number"], one["note"]) for one in new["guides"]] == [(2, "Clearer")]
    assert new["verdict_counts"] == {"accept": 1, "return": 1}
    assert [(one["verdict"], one["n_findings"]) for one in new["verdicts"]] == [("return", 1), ("accept", 0)]
    clock.forward(minutes=10)
    assert (await home(writer))["since"] == new["since"], "the same visit"
    clock.forward(hours=1)
    after = await home(writer)
    assert (after["guides"], after["verdicts"]) == ([], [])


async def test_asks_no_more_of_the_database_when_one_is_in_many_projects(callers: Callers) -> None:
    writer = await callers.member("annotator")
    conn = callers.boundary.database._conn  # pyright: ignore[reportAttributeAccessIssue] -- the test's own database
    async with counted(conn) as one:
        await home(writer)
    async with callers.boundary.open() as ctx:
        from tests.factories import people

        for _ in range(5):
            project_id = await people.project(ctx.conn)
            await people.member(ctx.conn, project_id, identity_id=writer.identity_id)
    async with counted(conn) as many:
        await home(writer)
    assert len(many) == len(one)


async def test_is_for_the_signed_in_only(callers: Callers) -> None:
    assert (await (await callers.stranger()).get("/me/home")).status_code == 401
    nobody = await callers.person()
    assert (await home(nobody))["projects"] == []


async def test_tells_of_imports_that_ended_where_one_may_import(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    async with callers.boundary.open() as ctx:
        project_id = desk.lead.project_id
        ctx.record(Event("import.created", project_id, "import", 1))
        ctx.record(Event("import.loaded", project_id, "import", 1, {"n_created": 7, "n_bad": 0}))
        ctx.record(Event("import.created", project_id, "import", 2))
    told = (await home(desk.lead))["imports"]
    assert [(one["state"], one["n_created"]) for one in told] == [("done", 7)]
    assert (await home(desk.annotators[0]))["imports"] == []
