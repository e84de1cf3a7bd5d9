"""SQL of single items, their versions and batches."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.items.domain import Batch, Item, ItemFilter, ItemRow, ItemVersion
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_value

READS = ()


async def insert_batch(conn: Conn, project_id: int, name: str, now: datetime, created_by: int | None) -> int:
    return await fetch_value(
        conn,
        "insert into items.batch (project_id, name, created_at, created_by) values (%s, %s, %s, %s) returning id",
        [project_id, name, now, created_by],
    )


async def select_batch(conn: Conn, batch_id: int) -> Batch | None:
    return await fetch_one(
        conn,
        Batch,
        """
        select b.id, b.project_id, b.name, (select count(*) from items.item i where i.batch_id = b.id)::int as n_items,
            b.created_at, b.created_by
        from items.batch b where b.id = %s
        """,
        [batch_id],
    )


async def select_batches(conn: Conn, project_id: int, *, before: int | None, limit: int) -> list[Batch]:
    """Newest first."""
    return await fetch_all(
        conn,
        Batch,
        """
        select b.id, b.project_id, b.name, (select count(*) from items.item i where i.batch_id = b.id)::int as n_items,
            b.created_at, b.created_by
        from items.batch b
        where b.project_id = %(project_id)s and (%(before)s::bigint is null or b.id < %(before)s)
        order by b.id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )


async def select_items(
    conn: Conn, project_id: int, wanted: ItemFilter, *, after: int | None, limit: int
) -> list[ItemRow]:
    """Oldest first."""
    return await fetch_all(
        conn,
        ItemRow,
        """
        select i.id, i.project_id, i.batch_id, i.external_id, i.version_id, i.n_versions, i.created_at, i.retired_at,
            left(v.content #>> '{messages,0,content}', 200) as excerpt
        from items.item i join items.item_version v on v.id = i.version_id
        where i.project_id = %(project_id)s
          and (%(after)s::bigint is null or i.id > %(after)s)
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or starts_with(i.external_id, %(prefix)s))
          and (%(is_retired)s::bool is null or (i.retired_at is not null) = %(is_retired)s)
        order by i.id limit %(limit)s
        """,
        {
            "project_id": project_id,
            "after": after,
            "limit": limit,
            "batch_id": wanted.batch_id,
            "prefix": wanted.external_id_prefix,
            "is_retired": wanted.is_retired,
        },
    )


async def select_item(conn: Conn, item_id: int) -> Item | None:
    return await fetch_one(
        conn,
        Item,
        """
        select id, project_id, batch_id, external_id, version_id, n_versions, created_at, retired_at
        from items.item where id = %s
        """,
        [item_id],
    )


async def lock_item(conn: Conn, item_id: int) -> Item | None:
    """As `select_item`, and nobody else makes a version of it or retires it meanwhile."""
    return await fetch_one(
        conn,
        Item,
        """
        select id, project_id, batch_id, external_id, version_id, n_versions, created_at, retired_at
        from items.item where id = %s for update
        """,
        [item_id],
    )


async def select_versions(conn: Conn, version_ids: Sequence[int]) -> list[ItemVersion]:
    return await fetch_all(
        conn,
        ItemVersion,
        """
        select id, item_id, number, batch_id, content, content_hash, created_at
        from items.item_version where id = any(%s) order by id
        """,
        [list(version_ids)],
    )


async def select_versions_of(conn: Conn, item_id: int) -> list[ItemVersion]:
    """Newest first."""
    return await fetch_all(
        conn,
        ItemVersion,
        """
        select id, item_id, number, batch_id, content, content_hash, created_at
        from items.item_version where item_id = %s order by number desc
        """,
        [item_id],
    )


async def update_retired(conn: Conn, item_id: int, now: datetime) -> None:
    await execute(conn, "update items.item set retired_at = %s where id = %s", [now, item_id])


async def update_retired_many(
    conn: Conn, project_id: int, item_ids: Sequence[int], now: datetime
) -> list[int]:
    """Retire those that are not yet, locked in the order of ids; the ids of them."""
    cursor = await conn.execute(
        """
        with open as (
            select id from items.item where id = any(%(ids)s) and project_id = %(project_id)s and retired_at is null
            order by id for update)
        update items.item i set retired_at = %(now)s from open where i.id = open.id returning i.id
        """,
        {"ids": list(item_ids), "project_id": project_id, "now": now},
    )
    return sorted(row[0] for row in await cursor.fetchall())


async def delete_project(conn: Conn, project_id: int) -> int:
    """Everything of a project; the number of items."""
    return await fetch_value(
        conn,
        """
        with gone as (delete from items.item where project_id = %(project_id)s returning id),
            versions as (delete from items.item_version where item_id in (select id from gone)),
            batches as (delete from items.batch where project_id = %(project_id)s)
        select count(*) from gone
        """,
        {"project_id": project_id},
    )


async def delete_batch(conn: Conn, batch_id: int) -> int:
    """A batch with its items and all their versions; the number of items."""
    return await fetch_value(
        conn,
        """
        with gone as (delete from items.item where batch_id = %(batch_id)s returning id),
            versions as (delete from items.item_version where item_id in (select id from gone)),
            batches as (delete from items.batch where id = %(batch_id)s)
        select count(*) from gone
        """,
        {"batch_id": batch_id},
    )


async def delete_versions_of_batch(conn: Conn, batch_id: int) -> int:
    """Versions that a batch brought to items of other batches: those items go back to their newest version before it."""
    return await fetch_value(
        conn,
        """
        with gone as (
            delete from items.item_version v using items.item i
            where v.batch_id = %(batch_id)s and i.id = v.item_id and i.batch_id <> %(batch_id)s
            returning v.item_id, v.id),
        kept as (
            select distinct on (v.item_id) v.item_id, v.id, v.number from items.item_version v
            where v.item_id in (select item_id from gone) and v.id not in (select id from gone)
            order by v.item_id, v.number desc),
        moved as (
            update items.item i set version_id = kept.id, n_versions = kept.number from kept where i.id = kept.item_id)
        select count(*) from gone
        """,
        {"batch_id": batch_id},
    )
