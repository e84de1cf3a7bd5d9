"""HTTP of guides as documents: import, export, prompt, search, and checks tried out."""

import re

from fastapi import Request
from starlette.responses import Response

from copydesk.guides import service
from copydesk.guides.schemas.checks import ContradictionsOut, OutsideOut, RuleTrialOut, RuleTry
from copydesk.guides.schemas.documents import (
    AboutQueryDep,
    ConcerningOut,
    GuideImportOut,
    GuideImportQueryDep,
    GuidePromptOut,
    GuideSearchQueryDep,
    PromptQueryDep,
    RuleFoundOut,
    RulesFoundOut,
)
from copydesk.guides.service import FileFormat
from copydesk.kernel.http import CtxDep, Routes
from copydesk.kernel.ids import GuideVersionId, ProjectId

routes = Routes("guides")

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MEDIA_TYPES = {"md": "text/markdown", "yaml": "application/yaml", "json": "application/json"}


@routes.post("/projects/{project_id}/guide/import", permission="guide.write")
async def guides_import(
    ctx: CtxDep, project_id: ProjectId, query: GuideImportQueryDep, request: Request
) -> GuideImportOut:
    """The body is the file. Shows what the draft would become and what could not be taken over; nothing is saved."""
    raw = await request.body()
    return GuideImportOut.of(await service.preview_import(ctx, project_id, raw, query.filename, query.mode))


@routes.get(
    "/guide-versions/{version_id}/export/{file_format}", permission="guide.read", response_class=Response
)
async def guides_export(ctx: CtxDep, version_id: GuideVersionId, file_format: FileFormat) -> Response:
    """A version as a file: Markdown byte for byte, or YAML or JSON that import as the same."""
    text, version = await service.export_version(ctx, version_id, file_format)
    name = _UNSAFE.sub("-", version.title).strip("-")[:80] or "guide"
    return Response(
        text.encode(),
        media_type=f"{_MEDIA_TYPES[file_format]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{version.number}.{file_format}"'},
    )


@routes.get("/guide-versions/{version_id}/prompt", permission="guide.read")
async def guides_prompt(ctx: CtxDep, version_id: GuideVersionId, query: PromptQueryDep) -> GuidePromptOut:
    """The version, or what of it concerns a task, as a system prompt, as judge instructions or as a rubric."""
    return GuidePromptOut.model_validate(await service.prompt_of_version(ctx, version_id, query.wanted()))


@routes.get("/guide-versions/{version_id}/concerning", permission="guide.read")
async def guides_concerning(ctx: CtxDep, version_id: GuideVersionId, query: AboutQueryDep) -> ConcerningOut:
    """Which active rules concern a piece of work; a rule without a scope concerns everything."""
    return ConcerningOut(keys=await service.concerning_rules(ctx, version_id, query.about()))


@routes.get("/guide-versions/{version_id}/search", permission="guide.read")
async def guides_search(ctx: CtxDep, version_id: GuideVersionId, query: GuideSearchQueryDep) -> RulesFoundOut:
    """Rules that fit a few words, typed with mistakes."""
    found = await service.search_version(ctx, version_id, query.q, limit=query.limit)
    return RulesFoundOut(rules=[RuleFoundOut.model_validate(one) for one in found])


@routes.post("/projects/{project_id}/guide/try", permission="guide.read")
async def guides_try(ctx: CtxDep, project_id: ProjectId, body: RuleTry) -> RuleTrialOut:
    """The checks of one rule, unsaved as it is, on a text and on its own examples."""
    return RuleTrialOut.of(await service.try_source(ctx, project_id, body.source, body.text))


@routes.get("/projects/{project_id}/guide/outside", permission="guide.write")
async def guides_outside(ctx: CtxDep, project_id: ProjectId) -> OutsideOut:
    """Where the texts of people's work go, outside of this server, by checks of the guide."""
    return OutsideOut(languagetool=await service.texts_outside(ctx, project_id))


@routes.get("/projects/{project_id}/guide/contradictions", permission="guide.read")
async def guides_contradictions(ctx: CtxDep, project_id: ProjectId) -> ContradictionsOut:
    """Examples of the draft that its own checks see otherwise; to be shown before it is published."""
    return ContradictionsOut.of(await service.draft_contradictions(ctx, project_id))
