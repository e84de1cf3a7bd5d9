"""A pool of autocommit connections that waits for a database that is away and forgets dead connections at once.

psycopg's own pool tries again after 1, 2, 4 … seconds: after an outage of minutes it stays away for minutes more. This one
tries as long as somebody waits, at a steady pace, and costs a request no task switch while connections are idle.
"""

import asyncio
import logging
import math
from time import monotonic

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from copydesk.kernel.connection import Connection
from copydesk.kernel.errors import DatabaseAway

Conn = AsyncConnection[TupleRow]

log = logging.getLogger(__name__)

RETRY_S = 0.3
# All our own SQL names its schema; only procrastinate's functions rely on the search path.
SESSION_OPTIONS = "-c search_path=procrastinate,public -c timezone=UTC"


class Pool:
    def __init__(self, conninfo: str, *, size: int, wait_s: float) -> None:
        self._conninfo = conninfo
        self._wait_s = wait_s
        self._idle: list[Conn] = []
        self._places = asyncio.Semaphore(size)
        self._is_closed = False

    async def acquire(self) -> Conn:
        """The connection used last, else a new one. Raises DatabaseAway when there is none in `wait_s`."""
        deadline = monotonic() + self._wait_s
        await self._take_place()
        try:
            return self._idle.pop() if self._idle else await self._connect(deadline)
        except BaseException:
            self._places.release()
            raise

    async def release(self, conn: Conn) -> None:
        try:
            if self._is_closed or conn.closed:
                await conn.close()
            else:
                self._idle.append(conn)
        finally:
            self._places.release()

    async def forget_idle(self) -> None:
        """One was found dead, as after a restart of the database: the idle ones are no better."""
        dead, self._idle = self._idle, []
        for conn in dead:
            await conn.close()

    async def close(self) -> None:
        self._is_closed = True
        await self.forget_idle()

    async def _take_place(self) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(self._wait_s):
                await self._places.acquire()
        except TimeoutError as error:
            raise DatabaseAway(
                "The database is too busy to answer. Nothing was changed by this request: send it again in a moment.",
                retry_after_s=2,
            ) from error

    async def _connect(self, deadline: float) -> Conn:
        while True:
            try:
                return await Connection.connect(
                    self._conninfo,
                    autocommit=True,
                    application_name="copydesk",
                    options=SESSION_OPTIONS,
                    connect_timeout=max(2, math.ceil(self._wait_s)),
                )
            except psycopg.OperationalError as error:
                if monotonic() + RETRY_S > deadline:
                    log.warning("the database does not answer: %s", error)
                    raise DatabaseAway(
                        "The database does not answer. Nothing was changed by this request: send it again in a moment.",
                        retry_after_s=2,
                    ) from error
            await asyncio.sleep(RETRY_S)
