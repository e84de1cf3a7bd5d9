"""Forgetting: a person on request, and what has had its time."""

from datetime import timedelta

from copydesk.auth.domain import IdentityErased, account_subject, check_admin_remains
from copydesk.auth.service import throttle
from copydesk.auth.store import identities as store
from copydesk.auth.store import sessions as session_store
from copydesk.auth.store import tokens as token_store
from copydesk.kernel import idempotency
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import NotFound

IDEMPOTENCY_LIFE = timedelta(days=1)


async def erase_identity(ctx: Ctx, identity_id: int) -> None:
    """Forget who a person is, for ever: name, address and password go, sessions and tokens end; what they did stays under ids.

    Raises Conflict `last_admin`.
    """
    ctx.require_admin()
    admin_ids = await store.lock_admin_ids(ctx.conn)
    account = await store.lock_account(ctx.conn, identity_id)
    if account is None or account.email is None:
        raise NotFound("account")
    check_admin_remains(admin_ids, identity_id)
    await store.erase_identity(ctx.conn, identity_id, ctx.now())
    await store.delete_identity_grants(ctx.conn, identity_id)
    await session_store.delete_sessions(ctx.conn, identity_id)
    await token_store.erase_tokens(ctx.conn, identity_id, ctx.now())
    await token_store.delete_password_links(ctx.conn, identity_id)
    await throttle.forget(ctx, account_subject(account.email))
    ctx.emit(IdentityErased(identity_id))
    ctx.record(Event("identity.erased", None, "identity", identity_id))


async def forget_old(ctx: Ctx) -> None:
    """Drop sessions that ended by themselves, old failures and links, and answers kept for repeated requests."""
    now, settings = ctx.now(), ctx.settings
    await session_store.delete_old_sessions(ctx.conn, now - timedelta(days=settings.session_days))
    await session_store.delete_old_failures(ctx.conn, now - timedelta(seconds=settings.sign_in_window_s))
    await token_store.delete_old_password_links(ctx.conn, now)
    await idempotency.forget_old(ctx.conn, now - IDEMPOTENCY_LIFE)
