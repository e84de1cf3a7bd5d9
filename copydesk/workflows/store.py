"""SQL of workflows."""

from copydesk.kernel.db import Conn, as_json, fetch_all, fetch_one
from copydesk.workflows.domain import NewVersion, WorkflowDraft, WorkflowVersion

READS = ()


async def select_workflow(conn: Conn, project_id: int) -> WorkflowDraft | None:
    return await fetch_one(
        conn,
        WorkflowDraft,
        "select project_id, document, revision, updated_at, updated_by from workflows.workflow where project_id = %s",
        [project_id],
    )


async def lock_workflow(conn: Conn, project_id: int) -> WorkflowDraft | None:
    """Locked, so that versions get their numbers one after the other."""
    return await fetch_one(
        conn,
        WorkflowDraft,
        """
        select project_id, document, revision, updated_at, updated_by from workflows.workflow
        where project_id = %s for update
        """,
        [project_id],
    )


async def write_workflow(conn: Conn, draft: WorkflowDraft) -> WorkflowDraft | None:
    """Save over the revision that `draft` names (0: none yet). None when the stored one is another."""
    return await fetch_one(
        conn,
        WorkflowDraft,
        """
        insert into workflows.workflow as w (project_id, document, updated_at, updated_by)
        select %(project_id)s, %(document)s, %(at)s, %(by)s
        where %(revision)s = 0 or exists (select from workflows.workflow where project_id = %(project_id)s)
        on conflict (project_id) do update
            set document = excluded.document, revision = w.revision + 1,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by
            where w.revision = %(revision)s
        returning project_id, document, revision, updated_at, updated_by
        """,
        {
            "project_id": draft.project_id,
            "document": as_json(draft.document),
            "revision": draft.revision,
            "at": draft.updated_at,
            "by": draft.updated_by,
        },
    )


async def insert_version(conn: Conn, new: NewVersion) -> WorkflowVersion | None:
    """The next version of a locked draft."""
    return await fetch_one(
        conn,
        WorkflowVersion,
        """
        insert into workflows.workflow_version (project_id, number, document, note, published_at, published_by)
        select %(project_id)s, coalesce(max(number), 0) + 1, %(document)s, %(note)s, %(at)s, %(by)s
        from workflows.workflow_version where project_id = %(project_id)s
        returning id, project_id, number, document, note, published_at, published_by
        """,
        {
            "project_id": new.project_id,
            "document": as_json(new.document),
            "note": new.note,
            "at": new.published_at,
            "by": new.published_by,
        },
    )


async def select_version(conn: Conn, version_id: int) -> WorkflowVersion | None:
    return await fetch_one(
        conn,
        WorkflowVersion,
        """
        select id, project_id, number, document, note, published_at, published_by
        from workflows.workflow_version where id = %s
        """,
        [version_id],
    )


async def select_latest_version(conn: Conn, project_id: int) -> WorkflowVersion | None:
    return await fetch_one(
        conn,
        WorkflowVersion,
        """
        select id, project_id, number, document, note, published_at, published_by
        from workflows.workflow_version where project_id = %s order by number desc limit 1
        """,
        [project_id],
    )


async def select_versions(
    conn: Conn, project_id: int, *, before: int | None, limit: int
) -> list[WorkflowVersion]:
    """Newest first, at most `limit` with an id below `before`."""
    return await fetch_all(
        conn,
        WorkflowVersion,
        """
        select id, project_id, number, document, note, published_at, published_by
        from workflows.workflow_version
        where project_id = %(project_id)s and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )
