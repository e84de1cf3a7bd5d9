"""Databases for tests: one migrated template; most tests roll back on a shared connection, those that commit clone it."""

import asyncio
import itertools
import os
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from psycopg import AsyncConnection, conninfo

from copydesk.kernel.db import Conn, Database
from copydesk.kernel.migrate import migrate
from copydesk.kernel.pool import SESSION_OPTIONS

# Two workers on one server do not share it.
TEMPLATE = f"copydesk_template_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
_numbers = itertools.count(1)


async def connect(url: str) -> Conn:
    return await AsyncConnection.connect(url, autocommit=True, options=SESSION_OPTIONS)


def with_database(url: str, name: str) -> str:
    return conninfo.make_conninfo(url, dbname=name)


async def make_template(url: str) -> str:
    """Migrate a new database once; the connection string of it."""
    async with await connect(url) as conn:
        await conn.execute(f"drop database if exists {TEMPLATE}".encode())
        await conn.execute(f"create database {TEMPLATE}".encode())
    template_url = with_database(url, TEMPLATE)
    async with await connect(template_url) as conn:
        await migrate(conn)
    return template_url


@asynccontextmanager
async def cloned_database(url: str) -> AsyncGenerator[str]:
    """A database of the test's own, made from the template: for tests that commit, race or restart."""
    async with _own_database(url, TEMPLATE) as own:
        yield own


@asynccontextmanager
async def empty_database(url: str) -> AsyncGenerator[str]:
    """A database without anything in it: for what begins from nothing."""
    async with _own_database(url, "template1") as own:
        yield own


@asynccontextmanager
async def _own_database(url: str, template: str) -> AsyncGenerator[str]:
    name = f"copydesk_{os.getpid()}_{next(_numbers)}"
    assert re.fullmatch(r"[a-z0-9_]+", name)
    async with await connect(with_database(url, "postgres")) as conn:
        await conn.execute(f"create database {name} template {template}".encode())
        try:
            yield with_database(url, name)
        finally:
            await conn.execute(f"drop database if exists {name} with (force)".encode())


class RollbackDatabase(Database):
    """Every transaction becomes a savepoint of the test's own transaction, which is rolled back at its end."""

    begin = "savepoint request"
    commit = "release savepoint request"
    rollback = "rollback to savepoint request"

    def __init__(self, conn: Conn) -> None:
        super().__init__("", pool_size=2, wait_s=5.0)
        self._conn = conn
        self._lock = asyncio.Lock()

    async def acquire(self) -> Conn:
        await self._lock.acquire()
        return self._conn

    async def release(self, conn: Conn) -> None:
        self._lock.release()
