"""What has had its time is dropped; a person is forgotten on request."""

from datetime import UTC, datetime

import pytest

from copydesk.auth import service
from copydesk.auth.domain import IdentityErased, NewToken
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import execute, fetch_value
from copydesk.kernel.errors import Conflict
from tests.conftest import MovableClock
from tests.factories import people
from tests.factories.accounts import account


async def test_drops_what_is_too_old_and_keeps_the_rest_when_it_runs(ctx: Ctx, clock: MovableClock) -> None:
    ada = await people.identity(ctx.conn)
    insert = "insert into kernel.idempotency (identity_id, key, path, created_at) values (%s, %s, '/', %s)"
    await people.session(ctx.conn, ada, "cds_old")
    await execute(ctx.conn, insert, [ada, "old", datetime.now(UTC)])
    clock.forward(days=ctx.settings.session_days, seconds=1)
    await execute(ctx.conn, insert, [ada, "new", ctx.now()])
    fresh = await people.session(ctx.conn, ada, "cds_fresh")
    await execute(ctx.conn, "update auth.session set last_seen_at = %s where id = %s", [ctx.now(), fresh])
    await service.forget_old(ctx)
    assert await fetch_value(ctx.conn, "select array_agg(id) from auth.session") == [fresh]
    assert await fetch_value(ctx.conn, "select array_agg(key) from kernel.idempotency") == ["new"]


async def test_keeps_the_id_alone_when_a_person_is_erased(boundary: Boundary) -> None:
    ada = await account(boundary, email="ada.unique@example.org")
    async with boundary.open() as ctx:
        await service.open_session(ctx, ada, "Ada's browser")
    async with boundary.open() as ctx:
        await service.create_token(ctx, NewToken("Ada's laptop", frozenset({"x"})), owner_id=ada.id)
        await service.create_password_link(ctx, ada.id)
    async with boundary.open() as ctx:
        await service.erase_identity(ctx, ada.id)
        assert ctx.messages == [IdentityErased(ada.id)]
    async with boundary.open() as ctx:
        left = await fetch_value(
            ctx.conn,
            """
            select (select string_agg(i::text, '') from auth.identity i)
                || coalesce((select string_agg(s::text, '') from auth.session s), '')
                || (select string_agg(t::text, '') from auth.token t where revoked_at is not null)
                || (select string_agg(e::text, '') from audit.event e)
                || coalesce((select string_agg(l::text, '') from auth.password_link l), '')
            """,
        )
        assert await fetch_value(ctx.conn, "select id from auth.identity") == ada.id
    assert "Ada" not in left
    assert "unique" not in left


async def test_refuses_when_the_last_admin_would_be_erased(boundary: Boundary) -> None:
    admin = await account(boundary, is_admin=True)
    with pytest.raises(Conflict, match="last admin"):
        async with boundary.open() as ctx:
            await service.erase_identity(ctx, admin.id)
