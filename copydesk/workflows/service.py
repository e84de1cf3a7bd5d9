"""Use cases of workflows."""

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import NotFound, StaleRevision
from copydesk.workflows import store
from copydesk.workflows.domain import NewVersion, Workflow, WorkflowDraft, WorkflowPublished, WorkflowVersion


async def get_workflow(ctx: Ctx, project_id: int) -> WorkflowDraft:
    """The draft; the default where nobody has saved one yet."""
    ctx.require("workflow.read", project_id)
    return await store.select_workflow(ctx.conn, project_id) or _default(project_id)


async def save_workflow(ctx: Ctx, project_id: int, workflow: Workflow, *, revision: int) -> WorkflowDraft:
    """Keep the stages, over the revision that was edited. Raises StaleRevision when somebody saved meanwhile."""
    ctx.require("workflow.write", project_id)
    draft = WorkflowDraft(project_id, workflow.model_dump(), revision, ctx.now(), ctx.actor.identity_id)
    saved = await store.write_workflow(ctx.conn, draft)
    if saved is None:
        raise await _stale(ctx, project_id, draft)
    ctx.record(Event("workflow.saved", project_id, "workflow", project_id, {"revision": saved.revision}))
    return saved


async def publish_workflow(
    ctx: Ctx, project_id: int, *, note: str = "", revision: int | None = None
) -> WorkflowVersion:
    """Make an immutable version of the draft. `revision`: only if the draft is still this one, else StaleRevision."""
    ctx.require("workflow.write", project_id)
    draft = await _lock(ctx, project_id, revision)
    new = NewVersion(project_id, draft.document, note, ctx.now(), ctx.actor.identity_id)
    version = await store.insert_version(ctx.conn, new)
    if version is None:
        raise NotFound("project")
    ctx.record(
        Event("workflow.published", project_id, "workflow_version", version.id, {"number": version.number})
    )
    ctx.emit(WorkflowPublished(project_id, version.id))
    return version


async def list_versions(
    ctx: Ctx, project_id: int, *, before: int | None, limit: int
) -> list[WorkflowVersion]:
    """Newest first; at most `limit` with an id below `before`."""
    ctx.require("workflow.read", project_id)
    return await store.select_versions(ctx.conn, project_id, before=before, limit=limit)


async def read_version(ctx: Ctx, version_id: int) -> WorkflowVersion:
    """For those who may see the project's stages."""
    version = await get_version(ctx, version_id)
    ctx.require("workflow.read", version.project_id, "workflow version")
    return version


async def get_version(ctx: Ctx, version_id: int) -> WorkflowVersion:
    """For slices that hold the pin and have checked their own permission. Raises NotFound."""
    version = await store.select_version(ctx.conn, version_id)
    if version is None:
        raise NotFound("workflow version")
    return version


async def latest_version(ctx: Ctx, project_id: int) -> WorkflowVersion | None:
    """The newest version, for slices above; None where none is published."""
    return await store.select_latest_version(ctx.conn, project_id)


def _default(project_id: int) -> WorkflowDraft:
    return WorkflowDraft(project_id, Workflow().model_dump(), 0, None, None)


async def _lock(ctx: Ctx, project_id: int, revision: int | None) -> WorkflowDraft:
    """The draft, locked; the default is written where there is none. Raises StaleRevision when it is not `revision`."""
    present = await store.lock_workflow(ctx.conn, project_id)
    default = WorkflowDraft(project_id, Workflow().model_dump(), 0, ctx.now(), ctx.actor.identity_id)
    draft = present or await store.write_workflow(ctx.conn, default)
    seen = 0 if present is None else present.revision
    if draft is None or revision not in {None, seen}:
        raise await _stale(ctx, project_id, None)
    return draft


async def _stale(ctx: Ctx, project_id: int, yours: WorkflowDraft | None) -> StaleRevision:
    present = await store.select_workflow(ctx.conn, project_id) or _default(project_id)
    document = None if yours is None else yours.document
    return StaleRevision(revision=present.revision, yours=document, theirs=present.document)
