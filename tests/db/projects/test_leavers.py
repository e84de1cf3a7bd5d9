"""What links a member to a person goes when its time is over, or when the person is erased."""

from copydesk.auth import service as auth
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from copydesk.projects import service
from copydesk.projects.domain import NewProject
from tests.conftest import MovableClock
from tests.factories import people


async def leaver(ctx: Ctx, *, keep_days: int | None) -> int:
    """A member who was removed today."""
    project = await service.create_project(ctx, NewProject("Answers", leavers_keep_days=keep_days))
    identity_id = await people.identity(ctx.conn)
    member = await service.add_member(ctx, project.id, identity_id, "annotator")
    lead_id = await people.identity(ctx.conn)
    await service.add_member(ctx, project.id, lead_id, "lead")
    await service.remove_member(ctx, member.id)
    return member.id


async def identity_of(ctx: Ctx, member_id: int) -> int | None:
    return await fetch_value(ctx.conn, "select identity_id from projects.member where id = %s", [member_id])


async def test_cuts_the_link_when_the_projects_time_is_over(ctx: Ctx, clock: MovableClock) -> None:
    member_id = await leaver(ctx, keep_days=30)
    clock.forward(days=29)
    await service.erase_leavers(ctx)
    assert await identity_of(ctx, member_id) is not None
    clock.forward(days=2)
    await service.erase_leavers(ctx)
    assert await identity_of(ctx, member_id) is None
    assert ctx.events[-1].details == {"n_members": 1}


async def test_keeps_the_link_when_the_project_keeps_it_for_ever(ctx: Ctx, clock: MovableClock) -> None:
    member_id = await leaver(ctx, keep_days=None)
    clock.forward(days=4_000)
    await service.erase_leavers(ctx)
    assert await identity_of(ctx, member_id) is not None


async def test_keeps_the_link_when_the_member_is_still_there(ctx: Ctx, clock: MovableClock) -> None:
    project = await service.create_project(ctx, NewProject("Answers", leavers_keep_days=0))
    member = await service.add_member(ctx, project.id, await people.identity(ctx.conn), "annotator")
    clock.forward(days=400)
    await service.erase_leavers(ctx)
    assert await identity_of(ctx, member.id) is not None


async def test_ends_every_membership_when_a_person_is_erased(boundary: Boundary) -> None:
    async with boundary.open() as ctx:
        identity_id = await people.identity(ctx.conn)
        ids = [
            await people.member(ctx.conn, await people.project(ctx.conn), identity_id=identity_id)
            for _ in range(2)
        ]
    async with boundary.open() as ctx:
        await auth.erase_identity(ctx, identity_id)
    await boundary.drain()
    async with boundary.open() as ctx:
        ended = "select array_agg(id order by id) from projects.member where removed_at is not null"
        assert await fetch_value(ctx.conn, ended) == ids
        told = "select count(*) from audit.event where action = 'members.ended'"
        assert await fetch_value(ctx.conn, told) == 2


async def test_forgets_the_address_when_an_invitation_is_too_old(ctx: Ctx, clock: MovableClock) -> None:
    project_id = await people.project(ctx.conn)
    await service.invite(ctx, project_id, role="viewer", email="ada@example.org")
    await service.erase_leavers(ctx)
    assert await fetch_value(ctx.conn, "select email from projects.invitation") == "ada@example.org"
    clock.forward(days=ctx.settings.invitation_days)
    await service.erase_leavers(ctx)
    assert await fetch_value(ctx.conn, "select email from projects.invitation") is None


async def test_takes_back_a_person_under_their_old_pseudonym_when_they_join_again(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    identity_id = await people.identity(ctx.conn)
    await people.member(ctx.conn, project_id, identity_id=await people.identity(ctx.conn), role="lead")
    first = await service.add_member(ctx, project_id, identity_id, "annotator")
    await service.remove_member(ctx, first.id)
    again = await service.add_member(ctx, project_id, identity_id, "reviewer")
    assert (again.id, again.pseudonym, again.role) == (first.id, first.pseudonym, "reviewer")
    role = "select role from auth.role_grant where identity_id = %s"
    assert await fetch_value(ctx.conn, role, [identity_id]) == "reviewer"
