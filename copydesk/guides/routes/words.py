"""HTTP of the project's own words and of people in the editor."""

from fastapi import Response

from copydesk.guides import service
from copydesk.guides.schemas.words import (
    EditorBeat,
    PresenceOut,
    WordAdd,
    WordOut,
    WordProposalOut,
    WordProposalsQueryDep,
    WordsQueryDep,
)
from copydesk.kernel.http import CtxDep, Page, Routes
from copydesk.kernel.ids import ProjectId, WordProposalId, show_id

routes = Routes("guides")


@routes.get("/projects/{project_id}/guide/words", permission="guide.read")
async def guides_words(ctx: CtxDep, project_id: ProjectId, query: WordsQueryDep) -> Page[WordOut]:
    """Words that spelling and grammar checks of this project let pass, in the order of the alphabet."""
    found = await service.list_words(ctx, project_id, query.query())
    next_cursor = found.words[-1].word if len(found.words) == query.limit else None
    return Page(items=[WordOut.of(word, found.people) for word in found.words], next_cursor=next_cursor)


@routes.post("/projects/{project_id}/guide/words", permission="guide.write", status_code=201)
async def guides_word_add(ctx: CtxDep, project_id: ProjectId, body: WordAdd) -> WordOut:
    """This is a name, or a word of the trade."""
    return WordOut.of(await service.add_word(ctx, project_id, body.word), {})


@routes.delete("/projects/{project_id}/guide/words/{word:path}", permission="guide.write", status_code=204)
async def guides_word_remove(ctx: CtxDep, project_id: ProjectId, word: str) -> Response:
    await service.remove_word(ctx, project_id, word)
    return Response(status_code=204)


@routes.get("/projects/{project_id}/guide/word-proposals", permission="guide.write")
async def guides_word_proposals(
    ctx: CtxDep, project_id: ProjectId, query: WordProposalsQueryDep
) -> Page[WordProposalOut]:
    """Words that people at work hold for names (`queue_propose_word`), the oldest first."""
    found = await service.list_proposals(ctx, project_id, query.state, after=query.cursor, limit=query.limit)
    shown = [WordProposalOut.of(one, found.members) for one in found.found]
    next_cursor = show_id("word_proposal", shown[-1].id) if len(shown) == query.limit else None
    return Page(items=shown, next_cursor=next_cursor)


@routes.post("/word-proposals/{proposal_id}/accept", permission="guide.write", status_code=204)
async def guides_word_accept(ctx: CtxDep, proposal_id: WordProposalId) -> Response:
    """It comes into the dictionary of the project."""
    await service.accept_word(ctx, proposal_id)
    return Response(status_code=204)


@routes.post("/word-proposals/{proposal_id}/decline", permission="guide.write", status_code=204)
async def guides_word_decline(ctx: CtxDep, proposal_id: WordProposalId) -> Response:
    """It stays flagged, and whoever proposes it again asks nobody."""
    await service.decline_word(ctx, proposal_id)
    return Response(status_code=204)


@routes.post("/projects/{project_id}/guide/presence", permission="guide.write")
async def guides_beat(ctx: CtxDep, project_id: ProjectId, body: EditorBeat) -> PresenceOut:
    """You have the editor open: send it every ten seconds or so, and when you go to another rule."""
    return PresenceOut.of(await service.beat_editor(ctx, project_id, body.rule_key))


@routes.delete("/projects/{project_id}/guide/presence", permission="guide.write", status_code=204)
async def guides_leave(ctx: CtxDep, project_id: ProjectId) -> Response:
    """You closed the editor."""
    await service.leave_editor(ctx, project_id)
    return Response(status_code=204)
