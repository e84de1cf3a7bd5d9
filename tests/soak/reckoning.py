"""What is in the database after a storm, against what was confirmed outside of it."""

from typing import LiteralString

from copydesk.kernel.db import Conn
from copydesk.kernel.ids import parse_id, show_id
from tests.soak.ground import N_SLOTS
from tests.soak.storm import Confirmed

# Each of these finds nothing in a sound queue.
UNSOUND: dict[str, LiteralString] = {
    "an item without exactly the wanted answers, each by another person": """
        select i.id from items.item i left join queue.submission b on b.item_id = i.id and b.state in ('submitted', 'accepted')
        group by i.id having count(b.id) <> %(n_slots)s or count(distinct b.member_id) <> %(n_slots)s
            or count(distinct b.slot_id) <> %(n_slots)s""",
    "a slot that is not done, or holds another number of answers than one": """
        select s.id from queue.slot s
        left join queue.submission b on b.claim_id = s.claim_id and b.slot_id = s.id and b.state in ('submitted', 'accepted')
        join queue.queue q on q.id = s.queue_id and q.stage = 'annotate'
        group by s.id having s.state <> 'done' or count(b.id) <> 1 or s.lease_expires_at is not null""",
    "a person with two counting answers on an item": """
        select item_id, member_id from queue.submission where state <> 'waiting' group by 1, 2 having count(*) > 1""",
    "an item that was delivered twice": "select external_id from items.item group by 1 having count(*) > 1",
    "a submission whose claim does not say so": """
        select b.id from queue.submission b join queue.claim c on c.id = b.claim_id
        where c.outcome is distinct from 'submitted' or c.member_id <> b.member_id or c.item_id <> b.item_id""",
    "a submission without exactly one line in the audit log": """
        select b.id from queue.submission b left join audit.event e
            on e.subject_id = b.id and e.subject_type = 'submission' and e.action = 'submission.created'
        group by b.id having count(e.id) <> 1""",
    "a message that nobody heard": "select id from kernel.message",
}


async def faults_of(conn: Conn, confirmed: Confirmed) -> list[str]:
    """What is wrong, in words; empty when all is well."""
    faults = [words for words, query in UNSOUND.items() if await _finds(conn, query)]
    stored = await stored_texts(conn)
    if stored != confirmed.submissions:
        lost = confirmed.submissions.keys() - stored.keys()
        unknown = stored.keys() - confirmed.submissions.keys()
        faults.append(f"submissions differ: {len(lost)} lost, {len(unknown)} that nobody was told of")
    for (item, person), text in confirmed.drafts.items():
        query: LiteralString = """
            select 1 from queue.draft d join queue.claim c on c.id = d.claim_id
            where c.item_id = %s and d.answers ->> 'why' = %s"""
        if not await _has(conn, query, [parse_id("item", item), text]):
            faults.append(f"the confirmed draft of person {person} on {item} is gone")
    cursor = await conn.execute("select id from items.item")
    items = {show_id("item", int(number)) for (number,) in await cursor.fetchall()}
    if items != set(confirmed.items):
        faults.append(f"{len(items)} items are there, {len(confirmed.items)} were confirmed")
    return faults


async def stored_texts(conn: Conn) -> dict[str, str]:
    cursor = await conn.execute("select id, answers ->> 'why' from queue.submission")
    return {show_id("submission", int(number)): str(text) for number, text in await cursor.fetchall()}


async def _finds(conn: Conn, query: LiteralString) -> bool:
    return await (await conn.execute(query, {"n_slots": N_SLOTS})).fetchone() is not None


async def _has(conn: Conn, query: LiteralString, params: list[object]) -> bool:
    return await (await conn.execute(query, params)).fetchone() is not None
