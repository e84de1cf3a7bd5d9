"""SQL of the few items that a rule, a member, a day or a passing state leaves over."""

from typing import Any, Final

from copydesk.kernel.db import Conn
from copydesk.reports.domain.items import Candidate, ItemFilter, Place
from copydesk.reports.store.planned import fetch_planned

READS = (
    "items.item",
    "queue.claim",
    "queue.queue",
    "queue.slot",
    "queue.submission",
    "review.finding",
    "review.review",
)

# Beyond every external id.
_LAST: Final = "\U0010ffff"


async def select_few(
    conn: Conn,
    project_id: int,
    wanted: ItemFilter,
    place: Place | None,
    *,
    up: bool,
    by_name: bool,
    limit: int,
) -> list[Candidate]:
    """Items that a rule, a member or a passing state leaves over, sorted by their id, or by their external id."""
    source = _few_source(wanted)
    return await fetch_planned(
        conn,
        Candidate,
        """
        with x as (
            select b.item_id from review.finding f
                cross join lateral (select s.item_id from queue.submission s where s.id = f.submission_id offset 0) b
                where %(source)s = 'rule' and f.project_id = %(project_id)s and f.rule_key = %(rule_key)s
            union select b.item_id from queue.submission b
                where %(source)s = 'member' and b.project_id = %(project_id)s and b.member_id = %(member_id)s
            union select b.item_id from review.review r join queue.submission b on b.id = r.submission_id
                where %(source)s = 'member' and r.project_id = %(project_id)s and r.member_id = %(member_id)s
            union select k.item_id from queue.queue q join queue.claim k on k.queue_id = q.id
                where %(source)s = 'finished' and q.project_id = %(project_id)s and k.outcome = 'submitted'
                  and k.ended_at >= %(finished_from)s and k.ended_at < %(finished_until)s
            union select s.item_id from queue.queue q join queue.slot s on s.queue_id = q.id
                where %(source)s = 'state' and %(state)s = 'in_work' and q.project_id = %(project_id)s and q.stage = 'annotate'
                  and s.state = 'leased'
            union select s.item_id from queue.queue q join queue.slot s on s.queue_id = q.id
                where %(source)s = 'state' and %(state)s = 'returned' and q.project_id = %(project_id)s and q.stage = 'annotate'
                  and s.assigned_member_id is not null
            union select b.item_id from queue.submission b
                where %(source)s = 'state' and %(state)s = 'for_lead' and b.project_id = %(project_id)s and b.state = 'waiting')
        select i.id as item_id, case when %(by_name)s then i.external_id end as key
        from x join items.item i on i.id = x.item_id and i.project_id = %(project_id)s
        where %(place)s::bigint is null or case
            when %(by_name)s and %(up)s then (coalesce(i.external_id, %(last)s), i.id) > (%(key)s::text, %(place)s)
            when %(by_name)s then (coalesce(i.external_id, %(last)s), i.id) < (%(key)s::text, %(place)s)
            when %(up)s then i.id > %(place)s else i.id < %(place)s end
        order by case when %(by_name)s and %(up)s then coalesce(i.external_id, %(last)s) end,
            case when %(by_name)s and not %(up)s then coalesce(i.external_id, %(last)s) end desc,
            case when %(up)s then i.id else -i.id end limit %(limit)s
        """,
        _few_values(project_id, wanted, place, source=source, up=up, by_name=by_name, limit=limit),
    )


def _few_source(wanted: ItemFilter) -> str:
    """What leaves the fewest is read first."""
    if wanted.rule_key is not None:
        return "rule"
    if wanted.member_id is not None:
        return "member"
    return "state" if wanted.finished_from is None else "finished"


def _few_values(project_id: int, wanted: ItemFilter, place: Place | None, **more: Any) -> dict[str, Any]:
    key = None if place is None else (place.key if isinstance(place.key, str) else _LAST)
    return {
        "project_id": project_id,
        "rule_key": wanted.rule_key,
        "member_id": wanted.member_id,
        "state": wanted.state,
        "finished_from": wanted.finished_from,
        "finished_until": wanted.finished_until,
        "place": None if place is None else place.item_id,
        "key": key,
        "last": _LAST,
        **more,
    }
