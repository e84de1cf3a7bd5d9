"""A project that was deleted waits, can be taken back, and is then gone from every slice, with its events left."""

from copydesk.kernel.db import fetch_value
from copydesk.server.lifecycle import purge_due_projects
from tests.conftest import MovableClock
from tests.factories.callers import Callers
from tests.factories.desk import Desk, open_desk

COUNT_ROWS = """
    select sum(n)::int from (
        select count(*) as n from projects.project union all select count(*) from projects.member
        union all select count(*) from items.item union all select count(*) from items.item_version
        union all select count(*) from items.batch union all select count(*) from queue.queue
        union all select count(*) from queue.slot union all select count(*) from queue.claim
        union all select count(*) from queue.submission union all select count(*) from queue.draft
        union all select count(*) from queue.taken union all select count(*) from review.review
        union all select count(*) from review.finding union all select count(*) from guides.rule
        union all select count(*) from auth.role_grant union all select count(*) from exchange.import) counted
"""


async def worked_on(callers: Callers) -> Desk:
    desk = await open_desk(callers)
    await desk.answer(desk.annotators[0])
    reviewer = desk.reviewers[0]
    finding = {"rule_key": "tone.first-person", "note": "Look again."}
    await desk.verdict(reviewer, await desk.task(reviewer, "review"), "return", findings=[finding])
    new = {"filename": "a.jsonl", "format": "jsonl", "mapping": None, "mode": "all_or_nothing"}
    answer = await desk.lead.http.post(f"{desk.path}/imports", json=new)
    assert answer.status_code in (200, 201), answer.text
    return desk


async def n_rows(callers: Callers) -> int:
    async with callers.boundary.open() as ctx:
        return await fetch_value(ctx.conn, COUNT_ROWS)


async def test_leaves_nothing_but_events_when_the_waiting_time_is_over(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await worked_on(callers)
    await desk.lead.http.delete(desk.path)
    clock.forward(days=callers.boundary.settings.project_delete_days + 1)
    await callers.boundary.run(purge_due_projects)
    assert await n_rows(callers) == 0
    async with callers.boundary.open() as ctx:
        action = await fetch_value(ctx.conn, "select action from audit.event order by id desc limit 1")
    assert action == "project.purged"


async def test_keeps_everything_when_the_deletion_was_taken_back(
    callers: Callers, clock: MovableClock
) -> None:
    desk = await worked_on(callers)
    before = await n_rows(callers)
    await desk.lead.http.delete(desk.path)
    await desk.lead.http.post(f"{desk.path}/restore")
    clock.forward(days=callers.boundary.settings.project_delete_days + 1)
    await callers.boundary.run(purge_due_projects)
    assert await n_rows(callers) == before


async def test_keeps_everything_while_it_waits(callers: Callers) -> None:
    desk = await worked_on(callers)
    before = await n_rows(callers)
    await desk.lead.http.delete(desk.path)
    await callers.boundary.run(purge_due_projects)
    assert await n_rows(callers) == before
