"""Teams, and who is in which from when to when."""

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.projects.domain import Member, Team, check_team_name
from copydesk.projects.store import teams as store


async def create_team(ctx: Ctx, project_id: int, name: str) -> Team:
    """Raises Conflict `team_name_taken`."""
    ctx.require("members.write", project_id)
    team = await store.insert_team(ctx.conn, project_id, check_team_name(name))
    if team is None:
        raise _name_taken()
    ctx.record(Event("team.created", project_id, "team", team.id))
    return team


async def list_teams(ctx: Ctx, project_id: int, *, after: int, limit: int) -> list[Team]:
    """Teams by id."""
    ctx.require("project.read", project_id)
    return await store.select_teams(ctx.conn, project_id, after=after, limit=limit)


async def rename_team(ctx: Ctx, team_id: int, name: str) -> Team:
    """Raises Conflict `team_name_taken`."""
    team = await store.select_team(ctx.conn, team_id)
    if team is None:
        ctx.require_identity()
        raise NotFound("team")
    ctx.require("members.write", team.project_id, "team")
    trimmed = check_team_name(name)
    if not await store.update_team_name(ctx.conn, team_id, trimmed):
        raise _name_taken()
    ctx.record(Event("team.renamed", team.project_id, "team", team_id))
    return Team(team.id, team.project_id, trimmed, team.n_members)


async def move_to_team(ctx: Ctx, member: Member, team_id: int | None) -> None:
    """From now on; the time in the previous team stays on record. The caller records the change of the member."""
    if team_id is not None:
        team = await store.select_team(ctx.conn, team_id)
        if team is None or team.project_id != member.project_id:
            raise NotFound("team")
    await store.move_member(ctx.conn, member.id, team_id, ctx.now())


def _name_taken() -> Conflict:
    return Conflict("The project has a team of this name already.", code="team_name_taken")
