"""SQL of the table of items: which candidates pass a filter, and what a row shows."""

from collections.abc import Sequence

from copydesk.kernel.db import Conn, fetch_all
from copydesk.reports.domain.items import ItemFilter, ItemLine, ItemState
from copydesk.reports.store.planned import fetch_number, fetch_planned

READS = (
    "items.item",
    "items.item_version",
    "items.batch",
    "queue.item_standing",
    "queue.claim",
    "queue.queue",
    "queue.slot",
    "queue.submission",
    "review.finding",
)


class _Passing:
    def __init__(self, item_id: int) -> None:
        self.item_id = item_id


async def select_passing(
    conn: Conn, project_id: int, wanted: ItemFilter, item_ids: Sequence[int]
) -> set[int]:
    """Those of these items that every part of the filter lets through, except its state."""
    found = await fetch_planned(
        conn,
        _Passing,
        """
        select i.id as item_id from unnest(%(ids)s::bigint[]) c (id) join items.item i on i.id = c.id
        where i.project_id = %(project_id)s
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or starts_with(i.external_id, %(prefix)s))
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(member_id)s::bigint is null
               or exists (select from queue.submission b where b.item_id = i.id and b.member_id = %(member_id)s)
               or exists (select from queue.claim k where k.item_id = i.id and k.member_id = %(member_id)s
                          and k.outcome = 'submitted'))
          and (%(rule_key)s::text is null or exists (
               select from queue.submission b join review.finding f on f.submission_id = b.id
               where b.item_id = i.id and f.rule_key = %(rule_key)s))
          and (%(people_min)s::int is null or %(people_min)s <= (
               select count(distinct b.member_id) from queue.submission b
               where b.item_id = i.id and b.state in ('submitted', 'accepted', 'fixed')))
          and (%(finished_from)s::timestamptz is null or exists (
               select from queue.claim k join queue.queue q on q.id = k.queue_id
               where k.item_id = i.id and k.outcome = 'submitted' and (%(stage)s::text is null or q.stage::text = %(stage)s)
                 and k.ended_at >= %(finished_from)s and k.ended_at < %(finished_until)s))
          and (%(pattern)s::text is null or exists (
               select from items.item_version v, jsonb_path_query(v.content, '$.*[*].content') t
               where v.id = i.version_id and t #>> '{}' ilike %(pattern)s))
        """,
        {
            "ids": list(item_ids),
            "project_id": project_id,
            "batch_id": wanted.batch_id,
            "prefix": wanted.external_id_prefix,
            "created_from": wanted.created_from,
            "created_until": wanted.created_until,
            "member_id": wanted.member_id,
            "rule_key": wanted.rule_key,
            "pattern": wanted.pattern,
            "people_min": wanted.people_min,
            "finished_from": wanted.finished_from,
            "finished_until": wanted.finished_until,
            "stage": wanted.finished_stage,
        },
    )
    return {one.item_id for one in found}


async def select_in_state(conn: Conn, project_id: int, state: ItemState, item_ids: Sequence[int]) -> set[int]:
    """Those of these items that are in a state: as `queue.item_standing` says, but asking no more than this state needs."""
    found = await fetch_planned(
        conn,
        _Passing,
        """
        with q as materialized (select id from queue.queue where project_id = %(project_id)s and stage = 'annotate')
        select i.id as item_id from unnest(%(ids)s::bigint[]) c (id) join items.item i on i.id = c.id
        where (i.retired_at is not null) = (%(state)s = 'retired') and case %(state)s
            when 'retired' then true
            when 'waiting' then exists (select from queue.slot s where s.item_id = i.id and s.queue_id = (select id from q)
                and s.state = 'ready' and s.assigned_member_id is null)
            when 'in_work' then exists (select from queue.slot s where s.item_id = i.id and s.queue_id = (select id from q)
                and s.state = 'leased')
            when 'returned' then exists (select from queue.slot s where s.item_id = i.id and s.queue_id = (select id from q)
                and s.state = 'ready' and s.assigned_member_id is not null)
            when 'in_review' then exists (select from queue.slot s where s.item_id = i.id and s.queue_id <> (select id from q)
                and s.state in ('ready', 'leased'))
            when 'for_lead' then exists (select from queue.submission b where b.item_id = i.id and b.state = 'waiting')
            else not exists (select from queue.slot s where s.item_id = i.id and s.state in ('ready', 'leased'))
                and exists (select from queue.submission b where b.item_id = i.id and b.state in ('accepted', 'fixed'))
                and not exists (select from queue.submission b where b.item_id = i.id and b.state = 'waiting') end
        """,
        {"project_id": project_id, "state": state, "ids": list(item_ids)},
    )
    return {one.item_id for one in found}


async def select_lines(conn: Conn, item_ids: Sequence[int]) -> dict[int, ItemLine]:
    found = await fetch_all(
        conn,
        ItemLine,
        """
        select i.id, i.project_id, i.external_id, i.batch_id, b.name as batch_name, i.n_versions, i.created_at,
            left(coalesce(jsonb_path_query_first(v.content, '$.messages[*] ? (@.role == "user").content') #>> '{}',
                v.content #>> '{messages,0,content}'), 200) as excerpt,
            x.states, x.priority, x.n_answers, x.n_wanted,
            (select count(*) from queue.submission s join review.finding f on f.submission_id = s.id
             where s.item_id = i.id and f.state = 'open')::int as n_open_findings,
            greatest(i.created_at, i.retired_at, x.answered_at,
                (select max(greatest(c.claimed_at, c.ended_at)) from queue.claim c where c.item_id = i.id)) as last_activity_at
        from items.item i
        join items.batch b on b.id = i.batch_id
        join items.item_version v on v.id = i.version_id
        join queue.item_standing x on x.item_id = i.id
        where i.id = any(%s)
        """,
        [list(item_ids)],
    )
    return {line.id: line for line in found}


async def count_all(conn: Conn, project_id: int, wanted: ItemFilter) -> int:
    """For filters that the items themselves answer."""
    return await fetch_number(
        conn,
        """
        select count(*) from items.item i
        where i.project_id = %(project_id)s
          and (%(batch_id)s::bigint is null or i.batch_id = %(batch_id)s)
          and (%(prefix)s::text is null or (i.external_id >= %(prefix)s and i.external_id < %(prefix_end)s))
          and (%(created_from)s::timestamptz is null or i.created_at >= %(created_from)s)
          and (%(created_until)s::timestamptz is null or i.created_at < %(created_until)s)
          and (%(retired)s::bool is null or i.retired_at is not null)
        """,
        {
            "project_id": project_id,
            "batch_id": wanted.batch_id,
            "prefix": wanted.external_id_prefix,
            "prefix_end": wanted.prefix_end,
            "created_from": wanted.created_from,
            "created_until": wanted.created_until,
            "retired": True if wanted.state == "retired" else None,
        },
    )
