"""SQL of invitations."""

from datetime import datetime

from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_only
from copydesk.projects.domain import Invitation


async def insert_invitation(conn: Conn, invitation: Invitation, token_hash: bytes) -> Invitation:
    """`invitation.id` is given by the database."""
    return await fetch_only(
        conn,
        Invitation,
        """
        insert into projects.invitation (project_id, token_hash, email, role, invited_by, created_at, expires_at)
        values (%s, %s, %s, %s, %s, %s, %s)
        returning id, project_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
        """,
        [
            invitation.project_id,
            token_hash,
            invitation.email,
            invitation.role,
            invitation.invited_by,
            invitation.created_at,
            invitation.expires_at,
        ],
    )


async def select_invitations(
    conn: Conn, project_id: int, *, before: int | None, limit: int
) -> list[Invitation]:
    """Newest first."""
    return await fetch_all(
        conn,
        Invitation,
        """
        select id, project_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
        from projects.invitation
        where project_id = %(project_id)s and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )


async def lock_invitation(conn: Conn, invitation_id: int) -> Invitation | None:
    return await fetch_one(
        conn,
        Invitation,
        """
        select id, project_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
        from projects.invitation where id = %s for update
        """,
        [invitation_id],
    )


async def lock_invitation_by_token(conn: Conn, token_hash: bytes) -> Invitation | None:
    return await fetch_one(
        conn,
        Invitation,
        """
        select id, project_id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at
        from projects.invitation where token_hash = %s for update
        """,
        [token_hash],
    )


async def end_invitation(
    conn: Conn, invitation_id: int, *, accepted_at: datetime | None = None, revoked_at: datetime | None = None
) -> None:
    """The address is not kept any longer than it is needed."""
    await execute(
        conn,
        "update projects.invitation set email = null, accepted_at = %s, revoked_at = %s where id = %s",
        [accepted_at, revoked_at, invitation_id],
    )


async def forget_expired_addresses(conn: Conn, now: datetime) -> None:
    await execute(
        conn,
        "update projects.invitation set email = null where email is not null and expires_at <= %s",
        [now],
    )
