"""Units of work: items and their immutable versions, and the batches in which they are delivered.

Tables: `items.batch`, `items.item` (narrow), `items.item_version` (the contents).
Messages: `items.batch_loaded` (new items stand in a batch), `items.retired` (no more answers are wanted).

    created = await service.create_items(ctx, project_id, [ItemDraft("q-1", {"messages": [...], "responses": [...]})])
    copied = await service.copy_items(ctx, project_id, batch_id, rows)      # bulk, by binary COPY, for imports
"""
