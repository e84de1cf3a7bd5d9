"""HTTP of the draft: whole, and rule by rule."""

from typing import Annotated

from fastapi import Header

from copydesk.guides import service
from copydesk.guides.schemas.drafts import (
    GuideDraftOut,
    GuideOut,
    GuideSave,
    RuleAdd,
    RuleMove,
    RulePlacesOut,
    RuleRemoveDep,
    RuleSave,
    RuleSavedOut,
    TextFind,
    TextFoundOut,
    TextReplace,
)
from copydesk.kernel.http import CtxDep, Routes, parse_if_match
from copydesk.kernel.ids import ProjectId

routes = Routes("guides")

IfMatch = Annotated[str | None, Header()]


@routes.get("/projects/{project_id}/guide", permission="guide.read")
async def guides_get(ctx: CtxDep, project_id: ProjectId) -> GuideOut:
    """The draft; a default one with revision 0 where nobody has saved."""
    return GuideOut.of(*await service.get_guide(ctx, project_id))


@routes.put("/projects/{project_id}/guide", permission="guide.write")
async def guides_save(
    ctx: CtxDep, project_id: ProjectId, body: GuideSave, if_match: IfMatch = None
) -> GuideOut:
    """Keep the source as written; faults are told and hinder only publishing."""
    return GuideOut.of(
        *await service.save_guide(ctx, project_id, body.source, revision=parse_if_match(if_match))
    )


@routes.get("/projects/{project_id}/guide/draft", permission="guide.read")
async def guides_draft(ctx: CtxDep, project_id: ProjectId) -> GuideDraftOut:
    """The draft rule by rule, with what each holds and what is wrong with it."""
    return GuideDraftOut.of(await service.read_draft(ctx, project_id))


@routes.put("/projects/{project_id}/guide/rules/{rule_key}", permission="guide.write")
async def guides_rule_save(ctx: CtxDep, project_id: ProjectId, rule_key: str, body: RuleSave) -> RuleSavedOut:
    """One rule written anew. Only a change of the same rule is a conflict (`stale_rule`, with both texts)."""
    return RuleSavedOut.of(await service.save_rule(ctx, project_id, rule_key, body.source, base=body.base))


@routes.post("/projects/{project_id}/guide/rules", permission="guide.write", status_code=201)
async def guides_rule_add(ctx: CtxDep, project_id: ProjectId, body: RuleAdd) -> GuideDraftOut:
    """One rule more."""
    place = None if body.place is None else body.place.place()
    return GuideDraftOut.of(await service.add_rule(ctx, project_id, body.source, place))


@routes.post("/projects/{project_id}/guide/rules/{rule_key}/move", permission="guide.write")
async def guides_rule_move(
    ctx: CtxDep, project_id: ProjectId, rule_key: str, body: RuleMove
) -> GuideDraftOut:
    """A rule, with all that is under it, elsewhere."""
    return GuideDraftOut.of(await service.place_rule(ctx, project_id, rule_key, body.place.place()))


@routes.delete("/projects/{project_id}/guide/rules/{rule_key}", permission="guide.write")
async def guides_rule_remove(
    ctx: CtxDep, project_id: ProjectId, rule_key: str, query: RuleRemoveDep
) -> GuideDraftOut:
    """One rule less."""
    draft = await service.delete_rule(
        ctx, project_id, rule_key, base=query.base, with_children=query.with_children
    )
    return GuideDraftOut.of(draft)


@routes.post("/projects/{project_id}/guide/find", permission="guide.read")
async def guides_find(ctx: CtxDep, project_id: ProjectId, body: TextFind) -> TextFoundOut:
    """Where a text stands in titles and bodies; nothing is changed."""
    found = await service.find_in_draft(ctx, project_id, body.query())
    return TextFoundOut(
        n_places=sum(one.n_places for one in found),
        rules=[RulePlacesOut.model_validate(one) for one in found],
    )


@routes.post("/projects/{project_id}/guide/replace", permission="guide.write")
async def guides_replace(ctx: CtxDep, project_id: ProjectId, body: TextReplace) -> GuideDraftOut:
    """Replace a text in the named rules: in all of them, or in none when one was changed meanwhile (`stale_rule`)."""
    bases = {rule.key: rule.base for rule in body.rules}
    return GuideDraftOut.of(await service.replace_in_draft(ctx, project_id, body.query(), bases))
