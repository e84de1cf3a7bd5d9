"""SQL of interfaces."""

from copydesk.interfaces.domain import InterfaceDraft, InterfaceVersion, NewVersion, VersionSummary
from copydesk.kernel.db import Conn, as_json, fetch_all, fetch_one

READS = ()


async def select_interface(conn: Conn, project_id: int) -> InterfaceDraft | None:
    return await fetch_one(
        conn,
        InterfaceDraft,
        "select project_id, source, revision, updated_at, updated_by from interfaces.interface where project_id = %s",
        [project_id],
    )


async def lock_interface(conn: Conn, project_id: int) -> InterfaceDraft | None:
    """Locked, so that versions get their numbers one after the other."""
    return await fetch_one(
        conn,
        InterfaceDraft,
        """
        select project_id, source, revision, updated_at, updated_by from interfaces.interface
        where project_id = %s for update
        """,
        [project_id],
    )


async def write_interface(conn: Conn, draft: InterfaceDraft) -> InterfaceDraft | None:
    """Save over the revision that `draft` names (0: none yet). None when the stored one is another."""
    return await fetch_one(
        conn,
        InterfaceDraft,
        """
        insert into interfaces.interface as i (project_id, source, updated_at, updated_by)
        select %(project_id)s, %(source)s, %(at)s, %(by)s
        where %(revision)s = 0 or exists (select from interfaces.interface where project_id = %(project_id)s)
        on conflict (project_id) do update
            set source = excluded.source, revision = i.revision + 1,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by
            where i.revision = %(revision)s
        returning project_id, source, revision, updated_at, updated_by
        """,
        {
            "project_id": draft.project_id,
            "source": draft.source,
            "revision": draft.revision,
            "at": draft.updated_at,
            "by": draft.updated_by,
        },
    )


async def insert_version(conn: Conn, new: NewVersion) -> InterfaceVersion | None:
    """The next version of a locked draft."""
    return await fetch_one(
        conn,
        InterfaceVersion,
        """
        insert into interfaces.interface_version
            (project_id, number, document, answer_schema, note, published_at, published_by)
        select %(project_id)s, coalesce(max(number), 0) + 1, %(document)s, %(answer_schema)s, %(note)s, %(at)s, %(by)s
        from interfaces.interface_version where project_id = %(project_id)s
        returning id, project_id, number, document, answer_schema, note, published_at, published_by
        """,
        {
            "project_id": new.project_id,
            "document": as_json(new.document),
            "answer_schema": as_json(new.answer_schema),
            "note": new.note,
            "at": new.published_at,
            "by": new.published_by,
        },
    )


async def select_version(conn: Conn, version_id: int) -> InterfaceVersion | None:
    return await fetch_one(
        conn,
        InterfaceVersion,
        """
        select id, project_id, number, document, answer_schema, note, published_at, published_by
        from interfaces.interface_version where id = %s
        """,
        [version_id],
    )


async def select_latest_version(conn: Conn, project_id: int) -> InterfaceVersion | None:
    return await fetch_one(
        conn,
        InterfaceVersion,
        """
        select id, project_id, number, document, answer_schema, note, published_at, published_by
        from interfaces.interface_version where project_id = %s order by number desc limit 1
        """,
        [project_id],
    )


async def select_versions(
    conn: Conn, project_id: int, *, before: int | None, limit: int
) -> list[VersionSummary]:
    """Newest first, at most `limit` with an id below `before`."""
    return await fetch_all(
        conn,
        VersionSummary,
        """
        select id, project_id, number, note, published_at, published_by from interfaces.interface_version
        where project_id = %(project_id)s and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )
