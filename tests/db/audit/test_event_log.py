"""The log is append-only: the database itself says so."""

import psycopg
import pytest

from copydesk.audit import service
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.db import fetch_value


async def test_refuses_change_when_somebody_updates_deletes_or_truncates(ctx: Ctx) -> None:
    ctx.record(Event("project.created", 1, "project", 1))
    await service.write_events(ctx)
    for statement in (
        "update audit.event set action = 'a.b'",
        "delete from audit.event",
        "truncate audit.event",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            async with ctx.conn.transaction():
                await ctx.conn.execute(statement)


async def test_writes_events_with_the_transaction_when_it_commits(boundary: Boundary) -> None:
    async with boundary.open(request_id="r-1") as ctx:
        ctx.record(Event("project.created", 7, "project", 7, {"n_members": 1}))
    async with boundary.open() as ctx:
        found = await fetch_value(
            ctx.conn, "select details || jsonb_build_object('r', request_id) from audit.event"
        )
    assert found == {"n_members": 1, "r": "r-1"}


async def test_leaves_no_event_when_the_use_case_fails(boundary: Boundary) -> None:
    with pytest.raises(ZeroDivisionError):
        async with boundary.open() as ctx:
            ctx.record(Event("project.created", 7))
            raise ZeroDivisionError
    async with boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from audit.event") == 0
