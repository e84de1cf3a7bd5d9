"""Use cases of words that somebody holds for names: proposed at work, settled by a lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from copydesk.guides.domain.words import (
    EXCERPT_MAX_CHARS,
    NewUse,
    Proposal,
    ProposalState,
    ProposedWord,
    checked_word,
)
from copydesk.guides.service.words import add_word
from copydesk.guides.store import proposals as store
from copydesk.guides.store import words
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.projects import service as projects
from copydesk.projects.domain import NamedMember


@dataclass(frozen=True)
class Proposals:
    """Some proposals, the oldest first, with who asked for them by their member ids."""

    found: Sequence[ProposedWord]
    members: Mapping[int, NamedMember]


async def propose_word(ctx: Ctx, project_id: int, word: str, use: NewUse) -> ProposalState:
    """A member at work says that a word is right here; a lead decides. For slices above, which know the work.

    Proposing it again changes only where it was used. What was declined stays declined.
    Raises Invalid, and Conflict `too_many_proposals`.
    """
    checked = checked_word(word)
    if await words.has_word(ctx.conn, project_id, checked):
        return "accepted"
    limit = ctx.settings.guide_proposals_max
    if await store.count_waiting(ctx.conn, use.member_id) >= limit:
        message = f"{limit} words that you proposed wait for a lead already. Your reason for this one is kept with the answer."
        raise Conflict(message, code="too_many_proposals")
    proposal = await store.upsert_proposal(ctx.conn, project_id, checked, ctx.now())
    kept = replace(use, excerpt=use.excerpt[:EXCERPT_MAX_CHARS])
    is_new = await store.upsert_use(ctx.conn, proposal.id, kept, ctx.now())
    if is_new and proposal.state == "waiting":
        ctx.record(Event("guide.word_proposed", project_id, "word_proposal", proposal.id))
    return proposal.state


async def list_proposals(
    ctx: Ctx, project_id: int, state: ProposalState, *, after: int | None, limit: int
) -> Proposals:
    """Words that wait for a lead, or that one has settled."""
    ctx.require("guide.write", project_id)
    found = await store.select_proposals(ctx.conn, project_id, state, after=after, limit=limit)
    uses = await store.select_uses(ctx.conn, [one.id for one in found])
    members = await projects.name_members(ctx, project_id, {use.member_id for use in uses})
    asked = [ProposedWord(one, [use for use in uses if use.proposal_id == one.id]) for one in found]
    return Proposals(asked, members)


async def accept_word(ctx: Ctx, proposal_id: int) -> None:
    """It is in the dictionary for all. Accepting it twice changes nothing. Raises Conflict `too_many_words`."""
    proposal = await _lock(ctx, proposal_id)
    if proposal.state != "accepted":
        await add_word(ctx, proposal.project_id, proposal.word)


async def decline_word(ctx: Ctx, proposal_id: int) -> None:
    """It stays flagged, and nobody is asked again. Raises Conflict `word_accepted`: then it is taken out of the dictionary."""
    proposal = await _lock(ctx, proposal_id)
    if proposal.state == "accepted":
        raise Conflict("This word is in the dictionary: take it out there.", code="word_accepted")
    place = (proposal.project_id, proposal.word)
    if await store.decide(ctx.conn, place, "declined", ctx.actor.identity_id, ctx.now()):
        ctx.record(Event("guide.word_declined", proposal.project_id, "word_proposal", proposal_id))


async def _lock(ctx: Ctx, proposal_id: int) -> Proposal:
    project_id = await store.select_project(ctx.conn, proposal_id)
    if project_id is None:
        raise NotFound("proposal")
    ctx.require("guide.write", project_id, "proposal")
    proposal = await store.lock_proposal(ctx.conn, proposal_id)
    if proposal is None:
        raise NotFound("proposal")
    return proposal
