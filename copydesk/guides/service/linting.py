"""Use cases of checks on answers, for slices above. What is made ready from a version is kept: versions never change."""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from copydesk.guides.checks.languagetool import asking
from copydesk.guides.checks.version_checks import VersionChecks
from copydesk.guides.domain.linting import CheckedText, CheckPart, LikenessCheck, Report
from copydesk.guides.domain.records import Scope
from copydesk.guides.service.words import project_words
from copydesk.guides.store import versions as store
from copydesk.kernel.ctx import Ctx

KEPT_MAX: Final = 64
PREPARED_MAX: Final = 8
_kept: OrderedDict[tuple[str, int, str, int], VersionChecks] = OrderedDict()


@dataclass(frozen=True)
class Checked:
    """In the order of the texts: their reports, and the likeness checks that look at them, which the caller carries out.

    `parts` are those that the version has checks of; `has_likeness`: whether any of its rules looks for likeness.
    """

    reports: Sequence[Report]
    parts: Sequence[CheckPart]
    titles: dict[str, str]
    likeness: Sequence[Sequence[LikenessCheck]]
    has_likeness: bool


@dataclass(frozen=True)
class Writing:
    """Whose texts they are: the project, the guide version, and what is known of the task."""

    project_id: int
    version_id: int
    about: Scope


async def check_texts(
    ctx: Ctx, writing: Writing, texts: Sequence[CheckedText], parts: Collection[CheckPart]
) -> Checked:
    """What the active rules of a version that concern a task say about its texts. The caller has checked who may know.

    They run in a thread; a version that was used before costs no round trip, save one where its checks know the project's words.
    """
    checks = await _checks_of(ctx, writing.version_id)
    words = frozenset[str]()
    if checks.needs_words and texts and any(part in parts for part in checks.parts):
        words = await project_words(ctx, writing.project_id)
    limit_ms = ctx.settings.check_limit_ms

    def run(text: CheckedText) -> tuple[Report, list[LikenessCheck]]:
        keys = checks.concerning(text, writing.about)
        likeness = [one for one in checks.likeness if one.rule_key in keys] if "fast" in parts else []
        return checks.run(text, keys, parts, words, limit_ms), likeness

    wait_s = ctx.settings.languagetool_timeout_s
    with asking(ctx.settings.languagetool_url, timeout_s=wait_s, in_all_s=wait_s):
        found = await asyncio.to_thread(lambda: [run(text) for text in texts]) if texts else []
    return Checked(
        [report for report, _ in found],
        checks.parts,
        checks.titles,
        [likeness for _, likeness in found],
        bool(checks.likeness) and "fast" in parts,
    )


async def checks_in_use(ctx: Ctx, *, limit: int = PREPARED_MAX) -> list[VersionChecks]:
    """The checks of the guides that people work under now, for a process that makes them ready before somebody asks."""
    ids = await store.select_checked_versions(ctx.conn, limit)
    return [await _checks_of(ctx, version_id) for version_id in ids]


async def _checks_of(ctx: Ctx, version_id: int) -> VersionChecks:
    place = ctx.conn.info
    key = (place.host, place.port, place.dbname, version_id)
    kept = _kept.get(key)
    if kept is None:
        rules = await store.select_rules(ctx.conn, version_id, None)
        kept = await asyncio.to_thread(VersionChecks, rules)
    _kept[key] = kept
    _kept.move_to_end(key)
    if len(_kept) > KEPT_MAX:
        _kept.popitem(last=False)
    return kept
