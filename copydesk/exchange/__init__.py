"""What comes in and what goes out: imports of items and of judgements with the people who made them, exports for trainers.

Tables: `exchange.import`, `exchange.problem` (what was wrong with a file, by line).
Messages: none; an import makes `items.batch_loaded`.

    begun = await service.create_import(ctx, project_id, NewImport("pairs.jsonl"))
    done = await service.load_content(ctx, begun.id, chunks, aside=boundary.open)    # in the caller's transaction
    plan = await service.plan_export(ctx, project_id, Wanted("dpo"))
    async for block in service.stream_export(plan, boundary.open): ...
"""
