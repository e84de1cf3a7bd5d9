"""SQL of claims: taking a slot, keeping it, giving it back, and the draft that belongs to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from copydesk.kernel.db import Conn, as_json, execute, fetch_one, fetch_value
from copydesk.queue.domain import ClaimOutcome, Draft, Held, SavedDraft, Stage, TaskRow

READS = ("projects.project",)


async def claim_next(
    conn: Conn, place: tuple[int, Stage, int], token: UUID, *, reserve_s: int | None, now: datetime
) -> TaskRow | None:
    """Take the slot that comes next for `place` (project, stage, member), or the one in hand. None: there is none.

    Locks the member's draw row, so one person claims one at a time; a slot that somebody else is taking is stepped over.
    """
    project_id, stage, member_id = place
    return await fetch_one(
        conn,
        TaskRow,
        """
        select t.* from queue.queue q
        cross join lateral queue.claim_next(q.id, %s, %s, %s, %s, %s) c
        cross join lateral queue.show_task(c.id) t
        where q.project_id = %s and q.stage = %s
        """,
        [member_id, token, reserve_s is not None, reserve_s or 0, now, project_id, stage],
    )


async def resume_slot(conn: Conn, slot_id: int, member_id: int, token: UUID, now: datetime) -> TaskRow | None:
    """The begun task of this slot in the member's hand again; None when it is not theirs or somebody else has it meanwhile."""
    return await fetch_one(
        conn,
        TaskRow,
        "select t.* from queue.resume_slot(%s, %s, %s, %s) c cross join lateral queue.show_task(c.id) t",
        [slot_id, member_id, token, now],
    )


async def select_lapsed(conn: Conn, slot_id: int, member_id: int) -> int | None:
    """The claim whose lease lapsed with a draft of the member that nobody has sent or taken up."""
    return await fetch_value(
        conn,
        """
        select c.id from queue.claim c join queue.draft d on d.claim_id = c.id
        where c.slot_id = %s and c.member_id = %s and c.outcome = 'lapsed' order by c.id desc limit 1
        """,
        [slot_id, member_id],
    )


async def select_stage(conn: Conn, slot_id: int) -> tuple[int, Stage] | None:
    """Project and stage of a slot."""
    cursor = await conn.execute(
        "select q.project_id, q.stage::text from queue.slot s join queue.queue q on q.id = s.queue_id where s.id = %s",
        [slot_id],
    )
    return cast("tuple[int, Stage] | None", await cursor.fetchone())


async def select_task(conn: Conn, claim_id: int) -> TaskRow | None:
    return await fetch_one(conn, TaskRow, "select * from queue.task where claim_id = %s", [claim_id])


async def select_open_claim(conn: Conn, slot_id: int, member_id: int) -> int | None:
    return await fetch_value(
        conn,
        "select id from queue.claim where slot_id = %s and member_id = %s and ended_at is null order by id desc limit 1",
        [slot_id, member_id],
    )


async def lock_held(conn: Conn, token: UUID) -> Held | None:
    """The claim with this token; its slot is locked before anything of it is read."""
    return await fetch_one(conn, Held, "select * from queue.lock_held(%s)", [token])


async def select_held(conn: Conn, token: UUID) -> Held | None:
    return await fetch_one(conn, Held, "select * from queue.held where token = %s", [token])


async def extend_lease(
    conn: Conn, token: UUID, *, start: bool, reserve_s: int, now: datetime
) -> datetime | None:
    """The new end of the lease; None when the claim does not hold its slot any more. `start`: a reserved claim begins."""
    return await fetch_value(
        conn,
        """
        with kept as (
            update queue.slot s set lease_expires_at = %(now)s + make_interval(
                secs => case when c.started_at is null and not %(start)s then %(reserve_s)s else q.lease_s end)
            from queue.claim c join queue.queue q on q.id = c.queue_id
            where c.token = %(token)s and c.ended_at is null and s.id = c.slot_id and s.claim_id = c.id and s.state = 'leased'
            returning s.claim_id, s.lease_expires_at),
        begun as (
            update queue.claim set started_at = %(now)s
            where id in (select claim_id from kept) and started_at is null and %(start)s)
        select lease_expires_at from kept
        """,
        {"token": token, "start": start, "reserve_s": reserve_s, "now": now},
    )


async def put_back(
    conn: Conn, slot_ids: Sequence[int], outcome: ClaimOutcome, *, reason: str | None, now: datetime
) -> int:
    """End the claims on these slots, which the caller has locked; the number of slots that are ready again."""
    return await fetch_value(
        conn, "select queue.put_back(%s::bigint[], %s, %s, %s)", [list(slot_ids), outcome, reason, now]
    )


async def put_back_lapsed(conn: Conn, *, project_id: int | None, now: datetime, limit: int) -> int:
    """Make slots ready whose lease is over; those that somebody is just changing are left alone. The number of them."""
    return await fetch_value(
        conn,
        """
        select queue.put_back(array(
            select s.id from queue.slot s
            where s.lease_expires_at < %(now)s and s.state = 'leased'
              and (%(project_id)s::bigint is null
                   or s.queue_id in (select q.id from queue.queue q where q.project_id = %(project_id)s))
            order by s.lease_expires_at limit %(limit)s for update skip locked), 'lapsed', null, %(now)s)
        """,
        {"project_id": project_id, "now": now, "limit": limit},
    )


async def select_project_of_slot(conn: Conn, slot_id: int) -> int | None:
    return await fetch_value(
        conn,
        "select q.project_id from queue.slot s join queue.queue q on q.id = s.queue_id where s.id = %s",
        [slot_id],
    )


async def lock_holder(conn: Conn, slot_id: int) -> int | None:
    """The member who has the slot in hand, with the slot locked; None when nobody has."""
    await conn.execute("select from queue.slot where id = %s for update", [slot_id])
    return await fetch_value(
        conn,
        """
        select c.member_id from queue.slot s join queue.claim c on c.id = s.claim_id
        where s.id = %s and s.state = 'leased'
        """,
        [slot_id],
    )


async def upsert_draft(
    conn: Conn, token: UUID, answers: Any, *, revision: int | None, now: datetime
) -> SavedDraft | None:
    """Save unsent work, also after the lease: until it was sent, resumed or skipped. None: refused, or a newer revision is there.

    `revision` None overwrites whatever is there.
    """
    return await fetch_one(
        conn,
        SavedDraft,
        """
        insert into queue.draft as d (claim_id, answers, saved_at)
        select c.id, %(answers)s, %(now)s from queue.claim c
        where c.token = %(token)s and (c.outcome is null or c.outcome in ('lapsed', 'released'))
          and not exists (select from queue.submission b where b.claim_id = c.id)
        on conflict (claim_id) do update
            set answers = excluded.answers, revision = d.revision + 1, saved_at = excluded.saved_at
            where %(revision)s::int is null or d.revision = %(revision)s
        returning d.revision, d.saved_at
        """,
        {"token": token, "answers": as_json(answers), "revision": revision, "now": now},
    )


async def select_draft(conn: Conn, token: UUID) -> Draft | None:
    return await fetch_one(
        conn,
        Draft,
        """
        select d.answers, d.revision, d.saved_at from queue.draft d join queue.claim c on c.id = d.claim_id
        where c.token = %s
        """,
        [token],
    )


async def delete_old_drafts(conn: Conn, now: datetime, limit: int) -> int:
    """Delete drafts of ended claims that are older than their project keeps them; the number of them."""
    return await execute(
        conn,
        """
        delete from queue.draft where claim_id in (
            select d.claim_id from queue.draft d
            join queue.claim c on c.id = d.claim_id
            join projects.project p on p.id = c.project_id
            where d.saved_at < %s - make_interval(days => p.drafts_keep_days) and c.ended_at is not null
            limit %s)
        """,
        [now, limit],
    )
