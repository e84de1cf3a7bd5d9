"""HTTP of published versions: publishing, reading, comparing, confirming."""

from typing import Annotated

from fastapi import Header

from copydesk.guides import service
from copydesk.guides.schemas.acknowledgements import (
    AcknowledgedOut,
    GuideAcknowledge,
    MyPendingOut,
    PendingOut,
    ReadersOut,
)
from copydesk.guides.schemas.versions import (
    DiffOut,
    DiffQueryDep,
    GuidePublish,
    GuideVersionOut,
    GuideVersionsQueryDep,
    GuideVersionSummaryOut,
)
from copydesk.kernel.http import CtxDep, Page, Routes, parse_if_match
from copydesk.kernel.ids import GuideVersionId, ProjectId, show_id

routes = Routes("guides")

IfMatch = Annotated[str | None, Header()]


@routes.post("/projects/{project_id}/guide/publish", permission="guide.write", status_code=201)
async def guides_publish(
    ctx: CtxDep, project_id: ProjectId, body: GuidePublish, if_match: IfMatch = None
) -> GuideVersionOut:
    """Make an immutable version. With `If-Match`, only if the draft is still that revision."""
    version, rules = await service.publish_guide(
        ctx,
        project_id,
        note=body.note,
        must_read=body.must_read,
        questions=[one.question() for one in body.questions],
        revision=None if if_match is None else parse_if_match(if_match),
    )
    return GuideVersionOut.of(version, rules)


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


@routes.get("/projects/{project_id}/guide/diff", permission="guide.read")
async def guides_diff(ctx: CtxDep, project_id: ProjectId, query: DiffQueryDep) -> DiffOut:
    """What changed between two versions, or from a version to the draft, rule by rule and word by word."""
    found = await service.compare(
        ctx, project_id, old_id=query.old, new_id=query.new, severities=query.severity
    )
    return DiffOut.of(project_id, found)


@routes.get("/projects/{project_id}/guide/readers", permission="guide.write")
async def guides_readers(ctx: CtxDep, project_id: ProjectId) -> ReadersOut:
    """Who has read which version."""
    return ReadersOut.of(await service.list_readers(ctx, project_id))


@routes.get("/projects/{project_id}/guide/pending", permission="guide.read")
async def guides_pending(ctx: CtxDep, project_id: ProjectId) -> MyPendingOut:
    """What you must read before your next task."""
    pending = await service.my_pending_changes(ctx, project_id)
    return MyPendingOut(pending=None if pending is None else PendingOut.of(pending))


@routes.post("/guide-versions/{version_id}/acknowledge", permission="guide.read")
async def guides_acknowledge(
    ctx: CtxDep, version_id: GuideVersionId, body: GuideAcknowledge
) -> AcknowledgedOut:
    """Confirm that you have read everything up to this version. A wrong answer is told and can be mended."""
    answers = [one.answer() for one in body.answers]
    return AcknowledgedOut.of(await service.acknowledge(ctx, version_id, answers))
