"""Forgetting who was behind a member."""

from collections.abc import Sequence
from itertools import groupby

from copydesk.kernel.ctx import Ctx, Event
from copydesk.projects.domain import MembersChanged
from copydesk.projects.store import invitations as invitation_store
from copydesk.projects.store import members as store


async def end_memberships(ctx: Ctx, identity_ids: Sequence[int]) -> None:
    """These people were erased: their places in projects end; what they did stays under pseudonyms."""
    ended = await store.remove_identities(ctx.conn, identity_ids, ctx.now())
    for project_id, rows in groupby(ended, key=lambda row: row[0]):
        member_ids = tuple(member_id for _, member_id in rows)
        ctx.emit(MembersChanged(project_id, member_ids))
        ctx.record(Event("members.ended", project_id, "project", project_id, {"member_ids": member_ids}))


async def erase_leavers(ctx: Ctx) -> None:
    """Cut what links removed members to people, as each project's retention says, and forget addresses of old invitations."""
    for project_id, n_members in await store.erase_leavers(ctx.conn, ctx.now()):
        ctx.record(Event("members.erased", project_id, "project", project_id, {"n_members": n_members}))
    await invitation_store.forget_expired_addresses(ctx.conn, ctx.now())
