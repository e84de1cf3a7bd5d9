"""What became of background jobs: why one failed, which ones are there, and trying one again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_value

ERROR_MAX_CHARS: Final = 2_000


@dataclass(frozen=True)
class LoggedJob:
    id: int
    name: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    changed_at: datetime | None
    failed_at: datetime | None
    error: str | None
    args: dict[str, Any]


async def note_failure(conn: Conn, job_id: int, error: BaseException, now: datetime) -> None:
    """Keep why it failed; it may be tried again and succeed."""
    told = f"{type(error).__name__}: {error}".replace("\0", "")[:ERROR_MAX_CHARS]
    await execute(
        conn,
        """
        insert into kernel.job_failure (job_id, failed_at, error) values (%s, %s, %s)
        on conflict (job_id) do update set failed_at = excluded.failed_at, error = excluded.error
        """,
        [job_id, now, told],
    )


async def forget_failure(conn: Conn, job_id: int) -> None:
    await execute(conn, "delete from kernel.job_failure where job_id = %s", [job_id])


async def select_jobs(
    conn: Conn, status: str | None, *, name: str | None = None, before: int | None, limit: int
) -> list[LoggedJob]:
    """Newest first; `changed_at` is when it came into its present status."""
    return await fetch_all(
        conn,
        LoggedJob,
        """
        select j.id, j.task_name as name, j.status::text as status, j.attempts, j.scheduled_at,
            (select max(e.at) from procrastinate.procrastinate_events e where e.job_id = j.id) as changed_at,
            f.failed_at, f.error, j.args
        from procrastinate.procrastinate_jobs j left join kernel.job_failure f on f.job_id = j.id
        where (%(status)s::text is null or j.status::text = %(status)s)
          and (%(name)s::text is null or j.task_name = %(name)s)
          and (%(before)s::bigint is null or j.id < %(before)s)
        order by j.id desc limit %(limit)s
        """,
        {"status": status, "name": name, "before": before, "limit": limit},
    )


async def lock_job(conn: Conn, job_id: int) -> LoggedJob | None:
    return await fetch_one(
        conn,
        LoggedJob,
        """
        select j.id, j.task_name as name, j.status::text as status, j.attempts, j.scheduled_at, null::timestamptz as changed_at,
            null::timestamptz as failed_at, null::text as error, j.args
        from procrastinate.procrastinate_jobs j where j.id = %s for update
        """,
        [job_id],
    )


async def retry_job(conn: Conn, job_id: int, now: datetime) -> None:
    """A failed job waits again; the caller has locked it."""
    await conn.execute(
        "select procrastinate.procrastinate_retry_job_v2(%s, %s, null, null, null)", [job_id, now]
    )


async def delete_job(conn: Conn, job_id: int) -> None:
    await execute(conn, "delete from procrastinate.procrastinate_periodic_defers where job_id = %s", [job_id])
    await execute(conn, "delete from procrastinate.procrastinate_jobs where id = %s", [job_id])
    await forget_failure(conn, job_id)


async def count_stalled(conn: Conn, seen_before: datetime) -> int:
    """Jobs in the hand of a worker that has given no sign of life since; the sweep puts them back."""
    return await fetch_value(
        conn,
        """
        select count(*) from procrastinate.procrastinate_jobs j
        left join procrastinate.procrastinate_workers w on w.id = j.worker_id
        where j.status = 'doing' and (w.id is null or w.last_heartbeat < %s)
        """,
        [seen_before],
    )
