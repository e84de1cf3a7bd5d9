"""Projects as the command line and the jobs see them."""

import pytest

from copydesk.auth import service as auth
from copydesk.auth.domain import NewToken
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.projects import service
from copydesk.projects.domain import NewProject
from tests.conftest import MovableClock
from tests.factories import people


async def test_has_a_lead_from_the_start_when_one_is_named(ctx: Ctx) -> None:
    identity_id = await people.identity(ctx.conn)
    project = await service.create_project(ctx, NewProject(" Answers "), identity_id)
    members = await service.members_by_id(ctx, project.id)
    assert project.name == "Answers"
    assert [(member.identity_id, member.role) for member in members.values()] == [(identity_id, "lead")]
    assert await fetch_value(ctx.conn, "select role from auth.role_grant") == "lead"


async def test_finds_a_project_by_id_or_name_when_it_is_the_only_one(ctx: Ctx) -> None:
    project = await service.create_project(ctx, NewProject("Answers"))
    for asked in ("Answers", f"project_{project.id}", str(project.id)):
        assert await service.find_project(ctx, asked) == project
    for asked in ("answer", "project_x", "item_1", "99999999", "9" * 30):
        with pytest.raises(NotFound):
            await service.find_project(ctx, asked)


async def test_asks_for_the_id_when_a_name_is_ambiguous(ctx: Ctx) -> None:
    ids = [(await service.create_project(ctx, NewProject("Answers"))).id for _ in range(2)]
    with pytest.raises(Conflict, match=f"project_{ids[0]}, project_{ids[1]}"):
        await service.find_project(ctx, "Answers")


async def test_lists_everybodys_when_the_command_line_asks(ctx: Ctx) -> None:
    ids = [(await service.create_project(ctx, NewProject("Answers"))).id for _ in range(2)]
    found = await service.list_projects(ctx, everybodys=True, with_archived=False, before=None, limit=10)
    assert [project.id for project in found] == ids[::-1]


async def test_is_due_when_the_waiting_time_is_over(ctx: Ctx, clock: MovableClock) -> None:
    project = await service.create_project(ctx, NewProject("Answers"))
    await service.delete_project(ctx, project.id)
    clock.forward(days=ctx.settings.project_delete_days - 1)
    assert await service.list_due_deletions(ctx) == []
    clock.forward(days=1)
    assert await service.list_due_deletions(ctx) == [project.id]


async def test_leaves_nothing_but_events_when_purged(ctx: Ctx, clock: MovableClock) -> None:
    identity_id = await people.identity(ctx.conn)
    project = await service.create_project(ctx, NewProject("Answers"), identity_id)
    new = NewToken("script", frozenset({"project.read"}), project_id=project.id)
    await auth.create_token(ctx, new, owner_id=identity_id)
    await service.invite(ctx, project.id, role="viewer", email=None)
    await service.create_team(ctx, project.id, "North")
    await service.delete_project(ctx, project.id)
    clock.forward(days=ctx.settings.project_delete_days)
    await service.purge_project(ctx, project.id)
    left = await fetch_value(
        ctx.conn,
        """
        select (select count(*) from projects.project) + (select count(*) from projects.member)
             + (select count(*) from projects.team) + (select count(*) from projects.invitation)
             + (select count(*) from auth.role_grant) + (select count(*) from auth.token where revoked_at is null)
        """,
    )
    assert left == 0
    assert ctx.events[-1].action == "project.purged"


async def test_stays_when_its_deletion_was_taken_back(ctx: Ctx, clock: MovableClock) -> None:
    project = await service.create_project(ctx, NewProject("Answers"))
    await service.delete_project(ctx, project.id)
    clock.forward(days=ctx.settings.project_delete_days)
    await service.restore_project(ctx, project.id)
    await service.purge_project(ctx, project.id)
    assert await service.list_due_deletions(ctx) == []
    assert (await service.get_project(ctx, project.id)).delete_after is None
