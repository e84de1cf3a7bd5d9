"""HTTP of the table of items and of one item's whole history."""

from copydesk.kernel.http import CtxDep, Routes
from copydesk.kernel.ids import ItemId, ProjectId
from copydesk.reports import service
from copydesk.reports.schemas.items import (
    ItemCountOut,
    ItemDetailOut,
    ItemFilterDep,
    ItemLineOut,
    ItemsBulk,
    ItemsBulkOut,
    ItemTableOut,
    ItemTableQueryDep,
)

routes = Routes("reports")


@routes.get("/projects/{project_id}/items/table", permission="items.read")
async def items_table(ctx: CtxDep, project_id: ProjectId, query: ItemTableQueryDep) -> ItemTableOut:
    """A page of items with where they stand, in both directions from any place."""
    page = await service.list_item_rows(ctx, project_id, query.query())
    return ItemTableOut(
        items=[ItemLineOut.model_validate(line) for line in page.items],
        next_cursor=page.next_cursor,
        prev_cursor=page.prev_cursor,
        n_looked_at=page.n_looked_at,
        is_partial=page.is_partial,
    )


@routes.get("/projects/{project_id}/items/count", permission="items.read")
async def items_count(ctx: CtxDep, project_id: ProjectId, query: ItemFilterDep) -> ItemCountOut:
    """How many items a filter finds."""
    return ItemCountOut.model_validate(await service.count_items(ctx, project_id, query.wanted()))


@routes.post("/projects/{project_id}/items/bulk", permission="items.write")
async def items_bulk(ctx: CtxDep, project_id: ProjectId, body: ItemsBulk) -> ItemsBulkOut:
    """Retire or rank many items: those named, or all that a filter finds. `set_priority` also needs work.settle."""
    return ItemsBulkOut(n_items=await service.change_items(ctx, project_id, body.bulk()))


@routes.get("/items/{item_id}/detail", permission="work.read_all")
async def item_detail(ctx: CtxDep, item_id: ItemId) -> ItemDetailOut:
    """Everything about an item: versions, who did what with it, what was found, and the log."""
    return ItemDetailOut.of(await service.read_item_detail(ctx, item_id))
