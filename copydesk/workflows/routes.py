"""HTTP of workflows."""

from typing import Annotated

from fastapi import Header

from copydesk.kernel.http import CtxDep, Page, Routes, parse_if_match
from copydesk.kernel.ids import ProjectId, WorkflowVersionId, show_id
from copydesk.workflows import service
from copydesk.workflows.schemas import (
    WorkflowOut,
    WorkflowPublish,
    WorkflowSave,
    WorkflowVersionOut,
    WorkflowVersionsQueryDep,
)

routes = Routes("workflows")

IfMatch = Annotated[str | None, Header()]


@routes.get("/projects/{project_id}/workflow", permission="workflow.read")
async def workflows_get(ctx: CtxDep, project_id: ProjectId) -> WorkflowOut:
    """The draft; a default one with revision 0 where nobody has saved."""
    return WorkflowOut.model_validate(await service.get_workflow(ctx, project_id))


@routes.put("/projects/{project_id}/workflow", permission="workflow.write")
async def workflows_save(
    ctx: CtxDep, project_id: ProjectId, body: WorkflowSave, if_match: IfMatch = None
) -> WorkflowOut:
    draft = await service.save_workflow(ctx, project_id, body.document, revision=parse_if_match(if_match))
    return WorkflowOut.model_validate(draft)


@routes.post("/projects/{project_id}/workflow/publish", permission="workflow.write", status_code=201)
async def workflows_publish(
    ctx: CtxDep, project_id: ProjectId, body: WorkflowPublish, if_match: IfMatch = None
) -> WorkflowVersionOut:
    """Make an immutable version. With `If-Match`, only if the draft is still that revision."""
    revision = None if if_match is None else parse_if_match(if_match)
    version = await service.publish_workflow(ctx, project_id, note=body.note, revision=revision)
    return WorkflowVersionOut.model_validate(version)


@routes.get("/projects/{project_id}/workflow/versions", permission="workflow.read")
async def workflows_versions(
    ctx: CtxDep, project_id: ProjectId, query: WorkflowVersionsQueryDep
) -> Page[WorkflowVersionOut]:
    versions = await service.list_versions(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("workflow_version", versions[-1].id) if len(versions) == query.limit else None
    return Page(items=[WorkflowVersionOut.model_validate(one) for one in versions], next_cursor=next_cursor)


@routes.get("/workflow-versions/{version_id}", permission="workflow.read")
async def workflows_version(ctx: CtxDep, version_id: WorkflowVersionId) -> WorkflowVersionOut:
    return WorkflowVersionOut.model_validate(await service.read_version(ctx, version_id))
