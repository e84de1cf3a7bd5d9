"""SQL of judgements made elsewhere, and of taking them and whole projects away again."""

from collections.abc import Sequence

from copydesk.kernel.db import Conn, as_json, execute, fetch_value
from copydesk.queue.domain import ImportedSubmission, Queue

READS = ("items.item",)


async def copy_submissions(
    conn: Conn, queue: Queue, import_id: int, rows: Sequence[ImportedSubmission]
) -> None:
    async with (
        conn.cursor() as cursor,
        cursor.copy(
            """
            copy queue.submission (project_id, queue_id, item_id, member_id, item_version_id, guide_version_id,
                interface_version_id, workflow_version_id, import_id, state, displayed, answers, submitted_at, settled_at)
            from stdin
            """
        ) as copy,
    ):
        for row in rows:
            await copy.write_row(
                (
                    queue.project_id,
                    queue.id,
                    row.item_id,
                    row.member_id,
                    row.item_version_id,
                    queue.guide_version_id,
                    queue.interface_version_id,
                    queue.workflow_version_id,
                    import_id,
                    "accepted",
                    list(row.displayed),
                    as_json(dict(row.answers)),
                    row.submitted_at,
                    row.submitted_at,
                )
            )


async def insert_taken(conn: Conn, rows: Sequence[ImportedSubmission]) -> None:
    """Who judged an item elsewhere does not get it here."""
    await execute(
        conn,
        "insert into queue.taken select *, 'annotate' from unnest(%s::bigint[], %s::bigint[]) on conflict do nothing",
        [[row.item_id for row in rows], [row.member_id for row in rows]],
    )


async def delete_import(conn: Conn, import_id: int) -> int:
    """Delete what an import brought, and its marks of who had what; the number of submissions."""
    return await execute(
        conn,
        """
        with gone as (delete from queue.submission where import_id = %s returning item_id, member_id),
        freed as (
            delete from queue.taken t using gone g
            where t.item_id = g.item_id and t.member_id = g.member_id and t.stage = 'annotate'
              and not exists (select from queue.claim c where c.item_id = t.item_id and c.member_id = t.member_id))
        select from gone
        """,
        [import_id],
    )


async def delete_slots_of_batch(conn: Conn, batch_id: int) -> int:
    """Delete the slots of a batch whose items nobody has claimed yet; the number of them."""
    return await execute(
        conn,
        "delete from queue.slot s using items.item i where i.batch_id = %s and s.item_id = i.id",
        [batch_id],
    )


async def has_work_upon(conn: Conn, *, batch_id: int | None, import_id: int) -> bool:
    """Whether anybody here has claimed an item of the batch, or sent or followed up something on it."""
    return await fetch_value(
        conn,
        """
        select exists (select from items.item i join queue.claim c on c.item_id = i.id where i.batch_id = %(batch_id)s)
            or exists (select from items.item i join queue.submission b on b.item_id = i.id
                       where i.batch_id = %(batch_id)s and b.import_id is distinct from %(import_id)s)
            or exists (select from queue.submission b join queue.slot s on s.subject_id = b.id where b.import_id = %(import_id)s)
        """,
        {"batch_id": batch_id, "import_id": import_id},
    )


async def delete_project(conn: Conn, project_id: int) -> None:
    """Everything of a project, the payloads first."""
    await execute(conn, "delete from queue.submission where project_id = %s", [project_id])
    await execute(
        conn,
        "delete from queue.claim c using queue.queue q where q.project_id = %s and c.queue_id = q.id",
        [project_id],
    )
    await execute(
        conn,
        "delete from queue.slot s using queue.queue q where q.project_id = %s and s.queue_id = q.id",
        [project_id],
    )
    await execute(
        conn,
        "delete from queue.passed p using queue.queue q where q.project_id = %s and p.queue_id = q.id",
        [project_id],
    )
    await execute(
        conn,
        "delete from queue.taken t using items.item i where i.project_id = %s and t.item_id = i.id",
        [project_id],
    )
    await execute(conn, "delete from queue.queue where project_id = %s", [project_id])
