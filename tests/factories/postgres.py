"""A fast throw-away PostgreSQL for tests: nothing is flushed to disk, it ends with the test run."""

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from copydesk.kernel.postgres.cluster import Cluster
from copydesk.kernel.postgres.errors import PostgresError
from copydesk.kernel.postgres.locks import FileLock
from copydesk.kernel.postgres.start import Options

# Commits survive the death of every server process, though not of the machine.
KILLABLE = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
FAST = {**KILLABLE, "synchronous_commit": "off", "shared_buffers": "256MB"}
PREFIX = "copydesk-test-"


def reachable_folder(root: Path) -> Path:
    """`root`, or as root a folder that an unprivileged account can enter: pytest's own are closed to it."""
    if os.geteuid() != 0:
        return root
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)
    return folder


def start_test_cluster(root: Path) -> str:
    """Start a cluster; the connection string of its database `copydesk`. It stops when this process ends."""
    _sweep()
    folder = reachable_folder(root)
    cluster = Cluster(folder / "pg", Options(settings=FAST))
    address = cluster.join()
    atexit.register(_end, cluster, folder)
    return str(address)


def _end(cluster: Cluster, folder: Path) -> None:
    cluster.leave()
    shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """End the servers of test runs that were killed: nobody holds their users' lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, PostgresError):
            lock = folder / "pg" / "users.lock"
            if lock.exists() and FileLock(lock).take():
                Cluster(folder / "pg").stop()
                shutil.rmtree(folder, ignore_errors=True)
