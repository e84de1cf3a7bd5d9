"""A person's home, and what they search for."""

from collections import Counter

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Fault, Invalid
from copydesk.projects import service as projects
from copydesk.projects.domain import Membership
from copydesk.queue import service as queue
from copydesk.queue.domain import Reason, Stage, Work
from copydesk.reports.domain.me import (
    FIRST_LOOK_BACK,
    QUERY_MAX_CHARS,
    VERDICTS_MAX,
    VISIT_ENDS_AFTER,
    Hit,
    Home,
    PlaceOfWork,
    by_urgency,
    empty_stages,
)
from copydesk.reports.store import me as store


async def read_home(ctx: Ctx) -> Home:
    """Work in each project and why there is none, what is begun, and what is new since the visit before. Notes the visit."""
    now = ctx.now()
    since = await store.upsert_visit(
        ctx.conn,
        ctx.require_identity(),
        now,
        ended_before=now - VISIT_ENDS_AFTER,
        first_since=now - FIRST_LOOK_BACK,
    )
    memberships = await projects.list_memberships(ctx)
    visible = [one.project_id for one in memberships if ctx.actor.permits("project.read", one.project_id)]
    members = [one.member_id for one in memberships if one.project_id in visible]
    verdicts = await store.select_new_verdicts(ctx.conn, members, since)
    importing = [one for one in visible if ctx.actor.permits("exchange.import", one)]
    return Home(
        since=since,
        projects=sorted(await _places(ctx, memberships), key=by_urgency),
        drafts=await store.select_begun(ctx.conn, members),
        guides=await store.select_new_guides(ctx.conn, visible, since),
        verdicts=verdicts[:VERDICTS_MAX],
        verdict_counts=Counter(one.verdict for one in verdicts),
        imports=await store.select_ended_imports(ctx.conn, importing, since) if importing else [],
    )


async def _places(ctx: Ctx, memberships: list[Membership]) -> list[PlaceOfWork]:
    works = {work.project_id: work for work in await queue.my_work(ctx)}
    asked: list[tuple[int, Stage]] = [
        (work.project_id, stage) for work in works.values() for stage in empty_stages(work)
    ]
    reasons = await queue.why_empty(ctx, asked) if asked else {}
    led = [one.project_id for one in memberships if ctx.actor.permits("work.settle", one.project_id)]
    late = await store.count_for_lead(ctx.conn, led) if led else {}
    return [
        PlaceOfWork(
            one,
            works.get(one.project_id, Work(one.project_id, None, None, 0, 0)),
            _reasons_of(one.project_id, reasons),
            late.get(one.project_id, 0) if one.project_id in led else None,
        )
        for one in memberships
    ]


def _reasons_of(project_id: int, reasons: dict[tuple[int, Stage], list[Reason]]) -> dict[Stage, list[Reason]]:
    return {stage: told for (place, stage), told in reasons.items() if place == project_id}


async def search(ctx: Ctx, text: str) -> list[Hit]:
    """Projects, items, rules and people of one's own projects, as far as one may see them; the best of each kind first."""
    ctx.require_identity()
    wanted = text.strip()
    if not wanted:
        return []
    if len(wanted) > QUERY_MAX_CHARS or "\0" in wanted:
        message = f"Search for at most {QUERY_MAX_CHARS} characters."
        raise Invalid(message, faults=[Fault("/query/q", message)])
    hits = await store.search_projects(ctx.conn, _where(ctx, "project.read"), wanted)
    with_items = _where(ctx, "items.read")
    if with_items:
        by_id = await store.search_external_ids(ctx.conn, with_items, wanted)
        by_words = await store.search_prompts(ctx.conn, with_items, wanted) if len(wanted) > 1 else []
        known = {hit.id for hit in by_id}
        hits += by_id + [hit for hit in by_words if hit.id not in known]
    hits += await store.search_rules(ctx.conn, _where(ctx, "guide.read"), wanted)
    hits += await store.search_people(
        ctx.conn, _where(ctx, "project.read"), _where(ctx, "members.read"), wanted
    )
    return hits


def _where(ctx: Ctx, permission: str) -> list[int]:
    return [
        project_id for project_id in sorted(ctx.actor.grants) if ctx.actor.permits(permission, project_id)
    ]
