"""Saved views: everybody keeps their own; leads share theirs with the project."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound, StaleRevision
from copydesk.reports.domain.views import VIEWS_MAX, NewView, SavedView, check_view
from copydesk.reports.store import views as store

_NAME_TAKEN = "You have a view of this name on this page already."


async def list_views(ctx: Ctx, project_id: int, page: str | None) -> list[SavedView]:
    """One's own, and those that leads share."""
    ctx.require("project.read", project_id)
    return await store.select_views(ctx.conn, project_id, ctx.member_in(project_id), page)


async def create_view(ctx: Ctx, project_id: int, new: NewView) -> SavedView:
    """Raises Invalid, Conflict `name_taken` or `too_many_views`; sharing needs `project.write`."""
    ctx.require("project.read", project_id)
    if new.is_shared:
        ctx.require("project.write", project_id)
    checked = replace(new, name=check_view(new.name, new.query))
    member_id = ctx.member_in(project_id)
    if await store.count_views(ctx.conn, member_id) >= VIEWS_MAX:
        raise Conflict(
            f"You have {VIEWS_MAX} views here: delete one that you do not need.", code="too_many_views"
        )
    view = await store.insert_view(ctx.conn, (project_id, member_id), checked, ctx.now())
    if view is None:
        raise Conflict(_NAME_TAKEN, code="name_taken")
    ctx.record(Event("view.created", project_id, "view", view.id, {"is_shared": view.is_shared}))
    return view


async def change_view(ctx: Ctx, view_id: int, changes: Mapping[str, Any], *, revision: int) -> SavedView:
    """Change `name`, `query` or `is_shared`; what is absent stays. Raises StaleRevision, Invalid, Conflict `name_taken`."""
    view = await _locked(ctx, view_id)
    if view.revision != revision:
        theirs = {name: getattr(view, name) for name in changes}
        raise StaleRevision(revision=view.revision, yours=dict(changes), theirs=theirs)
    changed = replace(view, **changes)
    if changed.is_shared and not view.is_shared:
        ctx.require("project.write", view.project_id)
    changed = replace(changed, name=check_view(changed.name, changed.query))
    if await store.has_name(ctx.conn, changed):
        raise Conflict(_NAME_TAKEN, code="name_taken")
    saved = await store.update_view(ctx.conn, changed, ctx.now())
    if saved is None:
        raise NotFound("view")
    ctx.record(Event("view.changed", view.project_id, "view", view_id, {"fields": sorted(changes)}))
    return saved


async def delete_view(ctx: Ctx, view_id: int) -> None:
    view = await _locked(ctx, view_id)
    await store.delete_view(ctx.conn, view_id)
    ctx.record(Event("view.deleted", view.project_id, "view", view_id))


async def _locked(ctx: Ctx, view_id: int) -> SavedView:
    """One's own, or a shared one for those who may change the project. To others an unshared view does not exist."""
    view = await store.lock_view(ctx.conn, view_id)
    if view is None:
        raise NotFound("view")
    ctx.require("project.read", view.project_id, "view")
    if ctx.member_in(view.project_id) != view.member_id:
        if not view.is_shared:
            raise NotFound("view")
        ctx.require("project.write", view.project_id, "view")
    return view
