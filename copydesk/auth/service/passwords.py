"""Passwords: one's own, and the links by which an admin lets somebody set a new one."""

from copydesk.auth.domain import (
    LINK_PREFIX,
    PASSWORD_LINK_LIFE,
    MadePasswordLink,
    SignedIn,
    account_subject,
    check_enabled,
    check_link,
    check_password,
)
from copydesk.auth.service import throttle
from copydesk.auth.service.hashing import hash_password, is_right
from copydesk.auth.service.sessions import open_session, require_session
from copydesk.auth.store import identities as identity_store
from copydesk.auth.store import sessions as session_store
from copydesk.auth.store import tokens as store
from copydesk.kernel.crypto import random_token, token_hash
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, Invalid, NotFound, Problem


async def change_password(ctx: Ctx, *, present: str, new: str) -> Problem | None:
    """Set one's own password and end one's other sessions.

    A wrong present password is returned as a problem, not raised, so that the failure it counted stays.
    """
    account = await identity_store.lock_account(ctx.conn, require_session(ctx))
    if account is None or account.email is None:
        raise NotFound("account")
    if account.password_hash is None:
        raise Conflict(
            "This account has no password. Ask an admin for a link to set one.", code="no_password"
        )
    subjects = [account_subject(account.email)]
    too_many = await throttle.refusal(ctx, subjects)
    if too_many is not None:
        return too_many
    check_password(new, min_chars=ctx.settings.password_min_chars)
    if not await is_right(account.password_hash, present):
        await throttle.count(ctx, subjects)
        ctx.record(Event("password.refused", None, "identity", account.id))
        fault = Fault("/present", "This is not your present password.")
        return Invalid("The present password is wrong.", code="wrong_password", faults=[fault])
    await identity_store.update_password(ctx.conn, account.id, await hash_password(new))
    await throttle.forget(ctx, subjects[0])
    await session_store.delete_sessions(ctx.conn, account.id, but=ctx.actor.session_id)
    ctx.record(Event("password.changed", None, "identity", account.id))
    return None


async def set_password(ctx: Ctx, identity_id: int, password: str) -> None:
    """For the command line: a new password for somebody; their sessions end."""
    ctx.require_admin()
    await _replace(ctx, identity_id, password)


async def create_password_link(ctx: Ctx, identity_id: int) -> MadePasswordLink:
    """For admins: a link by which the person sets a new password. An earlier link ends; the present password works until then."""
    ctx.require_admin()
    account = await identity_store.lock_account(ctx.conn, identity_id)
    if account is None or account.erased_at is not None:
        raise NotFound("account")
    check_enabled(account)
    secret = random_token(LINK_PREFIX)
    expires_at = ctx.now() + PASSWORD_LINK_LIFE
    await store.insert_password_link(ctx.conn, identity_id, token_hash(secret), ctx.now(), expires_at)
    ctx.record(Event("password_link.created", None, "identity", identity_id))
    return MadePasswordLink(secret, expires_at)


async def use_password_link(ctx: Ctx, secret: str, password: str, user_agent: str | None = None) -> SignedIn:
    """Set the password that the link is for and sign in.

    Raises NotFound, Conflict `link_used` or `link_expired`, Forbidden `account_disabled`.
    """
    link = await store.lock_password_link(ctx.conn, token_hash(secret))
    if link is None:
        raise NotFound("link")
    check_link(link, ctx.now())
    await store.use_password_link(ctx.conn, link.id, ctx.now())
    await _replace(ctx, link.identity_id, password)
    identity = await identity_store.select_identity(ctx.conn, link.identity_id)
    if identity is None:
        raise NotFound("link")
    check_enabled(identity)
    return await open_session(ctx, identity, user_agent)


async def _replace(ctx: Ctx, identity_id: int, password: str) -> None:
    check_password(password, min_chars=ctx.settings.password_min_chars)
    account = await identity_store.lock_account(ctx.conn, identity_id)
    if account is None or account.email is None:
        raise NotFound("account")
    await identity_store.update_password(ctx.conn, identity_id, await hash_password(password))
    await throttle.forget(ctx, account_subject(account.email))
    await session_store.delete_sessions(ctx.conn, identity_id)
    ctx.record(Event("password.set", None, "identity", identity_id))
