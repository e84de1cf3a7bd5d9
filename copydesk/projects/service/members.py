"""Members with an account: joining, roles, leaving and coming back."""

import random
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from copydesk.auth import service as auth
from copydesk.kernel.ctx import Ctx, Event, Grant
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.projects.domain import (
    ROLES,
    ListedMember,
    Member,
    MemberFilter,
    MembersChanged,
    NamedMember,
    check_lead_remains,
    check_present,
    check_pseudonym,
    check_role,
    draw_pseudonyms,
)
from copydesk.projects.service.teams import move_to_team
from copydesk.projects.store import members as store
from copydesk.projects.store import projects as project_store
from copydesk.projects.store import teams as team_store

_CANDIDATES = 8
_ATTEMPTS = 4


async def add_member(ctx: Ctx, project_id: int, identity_id: int, role: str) -> Member:
    """Give somebody with an account a place in the project. Raises Conflict `already_member`."""
    ctx.require("members.write", project_id)
    return await admit(ctx, project_id, identity_id, role)


async def admit(ctx: Ctx, project_id: int, identity_id: int, role: str) -> Member:
    """As `add_member`; the caller has decided that this is allowed. Somebody removed earlier comes back to their old place."""
    check_role(role)
    member = await store.lock_member_of(ctx.conn, project_id, identity_id)
    if member is None:
        member = await _insert(ctx, project_id, identity_id, role)
    elif member.removed_at is None:
        raise Conflict("This person is in the project already.", code="already_member")
    else:
        await store.update_role(ctx.conn, member.id, role)
        await store.update_removed_at(ctx.conn, member.id, None)
        member = replace(member, role=role, removed_at=None)
    await _grant(ctx, member)
    _tell(ctx, member)
    ctx.record(Event("member.joined", project_id, "member", member.id, {"role": role}))
    return member


async def _insert(ctx: Ctx, project_id: int, identity_id: int, role: str) -> Member:
    rng = random.SystemRandom()
    for attempt in range(_ATTEMPTS):
        names = draw_pseudonyms(_CANDIDATES, rng, attempt=attempt)
        member = await store.insert_member(ctx.conn, project_id, identity_id, role, names, ctx.now())
        if member is not None:
            return member
    raise Conflict("This person is in the project already.", code="already_member")


async def join_as_admin(ctx: Ctx, project_id: int) -> Member:
    """An admin makes themself a lead of a project; its log says so. Raises NotFound when there is no such project."""
    ctx.require_admin()
    identity_id = ctx.require_identity()
    if await project_store.select_project(ctx.conn, project_id) is None:
        raise NotFound("project")
    member = await store.lock_member_of(ctx.conn, project_id, identity_id)
    if member is None or member.removed_at is not None:
        member = await admit(ctx, project_id, identity_id, "lead")
    else:
        await _set_role(ctx, member, "lead")
    ctx.record(Event("project.joined_by_admin", project_id, "member", member.id))
    return replace(member, role="lead")


async def list_members(
    ctx: Ctx, project_id: int, wanted: MemberFilter, *, after: int, limit: int
) -> list[ListedMember]:
    """Members by id; names and addresses only for those who may see who people are."""
    ctx.require("project.read", project_id)
    names = ctx.actor.permits("members.read", project_id)
    return await store.select_members(ctx.conn, project_id, wanted, names=names, after=after, limit=limit)


async def members_by_id(ctx: Ctx, project_id: int, ids: Collection[int] | None = None) -> dict[int, Member]:
    """Members for the slices above, removed ones too; the caller has required its own permission. `ids` None: all."""
    found = await store.select_members_by_id(ctx.conn, project_id, ids)
    return {member.id: member for member in found}


async def name_members(ctx: Ctx, project_id: int, ids: Collection[int]) -> dict[int, NamedMember]:
    """Who is meant by member ids, removed ones too; names only for those who may see who people are."""
    ctx.require("project.read", project_id)
    names = ctx.actor.permits("members.read", project_id)
    found = await store.select_named(ctx.conn, project_id, names=names, ids=ids)
    return {member.id: member for member in found}


async def name_identities(ctx: Ctx, project_id: int, identity_ids: Collection[int]) -> dict[int, NamedMember]:
    """As `name_members`, by the ids of people; who never was in the project is missing."""
    ctx.require("project.read", project_id)
    names = ctx.actor.permits("members.read", project_id)
    found = await store.select_named(ctx.conn, project_id, names=names, identity_ids=identity_ids)
    return {member.identity_id: member for member in found if member.identity_id is not None}


async def change_member(ctx: Ctx, member_id: int, changes: Mapping[str, Any]) -> ListedMember:
    """Set `role`, `pseudonym` or `team_id` (None: no team); what is absent stays.

    Raises Conflict `last_lead`, `member_removed` or `pseudonym_taken`.
    """
    member, lead_ids = await _locked(ctx, member_id)
    check_present(member)
    if "role" in changes:
        check_role(changes["role"])
        if changes["role"] != "lead":
            check_lead_remains(lead_ids, member.id)
        await _set_role(ctx, member, changes["role"])
    if "pseudonym" in changes:
        await _set_pseudonym(ctx, member, changes["pseudonym"])
    if "team_id" in changes:
        await move_to_team(ctx, member, changes["team_id"])
    kept = {name: value for name, value in changes.items() if name != "pseudonym"}
    details = {"fields": sorted(changes), "role_before": member.role, **kept}
    ctx.record(Event("member.changed", member.project_id, "member", member.id, details))
    return await _listed(ctx, member_id)


async def remove_member(ctx: Ctx, member_id: int) -> None:
    """Take a member out of the project; what they did stays. Raises Conflict `last_lead`."""
    member, lead_ids = await _locked(ctx, member_id)
    check_present(member)
    check_lead_remains(lead_ids, member.id)
    await store.update_removed_at(ctx.conn, member.id, ctx.now())
    await team_store.move_member(ctx.conn, member.id, None, ctx.now())
    if member.identity_id is not None:
        await auth.remove_grant(ctx, member.identity_id, member.project_id)
    _tell(ctx, member)
    ctx.record(Event("member.removed", member.project_id, "member", member.id))


async def readmit_member(ctx: Ctx, member_id: int) -> ListedMember:
    """Take back a member who was removed, with the role they had."""
    member, _ = await _locked(ctx, member_id)
    if member.removed_at is None:
        raise Conflict("This member was not removed.", code="not_removed")
    if member.identity_id is None and member.external_ref is None:
        raise Conflict(
            "Nobody knows any more who this member was: invite the person anew.", code="member_erased"
        )
    await store.update_removed_at(ctx.conn, member.id, None)
    await _grant(ctx, member)
    _tell(ctx, member)
    ctx.record(Event("member.readmitted", member.project_id, "member", member.id))
    return await _listed(ctx, member_id)


async def _locked(ctx: Ctx, member_id: int) -> tuple[Member, list[int]]:
    """The member, for somebody who may change members of their project, and its leads.

    The leads are locked first, so that two who change each other do not wait in a circle.
    """
    found = await store.select_listed_member(ctx.conn, member_id)
    if found is None:
        ctx.require_identity()
        raise NotFound("member")
    ctx.require("members.write", found.project_id, "member")
    lead_ids = await store.lock_lead_ids(ctx.conn, found.project_id)
    member = await store.lock_member(ctx.conn, member_id)
    if member is None:
        raise NotFound("member")
    return member, lead_ids


async def _listed(ctx: Ctx, member_id: int) -> ListedMember:
    listed = await store.select_listed_member(ctx.conn, member_id)
    if listed is None:
        raise NotFound("member")
    return listed


async def _set_role(ctx: Ctx, member: Member, role: str) -> None:
    if role != member.role:
        await store.update_role(ctx.conn, member.id, role)
        await _grant(ctx, replace(member, role=role))
        _tell(ctx, member)


async def _set_pseudonym(ctx: Ctx, member: Member, pseudonym: str) -> None:
    if not await store.update_pseudonym(ctx.conn, member.id, check_pseudonym(pseudonym)):
        raise Conflict("Somebody else in the project has this pseudonym.", code="pseudonym_taken")


async def _grant(ctx: Ctx, member: Member) -> None:
    """From now on the person may what their role may, and in this context too if it is them who acts."""
    if member.identity_id is None:
        return
    await auth.put_grant(ctx, member.identity_id, member.project_id, member.id, member.role)
    if member.identity_id == ctx.actor.identity_id:
        grant = Grant(member.id, member.role, ROLES[member.role])
        ctx.actor = replace(ctx.actor, grants={**ctx.actor.grants, member.project_id: grant})


def _tell(ctx: Ctx, member: Member) -> None:
    ctx.emit(MembersChanged(member.project_id, (member.id,)))
