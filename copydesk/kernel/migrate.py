"""Forward-only migrations: plain SQL files of the package, and procrastinate's own, each applied once and recorded."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import LiteralString, cast

from procrastinate.schema import SchemaManager

from copydesk.kernel.db import Conn, fetch_value

LOCK_KEY = 0x636F7079  # "copy": one migrating process at a time
_JOBS_STEP = "procrastinate"


@dataclass(frozen=True)
class Step:
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


class MigrationChanged(Exception):
    """A migration that is already applied here differs from the one in this version of Copydesk."""


class DatabaseIsNewer(Exception):
    """The database was migrated by a newer Copydesk than this one."""


def own_steps() -> list[Step]:
    folder = resources.files("copydesk.migrations")
    names = sorted(
        entry.name for entry in folder.iterdir() if entry.name.endswith(".sql") and entry.name != "schema.sql"
    )
    return [Step(name.removesuffix(".sql"), (folder / name).read_text(encoding="utf-8")) for name in names]


def _jobs_steps() -> list[Step]:
    folder = Path(SchemaManager.get_migrations_path())
    return [
        Step(f"{_JOBS_STEP}/{path.stem}", path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.sql"))
    ]


async def migrate(conn: Conn, *, to: str | None = None) -> list[str]:
    """Bring the database up to this version (or to the migration named `to`); the names of the steps applied now.

    Each step is a transaction of its own, so an interrupted upgrade goes on where it stopped.
    Raises MigrationChanged or DatabaseIsNewer before anything is touched.
    """
    await conn.execute("select pg_advisory_lock(%s)", [LOCK_KEY])
    try:
        await _create_ledger(conn)
        applied = await applied_steps(conn)
        steps = own_steps()
        _refuse_surprises(applied, steps)
        done = (
            []
            if to is not None and any(name.startswith(_JOBS_STEP) for name in applied)
            else await _migrate_jobs(conn, applied)
        )
        for step in steps:
            if step.name not in applied:
                await _apply(conn, step)
                done.append(step.name)
            if step.name == to:
                break
        return done
    finally:
        await conn.execute("select pg_advisory_unlock(%s)", [LOCK_KEY])


async def recreate(conn: Conn, names: Collection[str]) -> None:
    """On an empty database: the named steps and no others, so that its tables are those of another database, for a restore."""
    await _create_ledger(conn)
    jobs = _jobs_steps()
    if all(step.name in names for step in jobs):
        await _migrate_jobs(conn, {})
    else:
        await conn.execute("create schema procrastinate")
        for step in jobs:
            if step.name in names:
                await _apply(conn, step, search_path="procrastinate")
    for step in own_steps():
        if step.name in names:
            await _apply(conn, step)


def known_steps() -> dict[str, str]:
    """Name → SHA-256 of every step that this version of Copydesk can apply."""
    return {step.name: step.sha256 for step in (*_jobs_steps(), *own_steps())}


async def applied_steps(conn: Conn) -> dict[str, str]:
    """Name → SHA-256 of every applied step."""
    cursor = await conn.execute("select name, sha256 from kernel.migration order by applied_at, name")
    return {str(name): str(sha256) for name, sha256 in await cursor.fetchall()}


async def pending_steps(conn: Conn) -> list[str]:
    """Own steps that are not applied yet; all of them on an empty database."""
    if await fetch_value(conn, "select to_regclass('kernel.migration')") is None:
        return [step.name for step in own_steps()]
    applied = await applied_steps(conn)
    return [step.name for step in own_steps() if step.name not in applied]


def _refuse_surprises(applied: dict[str, str], steps: list[Step]) -> None:
    known = {step.name: step.sha256 for step in steps}
    for name, sha256 in applied.items():
        if name.startswith(_JOBS_STEP):
            continue
        if name not in known:
            msg = f"The database knows the migration {name}, this Copydesk does not: install the newer version again."
            raise DatabaseIsNewer(msg)
        if known[name] != sha256:
            msg = f"The migration {name} differs from the one that was applied: install the released version of Copydesk."
            raise MigrationChanged(msg)


async def _create_ledger(conn: Conn) -> None:
    await conn.execute("create schema if not exists kernel")
    await conn.execute(
        "create table if not exists kernel.migration ("
        "name text primary key, sha256 text not null, applied_at timestamptz not null default clock_timestamp())"
    )


async def _migrate_jobs(conn: Conn, applied: dict[str, str]) -> list[str]:
    """Procrastinate's tables in a schema of their own: whole when new, by its own migration files when older."""
    steps = _jobs_steps()
    fresh = not any(name.startswith(_JOBS_STEP) for name in applied)
    missing = [step for step in steps if step.name not in applied]
    async with conn.transaction():
        await conn.execute("create schema if not exists procrastinate")
        await conn.execute("set local search_path to procrastinate")
        if fresh:
            await conn.execute(SchemaManager.get_schema().encode())
        for step in missing:
            if not fresh:
                await conn.execute(step.sql.encode())
            await _note(conn, step)
    return [] if fresh else [step.name for step in missing]


async def _apply(conn: Conn, step: Step, *, search_path: str | None = None) -> None:
    async with conn.transaction():
        if search_path is not None:
            await conn.execute("select set_config('search_path', %s, true)", [search_path])
        await conn.execute(cast("LiteralString", step.sql))
        await _note(conn, step)


async def _note(conn: Conn, step: Step) -> None:
    await conn.execute(
        "insert into kernel.migration (name, sha256) values (%s, %s)", [step.name, step.sha256]
    )
