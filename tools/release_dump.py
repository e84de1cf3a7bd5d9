"""Writes `tests/db/upgrades/<version>.backup`: the demo project as this release stores it, for the upgrade tests of later ones.

Run once per release, and never again for a released version:

python -m tools.release_dump
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from copydesk import __version__
from copydesk.kernel.backup.back_up import back_up
from copydesk.kernel.db import Database
from copydesk.kernel.settings import Settings
from copydesk.server.demo.load import load_demo
from copydesk.server.wiring import make_boundary

FOLDER = Path("tests/db/upgrades")


async def write(target: Path) -> None:
    from tests.database import make_template
    from tests.factories.postgres import start_test_cluster

    with tempfile.TemporaryDirectory() as folder:
        url = await make_template(start_test_cluster(Path(folder)))
        database = Database(url, pool_size=4, wait_s=10.0)
        await database.open()
        await load_demo(make_boundary(Settings(data_dir=Path(folder)), database))
        conn = await database.acquire()
        await back_up(conn, target)
        await database.release(conn)
        await database.close()


if __name__ == "__main__":
    path = FOLDER / f"{__version__}.backup"
    if path.exists():
        sys.exit(f"{path} exists: a release is written once.")
    asyncio.run(write(path))
