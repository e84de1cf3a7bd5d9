"""Editing and publishing a project's form."""

from copydesk.interfaces import store
from copydesk.interfaces.domain import (
    DEFAULT_SOURCE,
    InterfaceDraft,
    InterfacePublished,
    InterfaceVersion,
    NewVersion,
)
from copydesk.interfaces.service.documents import Reading, answer_schema, read_document
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Invalid, NotFound, StaleRevision, TooLarge
from copydesk.kernel.source import unstorable


async def get_interface(ctx: Ctx, project_id: int) -> tuple[InterfaceDraft, Reading]:
    """The draft and what it says; the default where nobody has saved one yet."""
    ctx.require("interface.read", project_id)
    draft = await store.select_interface(ctx.conn, project_id) or _default(project_id)
    return draft, read_document(draft.source)


async def save_interface(
    ctx: Ctx, project_id: int, source: str, *, revision: int
) -> tuple[InterfaceDraft, Reading]:
    """Keep a text as it was written, over the revision that was edited. Faults in it hinder only publishing.

    Raises StaleRevision when somebody saved meanwhile, TooLarge, and Invalid for what is not text.
    """
    ctx.require("interface.write", project_id)
    _refuse_unstorable(source, ctx.settings.document_max_bytes)
    draft = InterfaceDraft(project_id, source, revision, ctx.now(), ctx.actor.identity_id)
    saved = await store.write_interface(ctx.conn, draft)
    if saved is None:
        raise await _stale(ctx, project_id, source)
    ctx.record(Event("interface.saved", project_id, "interface", project_id, {"revision": saved.revision}))
    return saved, read_document(source)


async def publish_interface(
    ctx: Ctx, project_id: int, *, note: str = "", revision: int | None = None
) -> InterfaceVersion:
    """Make an immutable version of the draft. `revision`: only if the draft is still this one.

    Raises Invalid with the place of each fault, and StaleRevision.
    """
    ctx.require("interface.write", project_id)
    draft = await _lock(ctx, project_id, revision)
    reading = read_document(draft.source)
    if reading.document is None:
        raise Invalid(
            "The form cannot be published yet: see `errors` for each place.",
            code="interface_faults",
            faults=reading.faults,
        )
    document, schema = reading.document.as_json(), answer_schema(reading.document)
    new = NewVersion(project_id, document, schema, note, ctx.now(), ctx.actor.identity_id)
    version = await store.insert_version(ctx.conn, new)
    if version is None:
        raise NotFound("project")
    counts = {"number": version.number, "n_questions": len(document["questions"])}
    ctx.record(Event("interface.published", project_id, "interface_version", version.id, counts))
    ctx.emit(InterfacePublished(project_id, version.id))
    return version


def _default(project_id: int) -> InterfaceDraft:
    return InterfaceDraft(project_id, DEFAULT_SOURCE, 0, None, None)


async def _lock(ctx: Ctx, project_id: int, revision: int | None) -> InterfaceDraft:
    """The draft, locked; the default is written where there is none. Raises StaleRevision when it is not `revision`."""
    present = await store.lock_interface(ctx.conn, project_id)
    default = InterfaceDraft(project_id, DEFAULT_SOURCE, 0, ctx.now(), ctx.actor.identity_id)
    draft = present or await store.write_interface(ctx.conn, default)
    seen = 0 if present is None else present.revision
    if draft is None or revision not in {None, seen}:
        raise await _stale(ctx, project_id, None)
    return draft


async def _stale(ctx: Ctx, project_id: int, yours: str | None) -> StaleRevision:
    present = await store.select_interface(ctx.conn, project_id) or _default(project_id)
    return StaleRevision(revision=present.revision, yours=yours, theirs=present.source)


def _refuse_unstorable(source: str, limit: int) -> None:
    fault = unstorable(source)
    if fault is not None:
        raise Invalid("The form holds something that is not text.", code="not_text", faults=[fault])
    n_bytes = len(source.encode())
    if n_bytes > limit:
        raise TooLarge(f"The form has {n_bytes} bytes; at most {limit} are allowed.", limit_bytes=limit)
