"""Queues, draws and slots follow what is published, delivered and allowed."""

from typing import Any

from copydesk.items.domain import BatchLoaded, ItemsRetired
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx, Message
from copydesk.kernel.db import Conn, execute, fetch_value
from copydesk.projects.domain import MembersChanged
from copydesk.queue import service
from copydesk.queue.domain import Stage
from copydesk.workflows.domain import WorkflowPublished
from tests.factories import documents, items, people, work


async def hear(boundary: Boundary, *messages: Message) -> None:
    """Tell the messages and let everybody hear them."""
    async with boundary.open() as ctx:
        for message in messages:
            ctx.emit(message)
    while await boundary.drain():
        pass


async def count(conn: Conn, query: Any, *params: object) -> Any:
    return await fetch_value(conn, query, params)


async def slots_by_item(conn: Conn, project_id: int, state: str = "ready") -> list[int]:
    """How many slots in this state each item has, by item."""
    return await fetch_value(
        conn,
        """
        select array_agg(n order by id) from (
            select i.id, count(s.id) filter (where s.state::text = %s) as n from items.item i left join queue.slot s on s.item_id = i.id
            where i.project_id = %s group by i.id) x
        """,
        [state, project_id],
    )


async def publish(conn: Conn, project_id: int, *, number: int = 1, **annotate: Any) -> WorkflowPublished:
    version_id = await documents.workflow_version(
        conn, project_id, document={"annotate": annotate}, number=number
    )
    return WorkflowPublished(project_id, version_id)


async def test_opens_queues_draws_and_slots_when_form_and_stages_are_published(
    boundary: Boundary, conn: Conn
) -> None:
    project_id = await people.project(conn)
    lead = await people.member(conn, project_id, identity_id=await people.identity(conn), role="lead")
    for _ in range(2):
        await items.item(conn, project_id)
    published = await publish(conn, project_id, slots=3)
    await hear(boundary, published)
    assert await count(conn, "select count(*) from queue.queue where project_id = %s", project_id) == 0
    await documents.interface_version(conn, project_id)
    await hear(boundary, published)
    shown = (
        "select array_agg(stage || n_slots || is_open order by stage) from queue.queue where project_id = %s"
    )
    assert await count(conn, shown, project_id) == ["annotate3true", "review1true"]
    assert await slots_by_item(conn, project_id) == [3, 3]
    assert await count(conn, "select count(*) from queue.draw where member_id = %s", lead) == 2


async def test_opens_slots_of_the_batch_once_when_it_is_announced_twice(
    boundary: Boundary, conn: Conn
) -> None:
    project_id = await people.project(conn)
    shop = await work.shop(conn, project_id, n_items=0, slots=2)
    ids = [await items.item(conn, project_id, batch_id=shop.batch_id) for _ in range(3)]
    other_batch = await items.item(conn, project_id)
    loaded = BatchLoaded(project_id, shop.batch_id)
    await hear(boundary, loaded, loaded)
    await hear(boundary, loaded)
    assert await slots_by_item(conn, project_id) == [2, 2, 2, 0]
    order = "select array_agg(item_id order by id) from queue.slot where queue_id = %s"
    assert await count(conn, order, shop.annotate_id) == [item_id for item_id in ids for _ in range(2)]
    assert other_batch not in ids


async def test_opens_nothing_when_the_stage_is_off(boundary: Boundary, conn: Conn) -> None:
    project_id = await people.project(conn)
    await documents.interface_version(conn, project_id)
    published = await publish(conn, project_id, enabled=False)
    await items.item(conn, project_id)
    await hear(boundary, published)
    assert await slots_by_item(conn, project_id) == [0]


async def test_adds_what_is_missing_and_cancels_what_is_too_much_when_the_number_of_slots_changes(
    boundary: Boundary, conn: Conn, ctx: Ctx
) -> None:
    project_id = await people.project(conn)
    (ada,) = await work.acting_members(ctx, project_id, "annotator")
    await work.shop(conn, project_id, n_items=2, slots=2)
    task, _ = await service.next_task(ada, project_id, "annotate", reserve=False)
    assert task is not None
    await hear(boundary, await publish(conn, project_id, number=2, slots=4))
    assert await slots_by_item(conn, project_id) == [3, 4]
    await hear(boundary, await publish(conn, project_id, number=3, slots=1))
    assert await slots_by_item(conn, project_id) == [0, 1]
    assert await slots_by_item(conn, project_id, "leased") == [1, 0]
    assert await slots_by_item(conn, project_id, "cancelled") == [3, 3]
    await hear(boundary, await publish(conn, project_id, number=4, slots=2))
    assert await slots_by_item(conn, project_id) == [1, 2]


async def test_cancels_what_waits_and_takes_what_is_in_hand_when_items_are_retired(
    boundary: Boundary, conn: Conn, ctx: Ctx
) -> None:
    project_id = await people.project(conn)
    (ada,) = await work.acting_members(ctx, project_id, "annotator")
    shop = await work.shop(conn, project_id, n_items=2, slots=2, review=False)
    task, _ = await service.next_task(ada, project_id, "annotate", reserve=False)
    assert task is not None
    await execute(conn, "update items.item set retired_at = now() where id = %s", [shop.item_ids[0]])
    await hear(boundary, ItemsRetired(project_id, [shop.item_ids[0]]))
    assert await slots_by_item(conn, project_id) == [0, 2]
    sent = await service.submit(ada, task.slot_id, task.token, work.ANSWERS, active_segments=[])
    assert sent.outcome == "taken"
    await hear(boundary, BatchLoaded(project_id, shop.batch_id))
    assert await slots_by_item(conn, project_id) == [0, 2]


async def draws_of(conn: Conn, member_id: int) -> list[Stage]:
    return await fetch_value(
        conn,
        """
        select coalesce(array_agg(q.stage order by q.stage), '{}') from queue.draw d join queue.queue q on q.id = d.queue_id
        where d.member_id = %s
        """,
        [member_id],
    )


async def test_follows_the_role_when_a_member_changes(boundary: Boundary, conn: Conn) -> None:
    project_id = await people.project(conn)
    await work.shop(conn, project_id)
    member = await people.member(conn, project_id, identity_id=await people.identity(conn), role="expert")
    changed = MembersChanged(project_id, (member,))
    await hear(boundary, changed)
    assert await draws_of(conn, member) == ["annotate", "review"]
    await execute(conn, "update projects.member set role = 'reviewer' where id = %s", [member])
    await hear(boundary, changed)
    assert await draws_of(conn, member) == ["review"]
    await execute(conn, "update projects.member set removed_at = now() where id = %s", [member])
    await hear(boundary, changed)
    assert await draws_of(conn, member) == []


async def test_lets_nobody_draw_when_the_project_is_archived_and_everybody_when_it_is_back(
    boundary: Boundary, conn: Conn
) -> None:
    project_id = await people.project(conn)
    await work.shop(conn, project_id)
    member = await people.member(conn, project_id, identity_id=await people.identity(conn))
    changed = MembersChanged(project_id, (member,))
    for archived_at, expected in ((None, ["annotate"]), ("2026-01-06", []), (None, ["annotate"])):
        await execute(
            conn, "update projects.project set archived_at = %s where id = %s", [archived_at, project_id]
        )
        await hear(boundary, changed)
        assert await draws_of(conn, member) == expected


async def test_gives_returned_work_to_others_when_its_author_may_not_draw_any_more(
    boundary: Boundary, conn: Conn
) -> None:
    project_id = await people.project(conn)
    member = await people.member(conn, project_id, identity_id=await people.identity(conn))
    shop = await work.shop(conn, project_id)
    submission = await work.submission(conn, shop, shop.item_ids[0], member, state="returned")
    await execute(
        conn,
        "update queue.slot set assigned_member_id = %s, subject_id = %s, is_reopened = true where queue_id = %s",
        [member, submission, shop.annotate_id],
    )
    await execute(conn, "update projects.member set removed_at = now() where id = %s", [member])
    await hear(boundary, MembersChanged(project_id, (member,)))
    free = "select count(*) from queue.slot where queue_id = %s and assigned_member_id is null and subject_id is null"
    assert await count(conn, free, shop.annotate_id) == 1


async def test_keeps_draws_of_other_projects_when_one_project_changes(boundary: Boundary, conn: Conn) -> None:
    one, two = await people.project(conn), await people.project(conn)
    member = await people.member(conn, two, identity_id=await people.identity(conn))
    await work.shop(conn, one)
    await work.shop(conn, two)
    await hear(boundary, MembersChanged(one, ()))
    assert await draws_of(conn, member) == ["annotate"]


async def test_forgets_drafts_of_ended_claims_when_they_are_older_than_the_project_keeps_them(
    ctx: Ctx,
) -> None:
    project_id = await people.project(ctx.conn)
    shop = await work.shop(ctx.conn, project_id, n_items=3)
    member = await people.member(ctx.conn, project_id)
    slots = "select array_agg(id order by id) from queue.slot where queue_id = %s"
    for number, slot_id in enumerate(await fetch_value(ctx.conn, slots, [shop.annotate_id])):
        claim_id = await work.claim(ctx.conn, slot_id, member)
        await execute(
            ctx.conn,
            """
            insert into queue.draft (claim_id, answers, saved_at) values (%s, '{}', %s - make_interval(days => %s))
            """,
            [claim_id, ctx.now(), 100 if number < 2 else 10],
        )
    await execute(
        ctx.conn,
        "update queue.claim set ended_at = claimed_at, outcome = 'lapsed' where slot_id <> (select min(id) from queue.slot)",
    )
    await service.forget_drafts(ctx)
    assert await fetch_value(ctx.conn, "select count(*) from queue.draft") == 2
    assert [event.action for event in ctx.events] == ["draft.forgotten"]
