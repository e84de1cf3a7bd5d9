"""Projects: making, finding and changing them, and their end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from copydesk.auth import service as auth
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.kernel.ids import parse_id, show_id
from copydesk.projects.domain import MembersChanged, NewProject, Project, check_revision, checked
from copydesk.projects.service.members import admit
from copydesk.projects.store import members as member_store
from copydesk.projects.store import projects as store


async def create_project(ctx: Ctx, new: NewProject, lead_identity_id: int | None = None) -> Project:
    """For admins. `lead_identity_id` becomes its lead; None: the admin who makes it, if it is a person."""
    ctx.require_admin()
    lead_id = lead_identity_id or ctx.actor.identity_id
    project = await store.insert_project(ctx.conn, checked(new), ctx.actor.identity_id, ctx.now())
    ctx.record(Event("project.created", project.id, "project", project.id))
    if lead_id is not None:
        await admit(ctx, project.id, lead_id, "lead")
    return project


async def get_project(ctx: Ctx, project_id: int) -> Project:
    """Raises NotFound."""
    ctx.require("project.read", project_id)
    project = await store.select_project(ctx.conn, project_id)
    if project is None:
        raise NotFound("project")
    return project


async def find_project(ctx: Ctx, name_or_id: str) -> Project:
    """By an id such as `project_7` or `7`, else by its exact name. Raises NotFound, and Conflict `ambiguous_name`."""
    named = await store.select_projects_by_name(ctx.conn, name_or_id.strip())
    visible = [project for project in named if ctx.actor.permits("project.read", project.id)]
    if len(visible) > 1:
        ids = ", ".join(show_id("project", project.id) for project in visible)
        raise Conflict(f"Several projects have this name: {ids}. Say which by its id.", code="ambiguous_name")
    if visible:
        return visible[0]
    bare = name_or_id.strip().removeprefix("project_")
    try:
        return await get_project(ctx, parse_id("project", f"project_{bare}"))
    except ValueError as error:
        raise NotFound("project") from error


async def list_projects(
    ctx: Ctx, *, everybodys: bool, with_archived: bool, before: int | None, limit: int
) -> list[Project]:
    """One's own projects, newest first; `everybodys`, for admins: all of the installation."""
    if everybodys:
        ctx.require_admin()
    else:
        ctx.require_identity()
    among = None if everybodys else ctx.actor.grants.keys()
    return await store.select_projects(
        ctx.conn, among, with_archived=with_archived, before=before, limit=limit
    )


async def update_project(ctx: Ctx, project_id: int, changes: Mapping[str, Any], *, revision: int) -> Project:
    """Change settings by name; what is absent stays. Raises StaleRevision and Invalid."""
    project = await _locked(ctx, project_id)
    check_revision(project, revision, changes)
    wanted = checked(replace(project.settings, **changes))
    changed = await store.update_settings(ctx.conn, project_id, wanted)
    ctx.record(Event("project.changed", project_id, "project", project_id, {"fields": sorted(changes)}))
    return changed


async def archive_project(ctx: Ctx, project_id: int) -> Project:
    """Out of the way and closed to new work; everything can still be read."""
    project = await _locked(ctx, project_id)
    return await _end(ctx, replace(project, archived_at=project.archived_at or ctx.now()), "project.archived")


async def unarchive_project(ctx: Ctx, project_id: int) -> Project:
    project = await _locked(ctx, project_id)
    return await _end(ctx, replace(project, archived_at=None), "project.unarchived")


async def delete_project(ctx: Ctx, project_id: int) -> Project:
    """Ask for its deletion: it happens after `project_delete_days` unless it is taken back."""
    project = await _locked(ctx, project_id)
    delete_after = project.delete_after or ctx.now() + timedelta(days=ctx.settings.project_delete_days)
    return await _end(ctx, replace(project, delete_after=delete_after), "project.deletion_asked")


async def restore_project(ctx: Ctx, project_id: int) -> Project:
    """Take a deletion back."""
    project = await _locked(ctx, project_id)
    return await _end(ctx, replace(project, delete_after=None), "project.deletion_taken_back")


async def list_due_deletions(ctx: Ctx) -> list[int]:
    """Projects whose waiting time is over, for the job that purges them."""
    ctx.require_admin()
    return await store.select_due_ids(ctx.conn, ctx.now())


async def purge_project(ctx: Ctx, project_id: int) -> None:
    """The end of a project whose waiting time is over; upper slices purge theirs first. Does nothing when it was taken back."""
    ctx.require_admin()
    project = await store.lock_project(ctx.conn, project_id)
    if project is None or project.delete_after is None or project.delete_after > ctx.now():
        return
    await auth.end_project_grants(ctx, project_id)
    await store.delete_project(ctx.conn, project_id)
    ctx.record(Event("project.purged", project_id, "project", project_id))


async def _locked(ctx: Ctx, project_id: int) -> Project:
    """The project, for somebody who may change it."""
    ctx.require("project.write", project_id)
    project = await store.lock_project(ctx.conn, project_id)
    if project is None:
        raise NotFound("project")
    return project


async def _end(ctx: Ctx, wanted: Project, action: str) -> Project:
    """Archive or reopen, delete or take back: those above decide anew who may draw work."""
    changed = await store.update_ends(
        ctx.conn, wanted.id, archived_at=wanted.archived_at, delete_after=wanted.delete_after
    )
    member_ids = await member_store.select_present_ids(ctx.conn, wanted.id)
    ctx.emit(MembersChanged(wanted.id, tuple(member_ids)))
    ctx.record(Event(action, wanted.id, "project", wanted.id))
    return changed
