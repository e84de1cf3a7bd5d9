"""One function per table of auth and projects. Each returns the id; keyword arguments override columns."""

import itertools
from datetime import UTC, datetime

from copydesk.kernel.crypto import token_hash
from copydesk.kernel.db import Conn, execute, fetch_value

_numbers = itertools.count(1)
EPOCH = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


async def identity(
    conn: Conn, *, email: str | None = None, name: str = "Ada Writer", is_admin: bool = False
) -> int:
    return await fetch_value(
        conn,
        "insert into auth.identity (email, name, is_admin, created_at) values (%s, %s, %s, %s) returning id",
        [email or f"person{next(_numbers)}@example.org", name, is_admin, EPOCH],
    )


async def session(conn: Conn, identity_id: int, token: str) -> int:
    now = datetime.now(UTC)
    return await fetch_value(
        conn,
        "insert into auth.session (identity_id, token_hash, created_at, last_seen_at) values (%s, %s, %s, %s) returning id",
        [identity_id, token_hash(token), now, now],
    )


async def project(conn: Conn, *, name: str = "Helpful answers") -> int:
    return await fetch_value(
        conn, "insert into projects.project (name, created_at) values (%s, %s) returning id", [name, EPOCH]
    )


async def member(
    conn: Conn,
    project_id: int,
    *,
    identity_id: int | None = None,
    role: str = "annotator",
    external_ref: str | None = None,
) -> int:
    """A member and, when they have an account, their grant."""
    member_id = await fetch_value(
        conn,
        """
        insert into projects.member (project_id, identity_id, external_ref, role, pseudonym, joined_at)
        values (%s, %s, %s, %s, %s, %s) returning id
        """,
        [project_id, identity_id, external_ref, role, f"heron-{next(_numbers)}", EPOCH],
    )
    if identity_id is not None:
        await execute(
            conn,
            "insert into auth.role_grant (identity_id, project_id, member_id, role) values (%s, %s, %s, %s)",
            [identity_id, project_id, member_id, role],
        )
    return member_id
