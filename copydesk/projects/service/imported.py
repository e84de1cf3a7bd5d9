"""People who come with imported judgements: members without an account."""

import random
from collections.abc import Sequence

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict
from copydesk.projects.domain import MembersChanged, check_refs, draw_pseudonyms
from copydesk.projects.store import members as store

IMPORTED_ROLE = "annotator"
_ATTEMPTS = 6


async def ensure_imported_members(ctx: Ctx, project_id: int, refs: Sequence[str]) -> dict[str, int]:
    """The member of each reference, made where there is none yet; the caller has decided that this is allowed.

    One statement when all are known or all pseudonyms drawn are free, else one more per round of collisions. Safe to
    call from two imports at once. Raises Invalid for an empty or overlong reference.
    """
    check_refs(refs)
    found: dict[str, int] = {}
    added: list[int] = []
    rng = random.SystemRandom()
    wanted = list(dict.fromkeys(refs))
    for attempt in range(_ATTEMPTS):
        if not wanted:
            break
        pseudonyms = draw_pseudonyms(len(wanted), rng, attempt=attempt)
        rows = await store.insert_imported(ctx.conn, project_id, wanted, pseudonyms, IMPORTED_ROLE, ctx.now())
        found.update({ref: member_id for ref, member_id, _ in rows})
        added += [member_id for _, member_id, is_new in rows if is_new]
        wanted = [ref for ref in wanted if ref not in found]
    if wanted:
        raise Conflict("No free pseudonyms were found for the imported people: try again.")
    if added:
        ctx.emit(MembersChanged(project_id, tuple(added)))
        ctx.record(Event("members.imported", project_id, "project", project_id, {"n_members": len(added)}))
    return found
