"""SQL of imports and of what was wrong with them."""

from collections.abc import Sequence
from datetime import datetime

from psycopg import errors

from copydesk.exchange.domain.imports import Counts, FoundProblem, Import, ImportState, KeptProblem, NewImport
from copydesk.kernel.db import Conn, as_json, execute, fetch_all, fetch_one, fetch_value

READS = ()


async def insert_import(
    conn: Conn, project_id: int, new: NewImport, now: datetime, created_by: int | None
) -> int:
    return await fetch_value(
        conn,
        """
        insert into exchange.import (project_id, filename, format, holds, mapping, mode, updates, created_at, created_by)
        values (%s, %s, %s, %s, %s, %s, %s, %s, %s) returning id
        """,
        [
            project_id,
            new.filename,
            new.format,
            new.holds,
            None if new.mapping is None else as_json(dict(new.mapping)),
            new.mode,
            new.updates,
            now,
            created_by,
        ],
    )


async def select_import(conn: Conn, import_id: int) -> Import | None:
    return await fetch_one(
        conn,
        Import,
        """
        select id, project_id, batch_id, filename, format, holds, mapping, mode, updates, state, header, n_read, n_bytes,
            n_created, n_changed, n_unchanged, n_bad, n_judgements, n_judgements_known, n_people, failure,
            created_at, created_by, finished_at
        from exchange.import where id = %s
        """,
        [import_id],
    )


async def select_imports(conn: Conn, project_id: int, *, before: int | None, limit: int) -> list[Import]:
    """Newest first."""
    return await fetch_all(
        conn,
        Import,
        """
        select id, project_id, batch_id, filename, format, holds, mapping, mode, updates, state, header, n_read, n_bytes,
            n_created, n_changed, n_unchanged, n_bad, n_judgements, n_judgements_known, n_people, failure,
            created_at, created_by, finished_at
        from exchange.import
        where project_id = %(project_id)s and (%(before)s::bigint is null or id < %(before)s)
        order by id desc limit %(limit)s
        """,
        {"project_id": project_id, "before": before, "limit": limit},
    )


async def try_import_lock(conn: Conn, project_id: int) -> bool:
    """One import of a project at a time; held until the transaction ends, however it ends."""
    return await fetch_value(
        conn,
        "select pg_try_advisory_xact_lock(hashtextextended('exchange.import ' || %s::text, 0))",
        [project_id],
    )


async def fail_abandoned(conn: Conn, failure: str, now: datetime) -> list[tuple[int, int]]:
    """Imports that are called running while nobody holds their project's lock; (id, project_id) of each."""
    cursor = await conn.execute(
        """
        update exchange.import set state = 'failed', failure = %s, finished_at = %s
        where state = 'running' and pg_try_advisory_xact_lock(hashtextextended('exchange.import ' || project_id::text, 0))
        returning id, project_id
        """,
        [failure, now],
    )
    return [(int(import_id), int(project_id)) for import_id, project_id in await cursor.fetchall()]


async def start_import(conn: Conn, import_id: int) -> None:
    """From the beginning: what an earlier attempt found is forgotten."""
    await execute(conn, "delete from exchange.problem where import_id = %s", [import_id])
    await execute(
        conn,
        """
        update exchange.import set state = 'running', batch_id = null, header = null, failure = null, finished_at = null,
            n_read = 0, n_bytes = 0, n_created = 0, n_changed = 0, n_unchanged = 0, n_bad = 0,
            n_judgements = 0, n_judgements_known = 0, n_people = 0
        where id = %s
        """,
        [import_id],
    )


async def update_counts(conn: Conn, import_id: int, counts: Counts) -> None:
    await execute(
        conn,
        """
        update exchange.import set n_read = %s, n_bytes = %s, n_created = %s, n_changed = %s, n_unchanged = %s, n_bad = %s,
            n_judgements = %s, n_judgements_known = %s, n_people = %s
        where id = %s
        """,
        [
            counts.n_read,
            counts.n_bytes,
            counts.n_created,
            counts.n_changed,
            counts.n_unchanged,
            counts.n_bad,
            counts.n_judgements,
            counts.n_judgements_known,
            counts.n_people,
            import_id,
        ],
    )


async def end_import(
    conn: Conn,
    import_id: int,
    state: ImportState,
    now: datetime,
    *,
    failure: str | None = None,
    batch_id: int | None = None,
) -> None:
    await execute(
        conn,
        "update exchange.import set state = %s, failure = %s, batch_id = %s, finished_at = %s where id = %s",
        [state, failure, batch_id, now, import_id],
    )


async def update_told(conn: Conn, import_id: int, file_format: str, header: str | None) -> None:
    """What the file's own beginning told."""
    await execute(
        conn,
        "update exchange.import set format = %s, header = %s where id = %s",
        [file_format, None if header is None else header.replace("\0", ""), import_id],
    )


async def insert_problems(
    conn: Conn, import_id: int, first_ordinal: int, problems: Sequence[FoundProblem]
) -> None:
    await execute(
        conn,
        """
        insert into exchange.problem (import_id, ordinal, kind, place, message, record)
        select %s, %s + p.n - 1, p.kind::exchange.problem_kind, p.place, p.message, p.record
        from unnest(%s::text[], %s::text[], %s::text[], %s::text[]) with ordinality as p (kind, place, message, record, n)
        """,
        [
            import_id,
            first_ordinal,
            [problem.kind for problem in problems],
            [problem.place for problem in problems],
            [problem.message for problem in problems],
            [problem.record for problem in problems],
        ],
    )


async def select_problems(
    conn: Conn, import_id: int, *, after: int, limit: int, kind: str | None = None
) -> list[KeptProblem]:
    """In the order of the file; at most `limit` with an ordinal above `after`."""
    return await fetch_all(
        conn,
        KeptProblem,
        """
        select kind, place, message, record, ordinal from exchange.problem
        where import_id = %s and ordinal > %s and (%s::text is null or kind::text = %s) order by ordinal limit %s
        """,
        [import_id, after, kind, kind, limit],
    )


def explain(error: BaseException) -> tuple[str, str] | None:
    """Code and words for what the database says no to, where a person can do something about it."""
    if isinstance(error, errors.DiskFull):
        return (
            "disk_full",
            "The database's disk is full. Nothing was loaded and nothing was lost: make room and send the file again.",
        )
    if isinstance(error, errors.UniqueViolation):
        return (
            "changed_meanwhile",
            "Somebody added items with the same external ids meanwhile. Nothing was loaded: send the file again.",
        )
    if isinstance(error, errors.OperationalError):
        return (
            "database_away",
            "The database went away in the middle. Nothing was loaded: send the file again when it is back.",
        )
    return None


async def delete_project(conn: Conn, project_id: int) -> None:
    """The problems of each import go with it."""
    await execute(conn, "delete from exchange.import where project_id = %s", [project_id])
