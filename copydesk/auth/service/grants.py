"""Grants that other slices write: opaque here, read at the start of each request. Their event is the writing slice's."""

from copydesk.auth.store import identities as store
from copydesk.auth.store import tokens as token_store
from copydesk.kernel.ctx import Ctx


async def put_grant(ctx: Ctx, identity_id: int, project_id: int, member_id: int, role: str) -> None:
    """The person has this role in the project from their next request on."""
    await store.upsert_grant(ctx.conn, identity_id, project_id, member_id, role)


async def remove_grant(ctx: Ctx, identity_id: int, project_id: int) -> None:
    """The person is outside the project from their next request on."""
    await store.delete_grant(ctx.conn, identity_id, project_id)


async def end_project_grants(ctx: Ctx, project_id: int) -> None:
    """Nobody has a role in the project any more, and its tokens end: it is being deleted."""
    await store.delete_project_grants(ctx.conn, project_id)
    await token_store.revoke_project_tokens(ctx.conn, project_id, ctx.now())
