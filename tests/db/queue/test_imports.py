"""Judgements from elsewhere: in by COPY, they fill slots and keep their people from the item; out again while nothing was built on them."""

from collections.abc import AsyncIterator

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import Conn, fetch_value
from copydesk.kernel.errors import Conflict
from copydesk.queue import service
from copydesk.queue.domain import ImportedSubmission
from tests.factories import items, people, work
from tests.factories.people import EPOCH
from tests.factories.work import ANSWERS, Shop

IMPORT_ID = 7


async def judgements(conn: Conn, shop: Shop, *member_ids: int) -> AsyncIterator[ImportedSubmission]:
    """Each of these members judges each item of the project."""
    for item_id in shop.item_ids:
        version_id = await fetch_value(conn, "select version_id from items.item where id = %s", [item_id])
        for member_id in member_ids:
            yield ImportedSubmission(member_id, item_id, version_id, ANSWERS, ["r1", "r2"], EPOCH)


async def bring(boundary: Boundary, conn: Conn, shop: Shop, *member_ids: int) -> int:
    rows = [row async for row in judgements(conn, shop, *member_ids)]

    async def each() -> AsyncIterator[ImportedSubmission]:
        for row in rows:
            yield row

    async with boundary.open() as ctx:
        n_rows = await service.import_submissions(ctx, shop.project_id, IMPORT_ID, each())
    while await boundary.drain():
        pass
    return n_rows


async def ready(conn: Conn, shop: Shop) -> int:
    return await fetch_value(
        conn, "select count(*) from queue.slot where queue_id = %s and state = 'ready'", [shop.annotate_id]
    )


async def test_writes_accepted_submissions_under_the_present_versions_when_imported(
    boundary: Boundary, conn: Conn, ctx: Ctx
) -> None:
    project_id = await people.project(conn)
    shop = await work.shop(conn, project_id, n_items=2)
    person = await people.member(conn, project_id, external_ref="crowd-1")
    assert await bring(boundary, conn, shop, person) == 2
    one = (await service.item_history(ctx, shop.item_ids[0])).submissions[0]
    assert (one.member_id, one.state, one.answers, one.import_id) == (person, "accepted", ANSWERS, IMPORT_ID)
    assert (one.submitted_at, one.settled_at, one.displayed) == (EPOCH, EPOCH, ["r1", "r2"])
    assert (one.interface_version_id, one.workflow_version_id) == (
        shop.interface_version_id,
        shop.workflow_version_id,
    )


async def test_needs_fewer_answers_when_judgements_came_in(boundary: Boundary, conn: Conn) -> None:
    project_id = await people.project(conn)
    shop = await work.shop(conn, project_id, n_items=2, slots=3)
    crowd = [await people.member(conn, project_id, external_ref=f"crowd-{n}") for n in range(2)]
    await bring(boundary, conn, shop, *crowd)
    assert await ready(conn, shop) == 2


async def test_does_not_ask_a_person_again_when_their_judgement_was_imported(
    boundary: Boundary, conn: Conn, ctx: Ctx
) -> None:
    project_id = await people.project(conn)
    (ada,) = await work.acting_members(ctx, project_id, "annotator")
    shop = await work.shop(conn, project_id, slots=3)
    await bring(boundary, conn, shop, ada.member_in(project_id))
    task, reasons = await service.next_task(ada, project_id, "annotate", reserve=False)
    assert (task, [reason.code for reason in reasons]) == (None, ["all_seen"])


async def test_writes_chunk_by_chunk_when_there_are_many(boundary: Boundary, conn: Conn, ctx: Ctx) -> None:
    project_id = await people.project(conn)
    shop = await work.shop(conn, project_id)
    people_ids = list(range(10_000, 14_500))

    async def rows() -> AsyncIterator[ImportedSubmission]:
        for member_id in people_ids:
            yield ImportedSubmission(member_id, shop.item_ids[0], 1, {"why": "é \\ \t\n"}, [], EPOCH)

    assert await service.import_submissions(ctx, project_id, IMPORT_ID, rows()) == 4_500
    stored = "select count(*) from queue.submission where answers = %s::jsonb and displayed = '{}'"
    assert await fetch_value(conn, stored, ['{"why": "é \\\\ \\t\\n"}']) == 4_500


async def test_refuses_when_nothing_is_published(ctx: Ctx) -> None:
    async def rows() -> AsyncIterator[ImportedSubmission]:
        return
        yield

    with pytest.raises(Conflict, match="Publish"):
        await service.import_submissions(ctx, await people.project(ctx.conn), IMPORT_ID, rows())


async def test_takes_everything_away_when_the_import_is_undone(boundary: Boundary, conn: Conn) -> None:
    project_id = await people.project(conn)
    shop = await work.shop(conn, project_id, n_items=2, slots=2)
    new_batch = await items.batch(conn, project_id)
    await items.item(conn, project_id, batch_id=new_batch)
    person = await people.member(conn, project_id, external_ref="crowd-1")
    await bring(boundary, conn, shop, person)
    assert await ready(conn, shop) == 2
    async with boundary.open() as ctx:
        await service.fit_slots(ctx, project_id)
        assert await service.import_is_untouched(ctx, new_batch, IMPORT_ID)
        assert await service.purge_import(ctx, project_id, IMPORT_ID, batch_id=new_batch) == 2
        await ctx.conn.execute("delete from items.item where batch_id = %s", [new_batch])
    while await boundary.drain():
        pass
    assert await ready(conn, shop) == 4
    assert await fetch_value(conn, "select count(*) from queue.taken where member_id = %s", [person]) == 0


async def test_is_touched_when_somebody_has_claimed_an_item_of_the_batch(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    (ada,) = await work.acting_members(ctx, project_id, "annotator")
    shop = await work.shop(ctx.conn, project_id)
    assert await service.import_is_untouched(ctx, shop.batch_id, IMPORT_ID)
    await service.next_task(ada, project_id, "annotate", reserve=False)
    assert not await service.import_is_untouched(ctx, shop.batch_id, IMPORT_ID)
    assert await service.import_is_untouched(ctx, None, IMPORT_ID)


async def test_leaves_nothing_of_the_project_and_all_of_others_when_it_is_purged(ctx: Ctx) -> None:
    kept, gone = await people.project(ctx.conn), await people.project(ctx.conn)
    for project_id in (kept, gone):
        (ada,) = await work.acting_members(ctx, project_id, "annotator")
        await work.shop(ctx.conn, project_id, n_items=2)
        task, _ = await service.next_task(ada, project_id, "annotate", reserve=False)
        assert task is not None
        await service.save_draft(ada, task.slot_id, task.token, ANSWERS)
        await service.submit(ada, task.slot_id, task.token, ANSWERS, active_segments=[])
        task, _ = await service.next_task(ada, project_id, "annotate", reserve=False)
        assert task is not None
        await service.save_draft(ada, task.slot_id, task.token, ANSWERS)
    before = await _rows(ctx.conn)
    await service.purge_project(ctx, gone)
    assert await _rows(ctx.conn) == [n // 2 for n in before]


async def _rows(conn: Conn) -> list[int]:
    return await fetch_value(
        conn,
        """
        select array[(select count(*) from queue.queue), (select count(*) from queue.draw), (select count(*) from queue.slot),
            (select count(*) from queue.taken), (select count(*) from queue.claim), (select count(*) from queue.draft),
            (select count(*) from queue.submission), (select count(*) from queue.passed)]
        """,
    )
