"""SQL of queues and slots: opening, fitting, ranking, who may draw."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.kernel.db import Conn, execute, fetch_one, fetch_value
from copydesk.queue.domain import Fitted, Queue, QueueSetting, Stage
from copydesk.queue.domain.about import Known

READS = ("projects.member", "projects.project", "items.item", "guides.reader", "interfaces.interface_version")


async def select_queue(conn: Conn, project_id: int, stage: Stage) -> Queue | None:
    return await fetch_one(
        conn,
        Queue,
        """
        select id, project_id, stage, is_open, guide_version_id, interface_version_id, workflow_version_id, n_slots
        from queue.queue where project_id = %s and stage = %s
        """,
        [project_id, stage],
    )


async def upsert_queue(conn: Conn, setting: QueueSetting, now: datetime) -> None:
    """Create a stage's queue or bring it up to what is published now."""
    await execute(
        conn,
        """
        insert into queue.queue (project_id, stage, is_open, guide_version_id, interface_version_id, workflow_version_id,
            n_slots, lease_s, allows_extra, shuffles, updated_at)
        values (%(project_id)s, %(stage)s, %(is_open)s, %(guide_version_id)s, %(interface_version_id)s,
            %(workflow_version_id)s, %(n_slots)s, %(lease_s)s, %(allows_extra)s, %(shuffles)s, %(now)s)
        on conflict (project_id, stage) do update set is_open = excluded.is_open,
            guide_version_id = excluded.guide_version_id, interface_version_id = excluded.interface_version_id,
            workflow_version_id = excluded.workflow_version_id, n_slots = excluded.n_slots, lease_s = excluded.lease_s,
            allows_extra = excluded.allows_extra, shuffles = excluded.shuffles, updated_at = excluded.updated_at
        """,
        {**vars(setting), "now": now},
    )


async def select_about(conn: Conn, interface_version_id: int) -> Known | None:
    """What a form says of its tasks, whatever the item."""
    return await fetch_value(
        conn,
        "select queue.task_about(document, null) from interfaces.interface_version where id = %s",
        [interface_version_id],
    )


async def insert_draws(
    conn: Conn, project_ids: Sequence[int], role_stages: Sequence[tuple[str, Stage]]
) -> int:
    """Let everybody draw whose role allows it; the number of new draws."""
    return await execute(
        conn,
        """
        insert into queue.draw (member_id, queue_id)
        select m.id, q.id from projects.member m
        join unnest(%s::text[], %s::text[]) as a (role, stage) on a.role = m.role
        join queue.queue q on q.project_id = m.project_id and q.stage = a.stage
        join projects.project p on p.id = m.project_id and p.archived_at is null and p.delete_after is null
        where m.project_id = any(%s) and m.removed_at is null and m.identity_id is not null
        on conflict do nothing
        """,
        [[role for role, _ in role_stages], [stage for _, stage in role_stages], list(project_ids)],
    )


async def delete_draws(
    conn: Conn, project_ids: Sequence[int], role_stages: Sequence[tuple[str, Stage]]
) -> int:
    """Take away draws that a role does not allow (any more); the number of them. Assigned work of these members goes to others."""
    return await execute(
        conn,
        """
        with lost as (
            delete from queue.draw d using queue.queue q, projects.member m, projects.project p
            where q.id = d.queue_id and m.id = d.member_id and p.id = q.project_id and p.id = any(%s)
              and (p.archived_at is not null or p.delete_after is not null or m.removed_at is not null or not exists (
                   select from unnest(%s::text[], %s::text[]) as a (role, stage) where a.role = m.role and a.stage = q.stage))
            returning d.member_id, d.queue_id),
        freed as (
            update queue.slot s set assigned_member_id = null, subject_id = null from lost l
            where s.assigned_member_id = l.member_id and s.queue_id = l.queue_id and s.state = 'ready')
        select from lost
        """,
        [list(project_ids), [role for role, _ in role_stages], [stage for _, stage in role_stages]],
    )


async def update_must_read(conn: Conn, project_ids: Sequence[int], member_id: int | None = None) -> int:
    """Stop and let go on whoever has, or no longer has, a change of the guide to read; the number of draws that changed.

    Of these projects, or of one member there. In one order, so that two of these do not wait for each other.
    """
    return await execute(
        conn,
        """
        with changed as (
            select d.member_id, d.queue_id, r.is_pending from guides.reader r
            join queue.queue q on q.project_id = r.project_id
            join queue.draw d on d.member_id = r.member_id and d.queue_id = q.id
            where r.project_id = any(%(project_ids)s) and d.must_read <> r.is_pending
              and (%(member_id)s::bigint is null or r.member_id = %(member_id)s)
            order by d.member_id, d.queue_id for update of d)
        update queue.draw d set must_read = c.is_pending from changed c
        where d.member_id = c.member_id and d.queue_id = c.queue_id
        """,
        {"project_ids": list(project_ids), "member_id": member_id},
    )


async def fit_slots(
    conn: Conn, project_id: int, *, batch_id: int | None = None, import_id: int | None = None
) -> Fitted:
    """Open the slots that items lack and cancel ready ones that are too many: of a batch, of what an import judged, or of all."""
    fitted = await fetch_one(
        conn,
        Fitted,
        "select n_opened, n_cancelled from queue.fit_slots(%s, %s, %s)",
        [project_id, batch_id, import_id],
    )
    return fitted or Fitted(0, 0)


async def update_priority(
    conn: Conn, project_id: int, priority: int, *, item_ids: Sequence[int] | None, batch_id: int | None
) -> int:
    """Rank the slots of these items that are not done, at every stage; the number of them.

    Slots first, what members passed last: the order of a claim, which would else wait for us while we wait for it.
    """
    await execute(
        conn,
        """
        update queue.queue set priorities = array(
            select distinct p from unnest(priorities || %s::smallint) p order by p desc)
        where project_id = %s
        """,
        [priority, project_id],
    )
    n_moved = await execute(
        conn,
        """
        update queue.slot s set priority = %(priority)s from items.item i, queue.queue q
        where i.project_id = %(project_id)s and q.project_id = %(project_id)s and s.item_id = i.id and s.queue_id = q.id
          and s.state in ('ready', 'leased') and s.priority <> %(priority)s
          and (%(item_ids)s::bigint[] is null or i.id = any(%(item_ids)s))
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
        """,
        {
            "project_id": project_id,
            "priority": priority,
            "item_ids": None if item_ids is None else list(item_ids),
            "batch_id": batch_id,
        },
    )
    # Slots moved to where members had passed: they look from the head again.
    await execute(
        conn,
        """
        delete from queue.passed p using queue.queue q
        where q.project_id = %s and p.queue_id = q.id and p.priority = %s
        """,
        [project_id, priority],
    )
    return n_moved


async def cancel_slots(conn: Conn, project_id: int, item_ids: Sequence[int]) -> int:
    """No more answers are wanted for these items; the number of slots that were waiting."""
    return await execute(
        conn,
        """
        update queue.slot s set state = 'cancelled', assigned_member_id = null from queue.queue q
        where q.project_id = %s and q.stage = 'annotate' and s.queue_id = q.id and s.item_id = any(%s) and s.state = 'ready'
        """,
        [project_id, list(item_ids)],
    )
