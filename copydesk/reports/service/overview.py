"""How a project goes, at a glance."""

from zoneinfo import ZoneInfo

from copydesk.kernel.ctx import Ctx
from copydesk.projects import service as projects
from copydesk.reports.domain.overview import NEEDED_FOR, Need, Overview, forecast, last_days, paces_of
from copydesk.reports.store import overview as store


async def read_overview(ctx: Ctx, project_id: int, *, n_days: int) -> Overview:
    """Stages, pace per day over `n_days`, forecasts, what needs somebody, and what the project still lacks."""
    ctx.require("work.read_all", project_id)
    project = await projects.get_project(ctx, project_id)
    zone = ZoneInfo(project.time_zone)
    today = ctx.now().astimezone(zone).date()
    days = last_days(today, n_days, zone)
    stages = await store.select_stages(ctx.conn, project_id)
    counts = await store.select_days(ctx.conn, project_id, days)
    paces = paces_of(stages, counts, days)
    n_items, n_retired = await store.count_items(ctx.conn, project_id)
    return Overview(
        n_items=n_items,
        n_retired=n_retired,
        stages=stages,
        paces=paces,
        forecasts=[forecast(line, pace, today) for line, pace in zip(stages, paces, strict=True)],
        needs=await _needs(ctx, project_id),
        setup=await store.select_setup(ctx.conn, project_id, ctx.now()),
    )


async def _needs(ctx: Ctx, project_id: int) -> list[Need]:
    """What waits for somebody, without what the actor could do nothing about."""
    found = await store.select_needs(ctx.conn, project_id, ctx.now())
    return [one for one in found if ctx.actor.permits(NEEDED_FOR.get(one.code, "project.read"), project_id)]
