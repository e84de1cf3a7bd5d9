"""One function per table of items. Each returns the id; keyword arguments override columns."""

import itertools
from typing import Any

import orjson

from copydesk.items.domain import content_hash, normalise
from copydesk.kernel.db import Conn, as_json, execute, fetch_value
from tests.factories.people import EPOCH

_numbers = itertools.count(1)


def pair(text: str = "Say hello.", left: str = "Hello.", right: str = "Hi!") -> dict[str, Any]:
    """Content with one message and two responses."""
    return normalise(
        {
            "messages": [{"role": "user", "content": text}],
            "responses": [{"content": left}, {"content": right}],
        },
        [],
    )


async def batch(conn: Conn, project_id: int, *, name: str = "First delivery") -> int:
    return await fetch_value(
        conn,
        "insert into items.batch (project_id, name, created_at) values (%s, %s, %s) returning id",
        [project_id, name, EPOCH],
    )


async def item(
    conn: Conn,
    project_id: int,
    *,
    batch_id: int | None = None,
    external_id: str | None = None,
    content: dict[str, Any] | None = None,
) -> int:
    """An item with one version, which is its present one."""
    batch_id = batch_id or await batch(conn, project_id)
    version_id = await fetch_value(conn, "select nextval('items.item_version_id_seq')")
    item_id: int = await fetch_value(
        conn,
        """
        insert into items.item (project_id, batch_id, external_id, version_id, created_at)
        values (%s, %s, %s, %s, %s) returning id
        """,
        [project_id, batch_id, external_id or f"q-{next(_numbers)}", version_id, EPOCH],
    )
    await item_version(conn, item_id, batch_id, version_id=version_id, content=content)
    return item_id


async def item_version(
    conn: Conn,
    item_id: int,
    batch_id: int,
    *,
    version_id: int,
    number: int = 1,
    content: dict[str, Any] | None = None,
) -> int:
    made = pair() if content is None else normalise(content, [])
    await execute(
        conn,
        """
        insert into items.item_version (id, item_id, number, batch_id, content, content_hash, created_at)
        values (%s, %s, %s, %s, %s, %s, %s)
        """,
        [
            version_id,
            item_id,
            number,
            batch_id,
            as_json(made),
            content_hash(orjson.dumps(made, option=orjson.OPT_SORT_KEYS)),
            EPOCH,
        ],
    )
    return version_id
