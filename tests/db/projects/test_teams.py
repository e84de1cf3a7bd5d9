"""Teams over time: a past score belongs to the team of its day."""

import pytest

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import NotFound
from copydesk.projects import service
from tests.conftest import MovableClock
from tests.factories import people


async def history(ctx: Ctx, member_id: int) -> list[tuple[str, bool]]:
    """Team names in their order, and whether the time there has ended."""
    cursor = await ctx.conn.execute(
        """
        select t.name, m.to_at is not null from projects.team_member m join projects.team t on t.id = m.team_id
        where m.member_id = %s order by m.from_at
        """,
        [member_id],
    )
    return [(row[0], row[1]) for row in await cursor.fetchall()]


async def test_keeps_the_earlier_team_on_record_when_a_member_moves(ctx: Ctx, clock: MovableClock) -> None:
    project_id = await people.project(ctx.conn)
    member_id = await people.member(ctx.conn, project_id)
    north = await service.create_team(ctx, project_id, "North")
    south = await service.create_team(ctx, project_id, "South")
    for team_id in (north.id, north.id, south.id, None, north.id):
        clock.forward(days=1)
        await service.change_member(ctx, member_id, {"team_id": team_id})
    assert await history(ctx, member_id) == [("North", True), ("South", True), ("North", False)]


async def test_leaves_the_team_when_a_member_is_removed(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    member_id = await people.member(ctx.conn, project_id)
    team = await service.create_team(ctx, project_id, "North")
    await service.change_member(ctx, member_id, {"team_id": team.id})
    await service.remove_member(ctx, member_id)
    assert await history(ctx, member_id) == [("North", True)]
    assert [found.n_members for found in await service.list_teams(ctx, project_id, after=0, limit=10)] == [0]


async def test_refuses_when_the_team_is_of_another_project(ctx: Ctx) -> None:
    member_id = await people.member(ctx.conn, await people.project(ctx.conn))
    elsewhere = await service.create_team(ctx, await people.project(ctx.conn), "North")
    with pytest.raises(NotFound):
        await service.change_member(ctx, member_id, {"team_id": elsewhere.id})
