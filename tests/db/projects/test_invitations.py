"""An invitation is used once, also when two open its link at once."""

import asyncio

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import STRANGER
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict
from copydesk.projects import service
from copydesk.projects.domain import Newcomer
from tests.factories import people
from tests.factories.accounts import PASSWORD


async def test_lets_one_in_when_two_accept_at_once(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)
        made = await service.invite(ctx, project_id, role="annotator", email=None)

    async def accept(email: str) -> str:
        try:
            async with committing.open(STRANGER) as ctx:
                await service.accept_invitation(ctx, made.secret, Newcomer("Bea", email, PASSWORD))
        except Conflict as problem:
            return problem.code
        return "done"

    outcomes = await asyncio.gather(*(accept(f"bea{n}@example.org") for n in range(3)))
    assert sorted(outcomes) == ["done", "invitation_used", "invitation_used"]
    async with committing.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from projects.member") == 1
        assert await fetch_value(ctx.conn, "select count(*) from auth.identity") == 1
