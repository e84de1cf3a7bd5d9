"""Use cases of the draft: read and saved whole, or rule by rule by several people at once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.guides.checks.trying import Contradiction, contradictions
from copydesk.guides.domain import DEFAULT_SOURCE, Guide, GuideDraft, parse_guide, unstorable
from copydesk.guides.domain.drafts import (
    DraftRule,
    OutlineRow,
    RulePlaces,
    TextQuery,
    check_base,
    draft_rule,
    draft_rules,
    find_text,
    outline,
    replace_text,
)
from copydesk.guides.domain.editing import Place, insert_rule, move_rule, remove_rule, replace_rule
from copydesk.guides.service.checking import conditions_of, read_with_checks
from copydesk.guides.store import drafts as store
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Invalid, StaleRevision, TooLarge


@dataclass(frozen=True)
class Draft:
    """The draft rule by rule."""

    saved: GuideDraft
    guide: Guide
    rules: Sequence[DraftRule]


@dataclass(frozen=True)
class SavedRule:
    """One rule after its save, and where all rules stand now."""

    saved: GuideDraft
    guide: Guide
    rule: DraftRule
    outline: Sequence[OutlineRow]


async def get_guide(ctx: Ctx, project_id: int) -> tuple[GuideDraft, Guide]:
    """The draft and what it says; the default where nobody has saved one yet."""
    ctx.require("guide.read", project_id)
    draft = await present_draft(ctx, project_id)
    return draft, await read_source(draft.source)


async def save_guide(ctx: Ctx, project_id: int, source: str, *, revision: int) -> tuple[GuideDraft, Guide]:
    """Keep a source as it was written, over the revision that was edited. Faults in it hinder only publishing.

    Raises StaleRevision when somebody saved meanwhile, TooLarge, and Invalid for what is not text.
    """
    ctx.require("guide.write", project_id)
    saved = await _write(ctx, project_id, source, revision)
    return saved, await read_source(source)


async def read_draft(ctx: Ctx, project_id: int) -> Draft:
    """The draft rule by rule, for the editor."""
    ctx.require("guide.read", project_id)
    return await _draft(await present_draft(ctx, project_id))


async def save_rule(ctx: Ctx, project_id: int, key: str, source: str, *, base: str) -> SavedRule:
    """One rule written anew. What others changed in other rules stays; `base` is the fingerprint of what was edited.

    Raises RuleChanged when the rule itself is another meanwhile, and Invalid when the text is not one rule.
    """
    before = await _lock_for_edit(ctx, project_id)
    position = 0

    def change(old: str) -> str:
        nonlocal position
        position = check_base(old, key, base, revision=before.revision, yours=source)
        return replace_rule(old, key, source)

    saved = await _apply(ctx, before, change)
    guide = await read_source(saved.source)
    return SavedRule(saved, guide, draft_rule(guide, position), outline(guide))


async def add_rule(ctx: Ctx, project_id: int, source: str, place: Place | None) -> Draft:
    """One rule more. Raises NotFound for the place, and Invalid when the text is not one rule."""
    before = await _lock_for_edit(ctx, project_id)
    return await _draft(await _apply(ctx, before, lambda old: insert_rule(old, source, place)))


async def place_rule(ctx: Ctx, project_id: int, key: str, place: Place) -> Draft:
    """A rule, with all under it, elsewhere. Raises NotFound and Invalid."""
    before = await _lock_for_edit(ctx, project_id)
    return await _draft(await _apply(ctx, before, lambda old: move_rule(old, key, place)))


async def delete_rule(ctx: Ctx, project_id: int, key: str, *, base: str, with_children: bool) -> Draft:
    """One rule less. Raises RuleChanged, and Invalid for a section with rules unless they may go too."""
    before = await _lock_for_edit(ctx, project_id)

    def change(old: str) -> str:
        check_base(old, key, base, revision=before.revision, yours=None)
        return remove_rule(old, key, with_children=with_children)

    return await _draft(await _apply(ctx, before, change))


async def find_in_draft(ctx: Ctx, project_id: int, query: TextQuery) -> list[RulePlaces]:
    """Where a text stands, before it is replaced."""
    ctx.require("guide.read", project_id)
    draft = await present_draft(ctx, project_id)
    return await asyncio.to_thread(lambda: find_text(parse_guide(draft.source), query))


async def replace_in_draft(ctx: Ctx, project_id: int, query: TextQuery, bases: Mapping[str, str]) -> Draft:
    """Replace a text in the rules that `bases` names by key and fingerprint: in all of them, or in none.

    Raises RuleChanged when one is another meanwhile.
    """
    before = await _lock_for_edit(ctx, project_id)
    revision = before.revision
    return await _draft(
        await _apply(ctx, before, lambda old: replace_text(old, query, bases, revision=revision))
    )


async def draft_contradictions(ctx: Ctx, project_id: int) -> list[Contradiction]:
    """Examples of the draft that its own checks see otherwise: good ones that are flagged, bad ones that are missed."""
    ctx.require("guide.read", project_id)
    draft, conditions = await present_draft(ctx, project_id), await conditions_of(ctx, project_id)
    return await asyncio.to_thread(lambda: contradictions(parse_guide(draft.source).rules, conditions))


async def present_draft(ctx: Ctx, project_id: int) -> GuideDraft:
    return await store.select_guide(ctx.conn, project_id) or GuideDraft(
        project_id, DEFAULT_SOURCE, 0, None, None
    )


async def lock_draft(ctx: Ctx, project_id: int, revision: int | None) -> GuideDraft:
    """The draft, locked; the default is written where there is none. Raises StaleRevision when it is not `revision`."""
    present = await store.lock_guide(ctx.conn, project_id)
    default = GuideDraft(project_id, DEFAULT_SOURCE, 0, ctx.now(), ctx.actor.identity_id)
    draft = present or await store.write_guide(ctx.conn, default, note_s=ctx.settings.guide_note_s)
    seen = 0 if present is None else present.revision
    if draft is None or revision not in {None, seen}:
        raise await _stale(ctx, project_id, None)
    return draft


async def read_source(source: str) -> Guide:
    """With the faults of its checks; in a thread, because a long guide takes half a second."""
    return await asyncio.to_thread(read_with_checks, source)


async def _lock_for_edit(ctx: Ctx, project_id: int) -> GuideDraft:
    """The draft that is edited next; edits of different rules follow one another here."""
    ctx.require("guide.write", project_id)
    default = GuideDraft(project_id, DEFAULT_SOURCE, 0, None, None)
    return await store.lock_guide(ctx.conn, project_id) or default


async def _apply(ctx: Ctx, before: GuideDraft, change: Callable[[str], str]) -> GuideDraft:
    source = await asyncio.to_thread(change, before.source)
    return await _write(ctx, before.project_id, source, before.revision)


async def _write(ctx: Ctx, project_id: int, source: str, revision: int) -> GuideDraft:
    """Autosave comes here every few seconds: one statement, and an audit event only per person and stretch of editing."""
    _refuse_unstorable(source, ctx.settings.guide_max_bytes)
    draft = GuideDraft(project_id, source, revision, ctx.now(), ctx.actor.identity_id)
    saved = await store.write_guide(ctx.conn, draft, note_s=ctx.settings.guide_note_s)
    if saved is None:
        raise await _stale(ctx, project_id, source)
    if saved.is_noted:
        ctx.record(Event("guide.saved", project_id, "guide", project_id, {"revision": saved.revision}))
    return saved


async def _draft(saved: GuideDraft) -> Draft:
    guide = await read_source(saved.source)
    return Draft(saved, guide, await asyncio.to_thread(draft_rules, guide))


async def _stale(ctx: Ctx, project_id: int, yours: str | None) -> StaleRevision:
    present = await present_draft(ctx, project_id)
    return StaleRevision(revision=present.revision, yours=yours, theirs=present.source)


def _refuse_unstorable(source: str, limit: int) -> None:
    fault = unstorable(source)
    if fault is not None:
        raise Invalid("The guide holds something that is not text.", code="not_text", faults=[fault])
    n_bytes = len(source.encode())
    if n_bytes > limit:
        raise TooLarge(f"The guide has {n_bytes} bytes; at most {limit} are allowed.", limit_bytes=limit)
