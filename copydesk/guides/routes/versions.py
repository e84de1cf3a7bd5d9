"""HTTP of guides."""

from typing import Annotated

from fastapi import Header

from copydesk.guides import service
from copydesk.guides.schemas.versions import (
    GuideOut,
    GuidePublish,
    GuideSave,
    GuideVersionOut,
    GuideVersionsQueryDep,
    GuideVersionSummaryOut,
)
from copydesk.kernel.http import CtxDep, Page, Routes, parse_if_match
from copydesk.kernel.ids import GuideVersionId, ProjectId, show_id

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


@routes.post("/projects/{project_id}/guide/publish", permission="guide.write", status_code=201)
async def guides_publish(
    ctx: CtxDep, project_id: ProjectId, body: GuidePublish, if_match: IfMatch = None
) -> GuideVersionOut:
    """Make an immutable version. With `If-Match`, only if the draft is still that revision."""
    revision = None if if_match is None else parse_if_match(if_match)
    return GuideVersionOut.of(
        *await service.publish_guide(ctx, project_id, note=body.note, revision=revision)
    )


@routes.get("/projects/{project_id}/guide/versions", permission="guide.read")
async def guides_versions(
    ctx: CtxDep, project_id: ProjectId, query: GuideVersionsQueryDep
) -> Page[GuideVersionSummaryOut]:
    versions = await service.list_versions(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("guide_version", versions[-1].id) if len(versions) == query.limit else None
    return Page(
        items=[GuideVersionSummaryOut.model_validate(one) for one in versions], next_cursor=next_cursor
    )


@routes.get("/guide-versions/{version_id}", permission="guide.read")
async def guides_version(ctx: CtxDep, version_id: GuideVersionId) -> GuideVersionOut:
    """A published version with its sections and rules."""
    return GuideVersionOut.of(*await service.read_version(ctx, version_id))
