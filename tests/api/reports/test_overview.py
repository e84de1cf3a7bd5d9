"""A project's overview: stages, pace, forecast, what needs somebody, what is still to set up."""

from datetime import timedelta
from typing import Any

from copydesk.kernel.ctx import Event
from copydesk.kernel.db import execute
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.conftest import MovableClock
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk


async def overview(desk: Desk, **params: Any) -> dict[str, Any]:
    answer = await desk.lead.http.get(f"{desk.path}/overview", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def needs(told: dict[str, Any]) -> dict[str, int]:
    return {need["code"]: need["n"] for need in told["needs"]}


async def test_counts_slots_by_stage_and_todays_pace(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=5)
    for _ in range(3):
        await desk.answer(desk.annotators[0])
    await desk.task(desk.annotators[1])
    await desk.verdict(desk.reviewers[0], await desk.task(desk.reviewers[0], "review"), "accept")
    told = await overview(desk, n_days=7)
    assert told["n_items"] == 5
    counts = ("n_ready", "n_leased", "n_returned", "n_done")
    assert {one["stage"]: [one[name] for name in counts] for one in told["stages"]} == {
        "annotate": [1, 1, 0, 3],
        "review": [2, 0, 0, 1],
    }
    paces = {pace["stage"]: [day["n"] for day in pace["days"]] for pace in told["paces"]}
    assert paces == {"annotate": [0, 0, 0, 0, 0, 0, 3], "review": [0, 0, 0, 0, 0, 0, 1]}
    assert {one["stage"]: (one["n_left"], one["reason"]) for one in told["forecasts"]} == {
        "annotate": (2, "no_pace"),
        "review": (2, "no_pace"),
    }


async def test_forecasts_with_an_interval_when_there_were_days_of_work(callers: Callers) -> None:
    desk = await open_desk(
        callers,
        n_items=30,
        workflow=Workflow(annotate=AnnotateStage(slots=1), review=ReviewStage(enabled=False)),
    )
    for _ in range(10):
        await desk.answer(desk.annotators[0])
    async with callers.boundary.open() as ctx:
        await execute(
            ctx.conn,
            "update queue.claim set ended_at = ended_at - (1 + id % 5) * interval '1 day' where outcome = 'submitted'",
        )
    forecast = next(one for one in (await overview(desk))["forecasts"] if one["stage"] == "annotate")
    assert forecast["reason"] is None
    assert forecast["n_per_day"] == 2.0
    assert forecast["low"] <= forecast["middle"] <= forecast["high"]


async def test_lists_what_needs_somebody(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers, n_items=3)
    writer, reviewer = desk.annotators[0], desk.reviewers[0]
    await desk.answer(writer)
    finding = {"rule_key": "tone.first-person", "note": "x"}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    await desk.task(desk.annotators[1])
    async with callers.boundary.open() as ctx:
        ctx.record(Event("import.failed", desk.project_id, "import", 1))
        await execute(
            ctx.conn,
            "update queue.slot set lease_expires_at = lease_expires_at + interval '9 days' where state = 'leased'",
        )
    assert needs(await overview(desk)) == {"import_failed": 1, "members_without_work": 1}
    clock.forward(days=4)
    assert needs(await overview(desk)) == {
        "import_failed": 1,
        "members_without_work": 1,
        "returned_untouched": 1,
        "long_in_hand": 1,
    }


async def test_says_what_is_to_be_set_up_when_the_project_is_empty(callers: Callers) -> None:
    lead = await callers.member("lead")
    told = (await lead.http.get(f"/projects/project_{lead.project_id}/overview")).json()
    assert told["setup"] == {
        "has_guide": False, "has_interface": False, "has_workflow": False, "has_items": False,
        "n_members": 1, "n_invitations": 0,
    }  # fmt: skip
    assert (told["stages"], told["needs"], told["n_items"]) == ([], [], 0)


async def test_counts_days_in_the_projects_time_zone(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=1)
    await desk.answer(desk.annotators[0])
    async with callers.boundary.open() as ctx:
        await execute(ctx.conn, "update projects.project set time_zone = 'Pacific/Kiritimati'")
        now = ctx.now()
    told = await overview(desk, n_days=7)
    today = (now + timedelta(hours=14)).date().isoformat()
    assert told["paces"][0]["days"][-1] == {"day": today, "n": 1}
