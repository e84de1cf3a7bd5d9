"""The person signed in and where they belong: what the first page needs, in one answer."""

from collections.abc import Mapping
from typing import Any

from copydesk.auth import service as auth
from copydesk.auth.domain import Identity
from copydesk.kernel.ctx import Ctx, Grant
from copydesk.projects.domain import Me, Membership
from copydesk.projects.store import projects as store


async def read_me(ctx: Ctx) -> Me:
    """Memberships by the name of their project; permissions are those of this request, so a token shows its own."""
    return await describe(ctx, await auth.read_me(ctx))


async def change_me(ctx: Ctx, changes: Mapping[str, Any]) -> Me:
    """Change one's `name`, `locale` or `time_zone`; what is absent stays."""
    return await describe(ctx, await auth.update_profile(ctx, changes))


async def describe(ctx: Ctx, identity: Identity) -> Me:
    """The identity with the memberships of the actor."""
    return Me(identity, await list_memberships(ctx))


async def list_memberships(ctx: Ctx) -> list[Membership]:
    """Where the actor belongs, by the name of the project."""
    ctx.require_identity()
    grants = ctx.actor.grants
    names = await store.select_names(ctx.conn, grants.keys()) if grants else []
    return [_membership(ctx, project_id, name, grants[project_id]) for project_id, name in names]


def _membership(ctx: Ctx, project_id: int, name: str, grant: Grant) -> Membership:
    within = ctx.actor.token_permissions
    permissions = grant.permissions if within is None else grant.permissions & within
    return Membership(project_id, name, grant.member_id, grant.role, sorted(permissions))
