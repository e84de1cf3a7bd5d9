"""Who may touch a claim or a submission. Whoever may not is told that it does not exist."""

from uuid import UUID

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Conflict, Forbidden, NotFound
from copydesk.queue.domain import PERMISSION_OF, Held, Stage, Submission
from copydesk.queue.store import claims, submissions


async def lock_own(ctx: Ctx, token: UUID, *, slot_id: int | None = None, stage: Stage | None = None) -> Held:
    """The actor's claim with its slot locked. Raises NotFound for a strange token, Conflict `wrong_stage`."""
    return _own(ctx, await claims.lock_held(ctx.conn, token), slot_id, stage)


async def find_own(ctx: Ctx, token: UUID, *, slot_id: int) -> Held:
    """The actor's claim, not locked."""
    return _own(ctx, await claims.select_held(ctx.conn, token), slot_id, None)


def _own(ctx: Ctx, held: Held | None, slot_id: int | None, stage: Stage | None) -> Held:
    if held is None or slot_id not in {None, held.slot_id}:
        raise NotFound("task")
    ctx.require(PERMISSION_OF[held.stage], held.project_id, "task")
    if ctx.member_in(held.project_id) != held.member_id:
        raise NotFound("task")
    if stage not in {None, held.stage}:
        raise Conflict(f"This is a task of the stage {held.stage}.", code="wrong_stage")
    return held


async def readable_submission(ctx: Ctx, submission_id: int) -> Submission:
    """A submission that is the actor's own, or any for those who may read all. Raises NotFound, Forbidden."""
    submission = await submissions.select_submission(ctx.conn, submission_id)
    if submission is None:
        raise NotFound("submission")
    ctx.require("project.read", submission.project_id, "submission")
    if not ctx.actor.is_system and ctx.member_in(submission.project_id) != submission.member_id:
        ctx.require("work.read_all", submission.project_id, "submission")
    return submission


def check_author(ctx: Ctx, submission: Submission) -> None:
    """Raises Forbidden."""
    if ctx.member_in(submission.project_id) != submission.member_id:
        raise Forbidden("Only the person who sent it may take it back.", code="not_author")
