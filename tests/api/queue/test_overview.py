"""Why a queue is empty, what waits for me, how far the project is, who did what."""

import pytest

from copydesk.queue import service
from tests.api.queue.desk import ask_next, open_desk, say, sent, take
from tests.conftest import MovableClock
from tests.factories import work
from tests.factories.callers import Callers


async def _reasons(callers: Callers, role: str = "annotator", stage: str = "annotate") -> list[str]:
    found = await ask_next(await callers.member(role), stage)
    assert found["task"] is None
    return [reason["code"] for reason in found["reasons"]]


async def test_says_not_published_when_there_is_no_form_yet(callers: Callers) -> None:
    assert await _reasons(callers) == ["not_published"]


async def test_says_no_role_when_the_project_is_archived(callers: Callers) -> None:
    desk = await open_desk(callers)
    async with callers.boundary.open() as ctx:
        await ctx.conn.execute("update projects.project set archived_at = created_at")
        await service.refresh_draws(ctx, [desk.shop.project_id])
    assert await _reasons(callers) == ["no_role"]


async def test_gives_a_task_at_once_when_a_member_has_just_joined(callers: Callers) -> None:
    await open_desk(callers)
    newcomer = await callers.member("annotator")
    assert (await ask_next(newcomer))["task"] is not None


async def test_says_no_items_when_nothing_was_delivered_or_submitted(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=0)
    for caller, stage in ((desk.writer, "annotate"), (desk.reviewer, "review")):
        assert [reason["code"] for reason in (await ask_next(caller, stage))["reasons"]] == ["no_items"]


async def test_says_stage_off_when_there_is_no_review(callers: Callers) -> None:
    desk = await open_desk(callers, review=False)
    found = await ask_next(desk.reviewer, "review")
    assert [reason["code"] for reason in found["reasons"]] == ["stage_off"]


async def test_says_who_holds_the_rest_and_until_when_when_all_is_in_hand(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    reason = (await ask_next(desk.other))["reasons"][0]
    assert (reason["code"], reason["count"], reason["at"]) == ("all_in_hand", 1, task["lease_expires_at"])
    assert reason["text"].startswith("1 task is with other people.")


async def test_counts_what_is_left_for_others_when_the_member_had_it_all(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=2, slots=3)
    for _ in range(2):
        await sent(desk.writer, await take(desk.writer))
    reason = (await ask_next(desk.writer))["reasons"][0]
    assert (reason["code"], reason["count"]) == ("all_seen", 4)
    assert "you had these items already" in reason["text"]


async def test_offers_no_review_of_ones_own_work_when_the_author_reviews(callers: Callers) -> None:
    desk = await open_desk(callers)
    await sent(desk.lead, await take(desk.lead))
    reason = (await ask_next(desk.lead, "review"))["reasons"][0]
    assert (reason["code"], reason["count"]) == ("all_seen", 1)
    assert (await ask_next(desk.reviewer, "review"))["task"] is not None


async def test_counts_what_waits_for_me_when_i_come_home(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=3)
    await sent(desk.writer, await take(desk.writer))
    await take(desk.writer)
    path = "/me/work"
    mine = (await desk.writer.http.get(path)).json()["items"]
    project = f"project_{desk.shop.project_id}"
    assert mine == [
        {"project_id": project, "ready_annotate": 1, "ready_review": None, "returned": 0, "in_hand": 1}
    ]
    reviewers = (await desk.reviewer.http.get(path)).json()["items"]
    assert (reviewers[0]["ready_annotate"], reviewers[0]["ready_review"]) == (None, 1)
    leads = (await desk.lead.http.get(path)).json()["items"]
    assert (leads[0]["ready_annotate"], leads[0]["ready_review"]) == (1, 1)
    assert (await (await callers.person()).http.get(path)).json()["items"] == []


async def test_shows_stages_members_and_pace_when_a_lead_looks(callers: Callers, clock: MovableClock) -> None:
    desk = await open_desk(callers, n_items=4)
    await sent(desk.writer, await take(desk.writer))
    clock.forward(hours=30)
    await sent(desk.writer, await take(desk.writer))
    await take(desk.other)
    shown = (await desk.lead.http.get(f"/projects/project_{desk.shop.project_id}/progress")).json()
    annotate, review = shown["stages"]
    assert (annotate["stage"], annotate["ready"], annotate["leased"], annotate["done"]) == (
        "annotate",
        1,
        1,
        2,
    )
    assert (annotate["n_last_day"], annotate["waiting"], review["ready"], review["done"]) == (1, 0, 2, 0)
    assert shown["members"] == [
        {
            "member_id": f"member_{desk.writer.member_id}",
            "n_submitted": 2,
            "n_accepted": 0,
            "n_returned": 0,
            "n_rejected": 0,
            "n_reviewed": 0,
            "n_last_day": 1,
            "n_in_hand": 0,
            "last_at": shown["members"][0]["last_at"],
        }
    ]


async def test_lists_submissions_by_page_and_filter_when_asked(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=3)
    ids = [(await sent(desk.writer, await take(desk.writer)))["submission_id"] for _ in range(2)]
    ids.append((await sent(desk.other, await take(desk.other)))["submission_id"])
    path = f"/projects/project_{desk.shop.project_id}/submissions"
    first = (await desk.lead.http.get(path, params={"limit": 2})).json()
    rest = (await desk.lead.http.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None
    by_member = {"member_id": f"member_{desk.other.member_id}", "state": "submitted"}
    assert [one["id"] for one in (await desk.lead.http.get(path, params=by_member)).json()["items"]] == [
        ids[2]
    ]
    assert (await desk.lead.http.get(path, params={"state": "accepted"})).json()["items"] == []
    own = {"member_id": f"member_{desk.writer.member_id}"}
    assert len((await desk.writer.http.get(path, params=own)).json()["items"]) == 2
    assert (await desk.writer.http.get(path, params=by_member)).status_code == 403
    assert (await desk.writer.http.get(path)).status_code == 403


async def test_shows_everything_that_people_did_when_asked_for_an_item(callers: Callers) -> None:
    desk = await open_desk(callers)
    task = await take(desk.other)
    await say(desk.other, task, "skip", reason="Not mine")
    outcome = await sent(desk.writer, await take(desk.writer))
    history = (await desk.lead.http.get(f"/items/item_{desk.shop.item_ids[0]}/history")).json()
    assert [one["id"] for one in history["submissions"]] == [outcome["submission_id"]]
    assert [(one["outcome"], one["skip_reason"]) for one in history["claims"]] == [
        ("skipped", "Not mine"),
        ("submitted", None),
    ]


async def test_comes_first_when_the_lead_ranks_items_higher(callers: Callers) -> None:
    desk = await open_desk(callers, n_items=4, slots=2)
    path = f"/projects/project_{desk.shop.project_id}/priority"
    last = desk.shop.item_ids[-1]
    moved = await desk.lead.http.put(path, json={"priority": 5, "item_ids": [f"item_{last}"]})
    assert moved.json() == {"n_slots": 2}
    assert (await take(desk.writer))["item"]["id"] == f"item_{last}"
    batch = {"priority": -5, "batch_id": f"batch_{desk.shop.batch_id}"}
    assert (await desk.lead.http.put(path, json=batch)).json() == {"n_slots": 8}
    both = await desk.lead.http.put(path, json={**batch, "item_ids": []})
    assert both.json()["errors"][0]["at"] == "/item_ids"


@pytest.mark.parametrize(
    ("method", "path", "refused"),
    [
        ("POST", "/projects/{project}/next", ["viewer"]),
        ("GET", "/projects/{project}/waiting", ["annotator", "reviewer", "viewer"]),
        ("GET", "/projects/{project}/progress", ["annotator", "viewer"]),
        ("GET", "/projects/{project}/submissions", ["annotator", "viewer"]),
        ("PUT", "/projects/{project}/priority", ["annotator", "reviewer"]),
        ("GET", "/items/{item}/history", ["annotator", "viewer"]),
        ("GET", "/submissions/{submission}", ["viewer"]),
        ("POST", "/submissions/{submission}/undo", ["reviewer", "viewer"]),
        ("POST", "/submissions/{submission}/admit", ["annotator", "reviewer"]),
        ("POST", "/submissions/{submission}/refuse", ["annotator", "reviewer"]),
        ("POST", "/slots/{slot}/free", ["annotator", "reviewer"]),
    ],
)
async def test_keeps_strangers_outsiders_and_wrong_roles_away_when_they_ask(
    callers: Callers, method: str, path: str, refused: list[str]
) -> None:
    desk = await open_desk(callers)
    task = await take(desk.writer)
    async with callers.boundary.open() as ctx:
        submission = await work.submission(ctx.conn, desk.shop, desk.shop.item_ids[0], desk.other.member_id)
    url = path.format(
        project=f"project_{desk.shop.project_id}",
        item=task["item"]["id"],
        submission=f"submission_{submission}",
        slot=task["slot_id"],
    )
    body = {"PUT": {"priority": 1, "item_ids": []}, "POST": {"stage": "annotate"}}.get(method)
    json = body if path.endswith(("next", "priority")) else None
    stranger, outsider = await callers.stranger(), await callers.person()
    assert (await stranger.request(method, url, json=json)).status_code == 401
    assert (await outsider.http.request(method, url, json=json)).status_code == 404
    for role in refused:
        member = await callers.member(role)
        assert (await member.http.request(method, url, json=json)).status_code == 403, role
