"""The end of a project: each slice deletes its own, from the top floor down, in one transaction."""

from collections.abc import Awaitable, Callable, Sequence

from copydesk.exchange import service as exchange
from copydesk.items import service as items
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.jobs import Periodic
from copydesk.projects import service as projects
from copydesk.queue import service as queue
from copydesk.review import service as review

# In floor order: what stands on another's rows goes first. What has a foreign key to the project goes with it.
PURGES: Sequence[Callable[[Ctx, int], Awaitable[object]]] = (
    exchange.purge_project,
    review.purge_project,
    queue.purge_project,
    items.purge_project,
    projects.purge_project,
)


async def purge_due_projects(ctx: Ctx) -> None:
    """Delete the projects whose waiting time is over; nobody can take a deletion back once this has begun."""
    for project_id in await projects.list_due_deletions(ctx):
        for purge in PURGES:
            await purge(ctx, project_id)


PERIODIC = (Periodic("server.purge_due_projects", "0 */10 * * * *", purge_due_projects),)
