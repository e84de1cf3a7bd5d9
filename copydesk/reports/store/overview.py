"""SQL of a project's overview."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.kernel.db import Conn, fetch_all, fetch_only
from copydesk.reports.domain.overview import (
    FAILED_DAYS,
    LONG_IN_HAND_HOURS,
    MEMBERS_LOOKED_AT,
    UNTOUCHED_DAYS,
    DayCount,
    DaySpan,
    Need,
    Setup,
    StageLine,
)
from copydesk.reports.store.planned import fetch_number

READS = (
    "audit.event",
    "guides.guide_version",
    "guides.word_proposal",
    "interfaces.interface_version",
    "items.item",
    "projects.invitation",
    "projects.member",
    "queue.claim",
    "queue.draw",
    "queue.queue",
    "queue.slot",
    "queue.submission",
    "review.review",
    "workflows.workflow_version",
)


async def select_stages(conn: Conn, project_id: int) -> list[StageLine]:
    return await fetch_all(
        conn,
        StageLine,
        """
        select q.stage, q.is_open,
            (select count(*) from queue.slot s where s.queue_id = q.id and s.state = 'ready') as n_ready,
            (select count(*) from queue.slot s where s.queue_id = q.id and s.state = 'leased') as n_leased,
            (select count(*) from queue.slot s where s.queue_id = q.id and s.state = 'done') as n_done,
            (select count(*) from queue.slot s where s.queue_id = q.id and s.assigned_member_id is not null and s.state = 'ready'
            ) as n_returned
        from queue.queue q
        where q.project_id = %s order by q.stage
        """,
        [project_id],
    )


async def count_items(conn: Conn, project_id: int) -> tuple[int, int]:
    """All, and retired ones."""
    n_all = await fetch_number(conn, "select count(*) from items.item where project_id = %s", [project_id])
    n_retired = await fetch_number(
        conn,
        "select count(*) from items.item where project_id = %s and retired_at is not null",
        [project_id],
    )
    return n_all, n_retired


async def select_days(conn: Conn, project_id: int, days: Sequence[DaySpan]) -> list[DayCount]:
    """Tasks finished here on each day; judgements that were imported do not count. A range of the index for each day."""
    return await fetch_all(
        conn,
        DayCount,
        """
        select q.stage, d.day, (
            select count(*) from queue.claim c
            where c.queue_id = q.id and c.outcome = 'submitted' and c.ended_at >= d.from_at and c.ended_at < d.until_at) as n
        from queue.queue q, unnest(%s::date[], %s::timestamptz[], %s::timestamptz[]) d (day, from_at, until_at)
        where q.project_id = %s
        """,
        [
            [span.day for span in days],
            [span.from_at for span in days],
            [span.until_at for span in days],
            project_id,
        ],
    )


async def select_needs(conn: Conn, project_id: int, now: datetime) -> list[Need]:
    return await fetch_all(
        conn,
        Need,
        """
        with place as (select q.id from queue.queue q where q.project_id = %(project_id)s),
        found as (
            select 'for_lead' as code, count(*) as n, min(b.submitted_at) as oldest_at from queue.submission b
                where b.project_id = %(project_id)s and b.state = 'waiting'
            union all select 'words_waiting', count(*), min(w.proposed_at) from guides.word_proposal w
                where w.project_id = %(project_id)s and w.state = 'waiting'
            union all select 'returned_untouched', count(*), min(r.reviewed_at) from queue.slot s
                cross join lateral (select max(v.reviewed_at) as reviewed_at from review.review v where v.submission_id = s.subject_id) r
                where s.queue_id in (select id from place) and s.assigned_member_id is not null and s.state = 'ready'
                  and r.reviewed_at < %(now)s::timestamptz - make_interval(days => %(untouched)s)
            union all select 'long_in_hand', count(*), min(c.started_at) from queue.slot s join queue.claim c on c.id = s.claim_id
                where s.queue_id in (select id from place) and s.lease_expires_at is not null and s.state = 'leased'
                  and c.started_at < %(now)s::timestamptz - make_interval(hours => %(held)s)
            union all select 'import_failed', count(*), min(e.at) from audit.event e
                where e.project_id = %(project_id)s and e.subject_type = 'import' and e.action = 'import.failed'
                  and e.at > %(now)s::timestamptz - make_interval(days => %(failed)s)
            union all select 'members_without_work', count(*), null from (
                select d.member_id from queue.draw d where d.queue_id in (select id from place)
                group by d.member_id order by d.member_id limit %(members)s) m
                where not reports.has_work(m.member_id, %(project_id)s))
        select code, n, oldest_at from found where n > 0
        """,
        {
            "project_id": project_id,
            "now": now,
            "untouched": UNTOUCHED_DAYS,
            "held": LONG_IN_HAND_HOURS,
            "failed": FAILED_DAYS,
            "members": MEMBERS_LOOKED_AT,
        },
    )


async def select_setup(conn: Conn, project_id: int, now: datetime) -> Setup:
    return await fetch_only(
        conn,
        Setup,
        """
        select exists (select from guides.guide_version where project_id = %(id)s) as has_guide,
            exists (select from interfaces.interface_version where project_id = %(id)s) as has_interface,
            exists (select from workflows.workflow_version where project_id = %(id)s) as has_workflow,
            exists (select from items.item where project_id = %(id)s) as has_items,
            (select count(*) from projects.member where project_id = %(id)s and removed_at is null and identity_id is not null
            ) as n_members,
            (select count(*) from projects.invitation where project_id = %(id)s and accepted_at is null and revoked_at is null
             and expires_at > %(now)s) as n_invitations
        """,
        {"id": project_id, "now": now},
    )
