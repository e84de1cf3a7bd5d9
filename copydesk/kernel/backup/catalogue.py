"""What the database says about itself: our tables, sequences, foreign keys and triggers."""

from collections.abc import Collection
from dataclasses import dataclass

from psycopg import sql

from copydesk.kernel.backup.archive import Sequence, Table
from copydesk.kernel.db import Conn, fetch_all, fetch_value

KERNEL_SCHEMAS = ("kernel", "procrastinate")
LEDGER = "kernel.migration"


def schemas_of(migrations: Collection[str]) -> list[str]:
    """The schemas that migrations own: `0004_projects_project` is of projects."""
    own = {name.split("_")[1] for name in migrations if "/" not in name}
    return sorted({*own, *KERNEL_SCHEMAS})


async def tables_in(conn: Conn, schemas: list[str]) -> list[Table]:
    """Every table with its stored columns; not the ledger of migrations, which a restore writes by migrating."""
    rows = await (
        await conn.execute(
            """
            select n.nspname, c.relname, array_agg(a.attname::text order by a.attnum)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid
            where c.relkind = 'r' and n.nspname = any(%s)
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            group by 1, 2 order by 1, 2
            """,
            [schemas],
        )
    ).fetchall()
    tables = [Table(schema, name, tuple(columns)) for schema, name, columns in rows]
    return [table for table in tables if table.full_name != LEDGER]


async def sequences_in(conn: Conn, schemas: list[str]) -> list[Sequence]:
    return await fetch_all(
        conn,
        Sequence,
        """
        select format('%%I.%%I', schemaname, sequencename) as name, last_value
        from pg_sequences where schemaname = any(%s) order by 1
        """,
        [schemas],
    )


@dataclass(frozen=True)
class Switch:
    """A pair of statements: before a bulk load, and after it."""

    off: str
    on: str


async def foreign_keys_in(conn: Conn, schemas: list[str]) -> list[Switch]:
    """Foreign keys, dropped for the load and checked as a whole afterwards: no order of tables needs to be found."""
    return await fetch_all(
        conn,
        Switch,
        """
        select format('alter table %%s drop constraint %%I', c.conrelid::regclass, c.conname) as off,
            format('alter table %%s add constraint %%I %%s', c.conrelid::regclass, c.conname,
                pg_get_constraintdef(c.oid)) as on
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where c.contype = 'f' and c.conparentid = 0 and n.nspname = any(%s)
        order by c.oid
        """,
        [schemas],
    )


async def triggers_in(conn: Conn, schemas: list[str]) -> list[Switch]:
    """Triggers of ours: what they did for these rows is in the backup already. The owner of a table may switch them."""
    return await fetch_all(
        conn,
        Switch,
        """
        select format('alter table %%s disable trigger %%I', t.tgrelid::regclass, t.tgname) as off,
            format('alter table %%s enable trigger %%I', t.tgrelid::regclass, t.tgname) as on
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where not t.tgisinternal and t.tgenabled = 'O' and n.nspname = any(%s)
        order by t.oid
        """,
        [schemas],
    )


async def has_rows(conn: Conn, table: Table) -> bool:
    query = sql.SQL("select exists (select from {})").format(sql.Identifier(table.schema, table.name))
    cursor = await conn.execute(query)
    row = await cursor.fetchone()
    return row is not None and bool(row[0])


async def has_ledger(conn: Conn) -> bool:
    return await fetch_value(conn, "select to_regclass('kernel.migration') is not null")
