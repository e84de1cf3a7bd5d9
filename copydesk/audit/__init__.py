"""The append-only log of what was done, by whom, in which project.

Tables: `audit.event` (the database itself refuses update, delete and truncate).
Messages: none.

    ctx.record(Event("project.created", project_id, "project", project_id))     # written when the transaction commits
    page = await service.list_events(ctx, project_id, EventFilter(), before=None, limit=50)
"""
