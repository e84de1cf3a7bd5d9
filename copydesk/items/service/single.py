"""Use cases of a few items at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from copydesk.items.domain import (
    Batch,
    BatchLoaded,
    ContentRefused,
    Item,
    ItemDraft,
    ItemFilter,
    ItemRow,
    ItemsRetired,
    ItemVersion,
    NewItem,
    NewVersion,
    prepare,
)
from copydesk.items.service import bulk
from copydesk.items.store import rows
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, NotFound

_TOLD_AT_ONCE = 5_000


async def create_items(
    ctx: Ctx,
    project_id: int,
    drafts: Sequence[ItemDraft],
    *,
    batch_id: int | None = None,
    batch_name: str = "Added by hand",
) -> list[Item]:
    """Add items, all or none, to a batch of the project or to a new one with this name.

    Raises:  ContentRefused with the place of every fault; Conflict when an external id exists.
    """
    ctx.require("items.write", project_id)
    new = _prepared(drafts, ctx.settings.item_max_bytes)
    if batch_id is None:
        batch_id = await rows.insert_batch(ctx.conn, project_id, batch_name, ctx.now(), ctx.actor.identity_id)
    else:
        batch = await rows.select_batch(ctx.conn, batch_id)
        if batch is None or batch.project_id != project_id:
            raise NotFound("batch")
    known = await bulk.find_known(ctx, project_id, [item.external_id for item in new if item.external_id])
    if known:
        faults = [
            Fault(f"/items/{place}/external_id", f"{item.external_id} exists already")
            for place, item in enumerate(new)
            if item.external_id in known
        ]
        raise Conflict(
            "Some external ids exist in this project; nothing was added.",
            code="external_id_exists",
            faults=faults,
        )
    copied = await bulk.copy_items(ctx, project_id, batch_id, new)
    now = ctx.now()
    ctx.emit(BatchLoaded(project_id, batch_id))
    ctx.record(Event("item.created", project_id, "batch", batch_id, {"n_items": len(new)}))
    return [
        Item(item_id, project_id, batch_id, item.external_id, version_id, 1, now, None)
        for item, item_id, version_id in zip(new, copied.item_ids, copied.version_ids, strict=True)
    ]


def _prepared(drafts: Sequence[ItemDraft], max_bytes: int) -> list[NewItem]:
    new: list[NewItem] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, draft in enumerate(drafts):
        try:
            item, _ = prepare(draft.external_id, draft.content, max_bytes=max_bytes)
        except ContentRefused as refused:
            faults += [Fault(_place_in(place, fault.at), fault.message) for fault in refused.faults]
            continue
        new.append(item)
        if item.external_id in seen:
            faults.append(
                Fault(f"/items/{place}/external_id", f"{item.external_id} stands twice in this request")
            )
        elif item.external_id is not None:
            seen.add(item.external_id)
    if faults:
        raise ContentRefused("Some items are not valid; nothing was added.", faults=faults)
    return new


def _place_in(place: int, at: str) -> str:
    return f"/items/{place}{at}" if at == "/external_id" else f"/items/{place}/content{at}"


async def list_batches(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[Batch]:
    """Newest first."""
    ctx.require("items.read", project_id)
    return await rows.select_batches(ctx.conn, project_id, before=before, limit=limit)


async def list_items(
    ctx: Ctx, project_id: int, wanted: ItemFilter, *, after: int | None, limit: int
) -> list[ItemRow]:
    """Oldest first."""
    ctx.require("items.read", project_id)
    return await rows.select_items(ctx.conn, project_id, wanted, after=after, limit=limit)


async def load_item(ctx: Ctx, item_id: int) -> Item | None:
    """For other slices, which ask for their own permission."""
    return await rows.select_item(ctx.conn, item_id)


async def load_versions(ctx: Ctx, version_ids: Sequence[int]) -> dict[int, ItemVersion]:
    """For other slices, which ask for their own permission."""
    return {version.id: version for version in await rows.select_versions(ctx.conn, version_ids)}


async def read_item(ctx: Ctx, item_id: int) -> tuple[Item, ItemVersion]:
    """An item and its present version."""
    item = await _readable(ctx, item_id)
    return item, (await rows.select_versions(ctx.conn, [item.version_id]))[0]


async def list_versions(ctx: Ctx, item_id: int) -> list[ItemVersion]:
    """Newest first."""
    await _readable(ctx, item_id)
    return await rows.select_versions_of(ctx.conn, item_id)


async def read_version(ctx: Ctx, item_id: int, number: int) -> ItemVersion:
    versions = await list_versions(ctx, item_id)
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise NotFound("version")
    return found


async def _readable(ctx: Ctx, item_id: int) -> Item:
    item = await rows.select_item(ctx.conn, item_id)
    if item is None:
        ctx.require_identity()
        raise NotFound("item")
    ctx.require("items.read", item.project_id, "item")
    return item


async def _locked(ctx: Ctx, item_id: int) -> Item:
    item = await rows.lock_item(ctx.conn, item_id)
    if item is None:
        raise NotFound("item")
    ctx.require("items.write", item.project_id, "item")
    return item


async def revise_item(ctx: Ctx, item_id: int, content: Mapping[str, Any]) -> tuple[Item, ItemVersion]:
    """Give an item a new present version; equal content makes none. Claims and submissions keep the version they have."""
    item = await _locked(ctx, item_id)
    new, _ = prepare(item.external_id, content, max_bytes=ctx.settings.item_max_bytes)
    present = (await rows.select_versions(ctx.conn, [item.version_id]))[0]
    if present.content_hash == new.content_hash:
        return item, present
    number = item.n_versions + 1
    await bulk.copy_versions(ctx, item.batch_id, [NewVersion(item_id, number, new.content, new.content_hash)])
    ctx.record(Event("item.revised", item.project_id, "item", item_id, {"number": number}))
    return await read_item(ctx, item_id)


async def retire_item(ctx: Ctx, item_id: int) -> Item:
    """Take an item out of the work: nobody gets it any more, what was submitted stays. Again changes nothing."""
    item = await _locked(ctx, item_id)
    if item.retired_at is None:
        await rows.update_retired(ctx.conn, item_id, ctx.now())
        ctx.emit(ItemsRetired(item.project_id, [item_id]))
        ctx.record(Event("item.retired", item.project_id, "item", item_id))
    retired = await rows.select_item(ctx.conn, item_id)
    return retired or item


async def retire_items(ctx: Ctx, project_id: int, item_ids: Sequence[int]) -> int:
    """Take many items out of the work at once; the number of those that were not retired before. One event for all."""
    ctx.require("items.write", project_id)
    retired = await rows.update_retired_many(ctx.conn, project_id, item_ids, ctx.now())
    for start in range(0, len(retired), _TOLD_AT_ONCE):
        ctx.emit(ItemsRetired(project_id, retired[start : start + _TOLD_AT_ONCE]))
    ctx.record(Event("items.retired", project_id, "project", project_id, {"n_items": len(retired)}))
    return len(retired)
