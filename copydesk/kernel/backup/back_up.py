"""Writing a backup: one consistent moment of the database, in constant memory, while people work."""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from psycopg import sql

from copydesk import __version__
from copydesk.kernel.backup.archive import PIECE_BYTES, ArchiveWriter, Manifest, Table
from copydesk.kernel.backup.catalogue import schemas_of, sequences_in, tables_in
from copydesk.kernel.backup.errors import NotWritten
from copydesk.kernel.db import Conn, fetch_value
from copydesk.kernel.migrate import LOCK_KEY, applied_steps

Heard = Callable[[str, int], None]


def silent(table: str, n_bytes: int) -> None:
    """For callers who do not watch."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds: rows per table."""

    manifest: Manifest
    n_rows: dict[str, int]


async def back_up(conn: Conn, target: Path, *, heard: Heard = silent) -> Contents:
    """Write the database into a new file. `heard(table, n_bytes)` follows the progress. Raises NotWritten.

    The file appears under its name only when it is complete and on disk; only its owner can read it.
    """
    draft = target.with_name(f"{target.name}.partial")
    try:
        with _open_private(draft, target) as file:
            contents = await back_up_to(conn, file, heard=heard)
            _flush(file)
        draft.rename(target)
    except OSError as error:
        raise NotWritten(target, str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return contents


async def back_up_to(conn: Conn, file: BinaryIO, *, heard: Heard = silent) -> Contents:
    """Write the database into an open file, such as standard output. `conn` is in autocommit mode and without a transaction."""
    archive = ArchiveWriter(file)
    n_rows: dict[str, int] = {}
    try:
        async with _snapshot(conn):
            manifest = await _describe(conn)
            archive.add_manifest(manifest)
            for table in manifest.tables:
                n_rows[table.full_name] = await _copy_out(conn, archive, table, heard)
        await asyncio.to_thread(archive.finish, n_rows)
    except BaseException:
        archive.abandon()
        raise
    return Contents(manifest, n_rows)


@asynccontextmanager
async def _snapshot(conn: Conn) -> AsyncGenerator[None]:
    """One moment of the whole database; migrations wait meanwhile, since a rewritten table would look empty to an old snapshot."""
    await conn.execute("select pg_advisory_lock_shared(%s)", [LOCK_KEY])
    try:
        await conn.execute("begin transaction isolation level repeatable read read only")
        try:
            await conn.execute("set local datestyle to iso")
            await conn.execute("set local intervalstyle to postgres")
            await conn.execute("set local extra_float_digits to 3")
            await conn.execute("set local statement_timeout to 0")
            yield
        finally:
            await conn.execute("rollback")
    finally:
        await conn.execute("select pg_advisory_unlock_shared(%s)", [LOCK_KEY])


async def _describe(conn: Conn) -> Manifest:
    migrations = await applied_steps(conn)
    schemas = schemas_of(migrations)
    return Manifest(
        copydesk=__version__,
        postgres=str(await fetch_value(conn, "show server_version")),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        migrations=migrations,
        tables=tuple(await tables_in(conn, schemas)),
        sequences=tuple(await sequences_in(conn, schemas)),
    )


async def _copy_out(conn: Conn, archive: ArchiveWriter, table: Table, heard: Heard) -> int:
    # Text, not binary: binary arrays of our own types carry the numbers that types happen to have in one database.
    query = sql.SQL("copy {} ({}) to stdout").format(
        sql.Identifier(table.schema, table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    waiting = bytearray()
    async with conn.cursor() as cursor:
        async with cursor.copy(query) as copy:
            async for row in copy:
                waiting += row
                if len(waiting) >= PIECE_BYTES:
                    await _write(archive, table, waiting, heard)
        await _write(archive, table, waiting, heard)
        return cursor.rowcount


async def _write(archive: ArchiveWriter, table: Table, waiting: bytearray, heard: Heard) -> None:
    if waiting:
        piece = bytes(waiting)
        waiting.clear()
        await asyncio.to_thread(archive.add_piece, table, piece)
        heard(table.full_name, len(piece))


def _open_private(path: Path, target: Path) -> BinaryIO:
    if target.exists():
        raise FileExistsError("a file of that name exists already")
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
