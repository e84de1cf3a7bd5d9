"""HTTP of items."""

from copydesk.items import service
from copydesk.items.domain import Item, ItemDraft, ItemVersion
from copydesk.items.schemas import (
    BatchesQueryDep,
    BatchOut,
    ItemOut,
    ItemRevise,
    ItemRowOut,
    ItemsCreate,
    ItemsQueryDep,
    ItemVersionOut,
    ItemWithContentOut,
)
from copydesk.kernel.http import CtxDep, Page, Routes
from copydesk.kernel.ids import ItemId, ProjectId, show_id

routes = Routes("items")


def _with_content(found: tuple[Item, ItemVersion]) -> ItemWithContentOut:
    item, version = found
    return ItemWithContentOut(
        **ItemOut.model_validate(item).model_dump(),
        version=ItemVersionOut.model_validate(version, extra="ignore"),
    )


@routes.post("/projects/{project_id}/items", permission="items.write", status_code=201)
async def items_create(ctx: CtxDep, project_id: ProjectId, body: ItemsCreate) -> list[ItemOut]:
    drafts = [ItemDraft(item.external_id, item.content) for item in body.items]
    created = await service.create_items(
        ctx, project_id, drafts, batch_id=body.batch_id, batch_name=body.batch_name
    )
    return [ItemOut.model_validate(item) for item in created]


@routes.get("/projects/{project_id}/items", permission="items.read")
async def items_list(ctx: CtxDep, project_id: ProjectId, query: ItemsQueryDep) -> Page[ItemRowOut]:
    found = await service.list_items(ctx, project_id, query.wanted(), after=query.cursor, limit=query.limit)
    next_cursor = show_id("item", found[-1].id) if len(found) == query.limit else None
    return Page(items=[ItemRowOut.model_validate(item) for item in found], next_cursor=next_cursor)


@routes.get("/projects/{project_id}/batches", permission="items.read")
async def items_batches(ctx: CtxDep, project_id: ProjectId, query: BatchesQueryDep) -> Page[BatchOut]:
    found = await service.list_batches(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("batch", found[-1].id) if len(found) == query.limit else None
    return Page(items=[BatchOut.model_validate(batch) for batch in found], next_cursor=next_cursor)


@routes.get("/items/{item_id}", permission="items.read")
async def items_get(ctx: CtxDep, item_id: ItemId) -> ItemWithContentOut:
    return _with_content(await service.read_item(ctx, item_id))


@routes.get("/items/{item_id}/versions", permission="items.read")
async def items_versions(ctx: CtxDep, item_id: ItemId) -> list[ItemVersionOut]:
    return [ItemVersionOut.model_validate(version) for version in await service.list_versions(ctx, item_id)]


@routes.get("/items/{item_id}/versions/{number}", permission="items.read")
async def items_version(ctx: CtxDep, item_id: ItemId, number: int) -> ItemVersionOut:
    return ItemVersionOut.model_validate(await service.read_version(ctx, item_id, number))


@routes.post("/items/{item_id}/versions", permission="items.write", status_code=201)
async def items_revise(ctx: CtxDep, item_id: ItemId, body: ItemRevise) -> ItemWithContentOut:
    return _with_content(await service.revise_item(ctx, item_id, body.content))


@routes.post("/items/{item_id}/retire", permission="items.write")
async def items_retire(ctx: CtxDep, item_id: ItemId) -> ItemOut:
    return ItemOut.model_validate(await service.retire_item(ctx, item_id))
