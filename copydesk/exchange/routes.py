"""HTTP of imports and exports."""

import re
from collections.abc import AsyncIterator

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from copydesk.exchange import service
from copydesk.exchange.domain.exports import ExportFormat
from copydesk.exchange.domain.imports import SourceInterrupted
from copydesk.exchange.schemas import (
    ExportPreviewOut,
    ExportPreviewQueryDep,
    ExportQueryDep,
    ImportCreate,
    ImportOut,
    ImportProblemOut,
    ImportsQueryDep,
    ProblemsQueryDep,
    RejectsQueryDep,
)
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.http import CtxDep, Page, Routes
from copydesk.kernel.ids import ImportId, ProjectId, show_id

routes = Routes("exchange")

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "reasons": "application/x-ndjson",
    "json": "application/json",
    "label_studio": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}


async def _body(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect as gone:
        raise SourceInterrupted from gone


def _aside(request: Request) -> Boundary:
    return request.app.state.boundary


def _attachment(filename: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{_UNSAFE.sub("-", filename)[-120:]}"'}


@routes.post("/projects/{project_id}/imports", permission="exchange.import", status_code=201)
async def imports_create(ctx: CtxDep, project_id: ProjectId, body: ImportCreate) -> ImportOut:
    return ImportOut.model_validate(await service.create_import(ctx, project_id, body.wanted()))


@routes.get("/projects/{project_id}/imports", permission="exchange.import")
async def imports_list(ctx: CtxDep, project_id: ProjectId, query: ImportsQueryDep) -> Page[ImportOut]:
    found = await service.list_imports(ctx, project_id, before=query.cursor, limit=query.limit)
    next_cursor = show_id("import", found[-1].id) if len(found) == query.limit else None
    return Page(items=[ImportOut.model_validate(one) for one in found], next_cursor=next_cursor)


@routes.get("/imports/{import_id}", permission="exchange.import")
async def imports_get(ctx: CtxDep, import_id: ImportId) -> ImportOut:
    return ImportOut.model_validate(await service.get_import(ctx, import_id))


@routes.put("/imports/{import_id}/content", permission="exchange.import")
async def imports_load(ctx: CtxDep, import_id: ImportId, request: Request) -> ImportOut:
    """The body is the file itself, of any media type; it is read as fast as it can be loaded."""
    done = await service.load_content(ctx, import_id, _body(request), aside=_aside(request).open)
    return ImportOut.model_validate(done)


@routes.get("/imports/{import_id}/problems", permission="exchange.import")
async def imports_problems(
    ctx: CtxDep, import_id: ImportId, query: ProblemsQueryDep
) -> Page[ImportProblemOut]:
    found = await service.list_problems(ctx, import_id, after=query.cursor, limit=query.limit)
    next_cursor = str(found[-1].ordinal) if len(found) == query.limit else None
    return Page(items=[ImportProblemOut.model_validate(one) for one in found], next_cursor=next_cursor)


@routes.get("/imports/{import_id}/rejects", permission="exchange.import", response_class=StreamingResponse)
async def imports_rejects(
    ctx: CtxDep, import_id: ImportId, query: RejectsQueryDep, request: Request
) -> StreamingResponse:
    done = await service.get_import(ctx, import_id)
    with_reasons = query.content == "reasons"
    kind = service.rejects_format(done, with_reasons=with_reasons)
    stream = service.stream_rejects(done, _aside(request).open, ctx.actor, with_reasons=with_reasons)
    name = f"rejects-{done.filename}" + (".jsonl" if kind == "reasons" else "")
    return StreamingResponse(stream, media_type=_MEDIA_TYPES[kind], headers=_attachment(name))


@routes.post("/imports/{import_id}/undo", permission="exchange.import")
async def imports_undo(ctx: CtxDep, import_id: ImportId) -> ImportOut:
    return ImportOut.model_validate(await service.undo_import(ctx, import_id))


@routes.get(
    "/projects/{project_id}/exports/{export_format}",
    permission="exchange.export",
    response_class=StreamingResponse,
)
async def exports_download(
    ctx: CtxDep, project_id: ProjectId, export_format: ExportFormat, query: ExportQueryDep, request: Request
) -> StreamingResponse:
    """The file, as of the moment at which it begins. A connection that ends before it does means that it is not whole."""
    plan = await service.begin_download(ctx, project_id, query.wanted(export_format))
    stream = service.stream_export(plan, _aside(request).open, ctx.actor)
    return StreamingResponse(stream, media_type=service.media_type(plan), headers=_attachment(plan.filename))


@routes.get(
    "/projects/{project_id}/exports/{export_format}/card",
    permission="exchange.export",
    response_class=Response,
)
async def exports_card(
    ctx: CtxDep, project_id: ProjectId, export_format: ExportFormat, query: ExportQueryDep
) -> Response:
    """The data card of that file: Markdown with JSON front matter. It takes as long as the file itself."""
    card = await service.export_card(ctx, project_id, query.wanted(export_format))
    return Response(card, media_type="text/markdown; charset=utf-8")


@routes.get("/projects/{project_id}/exports/{export_format}/preview", permission="exchange.export")
async def exports_preview(
    ctx: CtxDep, project_id: ProjectId, export_format: ExportFormat, query: ExportPreviewQueryDep
) -> ExportPreviewOut:
    lines = await service.preview_export(ctx, project_id, query.wanted(export_format), query.n_rows)
    return ExportPreviewOut(format=export_format, lines=lines)
