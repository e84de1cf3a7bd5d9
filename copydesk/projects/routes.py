"""HTTP of projects and members."""

from typing import Annotated

from fastapi import Header, Request, Response

from copydesk.kernel.ctx import Actor
from copydesk.kernel.http import (
    ADMIN,
    PUBLIC,
    SIGNED_IN,
    CtxDep,
    Page,
    Routes,
    page_link,
    parse_if_match,
)
from copydesk.kernel.ids import InvitationId, MemberId, ProjectId, TeamId, show_id
from copydesk.projects import service
from copydesk.projects.domain import ListedMember, Newcomer, Project
from copydesk.projects.schemas import (
    InvitationAccept,
    InvitationCreate,
    InvitationCreated,
    InvitationListed,
    InvitationOut,
    InvitationQueryDep,
    MemberOut,
    MemberPatch,
    MemberQueryDep,
    MeOut,
    MePatch,
    ProjectCreate,
    ProjectOut,
    ProjectPatch,
    ProjectQueryDep,
    TeamCreate,
    TeamOut,
    TeamPatch,
    TeamQueryDep,
)

routes = Routes("projects")

IfMatch = Annotated[str | None, Header()]
UserAgent = Annotated[str | None, Header(include_in_schema=False)]


def _project(project: Project, actor: Actor) -> ProjectOut:
    grant = actor.grants.get(project.id)
    return ProjectOut(
        id=project.id,
        name=project.name,
        description=project.description,
        time_zone=project.time_zone,
        licence=project.licence,
        drafts_keep_days=project.drafts_keep_days,
        leavers_keep_days=project.leavers_keep_days,
        revision=project.revision,
        created_at=project.created_at,
        archived_at=project.archived_at,
        delete_after=project.delete_after,
        my_role=grant.role if grant else None,
        my_member_id=grant.member_id if grant else None,
    )


def _member(member: ListedMember) -> MemberOut:
    return MemberOut(
        id=member.id,
        role=member.role,
        pseudonym=member.pseudonym,
        has_account=member.identity_id is not None,
        name=member.name,
        email=member.email,
        external_ref=member.external_ref,
        team_id=member.team_id,
        team=member.team,
        joined_at=member.joined_at,
        removed_at=member.removed_at,
    )


@routes.get("/me", permission=SIGNED_IN)
async def me_get(ctx: CtxDep) -> MeOut:
    """Who you are, and the projects that you are in with what you may do there."""
    return MeOut.model_validate(await service.read_me(ctx))


@routes.patch("/me", permission=SIGNED_IN)
async def me_change(ctx: CtxDep, body: MePatch) -> MeOut:
    """Change your name, language or time zone."""
    return MeOut.model_validate(await service.change_me(ctx, body.changes()))


@routes.get("/projects", permission=SIGNED_IN)
async def projects_list(ctx: CtxDep, query: ProjectQueryDep) -> Page[ProjectOut]:
    """The projects that you are in, newest first."""
    found = await service.list_projects(
        ctx, everybodys=query.everybodys, with_archived=query.archived, before=query.cursor, limit=query.limit
    )
    next_cursor = show_id("project", found[-1].id) if len(found) == query.limit else None
    return Page(items=[_project(project, ctx.actor) for project in found], next_cursor=next_cursor)


@routes.post("/projects", permission=ADMIN, status_code=201)
async def project_create(ctx: CtxDep, body: ProjectCreate) -> ProjectOut:
    """Make a project; you become its lead."""
    return _project(await service.create_project(ctx, body.new()), ctx.actor)


@routes.get("/projects/{project_id}", permission="project.read")
async def project_get(ctx: CtxDep, project_id: ProjectId) -> ProjectOut:
    return _project(await service.get_project(ctx, project_id), ctx.actor)


@routes.patch("/projects/{project_id}", permission="project.write")
async def project_change(
    ctx: CtxDep, project_id: ProjectId, body: ProjectPatch, if_match: IfMatch = None
) -> ProjectOut:
    """Change settings; `If-Match` carries the revision that you saw."""
    revision = parse_if_match(if_match)
    return _project(
        await service.update_project(ctx, project_id, body.changes(), revision=revision), ctx.actor
    )


@routes.delete("/projects/{project_id}", permission="project.write")
async def project_delete(ctx: CtxDep, project_id: ProjectId) -> ProjectOut:
    """Ask for the deletion: it happens after `delete_after`, and can be taken back until then."""
    return _project(await service.delete_project(ctx, project_id), ctx.actor)


@routes.post("/projects/{project_id}/restore", permission="project.write")
async def project_restore(ctx: CtxDep, project_id: ProjectId) -> ProjectOut:
    """Take a deletion back."""
    return _project(await service.restore_project(ctx, project_id), ctx.actor)


@routes.post("/projects/{project_id}/archive", permission="project.write")
async def project_archive(ctx: CtxDep, project_id: ProjectId) -> ProjectOut:
    """Close the project to new work; everything can still be read."""
    return _project(await service.archive_project(ctx, project_id), ctx.actor)


@routes.post("/projects/{project_id}/unarchive", permission="project.write")
async def project_unarchive(ctx: CtxDep, project_id: ProjectId) -> ProjectOut:
    return _project(await service.unarchive_project(ctx, project_id), ctx.actor)


@routes.post("/projects/{project_id}/join", permission=ADMIN)
async def project_join(ctx: CtxDep, project_id: ProjectId) -> MeOut:
    """For admins: become a lead of a project. Its log says so."""
    await service.join_as_admin(ctx, project_id)
    return MeOut.model_validate(await service.read_me(ctx))


@routes.get("/projects/{project_id}/members", permission="project.read")
async def members_list(ctx: CtxDep, project_id: ProjectId, query: MemberQueryDep) -> Page[MemberOut]:
    """Who is in the project: pseudonyms for everybody, names for those who may see who people are (`members.read`)."""
    found = await service.list_members(
        ctx, project_id, query.wanted(), after=query.cursor or 0, limit=query.limit
    )
    next_cursor = show_id("member", found[-1].id) if len(found) == query.limit else None
    return Page(items=[_member(member) for member in found], next_cursor=next_cursor)


@routes.patch("/members/{member_id}", permission="members.write")
async def member_change(ctx: CtxDep, member_id: MemberId, body: MemberPatch) -> MemberOut:
    """Change a member's role, pseudonym or team."""
    return _member(await service.change_member(ctx, member_id, body.changes()))


@routes.delete("/members/{member_id}", permission="members.write", status_code=204)
async def member_remove(ctx: CtxDep, member_id: MemberId) -> None:
    """Take a member out of the project; what they did stays."""
    await service.remove_member(ctx, member_id)


@routes.post("/members/{member_id}/readmit", permission="members.write")
async def member_readmit(ctx: CtxDep, member_id: MemberId) -> MemberOut:
    """Take back a member who was removed."""
    return _member(await service.readmit_member(ctx, member_id))


@routes.get("/projects/{project_id}/teams", permission="project.read")
async def teams_list(ctx: CtxDep, project_id: ProjectId, query: TeamQueryDep) -> Page[TeamOut]:
    found = await service.list_teams(ctx, project_id, after=query.cursor or 0, limit=query.limit)
    next_cursor = show_id("team", found[-1].id) if len(found) == query.limit else None
    return Page(items=[TeamOut.model_validate(team) for team in found], next_cursor=next_cursor)


@routes.post("/projects/{project_id}/teams", permission="members.write", status_code=201)
async def team_create(ctx: CtxDep, project_id: ProjectId, body: TeamCreate) -> TeamOut:
    return TeamOut.model_validate(await service.create_team(ctx, project_id, body.name))


@routes.patch("/teams/{team_id}", permission="members.write")
async def team_rename(ctx: CtxDep, team_id: TeamId, body: TeamPatch) -> TeamOut:
    return TeamOut.model_validate(await service.rename_team(ctx, team_id, body.name))


@routes.get("/projects/{project_id}/invitations", permission="members.write")
async def invitations_list(
    ctx: CtxDep, project_id: ProjectId, query: InvitationQueryDep
) -> Page[InvitationListed]:
    """Newest first, ended ones too."""
    found = await service.list_invitations(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("invitation", found[-1].id) if len(found) == query.limit else None
    items = [InvitationListed.model_validate(invitation) for invitation in found]
    return Page(items=items, next_cursor=next_cursor)


@routes.post("/projects/{project_id}/invitations", permission="members.write", status_code=201)
async def invitation_create(
    ctx: CtxDep, project_id: ProjectId, body: InvitationCreate, request: Request, response: Response
) -> InvitationCreated:
    """A link by which one person joins; it is shown in this answer only."""
    made = await service.invite(ctx, project_id, role=body.role, email=body.email)
    response.headers["Cache-Control"] = "no-store"
    listed = InvitationListed.model_validate(made.invitation).model_dump()
    return InvitationCreated(**listed, link=page_link(request, f"/invite/{made.secret}"), token=made.secret)


@routes.delete("/invitations/{invitation_id}", permission="members.write", status_code=204)
async def invitation_revoke(ctx: CtxDep, invitation_id: InvitationId) -> None:
    """Take an invitation back: its link stops working."""
    await service.revoke_invitation(ctx, invitation_id)


@routes.get("/invitations/{token}", permission=PUBLIC)
async def invitation_get(ctx: CtxDep, token: str) -> InvitationOut:
    """What the holder of the link joins."""
    return InvitationOut.model_validate(await service.show_invitation(ctx, token))


@routes.post("/invitations/{token}/accept", permission=PUBLIC)
async def invitation_accept(
    ctx: CtxDep, token: str, body: InvitationAccept, response: Response, user_agent: UserAgent = None
) -> MeOut:
    """Join: with the present account, or by making one, which also signs in."""
    newcomer = Newcomer(body.name, body.email, body.password, user_agent)
    joined = await service.accept_invitation(ctx, token, newcomer)
    for cookie in joined.signed_in.cookies if joined.signed_in else ():
        response.headers.append("Set-Cookie", cookie)
    return MeOut.model_validate(joined.me)
