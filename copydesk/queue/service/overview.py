"""Numbers about the queue: of a project for those who run it, of one's own work for everybody."""

from collections.abc import Sequence
from datetime import timedelta

from copydesk.guides import service as guides
from copydesk.kernel.ctx import Ctx
from copydesk.queue.domain import GuideNews, Progress, QueueState, Reason, Stage, Work, explain, work_of
from copydesk.queue.store import progress as store


async def progress(ctx: Ctx, project_id: int) -> Progress:
    """How far each stage is, the pace of the last day, and what each member did."""
    ctx.require("work.read_all", project_id)
    since = ctx.now() - timedelta(days=1)
    stages = await store.select_stage_counts(ctx.conn, project_id, since=since)
    return Progress(stages, await store.select_member_counts(ctx.conn, project_id, since=since))


async def my_work(ctx: Ctx) -> list[Work]:
    """What waits for the actor in each of their projects."""
    ctx.require_identity()
    places = [(project_id, grant.member_id) for project_id, grant in sorted(ctx.actor.grants.items())]
    counts = await store.select_work(ctx.conn, places)
    return [work_of(project_id, counts) for project_id, _ in places]


async def why_empty(ctx: Ctx, places: Sequence[tuple[int, Stage]]) -> dict[tuple[int, Stage], list[Reason]]:
    """For queues (project, stage) from which nothing comes for the actor: why, by place. For slices above."""
    ctx.require_identity()
    asked: list[tuple[int, Stage, int]] = [
        (project_id, stage, ctx.member_in(project_id)) for project_id, stage in places
    ]
    states = {(one.project_id, one.stage): one for one in await store.select_empty_queues(ctx.conn, asked)}
    return {
        (project_id, stage): await why(ctx, states.get((project_id, stage)), (project_id, stage, member_id))
        for project_id, stage, member_id in asked
    }


async def why(ctx: Ctx, state: QueueState | None, place: tuple[int, Stage, int]) -> list[Reason]:
    """Why nothing came for a member at a `place` (project, stage, member); what they must read is looked up only if they must."""
    project_id, stage, member_id = place
    if state is None or not (state.may_draw and state.must_read):
        return explain(state, stage)
    pending = await guides.pending_changes(ctx, project_id, member_id)
    news = None if pending is None else GuideNews(pending.number, len(pending.changes))
    return explain(state, stage, news)
