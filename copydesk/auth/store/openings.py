"""SQL that travels with BEGIN: who sends the request, and what they may do."""

from datetime import datetime

from copydesk.auth.domain import TOKEN_TOUCH
from copydesk.kernel.db import Opening


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
    """One row per grant of the token's person; none when the token is unknown, expired or revoked.

    Notes the use at most once an hour; `skip locked`, so that requests with one token never wait for each other.
    """
    return Opening(
        """
        with noted as (
            update auth.token set last_used_at = %(now)s where id = (
                select id from auth.token
                where token_hash = %(hash)s and (last_used_at is null or last_used_at < %(used_before)s)
                for update skip locked))
        select i.id, i.is_admin, null::bigint, t.permissions, t.project_id, g.project_id, g.member_id, g.role
        from auth.token t join auth.identity i on i.id = t.identity_id
        left join auth.role_grant g on g.identity_id = i.id
        where t.token_hash = %(hash)s and t.expires_at > %(now)s and t.revoked_at is null
          and i.disabled_at is null and i.erased_at is null
        """,
        {"hash": token_hash, "now": now, "used_before": now - TOKEN_TOUCH},
    )
