"""The first comer becomes the admin, and only the first."""

import asyncio

import pytest

from copydesk.auth import service
from copydesk.auth.domain import NewIdentity
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import STRANGER
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict, Invalid
from tests.factories.accounts import PASSWORD


async def set_up(boundary: Boundary, email: str) -> str:
    try:
        async with boundary.open(STRANGER) as ctx:
            await service.set_up(ctx, NewIdentity(email, "First"), PASSWORD)
    except Conflict as problem:
        return problem.code
    return "done"


async def test_makes_one_admin_when_several_set_up_at_once(committing: Boundary) -> None:
    outcomes = await asyncio.gather(*(set_up(committing, f"p{n}@example.org") for n in range(4)))
    assert sorted(outcomes) == ["already_set_up"] * 3 + ["done"]
    async with committing.open() as ctx:
        assert await fetch_value(ctx.conn, "select array_agg(is_admin) from auth.identity") == [True]
        assert not await service.setup_is_needed(ctx)


async def test_makes_nobody_when_the_password_is_weak(boundary: Boundary) -> None:
    with pytest.raises(Invalid):
        async with boundary.open(STRANGER) as ctx:
            await service.set_up(ctx, NewIdentity("p@example.org", "First"), "short")
    async with boundary.open() as ctx:
        assert await service.setup_is_needed(ctx)
