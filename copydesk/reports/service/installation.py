"""Health, settings in force and jobs, for admins."""

import asyncio
import platform
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from copydesk import __version__
from copydesk.kernel import job_log, jobs, outbox
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.kernel.job_log import LoggedJob
from copydesk.kernel.migrate import applied_steps, pending_steps
from copydesk.kernel.settings import Settings
from copydesk.reports.domain.installation import (
    Disk,
    Health,
    JobStatus,
    SettingInForce,
)
from copydesk.reports.store import installation as store


async def read_health(ctx: Ctx) -> Health:
    """Sizes, versions, jobs, messages and the disk, at once."""
    ctx.require_admin()
    steps = [name for name in await applied_steps(ctx.conn) if "/" not in name]
    return Health(
        copydesk=__version__,
        python=platform.python_version(),
        migration=max(steps, default=""),
        n_pending_steps=len(await pending_steps(ctx.conn)),
        is_embedded=ctx.settings.database_url is None,
        database=await store.select_database(ctx.conn),
        tables=await store.select_tables(ctx.conn),
        disk=await asyncio.to_thread(_disk_of, ctx.settings.data_dir),
        jobs=await jobs.count_jobs(ctx.conn),
        n_stalled=await job_log.count_stalled(ctx.conn, ctx.now() - timedelta(seconds=jobs.STALLED_AFTER_S)),
        oldest_job_at=await jobs.oldest_waiting(ctx.conn),
        messages=await outbox.count_waiting(ctx.conn),
    )


def _disk_of(folder: Path) -> Disk:
    """Of the nearest folder that exists: an installation with an external database may not have made its own yet."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    usage = shutil.disk_usage(there)
    return Disk(str(folder), usage.free, usage.total)


async def list_settings(ctx: Ctx) -> list[SettingInForce]:
    """What this server runs with; secrets say only whether they are set."""
    ctx.require_admin()
    return [_setting(ctx.settings, name) for name in type(ctx.settings).model_fields]


def _setting(settings: Settings, name: str) -> SettingInForce:
    field = type(settings).model_fields[name]
    value = getattr(settings, name)
    is_secret = "SecretStr" in str(field.annotation) or isinstance(value, SecretStr)
    return SettingInForce(
        name=name,
        variable=f"COPYDESK_{name.upper()}",
        value=None if is_secret else _plain(value),
        default=None if field.default_factory is not None or is_secret else _plain(field.default),
        is_secret=is_secret,
        is_set=value is not None,
        source="environment" if name in settings.model_fields_set else "default",
        description=field.description or "",
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


async def list_jobs(ctx: Ctx, status: JobStatus | None, *, before: int | None, limit: int) -> list[LoggedJob]:
    """Newest first; failed ones with why."""
    ctx.require_admin()
    return await job_log.select_jobs(ctx.conn, status, before=before, limit=limit)


async def retry_job(ctx: Ctx, job_id: int) -> None:
    """A failed job waits again. Raises Conflict `not_failed`."""
    job = await _failed(ctx, job_id)
    await job_log.retry_job(ctx.conn, job_id, ctx.now())
    ctx.record(Event("job.retried", None, "job", job_id, {"name": job.name}))


async def discard_job(ctx: Ctx, job_id: int) -> None:
    """A failed job is given up. Raises Conflict `not_failed`."""
    job = await _failed(ctx, job_id)
    await job_log.delete_job(ctx.conn, job_id)
    ctx.record(Event("job.discarded", None, "job", job_id, {"name": job.name}))


async def _failed(ctx: Ctx, job_id: int) -> LoggedJob:
    ctx.require_admin()
    job = await job_log.lock_job(ctx.conn, job_id)
    if job is None:
        raise NotFound("job")
    if job.status != "failed":
        raise Conflict("This job has not failed (any more).", code="not_failed")
    return job
