"""Use cases of quality."""

import asyncio
from collections.abc import Mapping
from typing import Any

from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.kernel.ctx import Ctx
from copydesk.quality import store
from copydesk.quality.domain import (
    COMPARED_KINDS,
    Answers,
    CoverageReport,
    QualityReport,
    QuestionQuality,
    judge_question,
    report_coverage,
)
from copydesk.stats.bootstrap import Bootstrap


async def project_quality(ctx: Ctx, project_id: int) -> QualityReport:
    """Agreement per question of the present interface, each coefficient with its interval, and each member with the others.

    Each person counts once per item, with the answers as they sent them last: a reviewer's correction is not their opinion.
    Returned, rejected and undone answers do not count.
    """
    ctx.require("quality.read", project_id)
    version = await interfaces.latest_version(ctx, project_id)
    if version is None:
        return QualityReport(project_id, None, [])
    asked = [question for question in version.questions() if question["type"] in COMPARED_KINDS]
    bootstrap = Bootstrap(n_resamples=ctx.settings.bootstrap_resamples)
    judged: list[QuestionQuality] = []
    for question in asked:
        answers = await _answers(ctx, project_id, question)
        judged.append(await asyncio.to_thread(judge_question, question, answers, bootstrap))
    return QualityReport(project_id, version.id, judged)


async def guide_coverage(ctx: Ctx, project_id: int) -> CoverageReport:
    """What each rule of the latest version has (examples, checks, prompts), and how often people cited it."""
    ctx.require("quality.read", project_id)
    version = await guides.latest_version(ctx, project_id)
    if version is None:
        return CoverageReport(project_id, None, [])
    rules = await guides.rules_of(ctx, version.id)
    prompts = await store.select_prompts(ctx.conn, project_id)
    prompt_sets = await store.select_prompt_sets(ctx.conn, project_id)
    citations = await store.select_citations(ctx.conn, project_id, ctx.now())
    return await asyncio.to_thread(report_coverage, version, rules, prompts, citations, prompt_sets)


async def _answers(ctx: Ctx, project_id: int, question: Mapping[str, Any]) -> Answers:
    read = {"preference": store.read_preferences, "choice": store.read_choices, "rating": store.read_ratings}
    return await read[str(question["type"])](ctx.conn, project_id, str(question["key"]))
