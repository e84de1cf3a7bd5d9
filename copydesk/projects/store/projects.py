"""SQL of projects themselves."""

from collections.abc import Collection
from datetime import datetime

from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_only
from copydesk.projects.domain import NewProject, Project


async def insert_project(conn: Conn, new: NewProject, created_by: int | None, now: datetime) -> Project:
    return await fetch_only(
        conn,
        Project,
        """
        insert into projects.project (name, description, time_zone, licence, drafts_keep_days, leavers_keep_days,
            created_at, created_by)
        values (%s, %s, %s, %s, %s, %s, %s, %s)
        returning id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        """,
        [
            new.name,
            new.description,
            new.time_zone,
            new.licence,
            new.drafts_keep_days,
            new.leavers_keep_days,
            now,
            created_by,
        ],
    )


async def select_project(conn: Conn, project_id: int) -> Project | None:
    return await fetch_one(
        conn,
        Project,
        """
        select id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        from projects.project where id = %s
        """,
        [project_id],
    )


async def lock_project(conn: Conn, project_id: int) -> Project | None:
    return await fetch_one(
        conn,
        Project,
        """
        select id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        from projects.project where id = %s for no key update
        """,
        [project_id],
    )


async def select_projects_by_name(conn: Conn, name: str) -> list[Project]:
    return await fetch_all(
        conn,
        Project,
        """
        select id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        from projects.project where name = %s order by id
        """,
        [name],
    )


async def select_projects(
    conn: Conn, among: Collection[int] | None, *, with_archived: bool, before: int | None, limit: int
) -> list[Project]:
    """Newest first. `among` None: all of the installation."""
    return await fetch_all(
        conn,
        Project,
        """
        select id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        from projects.project
        where (%(among)s::bigint[] is null or id = any(%(among)s))
          and (%(with_archived)s or archived_at is null)
          and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {
            "among": None if among is None else list(among),
            "with_archived": with_archived,
            "before": before,
            "limit": limit,
        },
    )


async def select_names(conn: Conn, project_ids: Collection[int]) -> list[tuple[int, str]]:
    """Ids and names, in the order of the names."""
    cursor = await conn.execute(
        "select id, name from projects.project where id = any(%s) order by lower(name), id",
        [list(project_ids)],
    )
    return [(row[0], row[1]) for row in await cursor.fetchall()]


async def update_settings(conn: Conn, project_id: int, new: NewProject) -> Project:
    return await fetch_only(
        conn,
        Project,
        """
        update projects.project set name = %s, description = %s, time_zone = %s, licence = %s,
            drafts_keep_days = %s, leavers_keep_days = %s, revision = revision + 1
        where id = %s
        returning id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        """,
        [
            new.name,
            new.description,
            new.time_zone,
            new.licence,
            new.drafts_keep_days,
            new.leavers_keep_days,
            project_id,
        ],
    )


async def update_ends(
    conn: Conn, project_id: int, *, archived_at: datetime | None, delete_after: datetime | None
) -> Project:
    return await fetch_only(
        conn,
        Project,
        """
        update projects.project set archived_at = %s, delete_after = %s where id = %s
        returning id, name, description, time_zone, licence, drafts_keep_days, leavers_keep_days, revision,
            created_at, created_by, archived_at, delete_after
        """,
        [archived_at, delete_after, project_id],
    )


async def select_due_ids(conn: Conn, now: datetime) -> list[int]:
    """Locked, so that nobody takes a deletion back while it is carried out."""
    cursor = await conn.execute(
        "select id from projects.project where delete_after <= %s order by delete_after, id for update skip locked",
        [now],
    )
    return [row[0] for row in await cursor.fetchall()]


async def delete_project(conn: Conn, project_id: int) -> None:
    """Members, teams and invitations go with it."""
    await execute(conn, "delete from projects.project where id = %s", [project_id])
