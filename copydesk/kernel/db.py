"""The database: a pool, one transaction per request or job, and four verbs that map rows to records.

A request costs two round trips beyond its own statements: the opening one carries BEGIN and the actor's grants,
the closing one carries audit events, messages, jobs and COMMIT (both by libpq's pipeline mode).
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, LiteralString, TypeVar

import orjson
import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow, class_row
from psycopg.types.json import Jsonb, set_json_dumps, set_json_loads

from copydesk.kernel.errors import DatabaseAway, StorageFull
from copydesk.kernel.pool import Conn, Pool

Params = Sequence[Any] | Mapping[str, Any] | None
Record = TypeVar("Record")

_AT_REST = (TransactionStatus.IDLE, TransactionStatus.INTRANS, TransactionStatus.INERROR)
_LOST = (
    "The connection to the database was lost. What was confirmed is safe; this request was not confirmed: "
    "send it again in a moment."
)

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
        self._pool = Pool(conninfo, size=pool_size, wait_s=wait_s)

    async def open(self) -> None:
        """Raises DatabaseAway when it does not answer."""
        await self.release(await self.acquire())

    async def close(self) -> None:
        await self._pool.close()

    async def acquire(self) -> Conn:
        return await self._pool.acquire()

    async def release(self, conn: Conn) -> None:
        await self._pool.release(conn)

    @asynccontextmanager
    async def transaction(
        self, opening: Opening | None = None
    ) -> AsyncGenerator[tuple[Conn, list[TupleRow]]]:
        """A connection inside a new transaction, and the rows of `opening`. The body commits as its last step
        (`commit` may share a round trip with other statements); an error rolls back.
        Raises DatabaseAway when the database does not answer in time or is lost on the way; StorageFull.
        """
        conn, rows = await self._begin_on_live(opening)
        try:
            yield conn, rows
        except BaseException as error:
            if await self._undo(conn):
                raise_explained(error)
            elif isinstance(error, psycopg.Error):
                raise DatabaseAway(_LOST, retry_after_s=2) from error
            raise
        finally:
            await self.release(conn)

    async def _undo(self, conn: Conn) -> bool:
        """Roll back. False: the connection was lost, or is in the middle of something; now it is closed."""
        if conn.pgconn.transaction_status in _AT_REST and not conn.closed:
            with suppress(psycopg.OperationalError):
                await conn.execute(self.rollback)
                return True
        await conn.close()
        return False

    async def _begin_on_live(self, opening: Opening | None) -> tuple[Conn, list[TupleRow]]:
        """After a restart of the database the pool is full of dead connections: they are dropped and a new one tried."""
        deadline = monotonic() + self.wait_s
        while True:
            conn = await self.acquire()
            try:
                return conn, await self._begin(conn, opening)
            except BaseException as error:
                is_alive = await self._undo(conn)
                await self.release(conn)
                if is_alive or not isinstance(error, psycopg.Error):
                    raise
                await self._pool.forget_idle()
                if monotonic() > deadline:
                    raise DatabaseAway(_LOST, retry_after_s=2) from error

    async def _begin(self, conn: Conn, opening: Opening | None) -> list[TupleRow]:
        if opening is None:
            await conn.execute(self.begin)
            return []
        async with conn.pipeline():
            await conn.execute(self.begin)
            cursor = await conn.execute(opening.query, opening.params)
        return await cursor.fetchall()


def raise_explained(error: BaseException) -> None:
    """What the database refused for want of something that the people who run it can mend."""
    if isinstance(error, psycopg.errors.DiskFull):
        raise StorageFull(
            "The database's disk is full: this request changed nothing, what was confirmed is safe. "
            "Whoever runs this installation must free space; then send it again.",
            retry_after_s=30,
        ) from error
