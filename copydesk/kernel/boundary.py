"""The only place that commits: opens a context around a request, a job or a command, and closes it with everything it told."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from psycopg.rows import TupleRow

from copydesk.kernel import jobs, outbox
from copydesk.kernel.clock import Clock, utc_now
from copydesk.kernel.crypto import Vault
from copydesk.kernel.ctx import SYSTEM, Actor, Ctx
from copydesk.kernel.db import Database, Opening
from copydesk.kernel.settings import Settings

log = logging.getLogger(__name__)

IDLE_S = 0.5

WriteEvents = Callable[[Ctx], Awaitable[None]]


@dataclass(frozen=True)
class ActorLookup:
    """Who sends a request: a query of the auth slice and the pure reading of its rows."""

    opening: Opening
    read: Callable[[Sequence[TupleRow]], Actor]


@dataclass(frozen=True)
class Boundary:
    """`write_events` comes from the audit slice, `subscriptions` from the slices above the senders: the server wires them."""

    database: Database
    settings: Settings
    vault: Vault
    write_events: WriteEvents
    subscriptions: Sequence[outbox.Subscription] = ()
    clock: Clock = utc_now

    @asynccontextmanager
    async def open(
        self, actor: Actor = SYSTEM, *, lookup: ActorLookup | None = None, request_id: str | None = None
    ) -> AsyncGenerator[Ctx]:
        """A transaction and its context. Commits at the end; on any error nothing stays.

        `lookup` finds the actor in the same round trip as BEGIN. Raises DatabaseAway when the database does not answer.
        """
        async with self.database.transaction(None if lookup is None else lookup.opening) as (conn, rows):
            if lookup is not None:
                actor = lookup.read(rows)
            ctx = Ctx(conn, actor, self.settings, self.vault, self.clock, request_id)
            yield ctx
            await self._close(ctx)

    async def _close(self, ctx: Ctx) -> None:
        if not (ctx.events or ctx.messages or ctx.jobs):
            await ctx.conn.execute(self.database.commit)
            return
        async with ctx.conn.pipeline():
            await self.write_events(ctx)
            await outbox.write_messages(ctx.conn, ctx.messages, self.subscriptions)
            await jobs.write_jobs(ctx.conn, ctx.jobs)
            await ctx.conn.execute(self.database.commit)

    async def run(self, use_case: Callable[[Ctx], Awaitable[None]]) -> None:
        """One use case as the system: how jobs run."""
        async with self.open() as ctx:
            await use_case(ctx)

    async def drain(self) -> int:
        """Deliver what waits, once per subscriber and batch; the number of messages."""
        n_total = 0
        for subscription in self.subscriptions:
            async with self.open() as ctx:
                n_total += await outbox.deliver(ctx, subscription)
        return n_total

    async def pump(self) -> None:
        """Deliver messages until cancelled. An error is logged and tried again: the batch is still there."""
        pause_s = IDLE_S
        while True:
            try:
                n_delivered = await self.drain()
                pause_s = IDLE_S
            except Exception:
                log.exception("delivering messages failed; trying again")
                n_delivered, pause_s = 0, min(pause_s * 2, 30.0)
            if n_delivered == 0:
                await asyncio.sleep(pause_s)


@asynccontextmanager
async def in_background(*loops: Awaitable[None]) -> AsyncGenerator[None]:
    """Run endless loops beside the body and cancel them at its end."""
    tasks = [asyncio.ensure_future(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
