"""SQL of overviews: how far a project is, what waits for a member, why nothing comes."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.kernel.db import Conn, fetch_all, fetch_one
from copydesk.queue.domain import (
    COUNT_MAX,
    EmptyQueue,
    MemberCounts,
    QueueState,
    Stage,
    StageCounts,
    WorkCounts,
)

READS = ()


async def select_queue_state(conn: Conn, project_id: int, stage: Stage, member_id: int) -> QueueState | None:
    """None: the project has no such queue yet."""
    return await fetch_one(
        conn,
        QueueState,
        """
        select q.is_open,
            exists (select from queue.draw d where d.queue_id = q.id and d.member_id = %(member_id)s) as may_draw,
            exists (select from queue.draw d where d.queue_id = q.id and d.member_id = %(member_id)s and d.must_read) as must_read,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'ready'
                and s.assigned_member_id is null limit %(most)s) x) as n_ready,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'ready'
                and s.assigned_member_id is not null limit %(most)s) x) as n_assigned,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'leased' limit %(most)s) x) as n_leased,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'done' limit %(most)s) x) as n_done,
            (select min(s.lease_expires_at) from queue.slot s where s.queue_id = q.id and s.state = 'leased') as lapses_at
        from queue.queue q where q.project_id = %(project_id)s and q.stage = %(stage)s
        """,
        {"project_id": project_id, "stage": stage, "member_id": member_id, "most": COUNT_MAX},
    )


async def select_empty_queues(conn: Conn, places: Sequence[tuple[int, Stage, int]]) -> list[EmptyQueue]:
    """As `select_queue_state`, of several places (project, stage, member) at once; one without a queue is left out."""
    return await fetch_all(
        conn,
        EmptyQueue,
        """
        select q.project_id, q.stage, q.is_open,
            exists (select from queue.draw d where d.queue_id = q.id and d.member_id = p.member_id) as may_draw,
            exists (select from queue.draw d where d.queue_id = q.id and d.member_id = p.member_id and d.must_read) as must_read,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'ready'
                and s.assigned_member_id is null limit %(most)s) x) as n_ready,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'ready'
                and s.assigned_member_id is not null limit %(most)s) x) as n_assigned,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'leased' limit %(most)s) x) as n_leased,
            (select count(*) from (select from queue.slot s where s.queue_id = q.id and s.state = 'done' limit %(most)s) x) as n_done,
            (select min(s.lease_expires_at) from queue.slot s where s.queue_id = q.id and s.state = 'leased') as lapses_at
        from unnest(%(project_ids)s::bigint[], %(stages)s::text[], %(member_ids)s::bigint[]) p (project_id, stage, member_id)
        join queue.queue q on q.project_id = p.project_id and q.stage = p.stage
        """,
        {
            "project_ids": [place[0] for place in places],
            "stages": [place[1] for place in places],
            "member_ids": [place[2] for place in places],
            "most": COUNT_MAX,
        },
    )


async def select_stage_counts(conn: Conn, project_id: int, *, since: datetime) -> list[StageCounts]:
    return await fetch_all(
        conn,
        StageCounts,
        """
        select q.stage, q.is_open, coalesce(s.ready, 0) as ready, coalesce(s.leased, 0) as leased, coalesce(s.done, 0) as done,
            (select count(*) from queue.submission b
             where q.stage = 'annotate' and b.project_id = q.project_id and b.state = 'waiting') as waiting,
            (select count(*) from queue.claim c
             where c.queue_id = q.id and c.outcome = 'submitted' and c.ended_at >= %s) as n_last_day
        from queue.queue q
        left join lateral (
            select count(*) filter (where state = 'ready') as ready, count(*) filter (where state = 'leased') as leased,
                count(*) filter (where state = 'done') as done
            from queue.slot s where s.queue_id = q.id) s on true
        where q.project_id = %s order by q.stage
        """,
        [since, project_id],
    )


async def select_member_counts(conn: Conn, project_id: int, *, since: datetime) -> list[MemberCounts]:
    """Members with at least one submission or review, the busiest first."""
    return await fetch_all(
        conn,
        MemberCounts,
        """
        with sent as (
            select member_id, count(*) filter (where state <> 'undone') as n_submitted,
                count(*) filter (where state in ('accepted', 'fixed')) as n_accepted,
                count(*) filter (where state = 'returned') as n_returned, count(*) filter (where state = 'rejected') as n_rejected,
                count(*) filter (where submitted_at >= %(since)s and state <> 'undone') as n_last_day,
                max(submitted_at) as last_at
            from queue.submission where project_id = %(project_id)s group by member_id),
        reviewed as (
            select c.member_id, count(*) as n_reviewed, max(c.ended_at) as last_at,
                count(*) filter (where c.ended_at >= %(since)s) as n_last_day
            from queue.queue q join queue.claim c on c.queue_id = q.id and c.outcome = 'submitted'
            where q.project_id = %(project_id)s and q.stage = 'review' group by c.member_id)
        select member_id, coalesce(s.n_submitted, 0) as n_submitted, coalesce(s.n_accepted, 0) as n_accepted,
            coalesce(s.n_returned, 0) as n_returned, coalesce(s.n_rejected, 0) as n_rejected,
            coalesce(r.n_reviewed, 0) as n_reviewed, coalesce(s.n_last_day, 0) + coalesce(r.n_last_day, 0) as n_last_day,
            (select count(*) from queue.queue q join queue.claim c on c.queue_id = q.id and c.ended_at is null
             where q.project_id = %(project_id)s and c.member_id = x.member_id) as n_in_hand,
            greatest(s.last_at, r.last_at) as last_at
        from (select member_id from sent union select member_id from reviewed) x
        left join sent s using (member_id) left join reviewed r using (member_id)
        order by n_submitted desc, n_reviewed desc, member_id
        """,
        {"project_id": project_id, "since": since},
    )


async def select_work(conn: Conn, places: Sequence[tuple[int, int]]) -> list[WorkCounts]:
    """What waits for a person in each `place` (project, member) where they may draw; counts end at COUNT_MAX.

    An item counts once, however many answers it wants: a person gives one. What they have passed is not looked at again.
    """
    return await fetch_all(
        conn,
        WorkCounts,
        """
        select p.project_id, q.stage, coalesce(r.n, 0) as n_ready,
            (select count(*) from queue.slot s
             where s.assigned_member_id = p.member_id and s.queue_id = q.id and s.state = 'ready') as n_returned,
            (select count(*) from queue.claim c
             where c.member_id = p.member_id and c.queue_id = q.id and c.ended_at is null and c.started_at is not null) as n_in_hand
        from unnest(%(project_ids)s::bigint[], %(member_ids)s::bigint[]) p (project_id, member_id)
        join queue.queue q on q.project_id = p.project_id
        join queue.draw d on d.queue_id = q.id and d.member_id = p.member_id
        cross join lateral (select least(count(distinct x.task), %(most)s) as n from (
            select case q.stage when 'annotate' then s.item_id else s.id end as task from unnest(q.priorities) as lane (rank)
            left join queue.passed w on w.member_id = p.member_id and w.queue_id = q.id and w.priority = lane.rank
            join queue.slot s on s.queue_id = q.id and s.priority = lane.rank and s.state = 'ready' and s.assigned_member_id is null
                and (s.is_reopened or s.id > coalesce(w.slot_id, 0))
            where not exists (select from queue.taken t where t.item_id = s.item_id and t.member_id = p.member_id
                              and (t.stage = 'annotate' or q.stage = 'annotate'))
            limit %(most)s * q.n_slots) x) r
        order by p.project_id, q.stage
        """,
        {
            "project_ids": [project_id for project_id, _ in places],
            "member_ids": [member_id for _, member_id in places],
            "most": COUNT_MAX,
        },
    )
