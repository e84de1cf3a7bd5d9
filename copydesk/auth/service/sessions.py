"""Sessions: signing in and out, with and without a password, and seeing where one is signed in."""

from datetime import timedelta

from copydesk.auth.domain import (
    SESSION_PREFIX,
    DemoAccount,
    Identity,
    Session,
    SignedIn,
    SignInAttempt,
    check_enabled,
    session_cookies,
    throttle_subjects,
)
from copydesk.auth.service import throttle
from copydesk.auth.service.hashing import hash_password, is_outdated, is_right
from copydesk.auth.store import identities as identity_store
from copydesk.auth.store import sessions as store
from copydesk.kernel.crypto import random_token, token_hash
from copydesk.kernel.ctx import Actor, Ctx, Event
from copydesk.kernel.errors import Forbidden, NotFound, Problem, Unauthenticated

_USER_AGENT_CHARS = 300


def require_session(ctx: Ctx) -> int:
    """The person, signed in by a session: a leaked API token must not reach passwords, sessions and tokens."""
    identity_id = ctx.require_identity()
    if ctx.actor.session_id is None:
        raise Forbidden("An API token cannot do this: sign in with a password.", code="session_required")
    return identity_id


async def sign_in(ctx: Ctx, attempt: SignInAttempt) -> SignedIn | Problem:
    """A session for the right password. A refusal is returned, not raised, so that the failure it counted stays."""
    subjects = throttle_subjects(attempt.email, attempt.address)
    too_many = await throttle.refusal(ctx, subjects)
    if too_many is not None:
        return too_many
    account = await identity_store.select_account(ctx.conn, attempt.email)
    password_hash = None if account is None else account.password_hash
    if not await is_right(password_hash, attempt.password) or account is None or password_hash is None:
        await throttle.count(ctx, subjects)
        ctx.record(Event("sign_in.refused", None, "identity", None if account is None else account.id))
        return Unauthenticated("The e-mail address or the password is wrong.", code="sign_in_failed")
    check_enabled(account)
    if is_outdated(password_hash):
        await identity_store.update_password(ctx.conn, account.id, await hash_password(attempt.password))
    await throttle.forget(ctx, subjects[0])
    return await open_session(ctx, account, attempt.user_agent)


async def open_session(ctx: Ctx, identity: Identity, user_agent: str | None = None) -> SignedIn:
    """Sign somebody in; the caller has made sure that it is them. From here on they act in this context."""
    secret = random_token(SESSION_PREFIX)
    agent = None if user_agent is None else user_agent[:_USER_AGENT_CHARS]
    await store.insert_session(ctx.conn, identity.id, token_hash(secret), agent, ctx.now())
    ctx.actor = Actor(identity_id=identity.id, is_admin=identity.is_admin)
    ctx.record(Event("session.opened", None, "identity", identity.id))
    is_secure = (ctx.settings.public_url or "").startswith("https:")
    return SignedIn(identity, secret, session_cookies(secret, is_secure=is_secure))


async def sign_out(ctx: Ctx) -> None:
    """End the session of this request."""
    identity_id = require_session(ctx)
    await store.delete_session(ctx.conn, identity_id, ctx.actor.session_id or 0)
    ctx.record(Event("session.ended", None, "identity", identity_id))


async def list_sessions(ctx: Ctx) -> list[Session]:
    """Where the person is signed in."""
    identity_id = require_session(ctx)
    seen_after = ctx.now() - timedelta(days=ctx.settings.session_days)
    return await store.select_sessions(ctx.conn, identity_id, seen_after)


async def revoke_session(ctx: Ctx, session_id: int) -> None:
    """End one of the person's own sessions."""
    identity_id = require_session(ctx)
    if not await store.delete_session(ctx.conn, identity_id, session_id):
        raise NotFound("session")
    ctx.record(Event("session.revoked", None, "session", session_id))


async def revoke_other_sessions(ctx: Ctx) -> None:
    """Sign out everywhere else."""
    identity_id = require_session(ctx)
    n_ended = await store.delete_sessions(ctx.conn, identity_id, but=ctx.actor.session_id)
    ctx.record(Event("session.others_revoked", None, "identity", identity_id, {"n_sessions": n_ended}))


async def list_demo_accounts(ctx: Ctx) -> list[DemoAccount]:
    """The demo people. Raises NotFound on an installation that is no demo."""
    _require_demo(ctx)
    return await identity_store.select_demo_accounts(ctx.conn)


async def sign_in_to_demo(ctx: Ctx, email: str, user_agent: str | None = None) -> SignedIn:
    """A session for a demo person, without a password. Raises NotFound for everybody else."""
    _require_demo(ctx)
    account = await identity_store.select_account(ctx.conn, email)
    if account is None or not account.is_demo or account.disabled_at is not None:
        raise NotFound("demo account")
    return await open_session(ctx, account, user_agent)


def _require_demo(ctx: Ctx) -> None:
    if not ctx.settings.demo:
        raise NotFound
