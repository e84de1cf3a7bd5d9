"""Use cases of checks on answers, for slices above. What is made ready from a version is kept: versions never change."""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from copydesk.guides.checks.languagetool import asking
from copydesk.guides.checks.version_checks import VersionChecks
from copydesk.guides.domain.linting import CheckedText, CheckPart, LikenessCheck, Report
from copydesk.guides.service.words import project_words
from copydesk.guides.store import versions as store
from copydesk.kernel.ctx import Ctx

KEPT_MAX: Final = 64
_kept: OrderedDict[tuple[str, int, str, int], VersionChecks] = OrderedDict()


@dataclass(frozen=True)
class Checked:
    """Reports in the order of the texts; `parts` are those that the version has checks of; `likeness` is for the caller to do."""

    reports: Sequence[Report]
    parts: Sequence[CheckPart]
    titles: dict[str, str]
    likeness: Sequence[LikenessCheck]


async def check_texts(
    ctx: Ctx, project_id: int, version_id: int, texts: Sequence[CheckedText], parts: Collection[CheckPart]
) -> Checked:
    """What the active rules of a version say about texts of a project. The caller has checked who may know.

    They run in a thread; a version that was used before costs no round trip, save one where its checks know the project's words.
    """
    checks = await _checks_of(ctx, version_id)
    wanted: list[CheckPart] = [part for part in checks.parts if part in parts]
    likeness = checks.likeness if "fast" in parts else []
    if not wanted or not texts:
        return Checked([Report([], [], 0.0) for _ in texts], checks.parts, checks.titles, likeness)
    words = await project_words(ctx, project_id) if checks.needs_words else frozenset[str]()
    limit_ms = ctx.settings.check_limit_ms
    with asking(ctx.settings.languagetool_url):
        reports = await asyncio.to_thread(
            lambda: [checks.run(text, wanted, words, limit_ms) for text in texts]
        )
    return Checked(reports, checks.parts, checks.titles, likeness)


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
