"""Restoring a backup: the tables of its day, its rows, then every migration since."""

import asyncio
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql

from copydesk.kernel.backup.archive import ArchiveReader, Manifest, Table
from copydesk.kernel.backup.back_up import Contents, Heard, silent
from copydesk.kernel.backup.catalogue import (
    KERNEL_SCHEMAS,
    foreign_keys_in,
    has_ledger,
    has_rows,
    schemas_of,
    tables_in,
    triggers_in,
)
from copydesk.kernel.backup.errors import Damaged, DatabaseInUse, FromNewerVersion
from copydesk.kernel.db import Conn
from copydesk.kernel.migrate import applied_steps, known_steps, migrate, recreate

Piece = tuple[str, bytes]


async def restore(conn: Conn, source: Path, *, heard: Heard = silent) -> Contents:
    """Restore a file; see `restore_from`."""
    with source.open("rb") as file:
        return await restore_from(conn, file, heard=heard)


async def restore_from(conn: Conn, file: BinaryIO, *, heard: Heard = silent) -> Contents:
    """Restore an open file, such as standard input, into a database without content, and migrate it to this version.

    All rows or none. `conn` is in autocommit mode and without a transaction.
    Raises Damaged, FromNewerVersion or DatabaseInUse.
    """
    archive = ArchiveReader(file)
    manifest = archive.manifest()
    _require_known(archive, manifest)
    await _make_room(conn)
    await recreate(conn, manifest.migrations)
    await _load(conn, archive, manifest, heard)
    await migrate(conn)
    await conn.execute("analyze")
    return Contents(manifest, archive.n_rows)


def _require_known(archive: ArchiveReader, manifest: Manifest) -> None:
    known = known_steps()
    for name, sha256 in manifest.migrations.items():
        # Procrastinate may touch up its released files: for those the name tells what they do.
        is_own = "/" not in name
        if name not in known:
            # Unless it is a letter that was altered on the way.
            archive.drain()
            raise FromNewerVersion(manifest.copydesk, name)
        # A released migration never changes, so another checksum is damage.
        if is_own and known[name] != sha256:
            raise Damaged(f"the checksum of {name} in it is not the one of that migration")


async def _make_room(conn: Conn) -> None:
    """Drop what an earlier start made, if nobody has put anything into it."""
    if not await has_ledger(conn):
        return
    schemas = schemas_of(await applied_steps(conn))
    for table in await tables_in(conn, schemas):
        if table.schema not in KERNEL_SCHEMAS and await has_rows(conn, table):
            raise DatabaseInUse(table.full_name)
    async with conn.transaction():
        for schema in schemas:
            await conn.execute(sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema)))


async def _load(conn: Conn, archive: ArchiveReader, manifest: Manifest, heard: Heard) -> None:
    schemas = schemas_of(manifest.migrations)
    tables = {table.full_name: table for table in manifest.tables}
    async with conn.transaction():
        await conn.execute("set local datestyle to iso")
        await conn.execute("set local statement_timeout to 0")
        switches = [*await foreign_keys_in(conn, schemas), *await triggers_in(conn, schemas)]
        await _run(conn, [switch.off for switch in switches])
        for table in tables.values():
            await conn.execute(sql.SQL("delete from {}").format(sql.Identifier(table.schema, table.name)))
        n_rows = await _copy_all_in(conn, archive, tables, heard)
        if n_rows != {name: count for name, count in archive.n_rows.items() if count}:
            raise Damaged("the number of rows is not what was written")
        for sequence in manifest.sequences:
            if sequence.last_value is not None:
                await conn.execute("select setval(%s::regclass, %s)", [sequence.name, sequence.last_value])
        await _run(conn, [switch.on for switch in reversed(switches)])


async def _copy_all_in(
    conn: Conn, archive: ArchiveReader, tables: dict[str, Table], heard: Heard
) -> dict[str, int]:
    n_rows: dict[str, int] = {}
    for name, pieces in groupby(archive.pieces(), key=itemgetter(0)):
        if name not in tables or name in n_rows:
            raise Damaged(f"the table {name} is not in its manifest, or twice in the file")
        n_rows[name] = await _copy_in(conn, tables[name], pieces, heard)
    return n_rows


async def _copy_in(conn: Conn, table: Table, pieces: Iterator[Piece], heard: Heard) -> int:
    query = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table.schema, table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    async with conn.cursor() as cursor:
        try:
            async with cursor.copy(query) as copy:
                while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
                    await copy.write(piece[1])
                    heard(table.full_name, len(piece[1]))
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise Damaged(f"PostgreSQL refuses rows of {table.full_name} ({error})") from error
        return cursor.rowcount


async def _run(conn: Conn, statements: list[str]) -> None:
    for statement in statements:
        await conn.execute(statement.encode())
