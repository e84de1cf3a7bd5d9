"""A person's task: take the next one, keep it, save what is begun, give it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Invalid, NotFound, StaleRevision
from copydesk.queue.domain import (
    PERMISSION_OF,
    ClaimOutcome,
    Held,
    QueueState,
    Reason,
    SavedDraft,
    Stage,
    Task,
    TaskRow,
    check_answers,
    task_of,
)
from copydesk.queue.service import access
from copydesk.queue.service.overview import why
from copydesk.queue.service.queues import let_go_on, refresh_draws
from copydesk.queue.store import claims, progress

LAPSED_AT_ONCE = 500


async def next_task(
    ctx: Ctx, project_id: int, stage: Stage, *, reserve: bool
) -> tuple[Task | None, list[Reason]]:
    """The task in hand, else the next one; one round trip. When nothing comes, the reasons.

    `reserve`: for prefetching. The task is kept for a short time and counts from `start_task` on.
    """
    ctx.require(PERMISSION_OF[stage], project_id)
    place = (project_id, stage, ctx.member_in(project_id))
    row = await _claim(ctx, place, reserve=reserve)
    if row is None and await _return_lapsed(ctx, project_id):
        row = await _claim(ctx, place, reserve=reserve)
    if row is not None:
        return task_of(row), []
    state = await progress.select_queue_state(ctx.conn, *place)
    if state is not None and await _catch_up(ctx, state, place):
        row = await _claim(ctx, place, reserve=reserve)
        state = await progress.select_queue_state(ctx.conn, *place)
    return (None, await why(ctx, state, place)) if row is None else (task_of(row), [])


async def _catch_up(ctx: Ctx, state: QueueState, place: tuple[int, Stage, int]) -> bool:
    """Who has just joined, or read what changed, need not wait until the news of it is delivered."""
    project_id, _, member_id = place
    if not state.may_draw:
        return await refresh_draws(ctx, [project_id])
    return state.must_read and await let_go_on(ctx, project_id, member_id)


async def _claim(ctx: Ctx, place: tuple[int, Stage, int], *, reserve: bool) -> TaskRow | None:
    reserve_s = ctx.settings.reserve_s if reserve else None
    return await claims.claim_next(ctx.conn, place, uuid4(), reserve_s=reserve_s, now=ctx.now())


async def resume_task(ctx: Ctx, slot_id: int) -> Task:
    """The task that the actor had begun at this slot: in hand again if nobody took it meanwhile, else to be sent late."""
    place = await claims.select_stage(ctx.conn, slot_id)
    if place is None:
        raise NotFound("task")
    project_id, stage = place
    ctx.require(PERMISSION_OF[stage], project_id, "task")
    member_id = ctx.member_in(project_id)
    row = await claims.resume_slot(ctx.conn, slot_id, member_id, uuid4(), ctx.now())
    if row is not None:
        return task_of(row)
    lapsed = await claims.select_lapsed(ctx.conn, slot_id, member_id)
    late = None if lapsed is None else await claims.select_task(ctx.conn, lapsed)
    if late is None:
        raise NotFound("task")
    return task_of(replace(late, lease_expires_at=ctx.now()))


async def start_task(ctx: Ctx, slot_id: int, token: UUID) -> datetime:
    """A reserved task comes on screen: its full lease and its time begin. The end of the lease. Raises Conflict `lease_lost`."""
    return await _extend(ctx, slot_id, token, start=True)


async def beat(ctx: Ctx, slot_id: int, token: UUID) -> datetime:
    """A sign of life. The new end of the lease. Raises Conflict `lease_lost`."""
    return await _extend(ctx, slot_id, token, start=False)


async def _extend(ctx: Ctx, slot_id: int, token: UUID, *, start: bool) -> datetime:
    await access.find_own(ctx, token, slot_id=slot_id)
    expires_at = await claims.extend_lease(
        ctx.conn, token, start=start, reserve_s=ctx.settings.reserve_s, now=ctx.now()
    )
    if expires_at is None:
        raise Conflict(
            "The time for this task is over and it went back to the queue. What you typed is kept: you can still send it.",
            code="lease_lost",
        )
    return expires_at


async def save_draft(
    ctx: Ctx, slot_id: int, token: UUID, answers: Mapping[str, Any], *, revision: int | None = None
) -> SavedDraft:
    """Keep unsent work, also after the lease is over. With the `revision` last seen, a second tab overwrites nothing unseen.

    Raises:  StaleRevision with both versions; Conflict `claim_ended` once it was sent, skipped or taken up again; Invalid.
    """
    held = await access.find_own(ctx, token, slot_id=slot_id)
    faults = check_answers(answers)
    if faults:
        raise Invalid("The draft cannot be stored.", faults=faults)
    saved = await claims.upsert_draft(ctx.conn, token, answers, revision=revision, now=ctx.now())
    return saved or await _unsaved(ctx, held, answers)


async def _unsaved(ctx: Ctx, held: Held, answers: Mapping[str, Any]) -> SavedDraft:
    there = await claims.select_draft(ctx.conn, held.token)
    if held.outcome in {"submitted", "skipped", "resumed", "undone"} or there is None:
        raise Conflict(
            "This task was sent, skipped or taken up again elsewhere: nothing is saved to it any more.",
            code="claim_ended",
            submission_id=held.submission_id,
        )
    if there.answers == answers:
        return SavedDraft(there.revision, there.saved_at)
    raise StaleRevision(revision=there.revision, yours=dict(answers), theirs=there.answers)


async def skip_task(ctx: Ctx, slot_id: int, token: UUID, reason: str) -> None:
    """Give a task up for good: it goes to others, never again to this person. Repeating it is fine."""
    await _give_back(ctx, await access.lock_own(ctx, token, slot_id=slot_id), "skipped", reason)


async def release_task(ctx: Ctx, slot_id: int, token: UUID, *, only_reserved: bool = False) -> None:
    """Put a task back for anybody, oneself included. Repeating it is fine.

    `only_reserved`: not if it was begun meanwhile; a second window may have it on screen.
    """
    held = await access.lock_own(ctx, token, slot_id=slot_id)
    if held.started_at is None or not only_reserved:
        await _give_back(ctx, held, "released", None)


async def _give_back(ctx: Ctx, held: Held, outcome: ClaimOutcome, reason: str | None) -> None:
    if held.outcome == outcome:
        return
    if not held.holds_slot:
        raise Conflict("This task is not in your hand any more.", code="lease_lost")
    await claims.put_back(ctx.conn, [held.slot_id], outcome, reason=reason, now=ctx.now())
    ctx.record(Event(f"slot.{outcome}", held.project_id, "slot", held.slot_id, {"claim_id": held.claim_id}))


async def free_slot(ctx: Ctx, slot_id: int) -> None:
    """A lead takes a task out of somebody's hand; their draft stays with them. Raises Conflict `not_held`."""
    project_id = await claims.select_project_of_slot(ctx.conn, slot_id)
    if project_id is None:
        raise NotFound("slot")
    ctx.require("work.settle", project_id, "slot")
    member_id = await claims.lock_holder(ctx.conn, slot_id)
    if member_id is None:
        raise Conflict("Nobody has this task in hand.", code="not_held")
    await claims.put_back(ctx.conn, [slot_id], "released", reason=None, now=ctx.now())
    ctx.record(Event("slot.freed", project_id, "slot", slot_id, {"member_id": member_id}))


async def return_lapsed(ctx: Ctx) -> None:
    """Put back every task whose lease is over, some hundred at a time."""
    await _return_lapsed(ctx, None)


async def _return_lapsed(ctx: Ctx, project_id: int | None) -> int:
    n = await claims.put_back_lapsed(ctx.conn, project_id=project_id, now=ctx.now(), limit=LAPSED_AT_ONCE)
    if n:
        ctx.record(Event("slot.lapsed", project_id, details={"n_slots": n}))
    return n


async def forget_drafts(ctx: Ctx) -> None:
    """Delete drafts that nobody went on with for as long as their project keeps them."""
    n = await claims.delete_old_drafts(ctx.conn, ctx.now(), 10_000)
    if n:
        ctx.record(Event("draft.forgotten", details={"n_drafts": n}))
