"""SQL of what happens: the log, the claims and the drafts of guides from a mark on."""

from copydesk.kernel.db import Conn, fetch_all, fetch_only
from copydesk.reports.domain.live import Happening, Mark

READS = ("audit.event", "queue.claim", "guides.happening")


async def select_mark(conn: Conn) -> Mark:
    """How far it is now."""
    return await fetch_only(
        conn,
        Mark,
        """
        select coalesce((select max(id) from audit.event), 0) as event_id,
            coalesce((select max(id) from queue.claim), 0) as claim_id,
            coalesce((select max(id) from guides.happening), 0) as guide_id
        """,
    )


async def select_happenings(conn: Conn, since: Mark, *, project_id: int | None = None) -> list[Happening]:
    """Behind a mark; `project_id` None: everywhere."""
    return await fetch_all(
        conn,
        Happening,
        """
        select 'event' as source, id, project_id, action, at from audit.event
        where id > %(event_id)s and (%(project_id)s::bigint is null or project_id = %(project_id)s)
        union all
        select 'claim', id, project_id, 'slot.claimed', claimed_at from queue.claim
        where id > %(claim_id)s and (%(project_id)s::bigint is null or project_id = %(project_id)s)
        union all
        select 'guide', id, project_id, action, at from guides.happening
        where id > %(guide_id)s and (%(project_id)s::bigint is null or project_id = %(project_id)s)
        """,
        {**vars(since), "project_id": project_id},
    )
