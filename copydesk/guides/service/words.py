"""Use cases of the project's own words, and of people who edit at the same time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from copydesk.guides.domain.words import Editor, Word, WordQuery, checked_word
from copydesk.guides.service.drafts import present_draft
from copydesk.guides.store import proposals
from copydesk.guides.store import words as store
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict
from copydesk.projects import service as projects
from copydesk.projects.domain import NamedMember


@dataclass(frozen=True)
class Presence:
    """The other people in the editor, with who they are by the id of their account, and the draft's revision now."""

    revision: int
    editors: Sequence[Editor]
    people: Mapping[int, NamedMember]


@dataclass(frozen=True)
class Dictionary:
    """Some words of the project in the order of the alphabet, with who added them by the id of their account."""

    words: Sequence[Word]
    people: Mapping[int, NamedMember]


async def list_words(ctx: Ctx, project_id: int, query: WordQuery) -> Dictionary:
    """The project's dictionary, a page of it."""
    ctx.require("guide.read", project_id)
    words = await store.select_words_page(ctx.conn, project_id, query)
    adders = {word.added_by for word in words if word.added_by is not None}
    return Dictionary(words, await projects.name_identities(ctx, project_id, adders) if adders else {})


async def project_words(ctx: Ctx, project_id: int) -> frozenset[str]:
    """For checks, in slices above too."""
    return frozenset(word.word for word in await store.select_words(ctx.conn, project_id))


async def add_word(ctx: Ctx, project_id: int, word: str) -> Word:
    """Spelling checks let it pass from now on, and nobody waits for it any more. Adding it twice changes nothing.

    Raises Invalid, and Conflict `too_many_words`.
    """
    ctx.require("guide.write", project_id)
    new = Word(checked_word(word), ctx.actor.identity_id, ctx.now())
    if await store.count_words(ctx.conn, project_id) >= ctx.settings.guide_words_max:
        raise Conflict(
            f"A project has at most {ctx.settings.guide_words_max} words of its own.", code="too_many_words"
        )
    if await store.insert_word(ctx.conn, project_id, new):
        ctx.record(Event("guide.word_added", project_id))
    await proposals.decide(ctx.conn, (project_id, new.word), "accepted", new.added_by, new.added_at)
    return new


async def remove_word(ctx: Ctx, project_id: int, word: str) -> None:
    """Spelling checks flag it again. Removing what is not there changes nothing."""
    ctx.require("guide.write", project_id)
    if await store.delete_word(ctx.conn, project_id, word):
        ctx.record(Event("guide.word_removed", project_id))


async def beat_editor(ctx: Ctx, project_id: int, rule_key: str | None) -> Presence:
    """A sign of life of somebody who edits, and who else does."""
    ctx.require("guide.write", project_id)
    gone_after_s = ctx.settings.guide_editor_gone_s
    me, now = ctx.require_identity(), ctx.now()
    await store.write_editor(ctx.conn, project_id, Editor(me, rule_key, now), gone_after_s=gone_after_s)
    since = now - timedelta(seconds=gone_after_s)
    present = await store.select_editors(ctx.conn, project_id, since=since)
    others = [editor for editor in present if editor.identity_id != me]
    people = {}
    if others:
        people = await projects.name_identities(ctx, project_id, [editor.identity_id for editor in others])
    revision = (await present_draft(ctx, project_id)).revision
    return Presence(revision, [editor for editor in others if editor.identity_id in people], people)


async def leave_editor(ctx: Ctx, project_id: int) -> None:
    """The editor was closed."""
    ctx.require("guide.write", project_id)
    gone = ctx.now() - timedelta(seconds=ctx.settings.guide_editor_gone_s + 1)
    await store.end_editor(ctx.conn, project_id, ctx.require_identity(), gone)
