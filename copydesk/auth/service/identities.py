"""Identities: the first admin, making them, finding them, their profile and their standing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from copydesk.auth.domain import (
    SESSION_TOUCH,
    Identity,
    NewIdentity,
    SignedIn,
    check_admin_remains,
    check_password,
    check_profile,
    checked,
)
from copydesk.auth.service.hashing import hash_password
from copydesk.auth.service.sessions import open_session, require_session
from copydesk.auth.store import identities as store
from copydesk.auth.store import sessions as session_store
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound


async def setup_is_needed(ctx: Ctx) -> bool:
    """Whether nobody has an account yet, so that the first comer becomes the admin."""
    return not await store.has_identities(ctx.conn)


async def set_up(ctx: Ctx, new: NewIdentity, password: str, user_agent: str | None = None) -> SignedIn:
    """The first admin, signed in. Of two who try at once, one gets Conflict `already_set_up`."""
    await store.lock_identities(ctx.conn)
    if await store.has_identities(ctx.conn):
        raise Conflict("Copydesk is set up already: sign in.", code="already_set_up")
    identity = await register(ctx, replace(new, is_admin=True), password)
    return await open_session(ctx, identity, user_agent)


async def register(ctx: Ctx, new: NewIdentity, password: str | None) -> Identity:
    """Make an identity; the caller has decided that this is allowed. Without a password it cannot sign in by one.

    Raises Invalid, and Conflict `email_taken`.
    """
    new = checked(new)
    if password is not None:
        check_password(password, min_chars=ctx.settings.password_min_chars)
    password_hash = None if password is None else await hash_password(password)
    identity = await store.insert_identity(ctx.conn, new, password_hash, ctx.now())
    if identity is None:
        raise Conflict("There is an account with this e-mail address already.", code="email_taken")
    ctx.record(Event("identity.created", None, "identity", identity.id, {"is_admin": new.is_admin}))
    return identity


async def create_identity(ctx: Ctx, new: NewIdentity, password: str | None) -> Identity:
    """As `register`, for admins and the command line."""
    ctx.require_admin()
    return await register(ctx, new, password)


async def find_identity(ctx: Ctx, email: str) -> Identity:
    """Raises NotFound."""
    ctx.require_admin()
    account = await store.select_account(ctx.conn, email)
    if account is None:
        raise NotFound("account")
    return account


async def list_identities(ctx: Ctx, *, search: str | None, after: int, limit: int) -> list[Identity]:
    """Everybody, in the order of their ids."""
    ctx.require_admin()
    return await store.select_identities(ctx.conn, search=search, after=after, limit=limit)


async def read_me(ctx: Ctx) -> Identity:
    """Who is signed in; notes at most every ten minutes that their session is in use."""
    now = ctx.now()
    found = await session_store.select_seen_identity(
        ctx.conn, ctx.require_identity(), ctx.actor.session_id, now, now - SESSION_TOUCH
    )
    if found is None:
        raise NotFound("account")
    return found


async def update_profile(ctx: Ctx, changes: Mapping[str, Any]) -> Identity:
    """Change `name`, `locale` or `time_zone` of the person signed in; what is absent stays."""
    require_session(ctx)
    account = await store.lock_account(ctx.conn, ctx.require_identity())
    if account is None:
        raise NotFound("account")
    changed = replace(account, **changes)
    name = (changed.name or "").strip()
    check_profile(name, changed.locale, changed.time_zone)
    await store.update_profile(ctx.conn, account.id, name, changed.locale, changed.time_zone)
    ctx.record(Event("identity.changed", None, "identity", account.id, {"fields": sorted(changes)}))
    return replace(changed, name=name)


async def change_identity(
    ctx: Ctx, identity_id: int, *, is_admin: bool | None = None, is_disabled: bool | None = None
) -> Identity:
    """Make somebody an admin or not, disable or enable their account; None stays. Disabling ends their sessions.

    Raises Conflict `last_admin`.
    """
    ctx.require_admin()
    admin_ids = await store.lock_admin_ids(ctx.conn)
    account = await store.lock_account(ctx.conn, identity_id)
    if account is None or account.erased_at is not None:
        raise NotFound("account")
    disabled_at = account.disabled_at
    if is_disabled is not None:
        disabled_at = (disabled_at or ctx.now()) if is_disabled else None
    changed = replace(
        account, is_admin=account.is_admin if is_admin is None else is_admin, disabled_at=disabled_at
    )
    if not changed.is_admin or changed.disabled_at is not None:
        check_admin_remains(admin_ids, identity_id)
    await store.update_standing(
        ctx.conn, identity_id, is_admin=changed.is_admin, disabled_at=changed.disabled_at
    )
    if changed.disabled_at is not None:
        await session_store.delete_sessions(ctx.conn, identity_id)
    standing = {"is_admin": changed.is_admin, "is_disabled": changed.disabled_at is not None}
    ctx.record(Event("identity.standing_changed", None, "identity", identity_id, standing))
    return changed
