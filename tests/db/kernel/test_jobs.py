"""Jobs: deferred with the transaction, run in one of their own, and put back when their worker dies."""

import asyncio
import contextlib

from procrastinate import App

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx, Event, Job
from copydesk.kernel.db import execute, fetch_value
from copydesk.kernel.jobs import count_jobs, make_app, retry_stalled


async def note(ctx: Ctx, *, n: int) -> None:
    ctx.record(Event("job.done", details={"n": n}))


def app_of(boundary: Boundary) -> App:
    return make_app(boundary.database.conninfo, {"test.note": note}, [], boundary.run)


async def work_off(app: App) -> None:
    async with app.open_async():
        with contextlib.suppress(asyncio.CancelledError):
            await app.run_worker_async(wait=False, delete_jobs="successful", install_signal_handlers=False)


async def test_runs_a_job_in_a_transaction_of_its_own_when_deferred(committing: Boundary) -> None:
    async with committing.open() as ctx:
        ctx.enqueue(Job("test.note", {"n": 7}))
    await work_off(app_of(committing))
    async with committing.open() as ctx:
        assert await fetch_value(ctx.conn, "select details ->> 'n' from audit.event") == "7"
        assert await count_jobs(ctx.conn) == {}


async def test_puts_a_job_back_when_its_worker_died(committing: Boundary) -> None:
    async with committing.open() as ctx:
        ctx.enqueue(Job("test.note", {"n": 1}))
    async with committing.open() as ctx:
        await execute(
            ctx.conn,
            """
            with dead as (
                insert into procrastinate.procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id)
            update procrastinate.procrastinate_jobs set status = 'doing', worker_id = (select id from dead)
            """,
        )
    app = app_of(committing)
    async with app.open_async():
        assert await retry_stalled(app) == 1
    await work_off(app)
    async with committing.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from audit.event") == 1
