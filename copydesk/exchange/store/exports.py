"""SQL of exports: one statement, so that a file shows one moment however long it takes to write."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

from copydesk.exchange.domain.exports import Exported
from copydesk.kernel.copying import copy_out
from copydesk.kernel.db import Conn

READS = ("items.export_item", "items.item_version", "queue.submission")


async def stream_records(
    conn: Conn, project_id: int, states: Sequence[str], *, after: int = 0, limit: int | None = None
) -> AsyncGenerator[Exported]:
    """Items above the id `after` with their submissions in these states, in the order of ids.

    Read it to its end: whoever stops before leaves the transaction in a state in which it can only be rolled back.
    """
    # Else the planner joins by hash and sorts all contents on disk before the first byte: minutes for a million items.
    await conn.execute(
        "set local enable_hashjoin = off; set local enable_sort = off; set local enable_seqscan = off"
    )
    rows = copy_out(
        conn,
        """
        copy (
            select i.item_id, jsonb_build_object('id', 'item_' || i.item_id, 'external_id', i.external_id, 'version', i.version_number,
                    'batch_id', 'batch_' || i.batch_id, 'created_at', i.created_at, 'retired_at', i.retired_at)::text,
                i.content::text, s.submissions::text,
                case when s.oldest < i.item_version_id then (
                    select jsonb_object_agg(v.number, v.content) from items.item_version v
                    where v.item_id = i.item_id and v.id >= s.oldest and v.id <> i.item_version_id)::text end
            from items.export_item i
            left join lateral (
                select jsonb_agg(b.submission order by b.submission_id) as submissions, min(b.item_version_id) as oldest
                from exchange.export_submission b where b.item_id = i.item_id and b.state = any(%s::text[])) s on true
            where i.project_id = %s and i.item_id > %s order by i.item_id limit %s
        ) to stdout (format binary)
        """,
        [list(states), project_id, after, limit],
    )
    async with contextlib.aclosing(rows):
        async for item_id, head, content, submissions, older in rows:
            number = int.from_bytes(item_id or b"")
            yield Exported(number, (head or b"{}", content or b"{}", submissions or b"[]"), older)


async def select_interfaces_used(conn: Conn, project_id: int) -> list[int]:
    """Versions of the form that submissions of this project were made under."""
    cursor = await conn.execute(
        "select distinct interface_version_id from queue.submission where project_id = %s order by 1",
        [project_id],
    )
    return [int(version_id) for (version_id,) in await cursor.fetchall()]
