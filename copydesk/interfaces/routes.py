"""HTTP of interfaces."""

from typing import Annotated

from fastapi import Header

from copydesk.interfaces import service
from copydesk.interfaces.schemas import (
    InterfaceOut,
    InterfacePublish,
    InterfaceSave,
    InterfaceVersionOut,
    InterfaceVersionsQueryDep,
    InterfaceVersionSummaryOut,
)
from copydesk.kernel.http import CtxDep, Page, Routes, parse_if_match
from copydesk.kernel.ids import InterfaceVersionId, ProjectId, show_id

routes = Routes("interfaces")

IfMatch = Annotated[str | None, Header()]


@routes.get("/projects/{project_id}/interface", permission="interface.read")
async def interfaces_get(ctx: CtxDep, project_id: ProjectId) -> InterfaceOut:
    """The draft; a default one with revision 0 where nobody has saved."""
    return InterfaceOut.of(*await service.get_interface(ctx, project_id))


@routes.put("/projects/{project_id}/interface", permission="interface.write")
async def interfaces_save(
    ctx: CtxDep, project_id: ProjectId, body: InterfaceSave, if_match: IfMatch = None
) -> InterfaceOut:
    """Keep the text as written; faults are told and hinder only publishing."""
    revision = parse_if_match(if_match)
    return InterfaceOut.of(*await service.save_interface(ctx, project_id, body.source, revision=revision))


@routes.post("/projects/{project_id}/interface/publish", permission="interface.write", status_code=201)
async def interfaces_publish(
    ctx: CtxDep, project_id: ProjectId, body: InterfacePublish, if_match: IfMatch = None
) -> InterfaceVersionOut:
    """Make an immutable version. With `If-Match`, only if the draft is still that revision."""
    revision = None if if_match is None else parse_if_match(if_match)
    version = await service.publish_interface(ctx, project_id, note=body.note, revision=revision)
    return InterfaceVersionOut.model_validate(version)


@routes.get("/projects/{project_id}/interface/versions", permission="interface.read")
async def interfaces_versions(
    ctx: CtxDep, project_id: ProjectId, query: InterfaceVersionsQueryDep
) -> Page[InterfaceVersionSummaryOut]:
    versions = await service.list_versions(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("interface_version", versions[-1].id) if len(versions) == query.limit else None
    items = [InterfaceVersionSummaryOut.model_validate(one) for one in versions]
    return Page(items=items, next_cursor=next_cursor)


@routes.get("/interface-versions/{version_id}", permission="interface.read")
async def interfaces_version(ctx: CtxDep, version_id: InterfaceVersionId) -> InterfaceVersionOut:
    """A published form and the JSON Schema of its answers."""
    return InterfaceVersionOut.model_validate(await service.read_version(ctx, version_id))
