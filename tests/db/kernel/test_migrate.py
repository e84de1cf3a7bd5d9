"""Migrations: forward only, each once, and the sum of them is schema.sql."""

from pathlib import Path

import pytest

from copydesk.kernel.db import execute, fetch_value
from copydesk.kernel.migrate import DatabaseIsNewer, MigrationChanged, migrate, own_steps, pending_steps
from tests.database import connect
from tools.schema import SCHEMA_FILE, dump_schema


async def test_applies_nothing_when_all_is_applied(fresh_url: str) -> None:
    async with await connect(fresh_url) as conn:
        assert await migrate(conn) == []
        assert await pending_steps(conn) == []


async def test_gives_schema_sql_when_all_are_applied(fresh_url: str) -> None:
    assert dump_schema(fresh_url) == Path(SCHEMA_FILE).read_text(encoding="utf-8"), (
        "run: python -m tools.schema"
    )


async def test_refuses_when_an_applied_migration_was_changed(fresh_url: str) -> None:
    async with await connect(fresh_url) as conn:
        await execute(
            conn, "update kernel.migration set sha256 = 'other' where name = %s", [own_steps()[0].name]
        )
        with pytest.raises(MigrationChanged, match=own_steps()[0].name):
            await migrate(conn)


async def test_refuses_when_the_database_is_newer(fresh_url: str) -> None:
    async with await connect(fresh_url) as conn:
        await execute(conn, "insert into kernel.migration (name, sha256) values ('9999_future_thing', 'x')")
        with pytest.raises(DatabaseIsNewer, match="9999_future_thing"):
            await migrate(conn)


async def test_goes_on_where_it_stopped_when_interrupted(server_url: str, fresh_url: str) -> None:
    async with await connect(fresh_url) as conn:
        for schema in ("exchange", "review"):
            await conn.execute(f"drop schema {schema} cascade".encode())
        await execute(conn, "delete from kernel.migration where name ~ '(review|exchange)'")
        missing = [step.name for step in own_steps() if step.name.split("_")[1] in {"review", "exchange"}]
        assert await migrate(conn) == missing
        assert await fetch_value(conn, "select to_regclass('exchange.import')") is not None
