"""Sent work: submit, take back, read."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from copydesk.interfaces import service as interfaces
from copydesk.interfaces.domain import InterfaceVersion
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, Invalid, NotFound, Problem
from copydesk.kernel.ids import show_id
from copydesk.queue.domain import (
    AnswerChecked,
    AnswerSubmitted,
    Held,
    ItemHistory,
    LikenessWanted,
    Segment,
    Sending,
    Sent,
    Submission,
    SubmissionFilter,
    SubmissionUndone,
    Task,
    active_time,
    check_answers,
    check_segments,
    check_undo,
    decide_outcome,
    outcome_of,
    task_of,
)
from copydesk.queue.domain.checks import Suppression, kept_report
from copydesk.queue.service import access
from copydesk.queue.service.checks import check_sent
from copydesk.queue.store import claims, submissions


async def submit(
    ctx: Ctx,
    slot_id: int,
    token: UUID,
    answers: Mapping[str, Any],
    *,
    active_segments: Sequence[Segment],
    suppressions: Sequence[Suppression] = (),
) -> Sent:
    """Send the answers of a task: two round trips. A repeat with the same token and answers gives the same submission, whatever
    became of it.

    Late answers are never thrown away: see `decide_outcome`. Raises Invalid with a fault per answer, or `check_blocked` or
    `reason_needed` with the alerts of the guide's checks that must be dealt with; Conflict `claim_ended`, or
    `sent_otherwise` when the claim was sent with other answers.
    """
    held = await access.lock_own(ctx, token, slot_id=slot_id, stage="annotate")
    if held.submission_id is not None:
        return await _sent_before(ctx, held, answers)
    form = await _check(ctx, held, answers, active_segments)
    outcome = decide_outcome(held)
    report = await check_sent(ctx, held, form, answers, suppressions)
    now = ctx.now()
    kept = kept_report(report)
    sending = Sending(answers, active_time(active_segments, since=held.claimed_at, now=now), kept)
    submission = await submissions.insert_submission(ctx.conn, held, sending, outcome=outcome, now=now)
    if submission is None:
        return await _sent_before(ctx, held, answers)
    details = {"slot_id": slot_id, "item_id": held.item_id, "outcome": outcome}
    ctx.record(Event("submission.created", held.project_id, "submission", submission.id, details))
    ctx.emit(AnswerSubmitted(held.project_id, held.item_id, submission.id))
    if kept is not None:
        ctx.emit(AnswerChecked(held.project_id, submission.id))
    if report is not None and report.wants_likeness:
        ctx.emit(LikenessWanted(held.project_id, submission.id))
    return Sent(submission, outcome)


async def _sent_before(ctx: Ctx, held: Held, answers: Mapping[str, Any]) -> Sent:
    submission = await submissions.select_submission(ctx.conn, claim_id=held.claim_id)
    if submission is None:
        raise Problem("The submission of this claim is gone.")
    if submission.answers != answers:
        raise Conflict(
            "This task was sent before with other answers, perhaps from another window. Those count; these were not taken.",
            code="sent_otherwise",
            submission_id=show_id("submission", submission.id),
        )
    return Sent(submission, outcome_of(submission))


async def _check(
    ctx: Ctx, held: Held, answers: Mapping[str, Any], active_segments: Sequence[Segment]
) -> InterfaceVersion:
    version = await interfaces.get_version(ctx, held.interface_version_id)
    found = interfaces.validate_answers(version, answers, held.displayed)
    faults = [
        *check_answers(answers),
        *(Fault(f"/answers{fault.at}", fault.message) for fault in found),
        *check_segments(active_segments),
    ]
    if faults:
        raise Invalid("The answers cannot be sent yet; see `errors` for each place.", faults=faults)
    return version


async def undo(ctx: Ctx, submission_id: int) -> Task:
    """Take a submission back: its author has the task again, with the answers as a draft, under a new token.

    Possible until somebody claims what follows; without a following stage for some minutes. Repeating it gives the same task.
    Raises Conflict with the reason when it is too late.
    """
    submission = await access.readable_submission(ctx, submission_id)
    ctx.require("work.annotate", submission.project_id, "submission")
    access.check_author(ctx, submission)
    slots = await submissions.lock_slots_of(ctx.conn, submission)
    submission = await access.readable_submission(ctx, submission_id)
    if submission.state == "undone":
        return await _undone_before(ctx, submission)
    now = ctx.now()
    check_undo(submission, slots, now=now, undo_s=ctx.settings.undo_s)
    claim_id = await submissions.take_back(ctx.conn, submission, uuid4(), now=now)
    ctx.record(Event("submission.undone", submission.project_id, "submission", submission_id))
    ctx.emit(SubmissionUndone(submission.project_id, submission.item_id, submission_id))
    return await _task(ctx, claim_id)


async def _undone_before(ctx: Ctx, submission: Submission) -> Task:
    claim_id = await claims.select_open_claim(ctx.conn, submission.slot_id or 0, submission.member_id)
    if claim_id is None:
        raise NotFound("task")
    return await _task(ctx, claim_id)


async def _task(ctx: Ctx, claim_id: int) -> Task:
    row = await claims.select_task(ctx.conn, claim_id)
    if row is None:
        raise NotFound("task")
    return task_of(row)


async def get_submission(ctx: Ctx, submission_id: int) -> Submission:
    """One's own, or anybody's for those who may read all."""
    return await access.readable_submission(ctx, submission_id)


async def list_submissions(
    ctx: Ctx, project_id: int, wanted: SubmissionFilter, *, before: int | None, limit: int
) -> list[Submission]:
    """Newest first; at most `limit` with an id below `before`. Who may not read all reads their own."""
    if wanted.member_id is None or wanted.member_id != _member_or_none(ctx, project_id):
        ctx.require("work.read_all", project_id)
    else:
        ctx.require("project.read", project_id)
    return await submissions.select_submissions(ctx.conn, project_id, wanted, before=before, limit=limit)


def _member_or_none(ctx: Ctx, project_id: int) -> int | None:
    grant = ctx.actor.grants.get(project_id)
    return None if grant is None else grant.member_id


async def item_history(ctx: Ctx, item_id: int) -> ItemHistory:
    """Everything that people did with an item."""
    project_id = await submissions.select_project_of_item(ctx.conn, item_id)
    if project_id is None:
        raise NotFound("item")
    ctx.require("work.read_all", project_id, "item")
    found = await submissions.select_submissions(
        ctx.conn, project_id, SubmissionFilter(item_id=item_id), before=None, limit=1_000
    )
    return ItemHistory(list(reversed(found)), await submissions.select_claims_of_item(ctx.conn, item_id))
