"""The table of items, what is done with many of them, and all about one."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from copydesk.audit import service as audit
from copydesk.items import service as items
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import Conn
from copydesk.projects import service as projects
from copydesk.queue import service as queue
from copydesk.reports.domain.detail import ItemDetail, involved, subjects_of
from copydesk.reports.domain.items import (
    BULK_MAX,
    LOOKED_AT_MAX,
    Bulk,
    Candidate,
    ItemCount,
    ItemFilter,
    ItemPage,
    ItemQuery,
    Place,
    Source,
    check_bulk,
    check_filter,
    check_found,
    is_upward,
    must_sift,
    source_of,
    steps_of,
)
from copydesk.reports.domain.overview import last_days
from copydesk.reports.store import candidates, few
from copydesk.reports.store import items as store
from copydesk.review import service as review

Read = Callable[[Place | None, int], Coroutine[Any, Any, list[Candidate]]]


async def list_item_rows(ctx: Ctx, project_id: int, query: ItemQuery) -> ItemPage:
    """A page of the table, in both directions from any place. It looks at a bounded number of items, so it always comes at once."""
    _require(ctx, project_id, query.wanted)
    query = replace(query, wanted=await _in_zone(ctx, project_id, query.wanted))
    is_back = query.place is not None and query.place.is_back
    source = source_of(query.wanted, query.sort)
    sifts = must_sift(query.wanted, source)
    read = _reader(ctx.conn, project_id, query, source)
    found: list[Candidate] = []
    last: Candidate | None = None
    n_looked_at, is_over = 0, False
    for size in steps_of(query.limit, query.wanted, sifts=sifts):
        place = query.place if last is None else last.place(is_back=is_back)
        chunk = await read(place, size)
        n_looked_at += len(chunk)
        found += await _sifted(ctx.conn, project_id, query.wanted, chunk) if sifts else chunk
        last, is_over = (chunk[-1] if chunk else last), len(chunk) < size
        if is_over or len(found) > query.limit:
            break
    shown = found[: query.limit]
    is_full = len(found) > query.limit
    end = shown[-1] if is_full else (None if is_over else last)
    lines = await store.select_lines(ctx.conn, [one.item_id for one in shown])
    rows = [lines[one.item_id] for one in shown if one.item_id in lines]
    further = None if end is None else end.place(is_back=is_back).encode()
    other = shown[0] if shown else last
    before = other.place(is_back=not is_back) if other and query.place is not None else query.place
    before_cursor = None if before is None else replace(before, is_back=not is_back).encode()
    return ItemPage(
        items=rows[::-1] if is_back else rows,
        next_cursor=before_cursor if is_back else further,
        prev_cursor=further if is_back else before_cursor,
        n_looked_at=n_looked_at,
        is_partial=not is_full and not is_over,
    )


def _require(ctx: Ctx, project_id: int, wanted: ItemFilter) -> None:
    """Who did what is for those who may read everybody's work."""
    ctx.require("items.read", project_id)
    told = (wanted.member_id, wanted.rule_key, wanted.people_min, wanted.finished_on)
    if any(one is not None for one in told):
        ctx.require("work.read_all", project_id)
    check_filter(wanted)


async def _in_zone(ctx: Ctx, project_id: int, wanted: ItemFilter) -> ItemFilter:
    """The filter with the moments at which its day begins and ends."""
    if wanted.finished_on is None:
        return wanted
    project = await projects.get_project(ctx, project_id)
    (span,) = last_days(wanted.finished_on, 1, ZoneInfo(project.time_zone))
    return replace(wanted, finished_from=span.from_at, finished_until=span.until_at)


def _reader(conn: Conn, project_id: int, query: ItemQuery, source: Source) -> Read:
    """Reads candidates behind a place in the wanted order."""
    up = is_upward(query.sort, is_back=query.place is not None and query.place.is_back)
    wanted, by_name = query.wanted, query.sort == "external_id"

    async def read(place: Place | None, limit: int) -> list[Candidate]:
        match source:
            case "few":
                return await few.select_few(
                    conn, project_id, wanted, place, up=up, by_name=by_name, limit=limit
                )
            case "slots":
                return await candidates.select_by_slots(conn, project_id, wanted, place, up=up, limit=limit)
            case "settled":
                return await candidates.select_settled(conn, project_id, place, up=up, limit=limit)
            case "external_id":
                return await candidates.select_by_external_id(
                    conn, project_id, wanted, place, up=up, limit=limit
                )
            case "priority":
                return await candidates.select_by_priority(conn, project_id, place, up=up, limit=limit)
            case "answered":
                return await candidates.select_by_answer(conn, project_id, place, up=up, limit=limit)
            case "created":
                return await candidates.select_by_created(conn, project_id, wanted, place, up=up, limit=limit)
            case "all":
                return await candidates.select_all(conn, project_id, wanted, place, up=up, limit=limit)

    return read


async def _sifted(
    conn: Conn, project_id: int, wanted: ItemFilter, chunk: Sequence[Candidate]
) -> list[Candidate]:
    if not chunk:
        return []
    passing = {one.item_id for one in chunk}
    if wanted.state is not None:
        passing = await store.select_in_state(conn, project_id, wanted.state, sorted(passing))
    if replace(wanted, state=None) != ItemFilter():
        passing = await store.select_passing(conn, project_id, wanted, sorted(passing))
    return [one for one in chunk if one.item_id in passing]


async def count_items(ctx: Ctx, project_id: int, wanted: ItemFilter) -> ItemCount:
    """How many items a filter finds; beyond what may be looked at, at least how many."""
    _require(ctx, project_id, wanted)
    wanted = await _in_zone(ctx, project_id, wanted)
    source = source_of(wanted, "oldest")
    if not must_sift(wanted, source):
        return ItemCount(await store.count_all(ctx.conn, project_id, wanted), is_exact=True)
    read = _reader(ctx.conn, project_id, ItemQuery(wanted, "oldest"), source)
    size = sum(steps_of(0, wanted, sifts=True))
    chunk = await read(None, size)
    found = await _sifted(ctx.conn, project_id, wanted, chunk)
    return ItemCount(len(found), is_exact=len(chunk) < size)


async def change_items(ctx: Ctx, project_id: int, bulk: Bulk) -> int:
    """Retire or rank items, named or found by a filter; the number of them. All of them or none.

    Raises Invalid when a filter finds too many, or not as many as `expected`; NotFound for items of elsewhere.
    """
    ctx.require("items.write", project_id)
    check_bulk(bulk)
    if bulk.action == "set_priority":
        ctx.require("work.settle", project_id)
    item_ids = await _ids_of(ctx, project_id, bulk)
    check_found(bulk, item_ids)
    if bulk.action == "retire":
        await items.retire_items(ctx, project_id, item_ids)
    else:
        await queue.set_priority(ctx, project_id, bulk.priority or 0, item_ids=item_ids)
    return len(item_ids)


async def _ids_of(ctx: Ctx, project_id: int, bulk: Bulk) -> list[int]:
    """The items that are meant, in the order of ids; one more than allowed when there are more."""
    if bulk.wanted is None:
        named = list(dict.fromkeys(bulk.item_ids or ()))
        here = await store.select_passing(ctx.conn, project_id, ItemFilter(), named)
        return sorted(here)
    _require(ctx, project_id, bulk.wanted)
    wanted = await _in_zone(ctx, project_id, bulk.wanted)
    source = source_of(wanted, "oldest")
    read = _reader(ctx.conn, project_id, ItemQuery(wanted, "oldest"), source)
    found: list[int] = []
    place: Place | None = None
    while len(found) <= BULK_MAX:
        chunk = await read(place, LOOKED_AT_MAX)
        found += [one.item_id for one in await _sifted(ctx.conn, project_id, wanted, chunk)]
        if len(chunk) < LOOKED_AT_MAX:
            return found
        place = chunk[-1].place(is_back=False)
    return found


async def read_item_detail(ctx: Ctx, item_id: int) -> ItemDetail:
    """Everything about an item: its versions, who did what with it, what was found, and what the log says."""
    item, _ = await items.read_item(ctx, item_id)
    ctx.require("work.read_all", item.project_id, "item")
    history = await queue.item_history(ctx, item_id)
    feedback = await review.feedback_of_many(ctx, item.project_id, [one.id for one in history.submissions])
    versions = await items.list_versions(ctx, item_id)
    lines = await store.select_lines(ctx.conn, [item_id])
    events = []
    if ctx.actor.permits("events.read", item.project_id):
        events = await audit.list_events_about(ctx, item.project_id, subjects_of(item_id, history, feedback))
    members = await projects.name_members(ctx, item.project_id, involved(history, feedback))
    return ItemDetail(lines[item_id], versions, history, feedback, events, members)
