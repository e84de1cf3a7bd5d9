"""A full disk: people are told what is wrong and what to do, nothing confirmed is lost, and freeing space is enough."""

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from tests.factories.installation import Installation
from tests.factories.postgres import PREFIX
from tests.soak import ground
from tests.soak.reckoning import stored_texts
from tests.soak.storm import Confirmed

DISK_MB = 192
LEFT_BYTES = 1_000_000
TRIES = 400


@pytest.fixture
def small_disk() -> Generator[Path]:
    """A file system of its own; mounting one needs to be root and allowed to."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=0711", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounted, capture_output=True, check=False).returncode:
        folder.rmdir()
        pytest.skip("a small file system can only be mounted by a root that is allowed to mount")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    shutil.rmtree(folder, ignore_errors=True)


def fill(folder: Path, leave_bytes: int) -> Path:
    ballast = folder / "ballast"
    n_free = shutil.disk_usage(folder).free - leave_bytes
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, n_free)
    return ballast


class Writer:
    """One annotator who answers with long texts, one request at a time."""

    def __init__(self, http: httpx.Client, project: str, confirmed: Confirmed) -> None:
        self.http = http
        self.project = project
        self.confirmed = confirmed

    def answer(self) -> httpx.Response:
        """Draw and submit; the first response that is no success, else the submission."""
        drawn = self.http.post(f"/projects/{self.project}/next", json={"stage": "annotate"})
        if drawn.status_code != 200:
            return drawn
        task = drawn.json()["task"]
        text = f"{task['item']['id']} " + os.urandom(4000).hex()
        better = {"preferred": task["displayed"][0], "strength": 1}
        body = {"token": task["token"], "answers": {"better": better, "why": text}}
        sent = self.http.post(f"/slots/{task['slot_id']}/submit", json=body)
        if sent.status_code == 200:
            self.confirmed.submissions[sent.json()["submission_id"]] = text
        return sent

    def until(self, *, refused: bool) -> httpx.Response:
        """Answer on and on; the first response of this kind."""
        for _ in range(TRIES):
            answer = self.answer()
            if (answer.status_code != 200) is refused:
                return answer
            if not refused:
                time.sleep(0.2)
        raise AssertionError(f"no such answer in {TRIES} tries")


def fill_write_and_free(here: Installation, place: ground.Ground, confirmed: Confirmed) -> httpx.Response:
    """What a writer was told while the disk was full; it is not any more."""
    with httpx.Client(base_url=f"{here.url}/api/v1", timeout=60) as http:
        lead = {"Authorization": f"Bearer {place.lead_token}"}
        items = {"items": ground.generated_items(500)}
        added = http.post(f"/projects/{place.project}/items", json=items, headers=lead)
        assert added.status_code == 201, added.text
        http.headers["Authorization"] = f"Bearer {place.annotator_tokens[0]}"
        drawn = {"stage": "annotate"}
        while http.post(f"/projects/{place.project}/next", json=drawn).json()["task"] is None:
            time.sleep(0.2)
        writer = Writer(http, place.project, confirmed)
        ballast = fill(here.data_dir, leave_bytes=LEFT_BYTES)
        told = writer.until(refused=True)
        assert confirmed.submissions, "some were confirmed before"
        ballast.unlink()
        writer.until(refused=False)
    return told


@pytest.mark.timeout(420)
async def test_says_what_to_do_and_goes_on_when_the_disk_was_full(small_disk: Path) -> None:
    place = await ground.prepare(small_disk, n_annotators=1)
    confirmed = Confirmed(n_wanted=0)
    here = Installation(small_disk, {"COPYDESK_DATABASE_WAIT_S": "2"})
    here.log = Path(tempfile.gettempdir()) / f"{small_disk.name}.log"
    here.start("serve")
    try:
        await asyncio.to_thread(here.wait_until_ready)
        told = await asyncio.to_thread(fill_write_and_free, here, place, confirmed)
        assert here.is_running("serve"), "nobody restarted the server"
        async with ground.opened(small_disk) as opened, opened.boundary.open() as ctx:
            assert await stored_texts(ctx.conn) == confirmed.submissions
    finally:
        await asyncio.to_thread(here.stop)
        print(here.log.read_text()[-6000:])
        here.log.unlink()
    assert told.headers["content-type"] == "application/problem+json"
    assert told.status_code == 507
    assert told.json()["code"] == "storage_full"
    assert "free space" in told.json()["detail"]
