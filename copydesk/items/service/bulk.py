"""Use cases of whoever brings items by the thousand. Permission, events and messages are the caller's: one for all of them."""

from collections.abc import Sequence

from copydesk.items.domain import Copied, KnownItem, NewItem, NewVersion
from copydesk.items.store import bulk, rows
from copydesk.kernel.ctx import Ctx, Event


async def open_batch(ctx: Ctx, project_id: int, name: str) -> int:
    """A new batch. Its row keeps the project from being deleted until this transaction ends."""
    return await rows.insert_batch(ctx.conn, project_id, name, ctx.now(), ctx.actor.identity_id)


async def find_known(ctx: Ctx, project_id: int, external_ids: Sequence[str]) -> dict[str, KnownItem]:
    """The items among these external ids that exist."""
    return {known.external_id: known for known in await bulk.select_known(ctx.conn, project_id, external_ids)}


async def lock_known(ctx: Ctx, project_id: int, external_ids: Sequence[str]) -> dict[str, KnownItem]:
    """As `find_known`, for whoever goes on to `copy_versions`."""
    return {known.external_id: known for known in await bulk.lock_known(ctx.conn, project_id, external_ids)}


async def copy_items(ctx: Ctx, project_id: int, batch_id: int, new: Sequence[NewItem]) -> Copied:
    """Write new items and their first versions by binary COPY; their ids in the order given.

    The rows come from `domain.prepare`. When all are in, the caller emits `BatchLoaded`.
    """
    if not new:
        return Copied([], [])
    ids = await bulk.take_ids(ctx.conn, len(new))
    now = ctx.now()
    await bulk.copy_items(ctx.conn, (project_id, batch_id), new, ids, now)
    versions = [
        (version_id, item_id, 1, item.content, item.content_hash)
        for item, item_id, version_id in zip(new, ids.item_ids, ids.version_ids, strict=True)
    ]
    await bulk.copy_versions(ctx.conn, batch_id, versions, now)
    return ids


async def copy_versions(ctx: Ctx, batch_id: int, new: Sequence[NewVersion]) -> list[int]:
    """Write further versions of items that the caller has locked and make them the present ones; the ids of the versions."""
    if not new:
        return []
    ids = await bulk.take_version_ids(ctx.conn, len(new))
    versions = [
        (version_id, item.item_id, item.number, item.content, item.content_hash)
        for item, version_id in zip(new, ids, strict=True)
    ]
    await bulk.copy_versions(ctx.conn, batch_id, versions, ctx.now())
    await bulk.move_to_versions(ctx.conn, [item.item_id for item in new], ids)
    return ids


async def purge_batch(ctx: Ctx, project_id: int, batch_id: int, *, had_changes: bool) -> int:
    """Delete a batch with its items; the number of them. With `had_changes`, items of other batches get the version back
    that they had before this one. What was built on the items is the caller's to delete first.
    """
    n_reverted = await rows.delete_versions_of_batch(ctx.conn, batch_id) if had_changes else 0
    n_items = await rows.delete_batch(ctx.conn, batch_id)
    details = {"n_items": n_items, "n_reverted": n_reverted}
    ctx.record(Event("batch.purged", project_id, "batch", batch_id, details))
    return n_items


async def purge_project(ctx: Ctx, project_id: int) -> int:
    """Delete all items of a project that is being deleted; the number of them."""
    n_items = await rows.delete_project(ctx.conn, project_id)
    ctx.record(Event("item.purged", project_id, "project", project_id, {"n_items": n_items}))
    return n_items
