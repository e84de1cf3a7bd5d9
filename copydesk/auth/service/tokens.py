"""Personal API tokens: a part of what their owner may do, for programs, for a limited time."""

from datetime import timedelta

from copydesk.auth.domain import TOKEN_PREFIX, MadeToken, NewToken, Token, check_token
from copydesk.auth.service.sessions import require_session
from copydesk.auth.store import tokens as store
from copydesk.kernel.crypto import random_token, token_hash
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import NotFound


async def create_token(ctx: Ctx, new: NewToken, *, owner_id: int | None = None) -> MadeToken:
    """A token of the person signed in, or of `owner_id` when the command line makes it; its secret is told here only.

    Raises Invalid when it would reach further than its owner.
    """
    held = None
    if not ctx.actor.is_system:
        owner_id = require_session(ctx)
        held = {project_id: grant.permissions for project_id, grant in ctx.actor.grants.items()}
    if owner_id is None:
        raise NotFound("account")
    check_token(new, held, max_days=ctx.settings.token_max_days)
    secret = random_token(TOKEN_PREFIX)
    expires_at = ctx.now() + timedelta(days=new.expires_in_days or ctx.settings.token_max_days)
    token = await store.insert_token(ctx.conn, owner_id, new, token_hash(secret), ctx.now(), expires_at)
    ctx.record(Event("token.created", new.project_id, "token", token.id, {"permissions": token.permissions}))
    return MadeToken(token, secret)


async def list_tokens(ctx: Ctx) -> list[Token]:
    """The person's own tokens that are not revoked."""
    return await store.select_tokens(ctx.conn, require_session(ctx))


async def revoke_token(ctx: Ctx, token_id: int) -> None:
    """End one of the person's own tokens."""
    if not await store.revoke_token(ctx.conn, require_session(ctx), token_id, ctx.now()):
        raise NotFound("token")
    ctx.record(Event("token.revoked", None, "token", token_id))
