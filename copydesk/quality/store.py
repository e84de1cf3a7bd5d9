"""SQL of quality: each person's own last answer to an item, as numbers, streamed by binary COPY."""

from typing import LiteralString

import numpy as np

from copydesk.kernel.db import Conn
from copydesk.quality.domain import Answers

READS = ("queue.submission",)

# One row of binary COPY with five 8-byte columns: a count of fields, then length and value of each, all big-endian.
_ROW = np.dtype(
    [
        ("n", ">i2"),
        ("l0", ">i4"),
        ("item", ">i8"),
        ("l1", ">i4"),
        ("member", ">i8"),
        ("l2", ">i4"),
        ("value", ">f8"),
        ("l3", ">i4"),
        ("side", ">i8"),
    ]
)
_HEADER_BYTES = 19
_TRAILER_BYTES = 2


async def read_preferences(conn: Conn, project_id: int, question: str) -> Answers:
    """Signed strengths: above 0 for the answer whose id sorts first, 0 for a tie; "cannot judge" is no rating. Sides as displayed."""
    return await _read(
        conn,
        """
        copy (
            select distinct on (item_id, member_id) item_id, member_id,
                case when a ->> 'preferred' is null then 0
                     when a ->> 'preferred' = (select min(id collate "C") from unnest(displayed) id) then (a ->> 'strength')::float8
                     else -(a ->> 'strength')::float8 end,
                case when a ->> 'preferred' is null then 0 when a ->> 'preferred' = displayed[1] then -1 else 1 end::bigint
            from (select *, answers -> %(question)s as a from queue.submission) s
            where project_id = %(project_id)s and state in ('submitted', 'accepted', 'fixed')
              and a ? 'preferred'
            order by item_id, member_id, id desc
        ) to stdout (format binary)
        """,
        project_id,
        question,
    )


async def read_ratings(conn: Conn, project_id: int, question: str) -> Answers:
    return await _read(
        conn,
        """
        copy (
            select distinct on (item_id, member_id) item_id, member_id, (answers ->> %(question)s)::float8, 0::bigint
            from queue.submission
            where project_id = %(project_id)s and state in ('submitted', 'accepted', 'fixed')
              and jsonb_typeof(answers -> %(question)s) = 'number'
            order by item_id, member_id, id desc
        ) to stdout (format binary)
        """,
        project_id,
        question,
    )


async def read_choices(conn: Conn, project_id: int, question: str) -> Answers:
    """Codes in the alphabetical order of the choices; several choices count as one value, whatever their order."""
    return await _read(
        conn,
        """
        copy (
            select item_id, member_id, dense_rank() over (order by choice collate "C")::float8, 0::bigint from (
                select distinct on (item_id, member_id) item_id, member_id,
                    case jsonb_typeof(a) when 'array' then
                        (select string_agg(v, chr(31) order by v) from jsonb_array_elements_text(a) v) else a #>> '{}' end as choice
                from (select *, answers -> %(question)s as a from queue.submission) s
                where project_id = %(project_id)s and state in ('submitted', 'accepted', 'fixed')
                  and jsonb_typeof(a) in ('string', 'array')
                order by item_id, member_id, id desc) last
            where choice is not null
        ) to stdout (format binary)
        """,
        project_id,
        question,
    )


async def _read(conn: Conn, query: LiteralString, project_id: int, question: str) -> Answers:
    chunks: list[bytes] = []
    async with (
        conn.cursor() as cursor,
        cursor.copy(query, {"project_id": project_id, "question": question}) as copy,
    ):
        async for chunk in copy:
            chunks.append(bytes(chunk))  # noqa: PERF401 -- an async iterator has no list()
    rows = np.frombuffer(b"".join(chunks)[_HEADER_BYTES:-_TRAILER_BYTES], _ROW)
    return Answers(
        rows["item"].astype(np.int64),
        rows["member"].astype(np.int64),
        rows["value"].astype(np.float64),
        n_left=int((rows["side"] == -1).sum()),
        n_right=int((rows["side"] == 1).sum()),
    )
