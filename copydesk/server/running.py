"""A running installation inside one process: the database joined and migrated, messages pumped, jobs worked."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from procrastinate import App

from copydesk.guides import service as guides
from copydesk.kernel import jobs
from copydesk.kernel.boundary import Boundary, in_background
from copydesk.kernel.db import Database
from copydesk.kernel.migrate import migrate, pending_steps
from copydesk.kernel.postgres.cluster import Cluster
from copydesk.kernel.postgres.start import Options
from copydesk.kernel.settings import Settings
from copydesk.server.wiring import PERIODIC, jobs_on, make_boundary

log = logging.getLogger(__name__)

REVIVE_PAUSE_S = 1.0


@dataclass(frozen=True)
class Installation:
    """The embedded cluster is None where COPYDESK_DATABASE_URL names an external database."""

    settings: Settings
    cluster: Cluster | None
    boundary: Boundary


def embedded_cluster(settings: Settings) -> Cluster | None:
    if settings.database_url is not None:
        return None
    options = Options(
        bin_dir=settings.postgres_bin_dir, start_limit_s=settings.postgres_start_limit_s, say=log.info
    )
    return Cluster(settings.data_dir / "postgres", options)


@asynccontextmanager
async def installation(settings: Settings, *, migrates: bool = True) -> AsyncGenerator[Installation]:
    """Join (or start) the database, bring it up to this version, open the pool; leave everything in order at the end."""
    cluster = embedded_cluster(settings)
    if cluster is not None:
        conninfo = str(await asyncio.to_thread(cluster.join))
    else:
        conninfo = settings.database_url.get_secret_value() if settings.database_url else ""
    database = Database(conninfo, pool_size=settings.database_pool_size, wait_s=settings.database_wait_s)
    try:
        await database.open()
        if migrates:
            await bring_up_to_date(database)
        yield Installation(settings, cluster, make_boundary(settings, database))
    finally:
        await database.close()
        if cluster is not None:
            await asyncio.to_thread(cluster.leave)


async def bring_up_to_date(database: Database) -> list[str]:
    conn = await database.acquire()
    try:
        if not await pending_steps(conn):
            return []
        applied = await migrate(conn)
        log.info("database migrated", extra={"steps": applied})
        return applied
    finally:
        await database.release(conn)


async def keep_alive(cluster: Cluster) -> None:
    """Bring the embedded database back whenever it dies, until cancelled."""
    while True:
        try:
            if await asyncio.to_thread(cluster.revive):
                log.warning("the embedded database was dead and is back")
        except Exception:
            log.exception("the embedded database could not be brought back; trying again")
        await asyncio.sleep(REVIVE_PAUSE_S)


def jobs_app(here: Installation) -> App:
    database = here.boundary.database
    return jobs.make_app(database.conninfo, jobs_on(database), PERIODIC, here.boundary.run)


async def warm_up(here: Installation) -> None:
    """Makes the checks of the guides in use ready, so that nobody's first look-up waits seconds for a dictionary."""
    try:
        async with here.boundary.open() as ctx:
            found = await guides.checks_in_use(ctx)
        for checks in found:
            await asyncio.to_thread(checks.prepare)
    except Exception:
        log.exception("the checks of the guides were not made ready; the first to need them waits for it")


async def work(here: Installation) -> None:
    """Run jobs until cancelled. A worker that loses the database starts again: nothing that it held is lost."""
    pause_s = 1.0
    while True:
        began = asyncio.get_running_loop().time()
        try:
            await jobs.run_worker(
                jobs_app(here), concurrency=here.settings.worker_concurrency, install_signal_handlers=False
            )
        except Exception:
            log.exception("the worker stopped; starting it again")
        lived_s = asyncio.get_running_loop().time() - began
        pause_s = 1.0 if lived_s > 60 else min(pause_s * 2, 30.0)
        await asyncio.sleep(pause_s)


@asynccontextmanager
async def running(settings: Settings, *, with_worker: bool) -> AsyncGenerator[Installation]:
    """What `serve` and `worker` are, without HTTP."""
    async with contextlib.AsyncExitStack() as stack:
        here = await stack.enter_async_context(installation(settings))
        loops: list[Awaitable[None]] = []
        if here.cluster is not None:
            loops.append(keep_alive(here.cluster))
        if with_worker:
            loops += [here.boundary.pump(), work(here)]
        await stack.enter_async_context(in_background(*loops))
        yield here
