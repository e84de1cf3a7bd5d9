"""SQL of acknowledgements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from copydesk.guides.domain.acknowledging import Reader, VersionNote
from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_value


async def select_readers(conn: Conn, project_id: int, member_id: int | None = None) -> list[Reader]:
    """Every present member with an account, or one of them. What need not be read counts as known."""
    return await fetch_all(
        conn,
        Reader,
        """
        select member_id, acknowledged_at, is_pending,
            coalesce(
                (select min(v.number) - 1 from guides.guide_version v
                 where v.project_id = r.project_id and v.number > r.known_number and v.must_read),
                (select max(v.number) from guides.guide_version v where v.project_id = r.project_id),
                0) as known_number
        from guides.reader r
        where project_id = %(project_id)s and (%(member_id)s::bigint is null or member_id = %(member_id)s)
        order by member_id
        """,
        {"project_id": project_id, "member_id": member_id},
    )


async def select_version_notes(
    conn: Conn, project_id: int, *, after: int, up_to: int | None = None
) -> list[VersionNote]:
    """Versions with a number above `after`, oldest first."""
    return await fetch_all(
        conn,
        VersionNote,
        """
        select id, number, note, published_at, must_read, questions from guides.guide_version
        where project_id = %s and number > %s and (%s::int is null or number <= %s) order by number
        """,
        [project_id, after, up_to, up_to],
    )


async def select_source(conn: Conn, project_id: int, number: int) -> str:
    """The source of the version with this number; empty where there is none."""
    found = await fetch_value(
        conn,
        "select source from guides.guide_version where project_id = %s and number = %s",
        [project_id, number],
    )
    return found or ""


async def write_acknowledgement(
    conn: Conn, place: tuple[int, int], at: datetime | None, answers: Sequence[Any]
) -> int:
    """One more try of `place` (version, member); it stays acknowledged when it was. The number of tries."""
    version_id, member_id = place
    return await fetch_value(
        conn,
        """
        insert into guides.acknowledgement as a (guide_version_id, member_id, acknowledged_at, answers, n_tries)
        values (%s, %s, %s, %s, 1)
        on conflict (guide_version_id, member_id) do update
            set acknowledged_at = coalesce(a.acknowledged_at, excluded.acknowledged_at), answers = excluded.answers,
                n_tries = a.n_tries + 1
        returning n_tries
        """,
        [version_id, member_id, at, as_json(answers)],
    )


async def insert_author(conn: Conn, version_id: int, member_id: int, at: datetime) -> None:
    """Who published a version knows it."""
    await execute(
        conn,
        "insert into guides.acknowledgement (guide_version_id, member_id, acknowledged_at) values (%s, %s, %s)",
        [version_id, member_id, at],
    )
