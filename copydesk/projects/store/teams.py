"""SQL of teams and who was in them when."""

from datetime import datetime

import psycopg

from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one
from copydesk.projects.domain import Team


async def insert_team(conn: Conn, project_id: int, name: str) -> Team | None:
    """None when the project has a team of this name."""
    return await fetch_one(
        conn,
        Team,
        """
        insert into projects.team (project_id, name) values (%s, %s) on conflict (project_id, name) do nothing
        returning id, project_id, name, 0 as n_members
        """,
        [project_id, name],
    )


async def select_team(conn: Conn, team_id: int) -> Team | None:
    return await fetch_one(
        conn,
        Team,
        """
        select t.id, t.project_id, t.name,
            (select count(*) from projects.team_member m where m.team_id = t.id and m.to_at is null) as n_members
        from projects.team t where t.id = %s
        """,
        [team_id],
    )


async def select_teams(conn: Conn, project_id: int, *, after: int, limit: int) -> list[Team]:
    return await fetch_all(
        conn,
        Team,
        """
        select t.id, t.project_id, t.name,
            (select count(*) from projects.team_member m where m.team_id = t.id and m.to_at is null) as n_members
        from projects.team t where t.project_id = %s and t.id > %s order by t.id limit %s
        """,
        [project_id, after, limit],
    )


async def update_team_name(conn: Conn, team_id: int, name: str) -> bool:
    """False when the project has another team of this name."""
    try:
        async with conn.transaction():
            await execute(conn, "update projects.team set name = %s where id = %s", [name, team_id])
    except psycopg.errors.UniqueViolation:
        return False
    return True


async def move_member(conn: Conn, member_id: int, team_id: int | None, now: datetime) -> None:
    """Out of the present team, unless it is this one, and into this one (None: into none)."""
    await execute(
        conn,
        """
        update projects.team_member set to_at = %s
        where member_id = %s and to_at is null and team_id is distinct from %s
        """,
        [now, member_id, team_id],
    )
    await execute(
        conn,
        """
        insert into projects.team_member (team_id, member_id, from_at)
        select %(team_id)s::bigint, %(member_id)s, %(now)s
        where %(team_id)s::bigint is not null
          and not exists (select from projects.team_member where member_id = %(member_id)s and to_at is null)
        """,
        {"team_id": team_id, "member_id": member_id, "now": now},
    )
