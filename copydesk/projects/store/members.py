"""SQL of members."""

from collections.abc import Collection, Sequence
from datetime import datetime

import psycopg

from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one
from copydesk.projects.domain import ListedMember, Member, MemberFilter, NamedMember

READS = ("auth.identity",)


async def insert_member(
    conn: Conn, project_id: int, identity_id: int, role: str, pseudonyms: Sequence[str], now: datetime
) -> Member | None:
    """With the first of the pseudonyms that is free; None when none is, or when the person is a member already."""
    return await fetch_one(
        conn,
        Member,
        """
        insert into projects.member (project_id, identity_id, role, pseudonym, joined_at)
        select %(project_id)s, %(identity_id)s, %(role)s, p.pseudonym, %(now)s
        from unnest(%(pseudonyms)s::text[]) with ordinality as p (pseudonym, place)
        where not exists (select from projects.member m where m.project_id = %(project_id)s and m.pseudonym = p.pseudonym)
        order by p.place limit 1
        on conflict do nothing
        returning id, project_id, identity_id, external_ref, role, pseudonym, joined_at, removed_at
        """,
        {
            "project_id": project_id,
            "identity_id": identity_id,
            "role": role,
            "pseudonyms": list(pseudonyms),
            "now": now,
        },
    )


async def select_by_refs(conn: Conn, project_id: int, refs: Sequence[str]) -> dict[str, int]:
    """Members without or with an account, by what imports called them."""
    cursor = await conn.execute(
        "select external_ref, id from projects.member where project_id = %s and external_ref = any(%s)",
        [project_id, list(refs)],
    )
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def lock_importing(conn: Conn, project_id: int) -> None:
    """One import at a time adds people to a project: two of them would wait for each other's names in a circle."""
    await execute(
        conn,
        "select pg_advisory_xact_lock(hashtextextended('projects.member ' || %s::text, 0))",
        [project_id],
    )


async def insert_imported(
    conn: Conn, project_id: int, refs: Sequence[str], pseudonyms: Sequence[str], role: str, now: datetime
) -> dict[str, int]:
    """The members made; a reference whose pseudonym or whose own place is taken is left out."""
    cursor = await conn.execute(
        """
        insert into projects.member (project_id, external_ref, role, pseudonym, joined_at)
        select %s, w.ref, %s, w.pseudonym, %s from unnest(%s::text[], %s::text[]) as w (ref, pseudonym)
        on conflict do nothing returning external_ref, id
        """,
        [project_id, role, now, list(refs), list(pseudonyms)],
    )
    return {row[0]: row[1] for row in await cursor.fetchall()}


async def delete_imported(conn: Conn, project_id: int, member_ids: Sequence[int]) -> int:
    """Only those without an account; the number of them."""
    return await execute(
        conn,
        "delete from projects.member where project_id = %s and id = any(%s) and identity_id is null and external_ref is not null",
        [project_id, list(member_ids)],
    )


async def lock_member(conn: Conn, member_id: int) -> Member | None:
    return await fetch_one(
        conn,
        Member,
        """
        select id, project_id, identity_id, external_ref, role, pseudonym, joined_at, removed_at
        from projects.member where id = %s for no key update
        """,
        [member_id],
    )


async def lock_member_of(conn: Conn, project_id: int, identity_id: int) -> Member | None:
    return await fetch_one(
        conn,
        Member,
        """
        select id, project_id, identity_id, external_ref, role, pseudonym, joined_at, removed_at
        from projects.member where project_id = %s and identity_id = %s for no key update
        """,
        [project_id, identity_id],
    )


async def lock_lead_ids(conn: Conn, project_id: int) -> list[int]:
    """Leads who can sign in, locked: two of them cannot remove each other at once."""
    cursor = await conn.execute(
        """
        select id from projects.member
        where project_id = %s and role = 'lead' and removed_at is null and identity_id is not null
        order by id for no key update
        """,
        [project_id],
    )
    return [row[0] for row in await cursor.fetchall()]


async def select_members(
    conn: Conn, project_id: int, wanted: MemberFilter, *, names: bool, after: int, limit: int
) -> list[ListedMember]:
    """In the order of their ids; without `names` nothing says who they are."""
    return await fetch_all(
        conn,
        ListedMember,
        """
        select m.id, m.project_id, m.identity_id, case when %(names)s then m.external_ref end as external_ref, m.role,
            m.pseudonym, m.joined_at, m.removed_at, case when %(names)s then i.name end as name,
            case when %(names)s then i.email end as email, t.id as team_id, t.name as team
        from projects.member m
        left join auth.identity i on i.id = m.identity_id
        left join projects.team_member tm on tm.member_id = m.id and tm.to_at is null
        left join projects.team t on t.id = tm.team_id
        where m.project_id = %(project_id)s and m.id > %(after)s
          and (%(with_removed)s or m.removed_at is null)
          and (%(ids)s::bigint[] is null or m.id = any(%(ids)s))
          and (%(pattern)s::text is null or lower(m.pseudonym) like %(pattern)s or %(names)s and (
               lower(i.name) like %(pattern)s or lower(i.email) like %(pattern)s or lower(m.external_ref) like %(pattern)s))
          and (%(role)s::text is null or m.role = %(role)s)
          and (%(team_id)s::bigint is null or t.id = %(team_id)s)
        order by m.id limit %(limit)s
        """,
        {
            "names": names,
            "project_id": project_id,
            "after": after,
            "with_removed": wanted.with_removed or bool(wanted.ids),
            "ids": list(wanted.ids) or None,
            "pattern": wanted.pattern,
            "role": wanted.role,
            "team_id": wanted.team_id,
            "limit": limit,
        },
    )


async def select_listed_member(conn: Conn, member_id: int) -> ListedMember | None:
    return await fetch_one(
        conn,
        ListedMember,
        """
        select m.id, m.project_id, m.identity_id, m.external_ref, m.role, m.pseudonym, m.joined_at, m.removed_at,
            i.name, i.email, t.id as team_id, t.name as team
        from projects.member m
        left join auth.identity i on i.id = m.identity_id
        left join projects.team_member tm on tm.member_id = m.id and tm.to_at is null
        left join projects.team t on t.id = tm.team_id
        where m.id = %s
        """,
        [member_id],
    )


async def select_members_by_id(conn: Conn, project_id: int, ids: Collection[int] | None) -> list[Member]:
    """`ids` None: all of the project, removed ones too."""
    return await fetch_all(
        conn,
        Member,
        """
        select id, project_id, identity_id, external_ref, role, pseudonym, joined_at, removed_at
        from projects.member
        where project_id = %(project_id)s and (%(ids)s::bigint[] is null or id = any(%(ids)s))
        """,
        {"project_id": project_id, "ids": None if ids is None else list(ids)},
    )


async def select_named(
    conn: Conn,
    project_id: int,
    *,
    names: bool,
    ids: Collection[int] = (),
    identity_ids: Collection[int] = (),
) -> list[NamedMember]:
    """Members by their own ids or by those of their people; without `names` nothing says who they are."""
    return await fetch_all(
        conn,
        NamedMember,
        """
        select m.id, m.identity_id, m.pseudonym, m.role, case when %(names)s then coalesce(i.name, m.external_ref) end as name
        from projects.member m left join auth.identity i on i.id = m.identity_id
        where m.project_id = %(project_id)s and (m.id = any(%(ids)s) or m.identity_id = any(%(identity_ids)s))
        """,
        {
            "names": names,
            "project_id": project_id,
            "ids": list(ids),
            "identity_ids": list(identity_ids),
        },
    )


async def select_present_ids(conn: Conn, project_id: int) -> list[int]:
    """Members with an account who were not removed."""
    cursor = await conn.execute(
        """
        select id from projects.member
        where project_id = %s and identity_id is not null and removed_at is null order by id
        """,
        [project_id],
    )
    return [row[0] for row in await cursor.fetchall()]


async def update_role(conn: Conn, member_id: int, role: str) -> None:
    await execute(conn, "update projects.member set role = %s where id = %s", [role, member_id])


async def update_pseudonym(conn: Conn, member_id: int, pseudonym: str) -> bool:
    """False when another member of the project has it."""
    try:
        async with conn.transaction():
            await execute(
                conn, "update projects.member set pseudonym = %s where id = %s", [pseudonym, member_id]
            )
    except psycopg.errors.UniqueViolation:
        return False
    return True


async def update_removed_at(conn: Conn, member_id: int, removed_at: datetime | None) -> None:
    await execute(conn, "update projects.member set removed_at = %s where id = %s", [removed_at, member_id])


async def remove_identities(conn: Conn, identity_ids: Sequence[int], now: datetime) -> list[tuple[int, int]]:
    """Remove people from every project; (project, member) of each place that ended."""
    cursor = await conn.execute(
        """
        with ended as (
            update projects.member set removed_at = %(now)s
            where identity_id = any(%(identity_ids)s) and removed_at is null returning id, project_id),
        left_teams as (
            update projects.team_member set to_at = %(now)s
            where member_id in (select id from ended) and to_at is null)
        select project_id, id from ended order by 1, 2
        """,
        {"identity_ids": list(identity_ids), "now": now},
    )
    return [(row[0], row[1]) for row in await cursor.fetchall()]


async def erase_leavers(conn: Conn, now: datetime) -> list[tuple[int, int]]:
    """Cut what links a removed member to a person where the project's time for it is over; (project, number) of each."""
    cursor = await conn.execute(
        """
        with erased as (
            update projects.member m set identity_id = null, external_ref = null
            from projects.project p
            where p.id = m.project_id and m.removed_at <= %s - make_interval(days => p.leavers_keep_days)
              and (m.identity_id is not null or m.external_ref is not null)
            returning m.project_id)
        select project_id, count(*) from erased group by 1 order by 1
        """,
        [now],
    )
    return [(row[0], row[1]) for row in await cursor.fetchall()]
