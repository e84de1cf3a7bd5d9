"""SQL of what happens: the log and the claims from a mark on."""

from copydesk.kernel.db import Conn, fetch_all, fetch_only
from copydesk.reports.domain.live import Happening, Mark

READS = ("audit.event", "queue.claim")


async def select_mark(conn: Conn) -> Mark:
    """How far it is now."""
    return await fetch_only(
        conn,
        Mark,
        """
        select coalesce((select max(id) from audit.event), 0) as event_id,
            coalesce((select max(id) from queue.claim), 0) as claim_id
        """,
    )


async def select_happenings(conn: Conn, since: Mark, *, project_id: int | None = None) -> list[Happening]:
    """Behind a mark; `project_id` None: everywhere."""
    return await fetch_all(
        conn,
        Happening,
        """
        select false as is_claim, id, project_id, action, at from audit.event
        where id > %(event_id)s and (%(project_id)s::bigint is null or project_id = %(project_id)s)
        union all
        select true, id, project_id, 'slot.claimed', claimed_at from queue.claim
        where id > %(claim_id)s and (%(project_id)s::bigint is null or project_id = %(project_id)s)
        """,
        {"event_id": since.event_id, "claim_id": since.claim_id, "project_id": project_id},
    )
