"""A claim stays an index look-up: whatever one person has behind them, whatever the statistics were when work came in."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import uuid4

import pytest

from copydesk.kernel.db import Conn, execute, fetch_value
from tests.database import connect
from tests.factories import people, work
from tests.factories.work import Shop

N_ITEMS = 6_000
N_HAD = 4_000
# A step of the cursor is 200 slots: two thirds of them are left over from items that she had, at three pages each, and the claim itself.
PAGES_MAX = 700


@pytest.fixture
async def own_conn(fresh_url: str) -> AsyncGenerator[Conn]:
    """Commits each statement, in a database of the test's own: pages, plans and statistics are those of real use."""
    async with await connect(fresh_url) as conn:
        yield conn


async def a_long_queue(conn: Conn) -> tuple[Shop, int, int]:
    """Ada has had the first items alone; two further slots of each are still ready. Statistics are from before."""
    project_id = await people.project(conn)
    ada, bob = await people.member(conn, project_id), await people.member(conn, project_id)
    shop = await work.shop(conn, project_id, n_items=0, slots=3)
    # A first try with two items, whose statistics stay.
    for _ in range(2):
        await work.slot(conn, shop.annotate_id, 0)
    await execute(conn, "analyze queue.slot")
    await execute(
        conn, "select queue.claim_next(%s, %s, %s, false, 100, now())", [shop.annotate_id, bob, uuid4()]
    )
    await execute(conn, "delete from queue.slot")
    await execute(
        conn,
        """
        with added as (
            insert into items.item (project_id, batch_id, version_id, created_at)
            select %s, %s, 1000000 + g, now() from generate_series(1, %s) g returning id, version_id)
        insert into items.item_version (id, item_id, number, batch_id, content, content_hash, created_at)
        select version_id, id, 1, %s, '{}', '', now() from added
        """,
        [project_id, shop.batch_id, N_ITEMS, shop.batch_id],
    )
    assert (
        await fetch_value(conn, "select n_opened from queue.fit_slots(%s, null, null)", [project_id])
        == 3 * N_ITEMS
    )
    await execute(
        conn,
        """
        with had as (select id from items.item where project_id = %s order by id limit %s),
        done as (update queue.slot set state = 'done' where ordinal = 1 and item_id in (select id from had))
        insert into queue.taken select id, %s, 'annotate' from had
        """,
        [project_id, N_HAD, ada],
    )
    return shop, ada, bob


async def pages_of_claim(conn: Conn, shop: Shop, member_id: int) -> int:
    """Pages that one claim touches; afterwards its slot is done."""
    plan: Any = await fetch_value(
        conn,
        """
        explain (analyze, buffers, format json)
        select c.id from queue.claim_next(%s, %s, %s, false, 100, now()) c
        """,
        [shop.annotate_id, member_id, uuid4()],
    )
    assert plan[0]["Plan"]["Actual Rows"] == 1
    await execute(
        conn,
        """
        with ended as (
            update queue.claim set ended_at = now(), outcome = 'submitted' where ended_at is null and member_id = %s returning slot_id)
        update queue.slot set state = 'done', lease_expires_at = null where id in (select slot_id from ended)
        """,
        [member_id],
    )
    return plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"]


async def test_does_not_walk_over_old_work_again_when_one_person_was_fast(own_conn: Conn) -> None:
    conn = own_conn
    shop, ada, bob = await a_long_queue(conn)
    first = await pages_of_claim(conn, shop, ada)
    later = [await pages_of_claim(conn, shop, ada) for _ in range(5)]
    assert first > 3 * PAGES_MAX, "the walk that the cursor saves is not there: the test proves nothing"
    assert max(later) < PAGES_MAX
    assert await pages_of_claim(conn, shop, bob) < PAGES_MAX


async def test_does_not_walk_over_old_work_again_when_nothing_is_left_for_them(own_conn: Conn) -> None:
    conn = own_conn
    shop, ada, _ = await a_long_queue(conn)
    await execute(
        conn,
        "insert into queue.taken select id, %s, 'annotate' from items.item where project_id = %s on conflict do nothing",
        [ada, shop.project_id],
    )
    pages: list[int] = []
    for _ in range(2):
        plan: Any = await fetch_value(
            conn,
            "explain (analyze, buffers, format json) select c.id from queue.claim_next(%s, %s, %s, false, 100, now()) c",
            [shop.annotate_id, ada, uuid4()],
        )
        assert plan[0]["Plan"]["Actual Rows"] == 0
        pages.append(plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"])
    assert pages[0] > 3 * PAGES_MAX
    assert pages[1] < PAGES_MAX


async def test_steps_over_dead_entries_when_the_head_of_the_queue_was_used_up(own_conn: Conn) -> None:
    conn = own_conn
    shop, _, bob = await a_long_queue(conn)
    await pages_of_claim(conn, shop, bob)
    # What others took and finished; nothing of it is vacuumed inside this transaction.
    await execute(
        conn,
        """
        update queue.slot set state = 'done' where queue_id = %s and state = 'ready'
            and id < (select id from queue.slot where queue_id = %s and state = 'ready' order by id offset 9000 limit 1)
        """,
        [shop.annotate_id, shop.annotate_id],
    )
    await pages_of_claim(conn, shop, bob)
    assert await pages_of_claim(conn, shop, bob) < PAGES_MAX


async def test_reads_a_few_pages_when_a_claim_is_looked_up_by_its_token(own_conn: Conn) -> None:
    conn = own_conn
    shop, _, bob = await a_long_queue(conn)
    token = uuid4()
    await execute(
        conn, "select queue.claim_next(%s, %s, %s, false, 100, now())", [shop.annotate_id, bob, token]
    )
    pages: list[int] = []
    for _ in range(2):
        plan: Any = await fetch_value(
            conn, "explain (analyze, buffers, format json) select * from queue.lock_held(%s)", [token]
        )
        assert plan[0]["Plan"]["Actual Rows"] == 1
        pages.append(plan[0]["Plan"]["Shared Hit Blocks"])
    assert pages[1] < 50  # the first one also plans
