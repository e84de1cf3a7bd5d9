"""SQL of what an import must know of the items, people and judgements that are there."""

from collections.abc import Sequence

from copydesk.exchange.domain.records import KnownJudgement, Target
from copydesk.kernel.db import Conn, fetch_all, fetch_value

READS = (
    "items.export_item",
    "items.item",
    "items.item_version",
    "queue.claim",
    "queue.queue",
    "queue.submission",
)


async def select_targets(conn: Conn, project_id: int, external_ids: Sequence[str]) -> list[Target]:
    """Items that judgements of a file of their own are about."""
    return await fetch_all(
        conn,
        Target,
        """
        select external_id, item_id, item_version_id,
            array(select r.response ->> 'id' from jsonb_array_elements(content -> 'responses') r (response)) as response_ids
        from items.export_item where project_id = %s and external_id = any(%s)
        """,
        [project_id, list(external_ids)],
    )


async def select_judgements(
    conn: Conn, item_ids: Sequence[int], member_ids: Sequence[int]
) -> list[KnownJudgement]:
    """What these people have said about these items, pair by pair."""
    return await fetch_all(
        conn,
        KnownJudgement,
        """
        select b.item_id, b.member_id, b.answers, b.import_id
        from unnest(%s::bigint[], %s::bigint[]) as pair (item_id, member_id)
        join queue.submission b on b.item_id = pair.item_id and b.member_id = pair.member_id
        where b.state <> 'undone' order by b.id
        """,
        [list(item_ids), list(member_ids)],
    )


async def select_pinned_interface(conn: Conn, project_id: int) -> int | None:
    """The version of the form that answers are written under now; None where nothing is published yet."""
    return await fetch_value(
        conn,
        "select interface_version_id from queue.queue where project_id = %s and stage = 'annotate'",
        [project_id],
    )


async def select_people_of_import(conn: Conn, import_id: int) -> list[int]:
    """Members whose judgements an import brought."""
    cursor = await conn.execute(
        "select distinct member_id from queue.submission where import_id = %s order by 1", [import_id]
    )
    return [int(member_id) for (member_id,) in await cursor.fetchall()]


async def select_idle(conn: Conn, member_ids: Sequence[int]) -> list[int]:
    """Those among these members who have neither sent nor claimed anything."""
    cursor = await conn.execute(
        """
        select m.id from unnest(%s::bigint[]) as m (id)
        where not exists (select from queue.submission b where b.member_id = m.id)
          and not exists (select from queue.claim c where c.member_id = m.id)
        """,
        [list(member_ids)],
    )
    return [int(member_id) for (member_id,) in await cursor.fetchall()]


async def has_work_on_versions(conn: Conn, batch_id: int) -> bool:
    """Whether a version that this batch brought to an item of another batch has been worked on. Reads all versions."""
    return await fetch_value(
        conn,
        """
        select exists (
            select from items.item_version v join items.item i on i.id = v.item_id and i.batch_id <> v.batch_id
            where v.batch_id = %s
              and (exists (select from queue.claim c where c.item_id = v.item_id and c.item_version_id = v.id)
                or exists (select from queue.submission b where b.item_id = v.item_id and b.item_version_id = v.id)))
        """,
        [batch_id],
    )
