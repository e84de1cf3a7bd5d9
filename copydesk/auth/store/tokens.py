"""SQL of personal API tokens and of the links that set a new password."""

from datetime import datetime

from copydesk.auth.domain import NewToken, PasswordLink, Token
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_only


async def insert_token(
    conn: Conn, identity_id: int, new: NewToken, token_hash: bytes, now: datetime, expires_at: datetime
) -> Token:
    return await fetch_only(
        conn,
        Token,
        """
        insert into auth.token (identity_id, name, token_hash, permissions, project_id, created_at, expires_at)
        values (%s, %s, %s, %s, %s, %s, %s)
        returning id, identity_id, name, permissions, project_id, created_at, expires_at, last_used_at, revoked_at
        """,
        [identity_id, new.name.strip(), token_hash, sorted(new.permissions), new.project_id, now, expires_at],
    )


async def select_tokens(conn: Conn, identity_id: int) -> list[Token]:
    """Those not revoked, the newest first."""
    return await fetch_all(
        conn,
        Token,
        """
        select id, identity_id, name, permissions, project_id, created_at, expires_at, last_used_at, revoked_at
        from auth.token where identity_id = %s and revoked_at is null order by id desc
        """,
        [identity_id],
    )


async def revoke_token(conn: Conn, identity_id: int, token_id: int, now: datetime) -> int:
    return await execute(
        conn,
        "update auth.token set revoked_at = %s where id = %s and identity_id = %s and revoked_at is null",
        [now, token_id, identity_id],
    )


async def erase_tokens(conn: Conn, identity_id: int, now: datetime) -> None:
    """Revoked, and without the names that their owner gave them."""
    await execute(
        conn,
        "update auth.token set revoked_at = coalesce(revoked_at, %s), name = '' where identity_id = %s",
        [now, identity_id],
    )


async def revoke_project_tokens(conn: Conn, project_id: int, now: datetime) -> None:
    await execute(
        conn,
        "update auth.token set revoked_at = %s where project_id = %s and revoked_at is null",
        [now, project_id],
    )


async def insert_password_link(
    conn: Conn, identity_id: int, token_hash: bytes, now: datetime, expires_at: datetime
) -> None:
    """Earlier links of the person end."""
    await execute(
        conn,
        """
        with ended as (delete from auth.password_link where identity_id = %(identity_id)s)
        insert into auth.password_link (identity_id, token_hash, created_at, expires_at)
        values (%(identity_id)s, %(hash)s, %(now)s, %(expires_at)s)
        """,
        {"identity_id": identity_id, "hash": token_hash, "now": now, "expires_at": expires_at},
    )


async def lock_password_link(conn: Conn, token_hash: bytes) -> PasswordLink | None:
    return await fetch_one(
        conn,
        PasswordLink,
        "select id, identity_id, expires_at, used_at from auth.password_link where token_hash = %s for update",
        [token_hash],
    )


async def use_password_link(conn: Conn, link_id: int, now: datetime) -> None:
    await execute(conn, "update auth.password_link set used_at = %s where id = %s", [now, link_id])


async def delete_password_links(conn: Conn, identity_id: int) -> None:
    await execute(conn, "delete from auth.password_link where identity_id = %s", [identity_id])


async def delete_old_password_links(conn: Conn, expired_before: datetime) -> None:
    await execute(conn, "delete from auth.password_link where expires_at <= %s", [expired_before])
