"""One function per table of the queue, and whole projects with work to do. Each returns the id."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from copydesk.kernel.ctx import Actor, Ctx, Grant
from copydesk.kernel.db import Conn, as_json, execute, fetch_value
from copydesk.projects.domain import ROLES
from copydesk.queue.domain import Stage
from tests.factories import documents, items, people
from tests.factories.people import EPOCH

ANSWERS = {"better": {"preferred": "r1", "strength": 2}}


@dataclass(frozen=True)
class Shop:
    """A project whose queues are open, with items and their slots."""

    project_id: int
    annotate_id: int
    review_id: int
    interface_version_id: int
    workflow_version_id: int
    guide_version_id: int
    batch_id: int
    item_ids: list[int]


async def shop(
    conn: Conn,
    project_id: int,
    *,
    n_items: int = 1,
    slots: int = 1,
    review: bool = True,
    extra: bool = False,
) -> Shop:
    """Published versions, both queues, one batch of items with all their slots, and draws by role for the members there are."""
    document = {
        "annotate": {"slots": slots, "extra_answers": extra},
        "review": {"enabled": review},
    }
    guide_id = await documents.guide_version(conn, project_id)
    interface_id = await documents.interface_version(conn, project_id)
    workflow_id = await documents.workflow_version(conn, project_id, document=document)
    versions = (guide_id, interface_id, workflow_id)
    annotate_id = await queue(conn, project_id, versions, n_slots=slots, allows_extra=extra)
    review_id = await queue(conn, project_id, versions, is_open=review)
    batch_id = await items.batch(conn, project_id)
    item_ids = [await items.item(conn, project_id, batch_id=batch_id) for _ in range(n_items)]
    for item_id in item_ids:
        for ordinal in range(1, slots + 1):
            await slot(conn, annotate_id, item_id, ordinal=ordinal)
    await draws(conn, project_id)
    return Shop(project_id, annotate_id, review_id, interface_id, workflow_id, guide_id, batch_id, item_ids)


def acting(ctx: Ctx, project_id: int, member_id: int, *, role: str = "annotator") -> Ctx:
    """The same transaction, as this member."""
    grant = Grant(member_id, role, ROLES[role])
    return replace(ctx, actor=Actor(identity_id=member_id, grants={project_id: grant}))


async def acting_members(ctx: Ctx, project_id: int, *roles: str) -> list[Ctx]:
    """A new member of each role, acting in the same transaction."""
    return [
        acting(ctx, project_id, await people.member(ctx.conn, project_id, role=role), role=role)
        for role in roles
    ]


async def queue(
    conn: Conn,
    project_id: int,
    versions: tuple[int | None, int, int],
    *,
    is_open: bool = True,
    n_slots: int = 1,
    allows_extra: bool | None = None,
) -> int:
    """`versions`: of guide, interface and workflow. A review queue has no `allows_extra`. Leases last half an hour."""
    stage: Stage = "review" if allows_extra is None else "annotate"
    return await fetch_value(
        conn,
        """
        insert into queue.queue (project_id, stage, is_open, guide_version_id, interface_version_id, workflow_version_id,
            n_slots, lease_s, allows_extra, shuffles, updated_at)
        values (%s, %s, %s, %s, %s, %s, %s, 1800, %s, true, %s) returning id
        """,
        [project_id, stage, is_open, *versions, n_slots, bool(allows_extra), EPOCH],
    )


async def draws(conn: Conn, project_id: int) -> None:
    """Everybody with an account may draw, by role; further members by another call."""
    await execute(
        conn,
        """
        insert into queue.draw (member_id, queue_id)
        select m.id, q.id from projects.member m join queue.queue q on q.project_id = m.project_id
        where m.project_id = %s and m.role in ('lead', 'expert', case q.stage when 'review' then 'reviewer' else 'annotator' end)
        on conflict do nothing
        """,
        [project_id],
    )


async def draw(conn: Conn, member_id: int, queue_id: int) -> None:
    await execute(conn, "insert into queue.draw (member_id, queue_id) values (%s, %s)", [member_id, queue_id])


async def slot(
    conn: Conn,
    queue_id: int,
    item_id: int,
    *,
    ordinal: int = 1,
    priority: int = 0,
    assigned_member_id: int | None = None,
    subject_id: int | None = None,
) -> int:
    return await fetch_value(
        conn,
        """
        insert into queue.slot (queue_id, item_id, ordinal, priority, assigned_member_id, subject_id)
        values (%s, %s, %s, %s, %s, %s) returning id
        """,
        [queue_id, item_id, ordinal, priority, assigned_member_id, subject_id],
    )


async def claim(
    conn: Conn, slot_id: int, member_id: int, *, token: UUID | None = None, expires_at: datetime | None = None
) -> int:
    """The member has the slot in hand, under the queue's versions; the lease ends at `expires_at`."""
    claim_id = await fetch_value(
        conn,
        """
        insert into queue.claim (token, project_id, queue_id, slot_id, item_id, member_id, item_version_id, guide_version_id,
            interface_version_id, workflow_version_id, displayed, subject_id, round, claimed_at, started_at)
        select %s, q.project_id, q.id, s.id, s.item_id, %s, i.version_id, q.guide_version_id, q.interface_version_id,
            q.workflow_version_id, '{r1,r2}', s.subject_id, s.round, %s, %s
        from queue.slot s join queue.queue q on q.id = s.queue_id join items.item i on i.id = s.item_id where s.id = %s
        returning id
        """,
        [token or uuid4(), member_id, EPOCH, EPOCH, slot_id],
    )
    await execute(
        conn,
        "update queue.slot set state = 'leased', claim_id = %s, lease_expires_at = %s where id = %s",
        [claim_id, expires_at or EPOCH, slot_id],
    )
    await execute(
        conn,
        """
        insert into queue.taken select s.item_id, %s, q.stage from queue.slot s join queue.queue q on q.id = s.queue_id
        where s.id = %s on conflict do nothing
        """,
        [member_id, slot_id],
    )
    return claim_id


async def submission(
    conn: Conn,
    at: Shop,
    item_id: int,
    member_id: int,
    *,
    state: str = "accepted",
    answers: dict[str, Any] | None = None,
) -> int:
    """Sent work that stands alone: no claim, no slot."""
    return await fetch_value(
        conn,
        """
        insert into queue.submission (project_id, queue_id, item_id, member_id, item_version_id, guide_version_id,
            interface_version_id, workflow_version_id, state, displayed, answers, active_ms, submitted_at, settled_at)
        select %s, %s, i.id, %s, i.version_id, %s, %s, %s, %s, '{r1,r2}', %s, 1000, %s, %s from items.item i where i.id = %s
        returning id
        """,
        [
            at.project_id,
            at.annotate_id,
            member_id,
            at.guide_version_id,
            at.interface_version_id,
            at.workflow_version_id,
            state,
            as_json(ANSWERS if answers is None else answers),
            EPOCH,
            EPOCH if state == "accepted" else None,
            item_id,
        ],
    )
