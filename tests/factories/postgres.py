"""A fast throw-away PostgreSQL for tests: nothing is flushed to disk, it ends with the test run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from copydesk.kernel.postgres.cluster import Cluster
from copydesk.kernel.postgres.start import Options

FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "256MB"}
PREFIX = "copydesk-test-"


def reachable_folder(root: Path) -> Path:
    """`root`, or as root a folder that an unprivileged account can enter: pytest's own are closed to it."""
    if os.geteuid() != 0:
        return root
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    folder.chmod(0o711)
    return folder


def start_test_cluster(root: Path) -> str:
    """Start a cluster; the connection string of its database `copydesk`. It stops when this process ends."""
    folder = reachable_folder(root)
    cluster = Cluster(folder / "pg", Options(settings=FAST))
    atexit.register(_end, cluster, folder)
    return str(cluster.join())


def _end(cluster: Cluster, folder: Path) -> None:
    cluster.leave()
    shutil.rmtree(folder, ignore_errors=True)
