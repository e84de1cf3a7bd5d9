"""Lists over a million items: a page of the table by each order and filter, the overview, search, and home.

`python -m tests.bench.bench_items` makes its own database, fills it by bulk SQL and prints times; it asserts nothing.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from copydesk.audit.service import write_events
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.crypto import Vault
from copydesk.kernel.ctx import Actor, Ctx, Grant
from copydesk.kernel.db import Conn, Database
from copydesk.kernel.settings import Settings
from copydesk.projects.domain import ROLES
from copydesk.reports import service
from copydesk.reports.domain.items import ItemFilter, ItemQuery, parse_cursor
from tests.database import connect, make_template
from tests.factories import people, work
from tests.factories.postgres import start_test_cluster

N_ITEMS, N_SLOTS, N_BATCHES = 1_000_000, 2, 10
N_DONE, N_IN_REVIEW, N_RETURNED, N_LEASED, N_LATE = 300_000, 20_000, 500, 300, 40
N_RUNS = 5


@dataclass(frozen=True)
class Ground:
    boundary: Boundary
    project_id: int
    member_id: int
    identity_id: int

    def actor(self) -> Actor:
        grant = Grant(self.member_id, "lead", ROLES["lead"])
        return Actor(identity_id=self.identity_id, grants={self.project_id: grant})


async def fill(conn: Conn, n_items: int = N_ITEMS, *, email: str | None = None) -> tuple[int, int, int]:
    """Items with two wanted answers each; the oldest 30 % are done, the next ones in every other state.

    Returns the ids of the project, of its lead's membership and of the lead, who has this address.
    """
    done, in_review = N_DONE * n_items // N_ITEMS, N_IN_REVIEW * n_items // N_ITEMS
    identity_id = await people.identity(conn, email=email, name="Lena Lead")
    project_id = await people.project(conn)
    member_id = await people.member(conn, project_id, identity_id=identity_id, role="lead")
    writers = [await people.member(conn, project_id, external_ref=f"w{number}") for number in range(50)]
    shop = await work.shop(conn, project_id, n_items=0, slots=N_SLOTS)
    values = {
        "project": project_id, "queue": shop.annotate_id, "review": shop.review_id, "first": writers[0], "n": n_items,
        "guide": shop.guide_version_id, "interface": shop.interface_version_id, "workflow": shop.workflow_version_id,
        "done": done, "in_review": done + in_review, "returned": done + in_review + N_RETURNED,
        "leased": done + in_review + N_RETURNED + N_LEASED, "late": N_LATE, "batches": N_BATCHES,
    }  # fmt: skip
    for statement in STATEMENTS:
        await conn.execute(statement, values)
    await conn.execute("vacuum analyze")
    return project_id, member_id, identity_id


STATEMENTS = (
    """
    insert into items.batch (project_id, name, created_at)
    select %(project)s, 'delivery ' || b, now() - interval '60 days' + b * interval '5 days' from generate_series(1, %(batches)s) b
    """,
    """
    insert into items.item (id, project_id, batch_id, external_id, version_id, created_at)
    select g, %(project)s, (select min(id) from items.batch where project_id = %(project)s) + (g - 1) * %(batches)s / %(n)s,
        'ext-' || lpad((g::bigint * 7919 %% %(n)s)::text, 7, '0'), g, now() - interval '60 days' + g * interval '5 seconds'
    from generate_series(1, %(n)s) g
    """,
    """
    insert into items.item_version (id, item_id, number, batch_id, content, content_hash, created_at)
    select g, g, 1, 1, jsonb_build_object(
        'messages', jsonb_build_array(jsonb_build_object('id', 'm1', 'role', 'user', 'content',
            'Question ' || g || ' about ' || (array['rivers','taxes','bread','stars','law'])[1 + g %% 5] || ': '
            || repeat('why is it so, ', 20))),
        'responses', jsonb_build_array(jsonb_build_object('id', 'r1', 'content', repeat(md5(g::text) || ' ', 15)),
            jsonb_build_object('id', 'r2', 'content', repeat(md5((-g)::text) || ' ', 15)))), '\\x00', now()
    from generate_series(1, %(n)s) g
    """,
    """
    insert into queue.slot (item_id, queue_id, ordinal, state, priority)
    select g, %(queue)s, o, case when g <= %(in_review)s then 'done'::queue.slot_state else 'ready' end,
        case when g > %(n)s - 1000 then 5 else 0 end
    from generate_series(1, %(n)s) g, generate_series(1, 2) o
    """,
    """
    insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, interface_version_id,
        workflow_version_id, displayed, round, claimed_at, started_at, ended_at, outcome)
    select gen_random_uuid(), %(project)s, s.queue_id, s.id, s.item_id, %(first)s + (s.item_id + s.ordinal) %% 50, s.item_id, %(interface)s,
        %(workflow)s, '{r1,r2}', 1, t.at, t.at, t.at + interval '3 minutes', 'submitted'
    from queue.slot s cross join lateral (select now() - interval '28 days' + s.item_id * interval '7 seconds' as at) t
    where s.state = 'done' order by s.item_id
    """,
    """
    insert into queue.submission (project_id, queue_id, slot_id, claim_id, item_id, member_id, item_version_id, guide_version_id,
        interface_version_id, workflow_version_id, state, displayed, answers, active_ms, submitted_at, settled_at)
    select %(project)s, c.queue_id, c.slot_id, c.id, c.item_id, c.member_id, c.item_version_id, %(guide)s, %(interface)s, %(workflow)s,
        case when c.item_id <= %(done)s then 'accepted'::queue.submission_state else 'submitted' end, '{r1,r2}',
        '{"better": {"preferred": "r1", "strength": 2}}', 60000, c.ended_at,
        case when c.item_id <= %(done)s then c.ended_at end
    from queue.claim c order by c.id
    """,
    """
    insert into queue.slot (item_id, queue_id, state, subject_id)
    select b.item_id, %(review)s, 'ready', b.id from queue.submission b where b.state = 'submitted'
    """,
    """
    update queue.slot s set assigned_member_id = %(first)s, subject_id = b.id, is_reopened = true, round = 2
    from queue.submission b where s.queue_id = %(queue)s and s.item_id > %(in_review)s and s.item_id <= %(returned)s and s.ordinal = 1
      and b.id = s.item_id
    """,
    """
    with taken as (
        insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, interface_version_id,
            workflow_version_id, displayed, round, claimed_at, started_at)
        select gen_random_uuid(), %(project)s, s.queue_id, s.id, s.item_id, %(first)s + s.item_id %% 50, s.item_id, %(interface)s,
            %(workflow)s, '{r1,r2}', 1, now(), now() from queue.slot s
        where s.queue_id = %(queue)s and s.item_id > %(returned)s and s.item_id <= %(leased)s and s.ordinal = 1 returning id, slot_id)
    update queue.slot s set state = 'leased', claim_id = t.id, lease_expires_at = now() + interval '1 hour'
    from taken t where s.id = t.slot_id
    """,
    """
    update queue.submission set state = 'waiting', settled_at = null
    where id in (select id from queue.submission order by id limit %(late)s)
    """,
    """
    insert into review.finding (project_id, submission_id, guide_version_id, rule_key, severity, source, note, created_at)
    select %(project)s, b.id, %(guide)s, (array['correct','on-task','clear'])[1 + b.id %% 3], 'minor', 'person', 'x', now()
    from queue.submission b where b.id %% 20 = 0
    """,
)


async def timed(name: str, run: Callable[[], Awaitable[Any]]) -> Any:
    """Print the median and the worst of some runs in milliseconds; the first, with cold caches, apart."""
    times: list[float] = []
    result: Any = None
    for _ in range(N_RUNS):
        start = perf_counter()
        result = await run()
        times.append((perf_counter() - start) * 1000)
    print(
        f"{name:<58} {median(times[1:]):7.1f} ms   (worst {max(times[1:]):.1f}, first {times[0]:.1f})",
        flush=True,
    )
    return result


FILTERS: dict[str, ItemQuery] = {
    "newest": ItemQuery(),
    "oldest": ItemQuery(sort="oldest"),
    "by external id": ItemQuery(sort="external_id"),
    "by priority": ItemQuery(sort="priority"),
    "by newest answer": ItemQuery(sort="answered"),
    **{f"state {state}": ItemQuery(ItemFilter(state=state)) for state in (
        "waiting", "in_work", "in_review", "returned", "for_lead", "done", "retired")},
    "state done, oldest": ItemQuery(ItemFilter(state="done"), "oldest"),
    "state returned, by external id": ItemQuery(ItemFilter(state="returned"), "external_id"),
    "prefix ext-00012": ItemQuery(ItemFilter(external_id_prefix="ext-00012")),
    "prefix ext-": ItemQuery(ItemFilter(external_id_prefix="ext-")),
    "a member's": ItemQuery(ItemFilter(member_id=-1)),
    "a rule's": ItemQuery(ItemFilter(rule_key="clear")),
    "created 50 days ago": ItemQuery(ItemFilter(
        created_from=datetime.now(UTC) - timedelta(days=51), created_until=datetime.now(UTC) - timedelta(days=50))),
    "a batch, state waiting": ItemQuery(ItemFilter(batch_id=-1, state="waiting")),
    "a batch, state done (none there)": ItemQuery(ItemFilter(batch_id=-1, state="done")),
    "text in contents, frequent": ItemQuery(ItemFilter(text="bread")),
    "text in contents, absent": ItemQuery(ItemFilter(text="zebra crossing")),
}  # fmt: skip


async def measure(ground: Ground) -> None:
    async with ground.boundary.open(ground.actor()) as ctx:
        cursor = await ctx.conn.execute(
            "select max(id), (select min(id) from projects.member where external_ref is not null) from items.batch"
        )
        batch_id, member_id = await cursor.fetchone() or (0, 0)

    def of(use: Callable[[Ctx], Awaitable[Any]]) -> Callable[[], Awaitable[Any]]:
        async def run() -> Any:
            async with ground.boundary.open(ground.actor()) as ctx:
                return await use(ctx)

        return run

    def page(query: ItemQuery) -> Callable[[], Awaitable[Any]]:
        return of(lambda ctx: service.list_item_rows(ctx, ground.project_id, query))

    for name, query in FILTERS.items():
        wanted = replace(
            query.wanted,
            batch_id=batch_id if query.wanted.batch_id else None,
            member_id=member_id if query.wanted.member_id else None,
        )
        got = await timed(f"items, {name}", page(replace(query, wanted=wanted)))
        note = f", looked at {got.n_looked_at}" if got.is_partial else ""
        print(f"    {len(got.items)} rows{note}")
    deep = ItemQuery(sort="oldest", place=parse_cursor(await place_at(ground, 900_000), "oldest"))
    await timed("items, oldest, page 18,000", page(deep))
    await timed("count, all", of(lambda ctx: service.count_items(ctx, ground.project_id, ItemFilter())))
    await timed(
        "count, state waiting",
        of(lambda ctx: service.count_items(ctx, ground.project_id, ItemFilter(state="waiting"))),
    )
    await timed("one item's whole history", of(lambda ctx: service.read_item_detail(ctx, 5)))
    await timed("overview", of(lambda ctx: service.read_overview(ctx, ground.project_id, n_days=28)))
    await timed("home", of(service.read_home))
    for text in ("ext-00012", "Question 999", "bread", "zebra crossing", "clear", "heron"):
        await timed(f"search {text!r}", of(lambda ctx, text=text: service.search(ctx, text)))


async def place_at(ground: Ground, item_id: int) -> str:
    from copydesk.reports.domain.items import Place

    return Place(item_id).encode()


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = await make_template(start_test_cluster(Path(folder)))
        async with await connect(url) as conn:
            start = perf_counter()
            project_id, member_id, identity_id = await fill(conn)
            print(f"{N_ITEMS:,} items, {N_ITEMS * N_SLOTS:,} slots made in {perf_counter() - start:.0f} s")
        database = Database(url, pool_size=4, wait_s=10.0)
        await database.open()
        settings = Settings(data_dir=Path(folder))
        boundary = Boundary(database, settings, Vault(b"0" * 32), write_events)
        await measure(Ground(boundary, project_id, member_id, identity_id))
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
