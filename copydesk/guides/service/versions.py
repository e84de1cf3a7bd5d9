"""Use cases of published versions."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from copydesk.guides.domain import (
    Guide,
    GuidePublished,
    GuideVersion,
    NewVersion,
    Rule,
    StoredRule,
    VersionSummary,
    parse_guide,
    publish_faults,
)
from copydesk.guides.domain.acknowledging import Question, change_list, question_faults, telling_changes
from copydesk.guides.domain.diff import GuideDiff, diff_guides, diff_parsed, of_severity
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Scope, Severity
from copydesk.guides.domain.selection import concerning
from copydesk.guides.service.drafts import lock_draft, present_draft, read_source
from copydesk.guides.store import acknowledgements, work
from copydesk.guides.store import versions as store
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True)
class Comparison:
    """Two states of a guide; a version None is the draft, or, as the old one, nothing. `about` is the project's work."""

    old: GuideVersion | None
    new: GuideVersion | None
    diff: GuideDiff
    about: Scope


async def publish_guide(
    ctx: Ctx,
    project_id: int,
    *,
    note: str = "",
    must_read: bool | None = None,
    questions: Sequence[Question] = (),
    revision: int | None = None,
) -> tuple[GuideVersion, Sequence[StoredRule]]:
    """Make an immutable version of the draft. `revision`: only if the draft is still this one.

    `must_read` None: when active rules that concern the project's work say something else than in the version before.
    The questions are for those who read it.
    Raises Invalid with the line of each fault or the place of a wrong question, and StaleRevision.
    """
    ctx.require("guide.write", project_id)
    draft = await lock_draft(ctx, project_id, revision)
    before = await store.select_latest_version(ctx.conn, project_id)
    guide = await read_source(draft.source)
    _refuse_faults(guide)
    diff = None if before is None else await asyncio.to_thread(_diff, before.source, guide)
    _refuse_questions(questions, diff)
    about = await work.select_work(ctx.conn, project_id)
    tells = diff is not None and bool(telling_changes(diff, about))
    new = NewVersion(
        project_id=project_id,
        title=guide.title,
        source=draft.source,
        note=note,
        published_at=ctx.now(),
        published_by=ctx.actor.identity_id,
        must_read=tells if must_read is None else must_read,
        changes=None if diff is None else change_list(diff),
        questions=[asdict(question) for question in questions],
    )
    return await _insert(ctx, new, guide)


async def _insert(ctx: Ctx, new: NewVersion, guide: Guide) -> tuple[GuideVersion, Sequence[StoredRule]]:
    project_id = new.project_id
    version = await store.insert_version(ctx.conn, new)
    if version is None:
        raise NotFound("project")
    rules = await asyncio.to_thread(
        lambda: [StoredRule(**vars(rule), reading=reading_of(rule)) for rule in guide.rules]
    )
    await store.insert_rules(ctx.conn, version.id, rules)
    grant = ctx.actor.grants.get(project_id)
    if grant is not None:
        await acknowledgements.insert_author(ctx.conn, version.id, grant.member_id, ctx.now())
    counts = {"number": version.number, "n_rules": sum(rule.kind == "rule" for rule in guide.rules)}
    ctx.record(Event("guide.published", project_id, "guide_version", version.id, counts))
    ctx.emit(GuidePublished(project_id, version.id))
    return version, rules


async def compare(
    ctx: Ctx,
    project_id: int,
    *,
    old_id: int | None,
    new_id: int | None,
    severities: Collection[Severity] = (),
) -> Comparison:
    """What changed from a version (None: the latest) to another (None: the draft), of all severities where none is named.

    Raises NotFound, and Conflict `no_version`.
    """
    ctx.require("guide.read", project_id)
    old = await _version_of(ctx, project_id, old_id)
    if old is None:
        raise Conflict("No version is published yet, so there is nothing to compare with.", code="no_version")
    new = None if new_id is None else await _version_of(ctx, project_id, new_id)
    new_source = (await present_draft(ctx, project_id)).source if new is None else new.source
    diff = await asyncio.to_thread(diff_guides, old.source, new_source)
    shown = of_severity(diff, severities) if severities else diff
    return Comparison(old, new, shown, await work.select_work(ctx.conn, project_id))


async def list_versions(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[VersionSummary]:
    """Newest first; at most `limit` with an id below `before`."""
    ctx.require("guide.read", project_id)
    return await store.select_versions(ctx.conn, project_id, before=before, limit=limit)


async def read_version(ctx: Ctx, version_id: int) -> tuple[GuideVersion, list[StoredRule]]:
    """A version with its sections and rules, for those who may read the project's guide."""
    version = await readable_version(ctx, version_id)
    return version, await store.select_rules(ctx.conn, version_id, None)


async def concerning_rules(ctx: Ctx, version_id: int, about: Scope) -> list[str]:
    """Keys of the active rules that concern a piece of work, and of the sections above them, in the order of the guide."""
    await readable_version(ctx, version_id)
    return concerning(await store.select_rules(ctx.conn, version_id, None), about)


async def note_work(ctx: Ctx, project_id: int, about: Scope) -> None:
    """Keep what the work of a project is about; slices above know it. Who must read a change of the guide follows from it."""
    await work.write_work(ctx.conn, project_id, about)


async def readable_version(ctx: Ctx, version_id: int) -> GuideVersion:
    version = await get_version(ctx, version_id)
    ctx.require("guide.read", version.project_id, "guide version")
    return version


async def get_version(ctx: Ctx, version_id: int) -> GuideVersion:
    """For slices that hold the pin and have checked their own permission. Raises NotFound."""
    version = await store.select_version(ctx.conn, version_id)
    if version is None:
        raise NotFound("guide version")
    return version


async def latest_version(ctx: Ctx, project_id: int) -> GuideVersion | None:
    """The newest version, for slices above; None where none is published."""
    return await store.select_latest_version(ctx.conn, project_id)


async def rules_by_keys(ctx: Ctx, version_id: int, keys: Sequence[str]) -> list[StoredRule]:
    """Those of `keys` that the version has, in its order, for slices above. One that is missing is not in the list."""
    return await store.select_rules(ctx.conn, version_id, keys)


async def rules_of(ctx: Ctx, version_id: int) -> list[StoredRule]:
    """All sections and rules of a version, for slices above."""
    return await store.select_rules(ctx.conn, version_id, None)


def reading_of(rule: Rule) -> dict[str, Any]:
    """What the body of a rule holds, as a version keeps it; of one that was published before that was kept, read now."""
    stored = rule.reading if isinstance(rule, StoredRule) else None
    if stored is not None:
        return stored
    blocks = read_blocks(rule.body)
    kept = asdict(blocks)
    return {
        "rationale": blocks.rationale,
        "examples": kept["examples"],
        "checks": kept["checks"],
        "footnotes": kept["footnotes"],
    }


def _refuse_questions(questions: Sequence[Question], diff: GuideDiff | None) -> None:
    faults = question_faults(questions, {} if diff is None else diff.changes)
    if faults:
        raise Invalid("Some questions are wrong; see `errors` for each place.", faults=faults)


def _diff(old_source: str, new: Guide) -> GuideDiff:
    return diff_parsed(parse_guide(old_source), new)


def _refuse_faults(guide: Guide) -> None:
    faults = publish_faults(guide)
    if faults:
        raise Invalid(
            "The guide cannot be published yet: see `errors` for each line.",
            code="guide_faults",
            faults=faults,
        )


async def _version_of(ctx: Ctx, project_id: int, version_id: int | None) -> GuideVersion | None:
    """A version of this project, or its latest. Raises NotFound for one of another project."""
    if version_id is None:
        return await store.select_latest_version(ctx.conn, project_id)
    version = await get_version(ctx, version_id)
    if version.project_id != project_id:
        raise NotFound("guide version")
    return version
