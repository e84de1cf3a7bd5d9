"""There is always an admin, also when two of them act at once."""

import asyncio

from copydesk.auth import service
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict
from tests.factories.accounts import account


async def test_keeps_one_admin_when_two_unmake_each_other_at_once(committing: Boundary) -> None:
    admins = [await account(committing, is_admin=True) for _ in range(2)]

    async def unmake(identity_id: int) -> str:
        try:
            async with committing.open() as ctx:
                await service.change_identity(ctx, identity_id, is_admin=False)
        except Conflict as problem:
            return problem.code
        return "done"

    outcomes = await asyncio.gather(*(unmake(admin.id) for admin in admins))
    assert sorted(outcomes) == ["done", "last_admin"]
    async with committing.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from auth.identity where is_admin") == 1
