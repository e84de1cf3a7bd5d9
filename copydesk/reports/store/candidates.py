"""SQL of where the table of items begins: ids in the order of the list, each source by the index that has this order."""

from typing import Any, Final

from copydesk.kernel.db import Conn
from copydesk.reports.domain.items import Candidate, ItemFilter, Place
from copydesk.reports.store.planned import fetch_planned

READS = (
    "items.item",
    "queue.queue",
    "queue.slot",
    "queue.slot_state",
    "queue.submission",
)

# Beyond every id.
_TOP: Final = 2**63 - 1

# A priority and a slot in one number.
_SLOT_BITS: Final = 48


def _all_values(project_id: int, wanted: ItemFilter, limit: int) -> dict[str, Any]:
    return {
        "project_id": project_id,
        "batch_id": wanted.batch_id,
        "prefix": wanted.external_id_prefix,
        "prefix_end": wanted.prefix_end,
        "created_from": wanted.created_from,
        "created_until": wanted.created_until,
        "retired": True if wanted.state == "retired" else None,
        "limit": limit,
    }


def _between(project_id: int, place: Place | None, *, up: bool, limit: int) -> dict[str, Any]:
    """The ids behind a place."""
    return {
        "project_id": project_id,
        "above": place.item_id if place and up else 0,
        "below": place.item_id if place and not up else _TOP,
        "limit": limit,
    }


async def select_all(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items of the project in the order of their ids; a filter by state other than retired is left to the sieve."""
    values = {**_all_values(project_id, wanted, limit), **_between(project_id, place, up=up, limit=limit)}
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            select i.id as item_id from items.item i
            where i.project_id = %(project_id)s and i.id > %(above)s
              and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
              and (%(prefix)s::text is null or (i.external_id >= %(prefix)s and i.external_id < %(prefix_end)s))
              and (%(retired)s::bool is null or i.retired_at is not null)
            order by i.id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        select i.id as item_id from items.item i
        where i.project_id = %(project_id)s and i.id < %(below)s
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or (i.external_id >= %(prefix)s and i.external_id < %(prefix_end)s))
          and (%(retired)s::bool is null or i.retired_at is not null)
        order by i.id desc limit %(limit)s
        """,
        values,
    )


async def select_by_created(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items of a span of time in the order in which they came; the key is the time."""
    values = {
        **_all_values(project_id, wanted, limit),
        "key": place.key if place else None,
        "place": place.item_id if place else None,
    }
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            select i.id as item_id, i.created_at::text as key from items.item i
            where i.project_id = %(project_id)s
              and (%(place)s::bigint is null or (i.created_at, i.id) > (%(key)s::timestamptz, %(place)s))
              and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
              and (%(prefix)s::text is null or starts_with(i.external_id, %(prefix)s))
              and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
              and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
              and (%(retired)s::bool is null or i.retired_at is not null)
            order by i.created_at, i.id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        select i.id as item_id, i.created_at::text as key from items.item i
        where i.project_id = %(project_id)s
          and (%(place)s::bigint is null or (i.created_at, i.id) < (%(key)s::timestamptz, %(place)s))
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or starts_with(i.external_id, %(prefix)s))
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(retired)s::bool is null or i.retired_at is not null)
        order by i.created_at desc, i.id desc limit %(limit)s
        """,
        values,
    )


async def select_by_external_id(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """In the order of external ids; items without one come behind those with one."""
    at_nulls = place is not None and place.key is None
    found: list[Candidate] = []
    if up and not at_nulls:
        found = await _named_up(conn, project_id, wanted, place, limit)
    if up and len(found) < limit and wanted.external_id_prefix is None:
        found += await _nameless(
            conn, project_id, wanted, place if at_nulls else None, up=True, limit=limit - len(found)
        )
    if not up and at_nulls:
        found = await _nameless(conn, project_id, wanted, place, up=False, limit=limit)
    if not up and len(found) < limit:
        found += await _named_down(conn, project_id, wanted, None if at_nulls else place, limit - len(found))
    return found


async def _named_up(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, limit: int
) -> list[Candidate]:
    return await fetch_planned(
        conn,
        Candidate,
        """
        select i.id as item_id, i.external_id as key from items.item i
        where i.project_id = %(project_id)s and i.external_id > %(key)s
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or (i.external_id >= %(prefix)s and i.external_id < %(prefix_end)s))
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(retired)s::bool is null or i.retired_at is not null)
        order by i.external_id limit %(limit)s
        """,
        {**_all_values(project_id, wanted, limit), "key": place.key if place else ""},
    )


async def _named_down(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, limit: int
) -> list[Candidate]:
    return await fetch_planned(
        conn,
        Candidate,
        """
        select i.id as item_id, i.external_id as key from items.item i
        where i.project_id = %(project_id)s and i.external_id is not null
          and (%(key)s::text is null or i.external_id < %(key)s)
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or (i.external_id >= %(prefix)s and i.external_id < %(prefix_end)s))
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(retired)s::bool is null or i.retired_at is not null)
        order by i.external_id desc limit %(limit)s
        """,
        {**_all_values(project_id, wanted, limit), "key": place.key if place else None},
    )


async def _nameless(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    return await fetch_planned(
        conn,
        Candidate,
        """
        select i.id as item_id from items.item i
        where i.project_id = %(project_id)s and i.external_id is null and i.id > %(above)s and i.id < %(below)s
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(retired)s::bool is null or i.retired_at is not null)
        order by case when %(up)s then i.id else -i.id end limit %(limit)s
        """,
        {
            **_all_values(project_id, wanted, limit),
            "up": up,
            "above": place.item_id if place and up else 0,
            "below": place.item_id if place and not up else _TOP,
        },
    )


# Which slots an item in this state has: of which stage, in which state, or also in which other.
_SLOTS: Final = {
    "waiting": ("annotate", "ready", "ready"),
    "in_review": ("review", "ready", "leased"),
}


async def select_by_slots(
    conn: Conn, project_id: int, wanted: ItemFilter, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items with slots as this state wants them, in the order of their ids."""
    stage, state, also = _SLOTS[wanted.state or "waiting"]
    values = {
        **_between(project_id, place, up=up, limit=limit),
        "stage": stage,
        "state": state,
        "also": also,
    }
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            with q as materialized (select id from queue.queue where project_id = %(project_id)s and stage = %(stage)s)
            select item_id from (
                (select distinct s.item_id from queue.slot s where s.queue_id = (select id from q)
                   and s.state = %(state)s and s.item_id > %(above)s order by s.item_id limit %(limit)s)
                union
                (select distinct s.item_id from queue.slot s where s.queue_id = (select id from q) and %(also)s <> %(state)s
                   and s.state = %(also)s::queue.slot_state and s.item_id > %(above)s order by s.item_id limit %(limit)s)) x
            order by item_id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        with q as materialized (select id from queue.queue where project_id = %(project_id)s and stage = %(stage)s)
        select item_id from (
            (select distinct s.item_id from queue.slot s where s.queue_id = (select id from q)
               and s.state = %(state)s and s.item_id < %(below)s order by s.item_id desc limit %(limit)s)
            union
            (select distinct s.item_id from queue.slot s where s.queue_id = (select id from q) and %(also)s <> %(state)s
               and s.state = %(also)s::queue.slot_state and s.item_id < %(below)s order by s.item_id desc limit %(limit)s)) x
        order by item_id desc limit %(limit)s
        """,
        values,
    )


async def select_settled(
    conn: Conn, project_id: int, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items with an answer that was accepted, in the order of their ids: few of them are not done."""
    values = _between(project_id, place, up=up, limit=limit)
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            select distinct b.item_id from queue.submission b
            where b.project_id = %(project_id)s and b.state in ('accepted', 'fixed') and b.item_id > %(above)s
            order by b.item_id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        select distinct b.item_id from queue.submission b
        where b.project_id = %(project_id)s and b.state in ('accepted', 'fixed') and b.item_id < %(below)s
        order by b.item_id desc limit %(limit)s
        """,
        values,
    )


async def select_by_priority(
    conn: Conn, project_id: int, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items with a fresh slot that waits, by its priority; the key holds priority and slot."""
    key = (_TOP if not up else -_TOP) if place is None else int(place.key or 0)
    values = {
        "project_id": project_id,
        "priority": max(-32_768, min(32_767, key >> _SLOT_BITS)),
        "slot_id": key & (2**_SLOT_BITS - 1) if place else (0 if up else 2**_SLOT_BITS),
        "limit": limit,
    }
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            select s.item_id, (s.priority::bigint << 48) + s.id as key from queue.slot s
            where s.queue_id = (select id from queue.queue where project_id = %(project_id)s and stage = 'annotate')
              and s.state = 'ready' and s.assigned_member_id is null and not s.is_reopened
              and (s.priority, s.id) > (%(priority)s::smallint, %(slot_id)s::bigint)
              and not exists (select from queue.slot o where o.item_id = s.item_id and o.queue_id = s.queue_id and o.state = 'ready'
                              and o.assigned_member_id is null and not o.is_reopened and o.id > s.id)
            order by s.priority, s.id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        select s.item_id, (s.priority::bigint << 48) + s.id as key from queue.slot s
        where s.queue_id = (select id from queue.queue where project_id = %(project_id)s and stage = 'annotate')
          and s.state = 'ready' and s.assigned_member_id is null and not s.is_reopened
          and (s.priority, s.id) < (%(priority)s::smallint, %(slot_id)s::bigint)
          and not exists (select from queue.slot o where o.item_id = s.item_id and o.queue_id = s.queue_id and o.state = 'ready'
                          and o.assigned_member_id is null and not o.is_reopened and o.id > s.id)
        order by s.priority desc, s.id desc limit %(limit)s
        """,
        values,
    )


async def select_by_answer(
    conn: Conn, project_id: int, place: Place | None, *, up: bool, limit: int
) -> list[Candidate]:
    """Items with an answer, by the newest one; the key is the submission."""
    values = {"project_id": project_id, "key": place.key if place else None, "limit": limit}
    if up:
        return await fetch_planned(
            conn,
            Candidate,
            """
            select b.item_id, b.id as key from queue.submission b
            where b.project_id = %(project_id)s and b.id > coalesce(%(key)s::bigint, 0)
              and not exists (select from queue.submission o where o.item_id = b.item_id and o.id > b.id)
            order by b.id limit %(limit)s
            """,
            values,
        )
    return await fetch_planned(
        conn,
        Candidate,
        """
        select b.item_id, b.id as key from queue.submission b
        where b.project_id = %(project_id)s and (%(key)s::bigint is null or b.id < %(key)s)
          and not exists (select from queue.submission o where o.item_id = b.item_id and o.id > b.id)
        order by b.id desc limit %(limit)s
        """,
        values,
    )
