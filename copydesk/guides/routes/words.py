"""HTTP of the project's own words and of people in the editor."""

from fastapi import Response

from copydesk.guides import service
from copydesk.guides.schemas.words import EditorBeat, PresenceOut, WordAdd, WordOut, WordsOut
from copydesk.kernel.http import CtxDep, Routes
from copydesk.kernel.ids import ProjectId

routes = Routes("guides")


@routes.get("/projects/{project_id}/guide/words", permission="guide.read")
async def guides_words(ctx: CtxDep, project_id: ProjectId) -> WordsOut:
    """Words that spelling and grammar checks of this project let pass."""
    found = await service.list_words(ctx, project_id)
    return WordsOut(words=[WordOut.model_validate(word) for word in found])


@routes.post("/projects/{project_id}/guide/words", permission="guide.write", status_code=201)
async def guides_word_add(ctx: CtxDep, project_id: ProjectId, body: WordAdd) -> WordOut:
    """This is a name, or a word of the trade."""
    return WordOut.model_validate(await service.add_word(ctx, project_id, body.word))


@routes.delete("/projects/{project_id}/guide/words/{word:path}", permission="guide.write", status_code=204)
async def guides_word_remove(ctx: CtxDep, project_id: ProjectId, word: str) -> Response:
    await service.remove_word(ctx, project_id, word)
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
