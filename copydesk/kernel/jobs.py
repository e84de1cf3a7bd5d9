"""Background jobs by procrastinate, written in the caller's transaction, and the worker that runs them.

A handler is an async function `(ctx, **args)`; it gets a transaction of its own, like a request, and must be safe to run twice:
after a crash the sweep puts a job that lost its worker back.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.jobs import Job as RunningJob
from procrastinate.jobs import Status

from copydesk.kernel import job_log
from copydesk.kernel.ctx import Ctx, Job
from copydesk.kernel.db import Conn, as_json
from copydesk.kernel.pool import SESSION_OPTIONS

log = logging.getLogger(__name__)

QUEUE = "copydesk"
STALLED_AFTER_S = 30.0
# 1, 2, 4 … seconds: a passing fault passes, a lasting one is on the health page after about half a minute.
_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)

JobHandler = Callable[..., Awaitable[None]]
RunInCtx = Callable[[Callable[[Ctx], Awaitable[None]]], Awaitable[None]]


@dataclass(frozen=True)
class Periodic:
    """A handler without arguments that runs by the clock; `cron` has six fields, seconds last."""

    name: str
    cron: str
    handle: Callable[[Ctx], Awaitable[None]]


async def write_jobs(conn: Conn, jobs: Sequence[Job]) -> None:
    """Defer jobs inside the open transaction: they exist exactly when it commits."""
    if not jobs:
        return
    await conn.execute(
        """
        select procrastinate.procrastinate_defer_jobs_v1(array_agg(
            row(%s, name, 0, lock, null, args, run_at)::procrastinate.procrastinate_job_to_defer_v1))
        from unnest(%s::text[], %s::text[], %s::jsonb[], %s::timestamptz[]) as job (name, lock, args, run_at)
        """,
        [
            QUEUE,
            [job.name for job in jobs],
            [job.lock for job in jobs],
            [as_json(dict(job.args)) for job in jobs],
            [job.run_at for job in jobs],
        ],
    )


def make_app(
    conninfo: str, handlers: Mapping[str, JobHandler], periodic: Sequence[Periodic], run_in_ctx: RunInCtx
) -> App:
    """Procrastinate's app with every handler of the slices and the sweep for stalled jobs."""
    app = App(
        connector=PsycopgConnector(
            conninfo=conninfo, kwargs={"options": SESSION_OPTIONS}, min_size=1, max_size=4
        )
    )

    def add(name: str, handle: JobHandler) -> None:
        async def run(context: JobContext, **args: Any) -> None:
            await _guarded(run_in_ctx, context.job, lambda ctx: handle(ctx, **args))

        app.task(name=name, queue=QUEUE, retry=_RETRY, pass_context=True)(run)

    def add_periodic(entry: Periodic) -> None:
        async def run(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 -- procrastinate passes it by name
            await _guarded(run_in_ctx, context.job, entry.handle)

        # The queueing lock lets at most one wait: a worker that was away does not find a pile of them.
        task = app.task(
            name=entry.name, queue=QUEUE, queueing_lock=entry.name, lock=entry.name, pass_context=True
        )(run)
        app.periodic(cron=entry.cron, periodic_id=entry.name)(task)

    for name, handle in handlers.items():
        add(name, handle)
    for entry in periodic:
        add_periodic(entry)

    async def sweep(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate passes it by name
        await retry_stalled(app)

    swept = app.task(name="kernel.sweep", queue=QUEUE, queueing_lock="kernel.sweep")(sweep)
    app.periodic(cron="*/30 * * * * *", periodic_id="kernel.sweep")(swept)
    return app


async def _guarded(run_in_ctx: RunInCtx, job: RunningJob, handle: Callable[[Ctx], Awaitable[None]]) -> None:
    """Why a job failed is kept beside it, until it succeeds or is deleted."""
    job_id = job.id or 0

    async def done(ctx: Ctx) -> None:
        await handle(ctx)
        if job.attempts:
            await job_log.forget_failure(ctx.conn, job_id)

    try:
        await run_in_ctx(done)
    except Exception as error:
        failure = error
        with contextlib.suppress(Exception):  # the database itself may be what is away
            await run_in_ctx(lambda ctx: job_log.note_failure(ctx.conn, job_id, failure, ctx.now()))
        raise


async def retry_stalled(app: App) -> int:
    """Put back the jobs whose worker died (no heartbeat); the number of them."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S)
    n_retried = 0
    for job in stalled:
        if job.status == Status.DOING.value:
            await app.job_manager.retry_job(job)
            n_retried += 1
            log.warning("job put back after its worker died", extra={"job": job.task_name, "job_id": job.id})
    return n_retried


async def run_worker(app: App, *, concurrency: int, install_signal_handlers: bool) -> None:
    """Run jobs until cancelled; successful ones are deleted, failed ones stay for the health page."""
    async with app.open_async():
        await app.run_worker_async(
            queues=[QUEUE],
            concurrency=concurrency,
            delete_jobs="successful",
            install_signal_handlers=install_signal_handlers,
            listen_notify=True,
            fetch_job_polling_interval=2.0,
        )


async def count_jobs(conn: Conn) -> dict[str, int]:
    """Jobs by status: todo, doing, failed and so on."""
    cursor = await conn.execute(
        "select status::text, count(*) from procrastinate.procrastinate_jobs group by 1"
    )
    return {str(status): int(n) for status, n in await cursor.fetchall()}


async def oldest_waiting(conn: Conn) -> datetime | None:
    cursor = await conn.execute(
        "select min(coalesce(scheduled_at, now())) from procrastinate.procrastinate_jobs where status = 'todo'"
    )
    row = await cursor.fetchone()
    return None if row is None else row[0]
