"""Use cases of likeness, for slices above: they push texts, and ask what is alike before they keep one."""

from collections.abc import Collection, Sequence

from copydesk.guides.domain.likeness import (
    DEFAULT_THRESHOLD,
    Alike,
    Signed,
    TextKind,
    TextRef,
    band_keys,
    most_alike,
    signature,
)
from copydesk.guides.store import likeness as store
from copydesk.kernel.ctx import Ctx


async def remember_text(ctx: Ctx, project_id: int, ref: TextRef, text: str) -> bool:
    """Keep what the text is like, over what was kept of it before. False for a text that is too short to be compared."""
    return await remember_texts(ctx, project_id, [(ref, text)]) == 1


async def remember_texts(ctx: Ctx, project_id: int, texts: Sequence[tuple[TextRef, str]]) -> int:
    """Many at once; each `ref` once. Returns how many were long enough to be kept."""
    signed = [
        Signed(ref.kind, ref.id, ref.part, sketch)
        for ref, text in texts
        if (sketch := signature(text)) is not None
    ]
    if not signed:
        return 0
    bands = [band_keys(one.signature, project_id) for one in signed]
    return await store.write_signatures(ctx.conn, project_id, signed, bands)


async def find_alike(
    ctx: Ctx,
    project_id: int,
    text: str,
    *,
    threshold: float = DEFAULT_THRESHOLD,
    leave_out: Collection[TextRef] = (),
    limit: int = 20,
) -> list[Alike]:
    """Texts of the project that are at least so much alike, the most alike first; none for a short text.

    `leave_out`: texts that do not count, such as the submission's own. The caller has checked who may know.
    """
    sought = signature(text)
    if sought is None:
        return []
    candidates = await store.select_candidates(ctx.conn, project_id, band_keys(sought, project_id))
    others = [one for one in candidates if TextRef(one.kind, one.ref_id, one.part) not in leave_out]
    return most_alike(sought, others, threshold=threshold, limit=limit)


async def forget_texts(ctx: Ctx, project_id: int, kind: TextKind, ref_ids: Sequence[int]) -> int:
    """Nothing is like them any more: what was submitted is deleted. Returns how many were known."""
    return await store.delete_signatures(ctx.conn, project_id, kind, ref_ids)
