"""SQL of the installation's state: what PostgreSQL says about itself."""

from copydesk.kernel.db import Conn, fetch_all, fetch_only
from copydesk.reports.domain.installation import TABLES_SHOWN, DatabaseState, TableSize

READS = ()


async def select_database(conn: Conn) -> DatabaseState:
    return await fetch_only(
        conn,
        DatabaseState,
        """
        select pg_database_size(current_database()) as n_bytes, current_setting('server_version') as version,
            (select count(*) from pg_stat_activity where datname = current_database()) as n_connections,
            current_setting('max_connections')::int as n_connections_max
        """,
    )


async def select_tables(conn: Conn) -> list[TableSize]:
    """The biggest ones, with their indexes and long values."""
    return await fetch_all(
        conn,
        TableSize,
        """
        select n.nspname || '.' || c.relname as name, pg_total_relation_size(c.oid) as n_bytes, c.reltuples::bigint as n_rows
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%%'
        order by 2 desc, 1 limit %s
        """,
        [TABLES_SHOWN],
    )
