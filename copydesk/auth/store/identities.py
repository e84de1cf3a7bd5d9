"""SQL of identities and the grants that other slices write for them."""

from datetime import datetime

from copydesk.auth.domain import Account, DemoAccount, Identity, NewIdentity
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_value


async def insert_identity(
    conn: Conn, new: NewIdentity, password_hash: str | None, now: datetime
) -> Identity | None:
    """None when the address is taken."""
    return await fetch_one(
        conn,
        Identity,
        """
        insert into auth.identity (email, name, password_hash, is_admin, is_demo, locale, time_zone, created_at)
        values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (lower(email)) do nothing
        returning id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at
        """,
        [new.email, new.name, password_hash, new.is_admin, new.is_demo, new.locale, new.time_zone, now],
    )


async def lock_identities(conn: Conn) -> None:
    """Nobody adds or changes an identity until this transaction ends: for the first admin."""
    await execute(conn, "lock table auth.identity in share row exclusive mode")


async def has_identities(conn: Conn) -> bool:
    return await fetch_value(conn, "select exists (select from auth.identity)")


async def select_account(conn: Conn, email: str) -> Account | None:
    return await fetch_one(
        conn,
        Account,
        """
        select id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at, password_hash
        from auth.identity where lower(email) = lower(%s)
        """,
        [email.strip()],
    )


async def lock_account(conn: Conn, identity_id: int) -> Account | None:
    return await fetch_one(
        conn,
        Account,
        """
        select id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at, password_hash
        from auth.identity where id = %s for update
        """,
        [identity_id],
    )


async def select_identity(conn: Conn, identity_id: int) -> Identity | None:
    return await fetch_one(
        conn,
        Identity,
        """
        select id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at
        from auth.identity where id = %s
        """,
        [identity_id],
    )


async def select_identities(conn: Conn, *, search: str | None, after: int, limit: int) -> list[Identity]:
    """In the order of their ids; `search` is part of a name or an address."""
    return await fetch_all(
        conn,
        Identity,
        """
        select id, email, name, is_admin, is_demo, locale, time_zone, created_at, disabled_at, erased_at
        from auth.identity
        where id > %(after)s
          and (%(search)s::text is null or strpos(lower(name), lower(%(search)s)) > 0
               or strpos(lower(email), lower(%(search)s)) > 0)
        order by id limit %(limit)s
        """,
        {"search": search, "after": after, "limit": limit},
    )


async def lock_admin_ids(conn: Conn) -> list[int]:
    """The admins who can sign in, locked: two of them cannot take each other's place away at once."""
    cursor = await conn.execute(
        "select id from auth.identity where is_admin and disabled_at is null order by id for update"
    )
    return [row[0] for row in await cursor.fetchall()]


async def update_profile(conn: Conn, identity_id: int, name: str, locale: str, time_zone: str | None) -> None:
    await execute(
        conn,
        "update auth.identity set name = %s, locale = %s, time_zone = %s where id = %s",
        [name, locale, time_zone, identity_id],
    )


async def update_standing(
    conn: Conn, identity_id: int, *, is_admin: bool, disabled_at: datetime | None
) -> None:
    await execute(
        conn,
        "update auth.identity set is_admin = %s, disabled_at = %s where id = %s",
        [is_admin, disabled_at, identity_id],
    )


async def update_password(conn: Conn, identity_id: int, password_hash: str) -> None:
    await execute(
        conn, "update auth.identity set password_hash = %s where id = %s", [password_hash, identity_id]
    )


async def erase_identity(conn: Conn, identity_id: int, now: datetime) -> None:
    """The id stays, and nothing that says who it was."""
    await execute(
        conn,
        """
        update auth.identity set email = null, name = null, password_hash = null, is_admin = false,
            locale = 'en', time_zone = null, erased_at = %s
        where id = %s
        """,
        [now, identity_id],
    )


async def select_demo_accounts(conn: Conn) -> list[DemoAccount]:
    return await fetch_all(
        conn,
        DemoAccount,
        """
        select i.email, i.name,
            (select g.role from auth.role_grant g where g.identity_id = i.id order by g.project_id limit 1) as role
        from auth.identity i
        where i.is_demo and i.disabled_at is null and i.erased_at is null order by i.id
        """,
    )


async def upsert_grant(conn: Conn, identity_id: int, project_id: int, member_id: int, role: str) -> None:
    await execute(
        conn,
        """
        insert into auth.role_grant (identity_id, project_id, member_id, role) values (%s, %s, %s, %s)
        on conflict (identity_id, project_id) do update set member_id = excluded.member_id, role = excluded.role
        """,
        [identity_id, project_id, member_id, role],
    )


async def delete_grant(conn: Conn, identity_id: int, project_id: int) -> None:
    await execute(
        conn,
        "delete from auth.role_grant where identity_id = %s and project_id = %s",
        [identity_id, project_id],
    )


async def delete_project_grants(conn: Conn, project_id: int) -> None:
    await execute(conn, "delete from auth.role_grant where project_id = %s", [project_id])


async def delete_identity_grants(conn: Conn, identity_id: int) -> None:
    await execute(conn, "delete from auth.role_grant where identity_id = %s", [identity_id])
