"""Work in the background."""

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import Database
from copydesk.reports import service


async def back_up(ctx: Ctx, *, database: Database) -> None:
    """The wiring hands in the database: a backup reads outside the job's own transaction."""
    await service.make_backup(ctx, database)
