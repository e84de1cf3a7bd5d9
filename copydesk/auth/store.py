"""SQL of sign-in."""

from datetime import datetime

from copydesk.kernel.db import Opening

READS = ()


def session_opening(token_hash: bytes, seen_after: datetime) -> Opening:
    """One row per grant of the session's person; none when the session is unknown, too old, or its person disabled."""
    return Opening(
        """
        select i.id, i.is_admin, s.id, null::text[], null::bigint, g.project_id, g.member_id, g.role
        from auth.session s join auth.identity i on i.id = s.identity_id
        left join auth.role_grant g on g.identity_id = i.id
        where s.token_hash = %s and s.last_seen_at > %s and i.disabled_at is null and i.erased_at is null
        """,
        [token_hash, seen_after],
    )


def token_opening(token_hash: bytes, now: datetime) -> Opening:
    """One row per grant of the token's person; none when the token is unknown, expired or revoked."""
    return Opening(
        """
        select i.id, i.is_admin, null::bigint, t.permissions, t.project_id, g.project_id, g.member_id, g.role
        from auth.token t join auth.identity i on i.id = t.identity_id
        left join auth.role_grant g on g.identity_id = i.id
        where t.token_hash = %s and t.expires_at > %s and t.revoked_at is null
          and i.disabled_at is null and i.erased_at is null
        """,
        [token_hash, now],
    )
