"""Use cases of a draft's checks: what is wrong with them, and what they say about a text and about their examples."""

import asyncio
from dataclasses import replace
from urllib.parse import urlsplit

from copydesk.guides.checks.trying import (
    Conditions,
    Trial,
    faults_of,
    try_rule,
)
from copydesk.guides.domain import Guide, parse_guide
from copydesk.guides.domain.editing import one_rule
from copydesk.guides.domain.parsing import body_line
from copydesk.guides.store import words as store
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Fault, Invalid


def read_with_checks(source: str) -> Guide:
    """The guide, with the faults of its checks among its own; those of rules that are not active are only warnings."""
    guide = parse_guide(source)
    faults, warnings = list(guide.faults), list(guide.warnings)
    for rule in guide.rules:
        for fault in faults_of(rule):
            line = body_line(guide, rule.position) + fault.line
            into = faults if rule.status == "active" else warnings
            into.append(Fault(f"line {line}", f'The check "{fault.check}" cannot be used. {fault.message}'))
    return replace(guide, faults=sorted(faults, key=_line_of), warnings=sorted(warnings, key=_line_of))


async def conditions_of(ctx: Ctx, project_id: int) -> Conditions:
    words = await store.select_words(ctx.conn, project_id)
    settings = ctx.settings
    return Conditions(
        frozenset(word.word for word in words),
        settings.check_limit_ms,
        settings.languagetool_url,
        settings.languagetool_timeout_s,
    )


async def try_source(ctx: Ctx, project_id: int, source: str, text: str | None) -> Trial:
    """The checks of one rule, as it stands in the editor, on a text and on its own examples. Raises Invalid when it is not one rule."""
    ctx.require("guide.read", project_id)
    size = len(source.encode()) + len((text or "").encode())
    if size > ctx.settings.guide_max_bytes:
        raise Invalid(f"Rule and text have {size} bytes; at most {ctx.settings.guide_max_bytes} are allowed.")
    conditions = await conditions_of(ctx, project_id)
    return await asyncio.to_thread(lambda: try_rule(one_rule(source), text, conditions))


async def texts_outside(ctx: Ctx, project_id: int) -> str | None:
    """Host and port of the LanguageTool server that texts are sent to by checks of its kind. None: there is none."""
    ctx.require("guide.write", project_id)
    url = ctx.settings.languagetool_url
    if url is None:
        return None
    host = urlsplit(url)
    return f"{host.hostname}:{host.port}" if host.port else host.hostname


def _line_of(fault: Fault) -> int:
    return int(fault.at.removeprefix("line "))
