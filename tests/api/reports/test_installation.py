"""Administration: health, settings without secrets, failed jobs, backups."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx, Job
from copydesk.kernel.jobs import make_app
from copydesk.kernel.settings import Settings
from copydesk.reports import service
from copydesk.server.app import create_app
from copydesk.server.wiring import jobs_on
from tests.conftest import KEY
from tests.factories.callers import Caller, Callers


@pytest.fixture
async def committed(committing: Boundary) -> AsyncGenerator[Callers]:
    """Callers of an app that really commits: jobs are seen by a worker."""
    async with AsyncExitStack() as stack:
        yield Callers(create_app(committing), committing, stack)


async def refuse(_: Ctx) -> None:
    raise ValueError("the disk of the neighbour is full")


async def work_off(boundary: Boundary, *, with_failing: bool = False) -> None:
    """What a worker does now; without waiting for another attempt."""
    handlers = {**jobs_on(boundary.database), **({"test.refuse": refuse} if with_failing else {})}
    app = make_app(boundary.database.conninfo, handlers, [], boundary.run)
    for task in app.tasks.values():
        task.retry_strategy = None
    async with app.open_async():
        with contextlib.suppress(asyncio.CancelledError):
            await app.run_worker_async(wait=False, delete_jobs="successful", install_signal_handlers=False)


async def test_tells_sizes_versions_jobs_and_disk(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    health = (await admin.http.get("/admin/health")).json()
    assert health["database"]["n_bytes"] > 1_000_000
    assert health["database"]["n_connections"] >= 1
    assert len(health["tables"]) == 12
    assert health["tables"][0]["n_bytes"] >= health["tables"][-1]["n_bytes"]
    assert 0 < health["disk"]["n_bytes_free"] <= health["disk"]["n_bytes"]
    assert health["migration"].startswith("00")
    assert (health["n_pending_steps"], health["is_embedded"], health["n_stalled"]) == (0, True, 0)
    assert health["python"].startswith("3.")


async def test_shows_settings_with_their_source_and_never_a_secret(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    answer = await admin.http.get("/admin/settings")
    told = {one["name"]: one for one in answer.json()}
    assert set(told) == set(Settings.model_fields)
    assert KEY not in answer.text
    assert (told["secret_key"]["value"], told["secret_key"]["is_set"]) == (None, True)
    assert (told["database_url"]["is_secret"], told["database_url"]["is_set"]) == (True, False)
    assert (told["sign_in_attempts"]["value"], told["sign_in_attempts"]["source"]) == (5, "environment")
    assert (told["undo_s"]["source"], told["undo_s"]["variable"]) == ("default", "COPYDESK_UNDO_S")
    assert all(one["description"] for one in told.values())


async def test_shows_why_a_job_failed_and_tries_it_again(committed: Callers) -> None:
    admin = await committed.person(is_admin=True)
    async with committed.boundary.open() as ctx:
        ctx.enqueue(Job("test.refuse"))
    await work_off(committed.boundary, with_failing=True)
    job = (await admin.http.get("/admin/jobs")).json()["items"][0]
    assert (job["name"], job["status"]) == ("test.refuse", "failed")
    assert job["error"] == "ValueError: the disk of the neighbour is full"
    assert (await admin.http.get("/admin/health")).json()["jobs"] == {"failed": 1}
    path = f"/admin/jobs/{job['id']}"
    assert (await admin.http.post(f"{path}/retry")).status_code == 204
    again = await admin.http.post(f"{path}/retry")
    assert (again.status_code, again.json()["code"]) == (409, "not_failed")
    await work_off(committed.boundary, with_failing=True)
    assert (await admin.http.delete(path)).status_code == 204
    assert (await admin.http.delete(path)).status_code == 404
    assert (await admin.http.get("/admin/jobs")).json()["items"] == []


@pytest.fixture
def folder(committed: Callers) -> Path:
    folder = committed.boundary.settings.data_dir / "backups"
    for path in folder.glob("*") if folder.is_dir() else ():
        path.unlink()
    return folder


async def test_makes_a_backup_in_a_job_and_sends_it(committed: Callers, folder: Path) -> None:
    admin = await committed.person(is_admin=True)
    asked = await admin.http.post("/admin/backups")
    assert (asked.status_code, asked.json()["files"]) == (202, [])
    running = (await admin.http.get("/admin/backups")).json()
    assert running["is_running"] is True
    assert (await admin.http.post("/admin/backups")).json()["code"] == "backup_running"
    await work_off(committed.boundary)
    told = (await admin.http.get("/admin/backups")).json()
    assert (told["is_running"], told["failure"], len(told["files"])) == (False, None, 1)
    name = told["files"][0]["name"]
    sent = await admin.http.get(f"/admin/backups/{name}")
    assert sent.content == (folder / name).read_bytes()
    assert len(sent.content) == told["files"][0]["n_bytes"]
    assert (folder / name).stat().st_mode & 0o077 == 0
    actions = [event["action"] for event in (await admin.http.get("/events")).json()["items"]]
    assert actions[:3] == ["backup.downloaded", "backup.made", "backup.requested"]
    assert (await admin.http.delete(f"/admin/backups/{name}")).status_code == 204
    assert list(folder.iterdir()) == []


async def test_keeps_only_the_newest_backups(committed: Callers, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    keep = committed.boundary.settings.backups_keep
    for day in range(10, 10 + keep):
        (folder / f"copydesk-202001{day}-000000.backup").write_bytes(b"old")
    (folder / "mine.txt").write_text("left alone")
    await committed.boundary.run(lambda ctx: service.make_backup(ctx, committed.boundary.database))
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == keep + 1
    assert "copydesk-20200110-000000.backup" not in names
    assert "mine.txt" in names


async def test_tells_why_a_backup_failed(committed: Callers, folder: Path) -> None:
    admin = await committed.person(is_admin=True)
    if folder.is_dir():
        folder.rmdir()
    folder.write_text("a file where the folder should be")
    try:
        await admin.http.post("/admin/backups")
        await work_off(committed.boundary)
        told = (await admin.http.get("/admin/backups")).json()
        assert told["is_running"] is False
        assert "FileExistsError" in told["failure"]
    finally:
        folder.unlink()


@pytest.mark.parametrize("name", ["../key", "..%2fkey", "copydesk.backup", "copydesk-20200101-000000.backup"])
async def test_sends_nothing_but_backups(callers: Callers, name: str) -> None:
    admin = await callers.person(is_admin=True)
    answers = [
        await admin.http.get(f"/admin/backups/{name}"),
        await admin.http.delete(f"/admin/backups/{name}"),
    ]
    assert {answer.status_code for answer in answers} <= {404, 405}


async def test_is_for_admins_signed_in_with_a_password(callers: Callers) -> None:
    lead: Caller = await callers.member("lead")
    for path in ("health", "settings", "jobs", "backups"):
        assert (await lead.http.get(f"/admin/{path}")).status_code == 403
        assert (await (await callers.stranger()).get(f"/admin/{path}")).status_code == 401
    assert (await lead.http.post("/admin/backups")).status_code == 403
