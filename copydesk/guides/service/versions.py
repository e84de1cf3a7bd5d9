"""Use cases of guides."""

import asyncio
from collections.abc import Sequence

from copydesk.guides.domain import (
    DEFAULT_SOURCE,
    Guide,
    GuideDraft,
    GuidePublished,
    GuideVersion,
    NewVersion,
    Rule,
    VersionSummary,
    parse_guide,
    publish_faults,
    unstorable,
)
from copydesk.guides.store import versions as store
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Invalid, NotFound, StaleRevision, TooLarge


async def get_guide(ctx: Ctx, project_id: int) -> tuple[GuideDraft, Guide]:
    """The draft and what it says; the default where nobody has saved one yet."""
    ctx.require("guide.read", project_id)
    draft = await store.select_guide(ctx.conn, project_id) or _default(project_id)
    return draft, await _read(draft.source)


async def save_guide(ctx: Ctx, project_id: int, source: str, *, revision: int) -> tuple[GuideDraft, Guide]:
    """Keep a source as it was written, over the revision that was edited. Faults in it hinder only publishing.

    Raises StaleRevision when somebody saved meanwhile, TooLarge, and Invalid for what is not text.
    """
    ctx.require("guide.write", project_id)
    _refuse_unstorable(source, ctx.settings.guide_max_bytes)
    draft = GuideDraft(project_id, source, revision, ctx.now(), ctx.actor.identity_id)
    saved = await store.write_guide(ctx.conn, draft)
    if saved is None:
        raise await _stale(ctx, project_id, source)
    ctx.record(Event("guide.saved", project_id, "guide", project_id, {"revision": saved.revision}))
    return saved, await _read(source)


async def publish_guide(
    ctx: Ctx, project_id: int, *, note: str = "", revision: int | None = None
) -> tuple[GuideVersion, Sequence[Rule]]:
    """Make an immutable version of the draft. `revision`: only if the draft is still this one.

    Raises Invalid with the line of each fault, and StaleRevision.
    """
    ctx.require("guide.write", project_id)
    draft = await _lock(ctx, project_id, revision)
    guide = await _read(draft.source)
    faults = publish_faults(guide)
    if faults:
        raise Invalid(
            "The guide cannot be published yet: see `errors` for each line.",
            code="guide_faults",
            faults=faults,
        )
    new = NewVersion(project_id, guide.title, draft.source, note, ctx.now(), ctx.actor.identity_id)
    version = await store.insert_version(ctx.conn, new)
    if version is None:
        raise NotFound("project")
    await store.insert_rules(ctx.conn, version.id, guide.rules)
    counts = {"number": version.number, "n_rules": sum(rule.kind == "rule" for rule in guide.rules)}
    ctx.record(Event("guide.published", project_id, "guide_version", version.id, counts))
    ctx.emit(GuidePublished(project_id, version.id))
    return version, guide.rules


async def list_versions(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[VersionSummary]:
    """Newest first; at most `limit` with an id below `before`."""
    ctx.require("guide.read", project_id)
    return await store.select_versions(ctx.conn, project_id, before=before, limit=limit)


async def read_version(ctx: Ctx, version_id: int) -> tuple[GuideVersion, list[Rule]]:
    """A version with its sections and rules, for those who may read the project's guide."""
    version = await get_version(ctx, version_id)
    ctx.require("guide.read", version.project_id, "guide version")
    return version, await store.select_rules(ctx.conn, version_id, None)


async def get_version(ctx: Ctx, version_id: int) -> GuideVersion:
    """For slices that hold the pin and have checked their own permission. Raises NotFound."""
    version = await store.select_version(ctx.conn, version_id)
    if version is None:
        raise NotFound("guide version")
    return version


async def latest_version(ctx: Ctx, project_id: int) -> GuideVersion | None:
    """The newest version, for slices above; None where none is published."""
    return await store.select_latest_version(ctx.conn, project_id)


async def rules_by_keys(ctx: Ctx, version_id: int, keys: Sequence[str]) -> list[Rule]:
    """Those of `keys` that the version has, in its order, for slices above. One that is missing is not in the list."""
    return await store.select_rules(ctx.conn, version_id, keys)


def _default(project_id: int) -> GuideDraft:
    return GuideDraft(project_id, DEFAULT_SOURCE, 0, None, None)


async def _lock(ctx: Ctx, project_id: int, revision: int | None) -> GuideDraft:
    """The draft, locked; the default is written where there is none. Raises StaleRevision when it is not `revision`."""
    present = await store.lock_guide(ctx.conn, project_id)
    default = GuideDraft(project_id, DEFAULT_SOURCE, 0, ctx.now(), ctx.actor.identity_id)
    draft = present or await store.write_guide(ctx.conn, default)
    seen = 0 if present is None else present.revision
    if draft is None or revision not in {None, seen}:
        raise await _stale(ctx, project_id, None)
    return draft


async def _stale(ctx: Ctx, project_id: int, yours: str | None) -> StaleRevision:
    present = await store.select_guide(ctx.conn, project_id) or _default(project_id)
    return StaleRevision(revision=present.revision, yours=yours, theirs=present.source)


async def _read(source: str) -> Guide:
    """In a thread, because a long guide takes half a second."""
    return await asyncio.to_thread(parse_guide, source)


def _refuse_unstorable(source: str, limit: int) -> None:
    fault = unstorable(source)
    if fault is not None:
        raise Invalid("The guide holds something that is not text.", code="not_text", faults=[fault])
    n_bytes = len(source.encode())
    if n_bytes > limit:
        raise TooLarge(f"The guide has {n_bytes} bytes; at most {limit} are allowed.", limit_bytes=limit)
