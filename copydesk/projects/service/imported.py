"""People who come with imported judgements: members without an account."""

import random
from collections.abc import Sequence

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict
from copydesk.projects.domain import MembersChanged, check_refs, draw_pseudonyms
from copydesk.projects.store import members as store

IMPORTED_ROLE = "annotator"
_ATTEMPTS = 8


async def ensure_imported_members(ctx: Ctx, project_id: int, refs: Sequence[str]) -> dict[str, int]:
    """The member of each reference, made where there is none yet; the caller has decided that this is allowed.

    One statement when all are known, else at most a handful, however many there are; waits for another import that is adding
    people to the project. Raises Invalid for an empty or overlong reference.
    """
    check_refs(refs)
    wanted = list(dict.fromkeys(refs))
    found = await store.select_by_refs(ctx.conn, project_id, wanted)
    if len(found) == len(wanted):
        return found
    await store.lock_importing(ctx.conn, project_id)
    found |= await store.select_by_refs(ctx.conn, project_id, wanted)
    added = await _insert(ctx, project_id, [ref for ref in wanted if ref not in found])
    if added:
        ctx.emit(MembersChanged(project_id, tuple(added.values())))
        ctx.record(Event("members.imported", project_id, "project", project_id, {"n_members": len(added)}))
    return found | added


async def _insert(ctx: Ctx, project_id: int, refs: list[str]) -> dict[str, int]:
    """Each with a pseudonym that is free; those whose draw was taken draw again."""
    added: dict[str, int] = {}
    rng = random.SystemRandom()
    for attempt in range(_ATTEMPTS if refs else 0):
        pseudonyms = draw_pseudonyms(len(refs), rng, attempt=attempt)
        added |= await store.insert_imported(ctx.conn, project_id, refs, pseudonyms, IMPORTED_ROLE, ctx.now())
        refs = [ref for ref in refs if ref not in added]
        if not refs:
            break
    if refs:
        raise Conflict("No free pseudonyms were found for the imported people: try again.")
    return added


async def forget_imported_members(ctx: Ctx, project_id: int, member_ids: Sequence[int]) -> int:
    """Delete members without an account who have done nothing, as the caller knows; the number of them."""
    n_members = await store.delete_imported(ctx.conn, project_id, member_ids)
    ctx.record(Event("members.forgotten", project_id, "project", project_id, {"n_members": n_members}))
    return n_members
