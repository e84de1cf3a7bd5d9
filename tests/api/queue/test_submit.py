"""Sending answers: in time, late, twice, wrong, and taking them back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from copydesk.kernel.db import fetch_value
from tests.api.queue.desk import ask_next, end_leases, open_desk, save, say, send, sent, take
from tests.conftest import MovableClock
from tests.factories.callers import Callers
from tests.factories.work import ANSWERS


async def test_opens_the_review_when_answers_are_sent(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    outcome = await sent(desk.writer, task)
    assert (outcome["outcome"], outcome["state"]) == ("taken", "submitted")
    review = await take(desk.reviewer, "review")
    assert review["subject"]["id"] == outcome["submission_id"]
    assert review["subject"]["answers"] == ANSWERS
    assert review["displayed"] == task["displayed"]
    assert "member_id" not in review["subject"]


async def test_accepts_at_once_when_there_is_no_review(callers: Callers) -> None:
    desk = await open_desk(callers, review=False)
    outcome = await sent(desk.writer, await take(desk.writer))
    shown = (await desk.writer.http.get(f"/submissions/{outcome['submission_id']}")).json()
    assert (shown["state"], shown["settled_at"] is not None) == ("accepted", True)
    assert [reason["code"] for reason in (await ask_next(desk.writer))["reasons"]] == ["all_done"]


async def test_gives_the_same_submission_when_sent_twice(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    first = await sent(desk.writer, task)
    assert await sent(desk.writer, task) == first
    async with callers.boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from queue.submission") == 1
        assert (
            await fetch_value(ctx.conn, "select count(*) from queue.slot where subject_id is not null") == 1
        )


async def test_refuses_other_answers_when_the_task_was_sent_from_another_window(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    first = await sent(desk.writer, task)
    other = await send(desk.writer, task, {"better": {"preferred": "r2", "strength": 1}})
    assert (other.status_code, other.json()["code"]) == (409, "sent_otherwise")
    shown = (await desk.writer.http.get(f"/submissions/{first['submission_id']}")).json()
    assert shown["answers"] == ANSWERS


async def test_names_each_place_when_answers_do_not_fit_the_form(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    answer = await send(desk.writer, task, {"better": {"preferred": "r9", "strength": 1}, "colour": "red"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert {fault["at"] for fault in answer.json()["errors"]} == {"/answers/better", "/answers/colour"}
    assert (await sent(desk.writer, task))["outcome"] == "taken"


@pytest.mark.parametrize(
    ("segments", "place"),
    [
        ([[10, 5]], "/active_segments/0"),
        ([[0, 10], [5, 20]], "/active_segments/1"),
    ],
)
async def test_refuses_times_when_they_overlap_or_run_backwards(
    callers: Callers, segments: list[list[int]], place: str
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    answer = await send(desk.writer, task, active_segments=_at(task, segments))
    assert [fault["at"] for fault in answer.json()["errors"]] == [place]


async def test_counts_time_inside_the_claim_only_when_the_writers_clock_is_wrong(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(seconds=60)
    outcome = await sent(desk.writer, task, active_segments=_at(task, [[-3600, 10], [20, 50], [55, 7200]]))
    shown = (await desk.writer.http.get(f"/submissions/{outcome['submission_id']}")).json()
    assert 44_000 <= shown["active_ms"] <= 46_500


def _at(task: dict[str, Any], segments: list[list[int]]) -> list[list[str]]:
    start = datetime.fromisoformat(task["started_at"]).astimezone(UTC)
    return [[(start + timedelta(seconds=second)).isoformat() for second in pair] for pair in segments]


async def test_takes_the_slot_when_late_and_nobody_has_it(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(hours=2)
    await end_leases(callers)
    assert (await sent(desk.writer, task))["outcome"] == "taken"
    assert [reason["code"] for reason in (await ask_next(desk.other))["reasons"]] == ["all_done"]
    assert [reason["code"] for reason in (await ask_next(desk.writer))["reasons"]] == ["all_done"]


async def test_counts_as_extra_when_late_and_the_stage_allows_it(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers, extra=True, review=False)
    task = await take(desk.writer)
    clock.forward(hours=2)
    taken = await take(desk.other)
    late = await sent(desk.writer, task)
    assert (late["outcome"], late["state"]) == ("extra", "accepted")
    assert (await sent(desk.other, taken))["outcome"] == "taken"
    refused = await desk.writer.http.post(f"/submissions/{late['submission_id']}/undo")
    assert (refused.status_code, refused.json()["code"]) == (409, "undo_slot_gone")


async def test_waits_for_the_lead_when_late_and_no_extra_is_wanted(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(hours=2)
    await take(desk.other)
    late = await sent(desk.writer, task)
    assert (late["outcome"], late["state"]) == ("waiting", "waiting")
    waiting = (await desk.lead.http.get(f"/projects/project_{desk.shop.project_id}/waiting")).json()["items"]
    assert [one["id"] for one in waiting] == [late["submission_id"]]
    assert (await ask_next(desk.reviewer, "review"))["task"] is None
    admitted = await desk.lead.http.post(f"/submissions/{late['submission_id']}/admit")
    assert (admitted.json()["state"], admitted.json()["is_extra"]) == ("submitted", True)
    assert (await take(desk.reviewer, "review"))["subject"]["id"] == late["submission_id"]
    again = await desk.lead.http.post(f"/submissions/{late['submission_id']}/refuse")
    assert (again.status_code, again.json()["code"]) == (409, "not_waiting")


async def test_keeps_a_late_answer_when_the_lead_refuses_it(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(hours=2)
    await take(desk.other)
    late = await sent(desk.writer, task)
    refused = await desk.lead.http.post(f"/submissions/{late['submission_id']}/refuse")
    assert (refused.json()["state"], refused.json()["answers"]) == ("rejected", ANSWERS)


async def test_waits_for_the_lead_when_the_same_person_took_the_task_up_again(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers, extra=True)
    first_tab = await take(desk.writer)
    await save(desk.writer, first_tab, ANSWERS)
    clock.forward(hours=2)
    await end_leases(callers)
    second_tab = await take(desk.writer)
    assert second_tab["token"] != first_tab["token"]
    assert (await sent(desk.writer, first_tab))["outcome"] == "waiting"
    assert (await sent(desk.writer, second_tab))["outcome"] == "taken"


async def test_gives_the_task_back_with_the_answers_when_undone(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    outcome = await sent(desk.writer, task)
    path = f"/submissions/{outcome['submission_id']}/undo"
    back = (await desk.writer.http.post(path)).json()
    assert (back["slot_id"], back["draft"]["answers"], back["displayed"]) == (
        task["slot_id"],
        ANSWERS,
        task["displayed"],
    )
    assert (await desk.writer.http.post(path)).json()["token"] == back["token"]
    assert (await ask_next(desk.reviewer, "review"))["task"] is None
    assert (await sent(desk.writer, task))["state"] == "undone"
    better = {"better": {"preferred": "r2", "strength": 3}}
    second = await sent(desk.writer, back, better)
    assert (second["outcome"], second["submission_id"] != outcome["submission_id"]) == ("taken", True)
    assert (await take(desk.reviewer, "review"))["subject"]["answers"] == better


async def test_refuses_to_undo_when_the_review_has_begun(callers: Callers) -> None:
    desk = await open_desk(callers)
    outcome = await sent(desk.writer, await take(desk.writer))
    await take(desk.reviewer, "review", reserve=True)
    answer = await desk.writer.http.post(f"/submissions/{outcome['submission_id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "undo_followed")


async def test_refuses_to_undo_when_nothing_follows_and_time_is_over(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers, review=False, n_items=2)
    first, second = [await sent(desk.writer, await take(desk.writer)) for _ in range(2)]
    assert (await desk.writer.http.post(f"/submissions/{first['submission_id']}/undo")).status_code == 200
    clock.forward(seconds=601)
    answer = await desk.writer.http.post(f"/submissions/{second['submission_id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "undo_too_late")


async def test_refuses_to_undo_when_it_is_somebody_elses(callers: Callers) -> None:
    desk = await open_desk(callers)
    outcome = await sent(desk.writer, await take(desk.writer))
    path = f"/submissions/{outcome['submission_id']}/undo"
    assert (await desk.other.http.post(path)).status_code == 403
    lead = await desk.lead.http.post(path)
    assert (lead.status_code, lead.json()["code"]) == (403, "not_author")


async def test_finds_no_task_when_the_token_is_somebody_elses(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    for what in ("start", "heartbeat", "release"):
        assert (await say(desk.other, task, what)).status_code == 404
    assert (await send(desk.other, task)).status_code == 404
    assert (await save(desk.other, task, {})).status_code == 404
    wrong_slot = {**task, "slot_id": "slot_999999"}
    assert (await send(desk.writer, wrong_slot)).status_code == 404
