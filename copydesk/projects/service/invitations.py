"""Invitations by link: made by those who may change members, used once by whoever holds the link."""

from datetime import timedelta

from copydesk.auth import service as auth
from copydesk.auth.domain import Identity, NewIdentity, SignedIn
from copydesk.kernel.crypto import random_token, token_hash
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, Invalid, NotFound
from copydesk.projects.domain import (
    INVITATION_PREFIX,
    Invitation,
    Joined,
    MadeInvitation,
    Newcomer,
    Project,
    ShownInvitation,
    check_invitation,
    check_invited_email,
    check_open,
    check_role,
)
from copydesk.projects.service.me import describe
from copydesk.projects.service.members import admit
from copydesk.projects.store import invitations as store
from copydesk.projects.store import projects as project_store


async def invite(ctx: Ctx, project_id: int, *, role: str, email: str | None) -> MadeInvitation:
    """A link for one person; its secret is told here only. An address, where given, becomes that of the new account."""
    ctx.require("members.write", project_id)
    check_role(role)
    project = await project_store.select_project(ctx.conn, project_id)
    if project is None:
        raise NotFound("project")
    check_open(project)
    secret = random_token(INVITATION_PREFIX)
    expires_at = ctx.now() + timedelta(days=ctx.settings.invitation_days)
    new = Invitation(
        id=0,
        project_id=project_id,
        email=check_invited_email(email),
        role=role,
        invited_by=ctx.actor.identity_id,
        created_at=ctx.now(),
        expires_at=expires_at,
        accepted_at=None,
        revoked_at=None,
    )
    invitation = await store.insert_invitation(ctx.conn, new, token_hash(secret))
    ctx.record(Event("invitation.created", project_id, "invitation", invitation.id, {"role": role}))
    return MadeInvitation(invitation, secret)


async def list_invitations(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[Invitation]:
    """Newest first, ended ones too."""
    ctx.require("members.write", project_id)
    return await store.select_invitations(ctx.conn, project_id, before=before, limit=limit)


async def revoke_invitation(ctx: Ctx, invitation_id: int) -> None:
    """Take an invitation back: its link stops working. Raises Conflict `invitation_used`."""
    invitation = await store.lock_invitation(ctx.conn, invitation_id)
    if invitation is None:
        ctx.require_identity()
        raise NotFound("invitation")
    ctx.require("members.write", invitation.project_id, "invitation")
    if invitation.accepted_at is not None:
        raise Conflict("This invitation was used already: remove the member instead.", code="invitation_used")
    await store.end_invitation(ctx.conn, invitation_id, revoked_at=invitation.revoked_at or ctx.now())
    ctx.record(Event("invitation.revoked", invitation.project_id, "invitation", invitation_id))


async def show_invitation(ctx: Ctx, secret: str) -> ShownInvitation:
    """What the holder of the link may know; whether an account has the address is not told.

    Raises NotFound, and Conflict `invitation_revoked`, `invitation_used`, `invitation_expired` or `project_closed`.
    """
    invitation, project = await _usable(ctx, secret)
    return ShownInvitation(project.name, invitation.role, invitation.email, invitation.expires_at)


async def accept_invitation(ctx: Ctx, secret: str, newcomer: Newcomer) -> Joined:
    """Join with the present account, or make one and sign in. Raises as `show_invitation`, `email_taken`, `already_member`."""
    invitation, _ = await _usable(ctx, secret)
    if ctx.actor.identity_id is None:
        signed_in = await _new_account(ctx, invitation, newcomer)
        identity: Identity = signed_in.identity
    else:
        signed_in, identity = None, await auth.read_me(ctx)
    await admit(ctx, invitation.project_id, identity.id, invitation.role)
    await store.end_invitation(ctx.conn, invitation.id, accepted_at=ctx.now())
    ctx.record(Event("invitation.accepted", invitation.project_id, "invitation", invitation.id))
    return Joined(await describe(ctx, identity), signed_in)


async def _usable(ctx: Ctx, secret: str) -> tuple[Invitation, Project]:
    """Locked, so that two who open the link at once do not both join by it."""
    invitation = await store.lock_invitation_by_token(ctx.conn, token_hash(secret))
    if invitation is None:
        raise NotFound("invitation")
    check_invitation(invitation, ctx.now())
    project = await project_store.select_project(ctx.conn, invitation.project_id)
    if project is None:
        raise NotFound("invitation")
    check_open(project)
    return invitation, project


async def _new_account(ctx: Ctx, invitation: Invitation, newcomer: Newcomer) -> SignedIn:
    email = invitation.email or newcomer.email
    given = {"/email": email, "/name": newcomer.name, "/password": newcomer.password}
    missing = [Fault(at, "This is needed to make your account.") for at, value in given.items() if not value]
    if missing:
        raise Invalid("Say who you are and choose a password, or sign in first.", faults=missing)
    new = NewIdentity(email or "", newcomer.name or "")
    identity = await auth.register(ctx, new, newcomer.password or "")
    return await auth.open_session(ctx, identity, newcomer.user_agent)
