"""The database: a pool, one transaction per request or job, and four verbs that map rows to records.

A request costs two round trips beyond its own statements: the opening one carries BEGIN and the actor's grants,
the closing one carries audit events, messages, jobs and COMMIT (both by libpq's pipeline mode).
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any, LiteralString, TypeVar

import orjson
import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow, class_row
from psycopg.types.json import Jsonb, set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from copydesk.kernel.errors import DatabaseAway

Conn = AsyncConnection[TupleRow]
Params = Sequence[Any] | Mapping[str, Any] | None
Record = TypeVar("Record")

# All our own SQL names its schema; only procrastinate's functions rely on the search path.
SESSION_OPTIONS = "-c search_path=procrastinate,public -c timezone=UTC"

set_json_dumps(orjson.dumps)
set_json_loads(orjson.loads)


def as_json(value: object) -> Jsonb:
    """A Python value as a `jsonb` parameter."""
    return Jsonb(value)


async def fetch_one(
    conn: Conn, record: type[Record], query: LiteralString, params: Params = None
) -> Record | None:
    async with conn.cursor(row_factory=class_row(record)) as cursor:
        await cursor.execute(query, params)
        return await cursor.fetchone()


async def fetch_only(conn: Conn, record: type[Record], query: LiteralString, params: Params = None) -> Record:
    """The row of a statement that always gives one, such as `insert ... returning`."""
    found = await fetch_one(conn, record, query, params)
    if found is None:
        msg = f"no row from: {query}"
        raise RuntimeError(msg)
    return found


async def fetch_all(
    conn: Conn, record: type[Record], query: LiteralString, params: Params = None
) -> list[Record]:
    async with conn.cursor(row_factory=class_row(record)) as cursor:
        await cursor.execute(query, params)
        return await cursor.fetchall()


async def fetch_value(conn: Conn, query: LiteralString, params: Params = None) -> Any:
    """The first column of the first row; None when there is no row."""
    cursor = await conn.execute(query, params)
    row = await cursor.fetchone()
    return None if row is None else row[0]


async def execute(conn: Conn, query: LiteralString, params: Params = None) -> int:
    """Run a statement; the number of rows that it touched."""
    cursor = await conn.execute(query, params)
    return cursor.rowcount


async def ping(conn: Conn) -> None:
    """Raises OperationalError when the database does not answer."""
    await conn.execute("select 1")


def away(error: BaseException) -> DatabaseAway:
    problem = DatabaseAway(
        "The database does not answer. What was confirmed is safe; this request left nothing behind: send it again in a moment."
    )
    problem.__cause__ = error
    return problem


@dataclass(frozen=True)
class Opening:
    """A query that travels with BEGIN. It belongs to a store; `params` must not depend on the transaction."""

    query: LiteralString
    params: Params = None


class Database:
    """A pool of autocommit connections; transactions are opened by explicit statements so that BEGIN can share a round trip."""

    begin: LiteralString = "begin"
    commit: LiteralString = "commit"
    rollback: LiteralString = "rollback"

    def __init__(self, conninfo: str, *, pool_size: int, wait_s: float) -> None:
        self.conninfo = conninfo
        self.wait_s = wait_s
        self._pool: AsyncConnectionPool[Conn] = AsyncConnectionPool(
            conninfo,
            min_size=1,
            max_size=pool_size,
            timeout=wait_s,
            open=False,
            kwargs={"autocommit": True, "application_name": "copydesk", "options": SESSION_OPTIONS},
            reconnect_timeout=3600.0,
        )

    async def open(self) -> None:
        await self._pool.open()

    async def close(self) -> None:
        await self._pool.close()

    async def acquire(self) -> Conn:
        return await self._pool.getconn()

    async def release(self, conn: Conn) -> None:
        await self._pool.putconn(conn)

    @asynccontextmanager
    async def transaction(
        self, opening: Opening | None = None
    ) -> AsyncGenerator[tuple[Conn, list[TupleRow]]]:
        """A connection inside a new transaction, and the rows of `opening`. The body commits as its last step
        (`commit` may share a round trip with other statements); an error rolls back.
        Raises DatabaseAway when the database does not answer in time.
        """
        conn, rows = await self._begin_on_live(opening)
        try:
            yield conn, rows
        except BaseException as error:
            if conn.broken or conn.closed:
                if isinstance(error, psycopg.OperationalError):
                    raise away(error) from error
            else:
                await conn.execute(self.rollback)
            raise
        finally:
            await self.release(conn)

    async def _begin_on_live(self, opening: Opening | None) -> tuple[Conn, list[TupleRow]]:
        """After a restart of the database the pool is full of dead connections: each is dropped and the next one tried."""
        deadline = monotonic() + self.wait_s
        while True:
            try:
                conn = await self.acquire()
            except PoolTimeout as error:
                raise away(error) from error
            try:
                return conn, await self._begin(conn, opening)
            except psycopg.OperationalError as error:
                lost = conn.broken or conn.closed
                await self.release(conn)
                if not lost:
                    raise
                if monotonic() > deadline:
                    raise away(error) from error

    async def _begin(self, conn: Conn, opening: Opening | None) -> list[TupleRow]:
        if opening is None:
            await conn.execute(self.begin)
            return []
        async with conn.pipeline():
            await conn.execute(self.begin)
            cursor = await conn.execute(opening.query, opening.params)
        return await cursor.fetchall()
