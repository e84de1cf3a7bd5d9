"""Numbers about the queue: of a project for those who run it, of one's own work for everybody."""

from datetime import timedelta

from copydesk.kernel.ctx import Ctx
from copydesk.queue.domain import Progress, Work, work_of
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
