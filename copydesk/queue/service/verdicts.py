"""What a review or a lead makes of a submission."""

from uuid import UUID

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.queue.domain import (
    Decision,
    ReviewTask,
    Submission,
    SubmissionFilter,
    SubmissionSettled,
    SubmissionState,
)
from copydesk.queue.service import access
from copydesk.queue.store import submissions, verdicts


async def lock_review(ctx: Ctx, token: UUID, *, slot_id: int | None = None) -> ReviewTask:
    """The actor's review and what it is about, with the review's slot locked. For the slice that gives verdicts.

    `is_settled`: this claim has given its verdict; whoever repeats it gets the stored one.
    Raises Conflict `lease_lost` when somebody else has the review meanwhile, or the submission was taken back.
    """
    held = await access.lock_own(ctx, token, slot_id=slot_id, stage="review")
    submission = await submissions.select_submission(ctx.conn, held.subject_id)
    if submission is None:
        raise NotFound("submission")
    is_settled = held.outcome == "submitted"
    is_here = held.holds_slot or (held.finds_slot_free and held.outcome in {"lapsed", "released"})
    if not is_settled and not (is_here and submission.state == "submitted"):
        raise Conflict("The time for this review is over, and it went to somebody else.", code="lease_lost")
    return ReviewTask(held, submission, is_settled)


async def settle(ctx: Ctx, task: ReviewTask, decision: Decision) -> SubmissionState:
    """Carry out a verdict in one statement: the new state of the submission.

    accept, fix: it stands. return: its slot goes back to its author, next round; to anybody if they cannot draw any more.
    reject: its slot goes to anybody else, next round.
    """
    submission = task.submission
    state = await verdicts.settle(ctx.conn, task.claim, submission.id, decision, now=ctx.now())
    if state is None:
        raise Conflict("This submission is not up for review any more.", code="lease_lost")
    details = {"item_id": submission.item_id, "round": submission.round}
    ctx.record(Event(f"submission.{state}", submission.project_id, "submission", submission.id, details))
    ctx.emit(SubmissionSettled(submission.project_id, submission.item_id, submission.id, state))
    return state


async def list_waiting(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[Submission]:
    """Late answers that wait for the lead, newest first."""
    ctx.require("work.settle", project_id)
    wanted = SubmissionFilter(state="waiting")
    return await submissions.select_submissions(ctx.conn, project_id, wanted, before=before, limit=limit)


async def admit(ctx: Ctx, submission_id: int) -> Submission:
    """A lead lets a waiting answer count as an extra one; it goes the way of any other. Raises Conflict `not_waiting`."""
    submission, review_queue_id = await _lock_waiting(ctx, submission_id)
    if review_queue_id is None:
        await submissions.update_state(
            ctx.conn, submission.id, "accepted", is_extra=True, settled_at=ctx.now()
        )
    else:
        await submissions.update_state(ctx.conn, submission.id, "submitted", is_extra=True, settled_at=None)
        await submissions.open_review(ctx.conn, submission, review_queue_id)
    ctx.record(Event("submission.admitted", submission.project_id, "submission", submission.id))
    return await access.readable_submission(ctx, submission_id)


async def refuse(ctx: Ctx, submission_id: int) -> Submission:
    """A lead decides that a waiting answer does not count; it is kept. Raises Conflict `not_waiting`."""
    submission, _ = await _lock_waiting(ctx, submission_id)
    await submissions.update_state(ctx.conn, submission.id, "rejected", is_extra=True, settled_at=ctx.now())
    ctx.record(Event("submission.refused", submission.project_id, "submission", submission.id))
    ctx.emit(SubmissionSettled(submission.project_id, submission.item_id, submission.id, "rejected"))
    return await access.readable_submission(ctx, submission_id)


async def _lock_waiting(ctx: Ctx, submission_id: int) -> tuple[Submission, int | None]:
    submission, review_queue_id = await submissions.lock_waiting(ctx.conn, submission_id)
    if submission is None:
        raise NotFound("submission")
    ctx.require("work.settle", submission.project_id, "submission")
    if submission.state != "waiting":
        raise Conflict("This answer does not wait (any more).", code="not_waiting")
    return submission, review_queue_id
