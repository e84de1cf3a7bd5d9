"""Taking a task, keeping it, giving it back."""

from datetime import datetime, timedelta

from tests.api.queue.desk import ask_next, open_desk, save, say, send, sent, take
from tests.conftest import MovableClock
from tests.factories.callers import Callers


async def test_shows_item_versions_and_order_of_answers_when_a_task_is_taken(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    shop = desk.shop
    assert task["item"]["id"] == f"item_{shop.item_ids[0]}"
    assert task["item"]["content"]["messages"][0]["content"] == "Say hello."
    assert sorted(task["displayed"]) == ["r1", "r2"]
    assert (task["stage"], task["round"], task["draft"], task["returned"], task["subject"]) == (
        "annotate",
        1,
        None,
        None,
        None,
    )
    assert task["guide_version_id"] == f"guide_version_{shop.guide_version_id}"
    assert task["interface_version_id"] == f"interface_version_{shop.interface_version_id}"
    assert task["started_at"] is not None


async def test_hides_who_wrote_the_responses_when_a_task_is_shown(callers: Callers) -> None:
    desk = await open_desk(callers)
    async with callers.boundary.open() as ctx:
        await ctx.conn.execute(
            """update items.item_version set content = jsonb_set(content, '{responses,0,source}', '{"kind": "model", "name": "m"}')"""
        )
    responses = (await take(desk.writer))["item"]["content"]["responses"]
    assert [sorted(response) for response in responses] == [["content", "id"], ["content", "id"]]


async def test_gives_the_same_task_when_asked_twice(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2)
    first, second = await take(desk.writer), await take(desk.writer)
    assert (second["slot_id"], second["token"]) == (first["slot_id"], first["token"])


async def test_keeps_one_task_in_advance_when_reserving(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=3)
    in_hand = await take(desk.writer)
    reserved = await take(desk.writer, reserve=True)
    again = await take(desk.writer, reserve=True)
    assert reserved["slot_id"] != in_hand["slot_id"]
    assert (again["slot_id"], again["started_at"]) == (reserved["slot_id"], None)
    await sent(desk.writer, in_hand)
    begun = await take(desk.writer)
    assert (begun["slot_id"], begun["token"]) == (reserved["slot_id"], reserved["token"])
    assert begun["started_at"] is not None


async def test_lengthens_the_lease_when_a_reserved_task_is_started(callers: Callers) -> None:
    desk = await open_desk(callers)
    reserved = await take(desk.writer, reserve=True)
    answer = await say(desk.writer, reserved, "start")
    before, after = (
        datetime.fromisoformat(text)
        for text in (reserved["lease_expires_at"], answer.json()["lease_expires_at"])
    )
    assert after - before > timedelta(minutes=25)


async def test_puts_off_the_end_of_the_lease_when_the_heart_beats(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    for _ in range(3):
        clock.forward(minutes=20)
        assert (await say(desk.writer, task, "heartbeat")).status_code == 200
    assert (await ask_next(desk.other))["task"] is None


async def test_gives_the_task_to_the_next_person_when_the_lease_lapsed(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(minutes=31)
    taken = await take(desk.other)
    assert taken["slot_id"] == task["slot_id"]
    assert taken["token"] != task["token"]
    beat = await say(desk.writer, task, "heartbeat")
    assert (beat.status_code, beat.json()["code"]) == (409, "lease_lost")


async def test_goes_on_with_the_draft_when_its_author_comes_back_after_the_lease(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers, n_items=3)
    other = await take(desk.writer)
    await sent(desk.writer, other)
    task = await take(desk.writer)
    await save(desk.writer, task, {"why": "half a thought"})
    clock.forward(minutes=31)
    back = await take(desk.writer)
    assert back["slot_id"] == task["slot_id"]
    assert back["draft"]["answers"] == {"why": "half a thought"}


async def test_resumes_the_named_task_when_another_one_is_in_hand(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers, n_items=3)
    begun = await take(desk.writer)
    await save(desk.writer, begun, {"why": "half a thought"})
    clock.forward(minutes=31)
    await take(desk.other)
    await say(desk.other, await take(desk.other), "release")
    in_hand = await take(desk.writer)
    again = (await desk.writer.http.post(f"/slots/{begun['slot_id']}/resume")).json()
    assert again["draft"]["answers"] == {"why": "half a thought"}
    assert again["slot_id"] == begun["slot_id"]
    same = (await desk.writer.http.post(f"/slots/{in_hand['slot_id']}/resume")).json()
    assert same["slot_id"] == in_hand["slot_id"]


async def test_resumes_a_task_to_be_sent_late_when_somebody_else_has_it(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    await save(desk.writer, task, {"why": "mine"})
    clock.forward(minutes=31)
    await take(desk.other)
    again = (await desk.writer.http.post(f"/slots/{task['slot_id']}/resume")).json()
    assert (again["token"], again["draft"]["answers"]) == (task["token"], {"why": "mine"})
    late = await sent(desk.writer, again)
    assert late["outcome"] in {"extra", "waiting"}


async def test_resumes_nothing_when_the_task_was_never_begun(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    assert (await desk.other.http.post(f"/slots/{task['slot_id']}/resume")).status_code == 404
    assert (await desk.other.http.post("/slots/slot_999999/resume")).status_code == 404


async def test_saves_the_draft_when_the_lease_is_over(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    clock.forward(hours=3)
    await take(desk.other)
    assert (await save(desk.writer, task, {"why": "late"})).json()["revision"] == 1


async def test_keeps_both_texts_when_a_second_tab_saves_over_an_older_revision(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    assert (await save(desk.writer, task, {"why": "one"})).json()["revision"] == 1
    assert (await save(desk.writer, task, {"why": "two"}, revision=1)).json()["revision"] == 2
    stale = await save(desk.writer, task, {"why": "three"}, revision=1)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_revision")
    assert (stale.json()["yours"], stale.json()["theirs"]) == ({"why": "three"}, {"why": "two"})
    again = await save(desk.writer, task, {"why": "two"}, revision=1)
    assert (again.status_code, again.json()["revision"]) == (200, 2)
    assert (await save(desk.writer, task, {"why": "four"})).json()["revision"] == 3


async def test_refuses_a_draft_when_it_cannot_be_stored(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    too_long = await save(desk.writer, task, {"why": "x" * 2_000_001})
    with_nul = await save(desk.writer, task, {"why": "a\0b"})
    half = await desk.writer.http.put(
        f"/slots/{task['slot_id']}/draft",
        content=f'{{"token": "{task["token"]}", "answers": {{"why": "\\ud800"}}}}'.encode(),
        headers={"content-type": "application/json"},
    )
    for answer in (too_long, with_nul, half):
        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/answers")
    assert (await save(desk.writer, task, {"why": "a \\u0000 in words"})).status_code == 200


async def test_saves_no_draft_when_the_task_was_sent(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    await sent(desk.writer, task)
    answer = await save(desk.writer, task, {"why": "after all"})
    assert (answer.status_code, answer.json()["code"]) == (409, "claim_ended")


async def test_goes_to_others_and_never_back_when_a_task_is_skipped(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    for _ in range(2):
        assert (await say(desk.writer, task, "skip", reason="Not my language")).status_code == 204
    found = await ask_next(desk.writer)
    assert [reason["code"] for reason in found["reasons"]] == ["all_seen"]
    assert (await take(desk.other))["slot_id"] == task["slot_id"]
    late = await send(desk.writer, task)
    assert (late.status_code, late.json()["code"]) == (409, "claim_ended")


async def test_stays_in_hand_when_only_a_reserved_one_is_given_back_and_another_window_has_begun_it(
    callers: Callers,
) -> None:
    desk = await open_desk(callers, n_items=2)
    reserved = await take(desk.writer, reserve=True)
    assert (await say(desk.writer, reserved, "start")).status_code == 200
    assert (await say(desk.writer, reserved, "release", only_reserved=True)).status_code == 204
    assert (await say(desk.writer, reserved, "heartbeat")).status_code == 200
    other = await take(desk.writer, reserve=True)
    assert (await say(desk.writer, other, "release", only_reserved=True)).status_code == 204
    assert (await say(desk.writer, other, "heartbeat")).json()["code"] == "lease_lost"


async def test_may_come_back_when_a_task_is_released(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer, reserve=True)
    assert (await say(desk.writer, task, "release")).status_code == 204
    assert (await take(desk.other))["slot_id"] == task["slot_id"]
    assert (await say(desk.other, await take(desk.other), "release")).status_code == 204
    assert (await take(desk.writer))["slot_id"] == task["slot_id"]


async def test_frees_a_task_when_the_lead_says_so(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    await save(desk.writer, task, {"why": "mine"})
    path = f"/slots/{task['slot_id']}/free"
    assert (await desk.lead.http.post(path)).status_code == 204
    again = await desk.lead.http.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "not_held")
    assert (await take(desk.other))["slot_id"] == task["slot_id"]
    assert (await save(desk.writer, task, {"why": "still mine"})).json()["revision"] == 2
