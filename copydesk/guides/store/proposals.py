"""SQL of words that wait for a lead."""

from collections.abc import Sequence
from datetime import datetime

from copydesk.guides.domain.words import NewUse, Proposal, ProposalState, WordUse
from copydesk.kernel.db import Conn, execute, fetch_all, fetch_one, fetch_only, fetch_value


async def upsert_proposal(conn: Conn, project_id: int, word: str, now: datetime) -> Proposal:
    """The proposal of a word. One that was accepted waits again: the caller found that the dictionary has it no more."""
    return await fetch_only(
        conn,
        Proposal,
        """
        insert into guides.word_proposal as p (project_id, word, proposed_at) values (%s, %s, %s)
        on conflict (project_id, lower(word)) do update
            set state = case p.state when 'accepted' then 'waiting' else p.state end,
                decided_by = case p.state when 'declined' then p.decided_by end,
                decided_at = case p.state when 'declined' then p.decided_at end
        returning id, project_id, word, state, proposed_at, decided_by, decided_at
        """,
        [project_id, word, now],
    )


async def upsert_use(conn: Conn, proposal_id: int, use: NewUse, now: datetime) -> bool:
    """Whether this member asks for the word for the first time."""
    return await fetch_value(
        conn,
        """
        insert into guides.word_use (proposal_id, member_id, item_id, excerpt, used_at) values (%s, %s, %s, %s, %s)
        on conflict (proposal_id, member_id) do update
            set item_id = excluded.item_id, excerpt = excluded.excerpt, used_at = excluded.used_at
        returning xmax = 0
        """,
        [proposal_id, use.member_id, use.item_id, use.excerpt, now],
    )


async def count_waiting(conn: Conn, member_id: int) -> int:
    """Words that this member asked for and that nobody has decided on."""
    return await fetch_value(
        conn,
        """
        select count(*) from guides.word_use u join guides.word_proposal p on p.id = u.proposal_id
        where u.member_id = %s and p.state = 'waiting'
        """,
        [member_id],
    )


async def select_proposals(
    conn: Conn, project_id: int, state: ProposalState, *, after: int | None, limit: int
) -> list[Proposal]:
    """The oldest first."""
    return await fetch_all(
        conn,
        Proposal,
        """
        select id, project_id, word, state, proposed_at, decided_by, decided_at from guides.word_proposal
        where project_id = %s and state = %s and id > %s order by id limit %s
        """,
        [project_id, state, after or 0, limit],
    )


async def select_uses(conn: Conn, proposal_ids: Sequence[int]) -> list[WordUse]:
    """Of these proposals, the first one first."""
    return await fetch_all(
        conn,
        WordUse,
        """
        select proposal_id, member_id, item_id, excerpt, used_at from guides.word_use
        where proposal_id = any(%s) order by used_at, member_id
        """,
        [list(proposal_ids)],
    )


async def select_project(conn: Conn, proposal_id: int) -> int | None:
    return await fetch_value(conn, "select project_id from guides.word_proposal where id = %s", [proposal_id])


async def lock_proposal(conn: Conn, proposal_id: int) -> Proposal | None:
    return await fetch_one(
        conn,
        Proposal,
        """
        select id, project_id, word, state, proposed_at, decided_by, decided_at from guides.word_proposal
        where id = %s for update
        """,
        [proposal_id],
    )


async def decide(
    conn: Conn, place: tuple[int, str], state: ProposalState, decided_by: int | None, now: datetime
) -> int:
    """Settle what waits of `place` (project, word); 0 when nothing did, or it is settled so already."""
    project_id, word = place
    return await execute(
        conn,
        """
        update guides.word_proposal set state = %(state)s, decided_by = %(by)s, decided_at = %(now)s
        where project_id = %(project_id)s and lower(word) = lower(%(word)s) and state <> %(state)s
        """,
        {"state": state, "by": decided_by, "now": now, "project_id": project_id, "word": word},
    )
