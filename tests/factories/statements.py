"""Counting what is asked of the database: one entry per statement sent on a connection."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncCursor

from copydesk.kernel.db import Conn


@asynccontextmanager
async def counted(conn: Conn) -> AsyncGenerator[list[str]]:
    """The statements that run on this connection inside the block."""
    statements: list[str] = []
    before = conn.cursor_factory

    class Counting(AsyncCursor[Any]):
        async def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            statements.append(str(query))
            return await super().execute(query, *args, **kwargs)

    conn.cursor_factory = Counting
    try:
        yield statements
    finally:
        conn.cursor_factory = before
