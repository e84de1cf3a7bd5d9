"""SQL of sessions and of failed sign-ins."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.auth.domain import Failures, Identity, Session
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one


async def insert_session(
    conn: Conn, identity_id: int, token_hash: bytes, user_agent: str | None, now: datetime
) -> None:
    await execute(
        conn,
        """
        insert into auth.session (identity_id, token_hash, user_agent, created_at, last_seen_at)
        values (%s, %s, %s, %s, %s)
        """,
        [identity_id, token_hash, user_agent, now, now],
    )


async def select_seen_identity(
    conn: Conn, identity_id: int, session_id: int | None, now: datetime, touch_before: datetime
) -> Identity | None:
    """The person, noting in the same statement that their session is in use."""
    return await fetch_one(
        conn,
        Identity,
        """
        with noted as (
            update auth.session set last_seen_at = %(now)s where id = %(session_id)s and last_seen_at < %(touch_before)s)
        select id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at
        from auth.identity where id = %(identity_id)s
        """,
        {"identity_id": identity_id, "session_id": session_id, "now": now, "touch_before": touch_before},
    )


async def select_sessions(conn: Conn, identity_id: int, seen_after: datetime) -> list[Session]:
    """Those that still work, the last used first."""
    return await fetch_all(
        conn,
        Session,
        """
        select id, user_agent, created_at, last_seen_at from auth.session
        where identity_id = %s and last_seen_at > %s order by last_seen_at desc, id desc
        """,
        [identity_id, seen_after],
    )


async def delete_session(conn: Conn, identity_id: int, session_id: int) -> int:
    return await execute(
        conn, "delete from auth.session where id = %s and identity_id = %s", [session_id, identity_id]
    )


async def delete_sessions(conn: Conn, identity_id: int, *, but: int | None = None) -> int:
    """All of a person, or all `but` one."""
    return await execute(
        conn, "delete from auth.session where identity_id = %s and id is distinct from %s", [identity_id, but]
    )


async def delete_old_sessions(conn: Conn, seen_before: datetime) -> int:
    return await execute(conn, "delete from auth.session where last_seen_at <= %s", [seen_before])


async def select_failures(conn: Conn, subjects: Sequence[str]) -> list[Failures]:
    return await fetch_all(
        conn,
        Failures,
        "select n_failures, window_started_at from auth.sign_in_failure where subject = any(%s)",
        [list(subjects)],
    )


async def count_failure(conn: Conn, subjects: Sequence[str], now: datetime, window_from: datetime) -> None:
    """In the order of their names, so that two counts never wait for each other in a circle."""
    await execute(
        conn,
        """
        insert into auth.sign_in_failure as f (subject, n_failures, window_started_at)
        select subject, 1, %(now)s from unnest(%(subjects)s::text[]) as s (subject) order by subject
        on conflict (subject) do update set
            n_failures = case when f.window_started_at <= %(window_from)s then 1 else f.n_failures + 1 end,
            window_started_at = case when f.window_started_at <= %(window_from)s then %(now)s else f.window_started_at end
        """,
        {"subjects": list(subjects), "now": now, "window_from": window_from},
    )


async def delete_failures(conn: Conn, subject: str) -> None:
    await execute(conn, "delete from auth.sign_in_failure where subject = %s", [subject])


async def delete_old_failures(conn: Conn, window_from: datetime) -> None:
    await execute(conn, "delete from auth.sign_in_failure where window_started_at <= %s", [window_from])
