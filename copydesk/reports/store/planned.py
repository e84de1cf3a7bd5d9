"""Reading with a plan made for the values at hand.

Optional conditions (`%(x)s is null or ...`) need it: the plan of a prepared statement, which must fit all values, would
read a million rows where an index finds fifty.
"""

from typing import Any, LiteralString, TypeVar

from psycopg.rows import class_row

from copydesk.kernel.db import Conn, Params

Record = TypeVar("Record")


async def fetch_planned(
    conn: Conn, record: type[Record], query: LiteralString, params: Params = None
) -> list[Record]:
    async with conn.cursor(row_factory=class_row(record)) as cursor:
        await cursor.execute(query, params, prepare=False)
        return await cursor.fetchall()


async def fetch_number(conn: Conn, query: LiteralString, params: Params = None) -> Any:
    """The first column of the first row; None when there is no row."""
    cursor = await conn.execute(query, params, prepare=False)
    row = await cursor.fetchone()
    return None if row is None else row[0]
