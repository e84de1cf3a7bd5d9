"""What people look at: lists, overviews, search, activity, what is new, and the state of the installation.

Tables: `reports.saved_view`, `reports.visit`; everything else it reads from the slices below.
Messages: none; it hears none, but tells pages when to look again (`service.LiveFeed`).

    page = await service.list_item_rows(ctx, project_id, ItemQuery(state="returned"))
    home = await service.read_home(ctx)
"""
