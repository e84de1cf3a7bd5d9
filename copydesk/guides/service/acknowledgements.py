"""Use cases of versions that must be read."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from copydesk.guides.domain import GuideAcknowledged, GuideVersion
from copydesk.guides.domain.acknowledging import (
    Acknowledged,
    GivenAnswer,
    Pending,
    Reader,
    VersionNote,
    asked,
    telling_changes,
    wrong_answers,
)
from copydesk.guides.domain.diff import diff_guides
from copydesk.guides.service.versions import readable_version
from copydesk.guides.store import acknowledgements as store
from copydesk.guides.store import versions
from copydesk.guides.store.work import select_work
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import NotFound
from copydesk.projects import service as projects
from copydesk.projects.domain import NamedMember


@dataclass(frozen=True)
class ReadingList:
    """Who knows which version. `members` by id; `notes` are all versions, oldest first."""

    readers: Sequence[Reader]
    members: dict[int, NamedMember]
    notes: Sequence[VersionNote]


async def pending_changes(ctx: Ctx, project_id: int, member_id: int) -> Pending | None:
    """What a member must read before they go on, for slices above too. None: nothing.

    All changes since the version that they know, as one: a rule that changed and changed back is none.
    """
    reader = await _reader(ctx, project_id, member_id)
    if reader is None or not reader.is_pending:
        return None
    latest = await versions.select_latest_version(ctx.conn, project_id)
    return None if latest is None else await _pending(ctx, reader, latest)


async def my_pending_changes(ctx: Ctx, project_id: int) -> Pending | None:
    """As `pending_changes`, of the caller."""
    ctx.require("guide.read", project_id)
    return await pending_changes(ctx, project_id, ctx.member_in(project_id))


async def acknowledge(ctx: Ctx, version_id: int, answers: Sequence[GivenAnswer]) -> Acknowledged:
    """The caller has read everything up to this version. With a wrong answer they have not: it says which, and is counted."""
    version = await readable_version(ctx, version_id)
    member_id = ctx.member_in(version.project_id)
    reader = await _reader(ctx, version.project_id, member_id)
    if reader is None:
        raise NotFound("guide version")
    notes = await store.select_version_notes(
        ctx.conn, version.project_id, after=reader.known_number, up_to=version.number
    )
    wrong = wrong_answers(notes, answers)
    at = None if wrong else ctx.now()
    kept = [asdict(answer) for answer in answers]
    n_tries = await store.write_acknowledgement(ctx.conn, (version_id, member_id), at, kept)
    if at is not None:
        details = {"number": version.number, "n_tries": n_tries}
        ctx.record(Event("guide.acknowledged", version.project_id, "guide_version", version_id, details))
        ctx.emit(GuideAcknowledged(version.project_id, version_id, member_id))
    return Acknowledged(at, n_tries, wrong)


async def list_readers(ctx: Ctx, project_id: int) -> ReadingList:
    """Who has read what, for those who write the guide."""
    ctx.require("guide.write", project_id)
    readers = await store.select_readers(ctx.conn, project_id)
    members = await projects.name_members(ctx, project_id, [reader.member_id for reader in readers])
    return ReadingList(readers, members, await store.select_version_notes(ctx.conn, project_id, after=0))


async def _reader(ctx: Ctx, project_id: int, member_id: int) -> Reader | None:
    """None for one who is not in the project any more."""
    return next(iter(await store.select_readers(ctx.conn, project_id, member_id)), None)


async def _pending(ctx: Ctx, reader: Reader, latest: GuideVersion) -> Pending:
    known = reader.known_number
    notes = await store.select_version_notes(ctx.conn, latest.project_id, after=known)
    old_source = await store.select_source(ctx.conn, latest.project_id, known)
    diff = await asyncio.to_thread(diff_guides, old_source, latest.source)
    changes = telling_changes(diff, await select_work(ctx.conn, latest.project_id))
    return Pending(latest.project_id, latest.id, latest.number, known, notes, diff, changes, asked(notes))
