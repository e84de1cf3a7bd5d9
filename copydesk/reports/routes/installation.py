"""HTTP of administration: health, settings, jobs, backups."""

from starlette.responses import FileResponse

from copydesk.kernel.http import ADMIN, CtxDep, Page, Routes
from copydesk.kernel.ids import JobId, show_id
from copydesk.reports import service
from copydesk.reports.schemas.installation import BackupsOut, HealthOut, JobOut, JobsQueryDep, SettingOut

routes = Routes("reports")


@routes.get("/admin/health", permission=ADMIN)
async def health_get(ctx: CtxDep) -> HealthOut:
    """Sizes, versions, jobs, messages and the disk of the data folder."""
    return HealthOut.model_validate(await service.read_health(ctx))


@routes.get("/admin/settings", permission=ADMIN)
async def settings_list(ctx: CtxDep) -> list[SettingOut]:
    """What this server runs with and where it comes from; secrets say only whether they are set."""
    return [SettingOut.model_validate(one) for one in await service.list_settings(ctx)]


@routes.get("/admin/jobs", permission=ADMIN)
async def jobs_list(ctx: CtxDep, query: JobsQueryDep) -> Page[JobOut]:
    """Background jobs, newest first; failed ones, unless asked otherwise, with why."""
    found = await service.list_jobs(ctx, query.status, before=query.cursor, limit=query.limit)
    next_cursor = show_id("job", found[-1].id) if len(found) == query.limit else None
    return Page(items=[JobOut.model_validate(job) for job in found], next_cursor=next_cursor)


@routes.post("/admin/jobs/{job_id}/retry", permission=ADMIN, status_code=204)
async def job_retry(ctx: CtxDep, job_id: JobId) -> None:
    """A failed job waits again."""
    await service.retry_job(ctx, job_id)


@routes.delete("/admin/jobs/{job_id}", permission=ADMIN, status_code=204)
async def job_discard(ctx: CtxDep, job_id: JobId) -> None:
    """Give a failed job up."""
    await service.discard_job(ctx, job_id)


@routes.get("/admin/backups", permission=ADMIN)
async def backups_list(ctx: CtxDep) -> BackupsOut:
    """The backups in the data folder of this server, and how the job stands."""
    return BackupsOut.model_validate(await service.list_backups(ctx))


@routes.post("/admin/backups", permission=ADMIN, status_code=202)
async def backup_create(ctx: CtxDep) -> BackupsOut:
    """Ask for a backup: a job makes it while people work. The secret key is not in it."""
    await service.request_backup(ctx)
    return BackupsOut.model_validate(await service.list_backups(ctx))


@routes.get("/admin/backups/{name}", permission=ADMIN, response_class=FileResponse)
async def backup_download(ctx: CtxDep, name: str) -> FileResponse:
    """The file. The log says who took it."""
    path = await service.open_backup(ctx, name)
    return FileResponse(path, media_type="application/octet-stream", filename=name)


@routes.delete("/admin/backups/{name}", permission=ADMIN, status_code=204)
async def backup_delete(ctx: CtxDep, name: str) -> None:
    await service.delete_backup(ctx, name)
