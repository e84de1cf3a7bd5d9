"""Backups in the data folder: made by a job, listed, taken out, deleted; only the newest stay."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from copydesk.kernel import job_log
from copydesk.kernel.backup.back_up import back_up
from copydesk.kernel.ctx import Ctx, Event, Job
from copydesk.kernel.db import Database
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.reports.domain.installation import (
    BACK_UP_JOB,
    BackupFile,
    Backups,
    backup_name,
    is_backup_name,
    surplus,
)


async def list_backups(ctx: Ctx) -> Backups:
    """What lies in the data folder of this server, and how the job stands."""
    ctx.require_admin()
    files = await asyncio.to_thread(_files_in, _folder(ctx))
    jobs = await job_log.select_jobs(ctx.conn, None, name=BACK_UP_JOB, before=None, limit=10)
    failed = next((job for job in jobs if job.error is not None), None)
    is_old = bool(failed and failed.failed_at and files and files[0].made_at > failed.failed_at)
    return Backups(
        files=files,
        is_running=any(job.status in {"todo", "doing"} for job in jobs),
        failure=None if failed is None or is_old else failed.error,
        failed_at=None if failed is None or is_old else failed.failed_at,
        keep=ctx.settings.backups_keep,
    )


async def request_backup(ctx: Ctx) -> None:
    """A job makes it while people work. Raises Conflict `backup_running`."""
    ctx.require_admin()
    jobs = await job_log.select_jobs(ctx.conn, None, name=BACK_UP_JOB, before=None, limit=10)
    if any(job.status in {"todo", "doing"} for job in jobs):
        raise Conflict("A backup is being made; wait for its end.", code="backup_running")
    ctx.enqueue(Job(BACK_UP_JOB, lock=BACK_UP_JOB))
    ctx.record(Event("backup.requested"))


async def make_backup(ctx: Ctx, database: Database) -> None:
    """The job: one file, then the oldest go. It reads on a connection of its own, outside any transaction."""
    ctx.require_admin()
    folder = _folder(ctx)
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    name = backup_name(ctx.now())
    conn = await database.acquire()
    try:
        contents = await back_up(conn, folder / name)
    finally:
        await database.release(conn)
    gone = surplus(await asyncio.to_thread(_files_in, folder), ctx.settings.backups_keep)
    for file in gone:
        await asyncio.to_thread((folder / file.name).unlink, missing_ok=True)
    details = {"file": name, "n_rows": sum(contents.n_rows.values()), "n_deleted": len(gone)}
    ctx.record(Event("backup.made", details=details))


async def open_backup(ctx: Ctx, name: str) -> Path:
    """The file of a backup, to be sent; the log says who took it. Raises NotFound."""
    path = await _existing(ctx, name)
    ctx.record(Event("backup.downloaded", details={"file": name}))
    return path


async def delete_backup(ctx: Ctx, name: str) -> None:
    """Raises NotFound."""
    path = await _existing(ctx, name)
    await asyncio.to_thread(path.unlink, missing_ok=True)
    ctx.record(Event("backup.deleted", details={"file": name}))


def _folder(ctx: Ctx) -> Path:
    return ctx.settings.data_dir / "backups"


async def _existing(ctx: Ctx, name: str) -> Path:
    ctx.require_admin()
    path = _folder(ctx) / name
    if not is_backup_name(name) or not await asyncio.to_thread(path.is_file):
        raise NotFound("backup")
    return path


def _files_in(folder: Path) -> list[BackupFile]:
    """Newest first."""
    if not folder.is_dir():
        return []
    found: list[BackupFile] = []
    for path in folder.iterdir():
        if is_backup_name(path.name):
            told = path.stat()
            found.append(BackupFile(path.name, told.st_size, datetime.fromtimestamp(told.st_mtime, UTC)))
    return sorted(found, key=lambda file: file.name, reverse=True)
