"""A project always keeps a lead, also when two of them act at once."""

import asyncio

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict
from copydesk.projects import service
from tests.factories import people


async def two_leads(ctx: Ctx) -> tuple[int, list[int]]:
    project_id = await people.project(ctx.conn)
    ids = [
        await people.member(ctx.conn, project_id, identity_id=await people.identity(ctx.conn), role="lead")
        for _ in range(2)
    ]
    return project_id, ids


async def test_keeps_one_lead_when_two_remove_each_other_at_once(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id, ids = await two_leads(ctx)

    async def remove(member_id: int) -> str:
        try:
            async with committing.open() as ctx:
                await service.remove_member(ctx, member_id)
        except Conflict as problem:
            return problem.code
        return "done"

    assert sorted(await asyncio.gather(*map(remove, ids))) == ["done", "last_lead"]
    async with committing.open() as ctx:
        left = "select count(*) from projects.member where project_id = %s and removed_at is null"
        assert await fetch_value(ctx.conn, left, [project_id]) == 1


async def test_refuses_when_the_last_lead_would_get_another_role(ctx: Ctx) -> None:
    _, (one, other) = await two_leads(ctx)
    await service.change_member(ctx, one, {"role": "viewer"})
    with pytest.raises(Conflict, match="last lead"):
        await service.change_member(ctx, other, {"role": "viewer"})


async def test_does_not_count_leads_without_an_account_when_one_leaves(ctx: Ctx) -> None:
    project_id, (one, other) = await two_leads(ctx)
    await people.member(ctx.conn, project_id, role="lead", external_ref="imported")
    await service.remove_member(ctx, one)
    with pytest.raises(Conflict, match="last lead"):
        await service.remove_member(ctx, other)
