"""SQL of items by the thousand: look-ups by external id, binary COPY, ids taken from the sequence in bulk."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from copydesk.items.domain import Copied, KnownItem, NewItem
from copydesk.kernel.copying import copy_in, pack, timestamp_of, write_rows
from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_value

READS = ()

# Version id, item id, number, canonical content, its hash.
VersionRow = tuple[int, int, int, bytes, bytes]

_JSONB_FORMAT = 1
_pack_item = pack("hiqiqiqiqiiiq")
_pack_version = pack("hiqiqiiiqiqi16siB")
_pack_length = pack("i")
_NULL = _pack_length(-1)


async def select_known(conn: Conn, project_id: int, external_ids: Sequence[str]) -> list[KnownItem]:
    return await fetch_all(
        conn,
        KnownItem,
        """
        select i.external_id, i.id as item_id, i.version_id, i.n_versions, v.content_hash, i.retired_at is not null as is_retired
        from items.item i join items.item_version v on v.id = i.version_id
        where i.project_id = %s and i.external_id = any(array(select jsonb_array_elements_text(%s)))
        """,
        [project_id, as_json(list(external_ids))],
    )


async def lock_known(conn: Conn, project_id: int, external_ids: Sequence[str]) -> list[KnownItem]:
    """As `select_known`, and nobody else makes versions of them meanwhile. In the order of ids, so that two who lock
    several do not wait for each other.
    """
    return await fetch_all(
        conn,
        KnownItem,
        """
        select i.external_id, i.id as item_id, i.version_id, i.n_versions, v.content_hash, i.retired_at is not null as is_retired
        from items.item i join items.item_version v on v.id = i.version_id
        where i.project_id = %s and i.external_id = any(array(select jsonb_array_elements_text(%s)))
        order by i.id for update of i
        """,
        [project_id, as_json(list(external_ids))],
    )


async def take_ids(conn: Conn, n: int) -> Copied:
    """Ids for `n` new items and their first versions, in one round trip."""
    cursor = await conn.execute(
        """
        select array_agg(nextval('items.item_id_seq')), array_agg(nextval('items.item_version_id_seq'))
        from generate_series(1, %s)
        """,
        [n],
        binary=True,
    )
    row = await cursor.fetchone()
    item_ids, version_ids = row or (None, None)
    return Copied(item_ids or [], version_ids or [])


async def take_version_ids(conn: Conn, n: int) -> list[int]:
    found = await fetch_value(
        conn, "select array_agg(nextval('items.item_version_id_seq')) from generate_series(1, %s)", [n]
    )
    return found or []


async def copy_items(
    conn: Conn, place: tuple[int, int], rows: Sequence[NewItem], ids: Copied, now: datetime
) -> None:
    """`place` is (project_id, batch_id)."""
    async with copy_in(
        conn,
        """
        copy items.item (id, project_id, batch_id, version_id, n_versions, created_at, external_id)
        from stdin (format binary)
        """,
    ) as write:
        await write_rows(write, _item_rows(place, rows, ids, timestamp_of(now)))


def _item_rows(place: tuple[int, int], rows: Sequence[NewItem], ids: Copied, at: int) -> Iterator[bytes]:
    project_id, batch_id = place
    for row, item_id, version_id in zip(rows, ids.item_ids, ids.version_ids, strict=True):
        head = _pack_item(7, 8, item_id, 8, project_id, 8, batch_id, 8, version_id, 4, 1, 8, at)
        if row.external_id is None:
            yield head + _NULL
        else:
            text = row.external_id.encode()
            yield head + _pack_length(len(text)) + text


async def copy_versions(conn: Conn, batch_id: int, rows: Sequence[VersionRow], now: datetime) -> None:
    async with copy_in(
        conn,
        """
        copy items.item_version (id, item_id, number, batch_id, created_at, content_hash, content)
        from stdin (format binary)
        """,
    ) as write:
        await write_rows(write, _version_rows(batch_id, rows, timestamp_of(now)))


def _version_rows(batch_id: int, rows: Sequence[VersionRow], at: int) -> Iterator[bytes]:
    for version_id, item_id, number, content, content_hash in rows:
        yield (
            _pack_version(
                *(7, 8, version_id, 8, item_id, 4, number, 8, batch_id, 8, at, 16),
                *(content_hash, len(content) + 1, _JSONB_FORMAT),
            )
            + content
        )


async def move_to_versions(conn: Conn, item_ids: Sequence[int], version_ids: Sequence[int]) -> None:
    """Make the given versions, each one number further, the present ones of their items."""
    await execute(
        conn,
        """
        update items.item i set version_id = new.version_id, n_versions = i.n_versions + 1
        from unnest(%s::bigint[], %s::bigint[]) as new (item_id, version_id) where i.id = new.item_id
        """,
        [list(item_ids), list(version_ids)],
    )
