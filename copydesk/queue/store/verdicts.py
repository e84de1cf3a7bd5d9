"""SQL of what a verdict moves."""

from datetime import datetime

from copydesk.kernel.db import Conn, fetch_value
from copydesk.queue.domain import STATE_AFTER, Decision, Held, SubmissionState

READS = ()


async def settle(
    conn: Conn, held: Held, submission_id: int, decision: Decision, *, now: datetime
) -> SubmissionState | None:
    """End a review in one statement: its claim and slot, the submission's state, and the slot that is to be answered anew.

    The review's slot is locked. None when the submission is not up for review any more; then nothing was written.
    """
    return await fetch_value(
        conn,
        """
        with decided as (
            update queue.submission b set state = %(state)s, settled_at = case when %(decision)s <> 'return' then %(now)s end
            where b.id = %(id)s and b.state = 'submitted' returning b.*),
        author as (
            select d.*, case when %(decision)s = 'return' and exists (
                select from queue.draw w where w.member_id = d.member_id and w.queue_id = d.queue_id) then d.member_id end as assigned_id
            from decided d),
        ended as (
            update queue.claim set ended_at = %(now)s, outcome = 'submitted'
            where id = %(claim_id)s and exists (select from decided)),
        reviewed as (
            update queue.slot set state = 'done', claim_id = %(claim_id)s, lease_expires_at = null, is_reopened = false
            where id = %(slot_id)s and exists (select from decided)),
        noted as (delete from queue.draft where claim_id = %(claim_id)s and exists (select from decided)),
        anew as (
            update queue.slot s set state = 'ready', claim_id = null, round = s.round + 1, is_reopened = true,
                assigned_member_id = a.assigned_id, subject_id = case when a.assigned_id is not null then a.id end
            from author a
            where s.id = a.slot_id and s.claim_id = a.claim_id and s.state = 'done' and %(decision)s in ('return', 'reject')),
        beside as (
            insert into queue.slot (item_id, queue_id, priority, round, assigned_member_id, subject_id)
            select a.item_id, a.queue_id, %(priority)s, a.round + 1, a.member_id, a.id
            from author a where a.is_extra and a.assigned_id is not null)
        select state from decided
        """,
        {
            "id": submission_id,
            "claim_id": held.claim_id,
            "slot_id": held.slot_id,
            "priority": held.priority,
            "decision": decision,
            "state": STATE_AFTER[decision],
            "now": now,
        },
    )
