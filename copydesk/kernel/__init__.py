"""What every slice stands on and that knows no domain: database, context, messages, jobs, errors, ids, clock, crypto, logs.

Tables: `kernel.migration`, `kernel.message`, `kernel.idempotency`; procrastinate's own stand in the schema `procrastinate`.

    async with boundary.open(actor) as ctx:      # one transaction; commits at the end, or leaves nothing
        ctx.require("items.write", project_id)
        ctx.record(Event("item.created", project_id, "item", item_id))
"""
