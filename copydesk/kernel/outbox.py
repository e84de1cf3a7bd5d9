"""Messages to higher slices: written in the sender's transaction, one row per subscriber, taken out in batches.

A row per subscriber instead of a cursor per subscriber: a cursor over ids steps over late commits unless it waits for
the oldest open transaction, and an import may keep one open for minutes. See docs/decisions/002-outbox.md.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from copydesk.kernel.ctx import Ctx, Message
from copydesk.kernel.db import Conn, as_json, fetch_all, fetch_value

BATCH_ROWS = 500


@dataclass(frozen=True)
class Delivery:
    """A message as it comes out again; `body` holds the fields of the message's dataclass."""

    id: int
    topic: str
    body: dict[str, Any]


Handler = Callable[[Ctx, Sequence[Delivery]], Awaitable[None]]


@dataclass(frozen=True)
class Subscription:
    """A named reader. `handle` gets batches in one transaction with their removal, so each is handled exactly once."""

    name: str
    topics: frozenset[str]
    handle: Handler


async def write_messages(
    conn: Conn, messages: Sequence[Message], subscriptions: Sequence[Subscription]
) -> None:
    rows = [
        (subscription.name, message.topic, as_json(asdict(cast("Any", message))))
        for message in messages
        for subscription in subscriptions
        if message.topic in subscription.topics
    ]
    if rows:
        names, topics, bodies = zip(*rows, strict=True)
        await conn.execute(
            "insert into kernel.message (subscriber, topic, body) select * from unnest(%s::text[], %s::text[], %s::jsonb[])",
            [list(names), list(topics), list(bodies)],
        )


async def deliver(ctx: Ctx, subscription: Subscription) -> int:
    """Hand one batch to the subscriber, oldest first; the number of messages. 0 also when another process is at it."""
    if not await fetch_value(
        ctx.conn,
        "select pg_try_advisory_xact_lock(hashtextextended('kernel.message ' || %s, 0))",
        [subscription.name],
    ):
        return 0
    batch = await fetch_all(
        ctx.conn,
        Delivery,
        """
        with taken as (
            delete from kernel.message
            where id in (select id from kernel.message where subscriber = %s order by id limit %s)
            returning id, topic, body)
        select id, topic, body from taken order by id
        """,
        [subscription.name, BATCH_ROWS],
    )
    if batch:
        await subscription.handle(ctx, batch)
    return len(batch)


async def count_waiting(conn: Conn) -> dict[str, int]:
    """Messages not yet taken out, by subscriber; for the health page."""
    cursor = await conn.execute("select subscriber, count(*) from kernel.message group by 1 order by 1")
    return {str(name): int(n) for name, n in await cursor.fetchall()}
