"""SQL of quality: each person's own last answer to an item, as numbers, streamed by binary COPY; what cites and tests a rule."""

from datetime import datetime, timedelta
from typing import LiteralString

import numpy as np

from copydesk.kernel.db import Conn, fetch_all, fetch_value
from copydesk.quality.domain import Answers, RuleCitations, RulePrompts

READS = ("queue.submission", "review.finding", "items.item", "items.item_version")

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


async def select_citations(conn: Conn, project_id: int, now: datetime) -> list[RuleCitations]:
    """Findings of people by the key of the rule that they cite; withdrawn ones do not count."""
    return await fetch_all(
        conn,
        RuleCitations,
        """
        select rule_key, count(*) filter (where created_at > %(d30)s)::int as n_30d,
            count(*) filter (where created_at > %(d90)s)::int as n_90d, count(*)::int as n_total
        from review.finding
        where project_id = %(project_id)s and source = 'person' and state <> 'withdrawn'
        group by rule_key
        """,
        {"project_id": project_id, "d30": now - timedelta(days=30), "d90": now - timedelta(days=90)},
    )


async def select_prompts(conn: Conn, project_id: int) -> list[RulePrompts]:
    """Items whose content names rules in `rule_keys`, by key; retired ones do not count."""
    return await fetch_all(
        conn,
        RulePrompts,
        """
        select k.key as rule_key, count(*)::int as n_prompts
        from items.item_version v join items.item i on i.version_id = v.id
        cross join lateral jsonb_array_elements_text(
            case jsonb_typeof(v.content -> 'rule_keys') when 'array' then v.content -> 'rule_keys' else '[]' end) k (key)
        where v.content ? 'rule_keys' and i.project_id = %s and i.retired_at is null
        group by 1
        """,
        [project_id],
    )


async def select_prompt_sets(conn: Conn, project_id: int) -> list[str]:
    """The names of the sets that those items come from."""
    found = await fetch_value(
        conn,
        """
        select array_agg(distinct v.content ->> 'prompt_set')
        from items.item_version v join items.item i on i.version_id = v.id
        where v.content ? 'rule_keys' and v.content ? 'prompt_set' and i.project_id = %s and i.retired_at is null
        """,
        [project_id],
    )
    return found or []


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
