"""SQL of submissions: sending, taking back, reading."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from copydesk.kernel.db import Conn, as_json, fetch_all, fetch_one, fetch_value
from copydesk.queue.domain import (
    CheckedSubmission,
    ClaimLine,
    Held,
    Outcome,
    Sending,
    SentAnswers,
    SlotLine,
    Submission,
    SubmissionFilter,
    SubmissionState,
)

READS = ("items.item",)


async def insert_submission(
    conn: Conn, held: Held, sending: Sending, *, outcome: Outcome, now: datetime
) -> Submission | None:
    """Everything a submit writes, in one statement: the submission, its claim, its slot, the slot of its review.

    None when the claim has a submission already.
    """
    return await fetch_one(
        conn,
        Submission,
        """
        with sent as (
            insert into queue.submission (project_id, queue_id, slot_id, claim_id, item_id, member_id, item_version_id,
                guide_version_id, interface_version_id, workflow_version_id, previous_id, round, displayed,
                is_extra, state, answers, active_segments, active_ms, submitted_at, settled_at, check_report)
            select c.project_id, c.queue_id, c.slot_id, c.id, c.item_id, c.member_id, c.item_version_id,
                c.guide_version_id, c.interface_version_id, c.workflow_version_id, c.subject_id, c.round, c.displayed,
                %(is_extra)s, %(state)s, %(answers)s, %(segments)s, %(ms)s, %(now)s, %(settled_at)s, %(check_report)s
            from queue.claim c where c.id = %(claim_id)s
            on conflict (claim_id) do nothing
            returning id, project_id, queue_id, slot_id, claim_id, item_id, member_id, item_version_id, guide_version_id,
                interface_version_id, workflow_version_id, previous_id, import_id, round, is_extra, state, displayed, answers,
                active_ms, submitted_at, settled_at, check_report),
        ended as (update queue.claim set ended_at = %(now)s, outcome = 'submitted' where id = %(claim_id)s and exists (select from sent)),
        filled as (update queue.slot set state = 'done', claim_id = %(claim_id)s, lease_expires_at = null,
                is_reopened = false, assigned_member_id = null, subject_id = null
            where id = %(slot_id)s and %(takes_slot)s and exists (select from sent)),
        had as (insert into queue.taken select item_id, member_id, 'annotate' from sent where %(is_late)s on conflict do nothing),
        sent_draft as (delete from queue.draft where claim_id = %(claim_id)s and exists (select from sent)),
        opened as (insert into queue.slot (item_id, queue_id, priority, round, subject_id)
            select item_id, %(review_queue_id)s, %(priority)s, round, id from sent where %(review_queue_id)s::int is not null)
        select * from sent
        """,
        _submit_values(held, sending, outcome, now),
    )


def _submit_values(held: Held, sending: Sending, outcome: Outcome, now: datetime) -> dict[str, Any]:
    review_queue_id = None if outcome == "waiting" else held.review_queue_id
    state: SubmissionState = "submitted" if review_queue_id is not None else "accepted"
    return {
        "claim_id": held.claim_id,
        "slot_id": held.slot_id,
        "is_extra": outcome == "extra",
        "takes_slot": outcome == "taken",
        "is_late": not held.holds_slot,
        "state": "waiting" if outcome == "waiting" else state,
        "settled_at": now if outcome != "waiting" and state == "accepted" else None,
        "answers": as_json(sending.answers),
        "segments": as_json(sending.active.as_json()),
        "ms": sending.active.ms,
        "check_report": None if sending.check_report is None else as_json(sending.check_report),
        "review_queue_id": review_queue_id,
        "priority": held.priority,
        "now": now,
    }


async def select_submission(
    conn: Conn, submission_id: int | None = None, *, claim_id: int | None = None
) -> Submission | None:
    """By its own id, or by the claim that it was sent for."""
    return await fetch_one(
        conn,
        Submission,
        """
        select id, project_id, queue_id, slot_id, claim_id, item_id, member_id, item_version_id, guide_version_id,
            interface_version_id, workflow_version_id, previous_id, import_id, round, is_extra, state, displayed, answers,
            active_ms, submitted_at, settled_at, check_report
        from queue.submission where id = %s or claim_id = %s
        """,
        [submission_id, claim_id],
    )


async def select_submissions(
    conn: Conn, project_id: int, wanted: SubmissionFilter, *, before: int | None, limit: int
) -> list[Submission]:
    """Newest first."""
    return await fetch_all(
        conn,
        Submission,
        """
        select id, project_id, queue_id, slot_id, claim_id, item_id, member_id, item_version_id, guide_version_id,
            interface_version_id, workflow_version_id, previous_id, import_id, round, is_extra, state, displayed, answers,
            active_ms, submitted_at, settled_at, check_report
        from queue.submission
        where project_id = %(project_id)s
          and (%(before)s::bigint is null or id < %(before)s)
          and (%(member_id)s::bigint is null or member_id = %(member_id)s)
          and (%(item_id)s::bigint is null or item_id = %(item_id)s)
          and (%(state)s::queue.submission_state is null or state = %(state)s)
        order by id desc limit %(limit)s
        """,
        {
            "project_id": project_id,
            "before": before,
            "member_id": wanted.member_id,
            "item_id": wanted.item_id,
            "state": wanted.state,
            "limit": limit,
        },
    )


async def select_check_reports(conn: Conn, submission_ids: Sequence[int]) -> list[CheckedSubmission]:
    """Those of which checks said something."""
    return await fetch_all(
        conn,
        CheckedSubmission,
        """
        select id, project_id, guide_version_id, submitted_at, check_report
        from queue.submission where id = any(%s) and check_report is not null and state <> 'undone' order by id
        """,
        [list(submission_ids)],
    )


async def select_answers(conn: Conn, submission_ids: Sequence[int]) -> list[SentAnswers]:
    """Without those that were taken back."""
    return await fetch_all(
        conn,
        SentAnswers,
        """
        select id, project_id, interface_version_id, answers
        from queue.submission where id = any(%s) and state <> 'undone' order by id
        """,
        [list(submission_ids)],
    )


async def select_of_others(conn: Conn, submission_ids: Sequence[int], member_id: int) -> set[int]:
    """Those that another member sent and did not take back."""
    cursor = await conn.execute(
        "select id from queue.submission where id = any(%s) and member_id <> %s and state <> 'undone'",
        [list(submission_ids), member_id],
    )
    return {int(row[0]) for row in await cursor.fetchall()}


async def select_claims_of_item(conn: Conn, item_id: int) -> list[ClaimLine]:
    """Oldest first."""
    return await fetch_all(
        conn,
        ClaimLine,
        """
        select c.id, c.project_id, q.stage, c.slot_id, c.member_id, c.round, c.claimed_at, c.started_at, c.ended_at,
            c.outcome, c.skip_reason
        from queue.claim c join queue.queue q on q.id = c.queue_id where c.item_id = %s order by c.id
        """,
        [item_id],
    )


async def select_project_of_item(conn: Conn, item_id: int) -> int | None:
    return await fetch_value(conn, "select project_id from items.item where id = %s", [item_id])


async def lock_slots_of(conn: Conn, submission: Submission) -> list[SlotLine]:
    """The slot that the submission fills and those that follow it; locked in the order of a verdict: the later one first."""
    return await fetch_all(
        conn,
        SlotLine,
        """
        select id, state, claim_id, subject_id from queue.slot where id = %s or subject_id = %s
        order by id desc for update
        """,
        [submission.slot_id, submission.id],
    )


async def take_back(conn: Conn, submission: Submission, token: UUID, *, now: datetime) -> int:
    """Undo a submission whose slots are locked: its author has the slot again, under a new claim, with a draft. The claim's id."""
    return await fetch_value(
        conn,
        """
        with undone as (update queue.submission set state = 'undone', settled_at = null where id = %(id)s returning answers),
        closed as (delete from queue.slot where subject_id = %(id)s and state = 'ready' and queue_id <> %(queue_id)s),
        old as (update queue.claim set outcome = 'undone' where id = %(claim_id)s returning *),
        fresh as (
            insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, guide_version_id,
                interface_version_id, workflow_version_id, displayed, subject_id, round, claimed_at, started_at)
            select %(token)s, project_id, queue_id, slot_id, item_id, member_id, item_version_id, guide_version_id,
                interface_version_id, workflow_version_id, displayed, subject_id, round, %(now)s, %(now)s
            from old returning id, slot_id, queue_id, subject_id, member_id),
        reopened as (
            update queue.slot s set state = 'leased', claim_id = f.id, subject_id = f.subject_id,
                assigned_member_id = case when f.subject_id is not null then f.member_id end,
                lease_expires_at = %(now)s + make_interval(secs => q.lease_s)
            from fresh f join queue.queue q on q.id = f.queue_id where s.id = f.slot_id),
        kept as (insert into queue.draft (claim_id, answers, saved_at) select f.id, u.answers, %(now)s from fresh f, undone u)
        select id from fresh
        """,
        {
            "id": submission.id,
            "queue_id": submission.queue_id,
            "claim_id": submission.claim_id,
            "token": token,
            "now": now,
        },
    )


async def update_state(
    conn: Conn, submission_id: int, state: SubmissionState, *, is_extra: bool, settled_at: datetime | None
) -> None:
    await conn.execute(
        "update queue.submission set state = %s, is_extra = %s, settled_at = %s where id = %s",
        [state, is_extra, settled_at, submission_id],
    )


async def lock_waiting(conn: Conn, submission_id: int) -> tuple[Submission | None, int | None]:
    """A submission, locked, and the review queue of its project when that is open."""
    await conn.execute("select from queue.submission where id = %s for update", [submission_id])
    submission = await select_submission(conn, submission_id)
    if submission is None:
        return None, None
    review_queue_id = await fetch_value(
        conn,
        "select id from queue.queue where project_id = %s and stage = 'review' and is_open",
        [submission.project_id],
    )
    return submission, review_queue_id


async def open_review(conn: Conn, submission: Submission, review_queue_id: int) -> None:
    await conn.execute(
        "insert into queue.slot (item_id, queue_id, round, subject_id) values (%s, %s, %s, %s)",
        [submission.item_id, review_queue_id, submission.round, submission.id],
    )
