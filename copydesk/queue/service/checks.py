"""The guide's checks on an answer: while it is written, and when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from copydesk.guides import service as guides
from copydesk.guides.domain.linting import CHECK_PARTS, CheckPart
from copydesk.guides.domain.words import NewUse, ProposalState
from copydesk.interfaces import service as interfaces
from copydesk.interfaces.domain import InterfaceVersion
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Fault, Invalid
from copydesk.queue.domain import PERMISSION_OF, CheckedSubmission, Held, check_answers
from copydesk.queue.domain.about import about_of
from copydesk.queue.domain.checks import (
    AnswerReport,
    Suppression,
    hindering,
    hindrance,
    report_answers,
    written_answers,
)
from copydesk.queue.service import access
from copydesk.queue.service.likeness import find_likeness
from copydesk.queue.store import submissions
from copydesk.workflows.domain import CheckPolicy


async def check_writing(
    ctx: Ctx, slot_id: int, token: UUID, answers: Mapping[str, Any], part: CheckPart
) -> AnswerReport:
    """What the rules of the task's guide version say about its written answers as they stand now. Writes nothing.

    Raises Invalid for what is not text, or no written question of the form.
    """
    held = await access.find_own(ctx, token, slot_id=slot_id)
    form = await interfaces.get_version(ctx, held.interface_version_id)
    keys = {question["key"] for question in form.questions()}
    faults = [
        *check_answers(answers),
        *(Fault(f"/answers/{key}", "There is no such question.") for key in answers if key not in keys),
    ]
    if faults:
        raise Invalid("These texts cannot be checked.", faults=faults)
    report = await _run(ctx, held, form, answers, [part])
    return report or AnswerReport([], [], [], 0.0)


async def propose_word(ctx: Ctx, slot_id: int, token: UUID, word: str, excerpt: str) -> ProposalState:
    """A member says of a word of their answer that it is a name. Raises Invalid, and Conflict `too_many_proposals`."""
    held = await access.find_own(ctx, token, slot_id=slot_id)
    ctx.require(PERMISSION_OF["annotate"], held.project_id, "task")
    use = NewUse(held.member_id, held.item_id, excerpt)
    return await guides.propose_word(ctx, held.project_id, word, use)


async def check_sent(
    ctx: Ctx,
    held: Held,
    form: InterfaceVersion,
    answers: Mapping[str, Any],
    suppressions: Sequence[Suppression],
) -> AnswerReport | None:
    """What the checks say of an answer that may be sent; None where the guide has no checks.

    Raises Invalid `check_blocked` or `reason_needed` with a fault and an alert for each place, as the workflow wants it.
    """
    report = await _run(ctx, held, form, answers, CHECK_PARTS, suppressions)
    if report is None:
        return None
    hinders = hindering(report)
    if hinders:
        code, faults = hindrance(hinders)
        raise Invalid(
            "The checks of the guide found something that must be dealt with first; see `alerts` for each place.",
            code=code,
            faults=faults,
            alerts=[vars(alert) for alert in hinders],
        )
    return report


async def check_reports(ctx: Ctx, submission_ids: Sequence[int]) -> list[CheckedSubmission]:
    """What checks said of these submissions, where they said something. For slices above, which check permissions."""
    return await submissions.select_check_reports(ctx.conn, submission_ids)


async def _run(
    ctx: Ctx,
    held: Held,
    form: InterfaceVersion,
    answers: Mapping[str, Any],
    parts: Sequence[CheckPart],
    suppressions: Sequence[Suppression] = (),
) -> AnswerReport | None:
    """None where the guide version has no checks; then nothing is read."""
    if held.check_policy is None or held.guide_version_id is None:
        return None
    texts = written_answers(form.questions("text"), answers)
    writing = guides.Writing(held.project_id, held.guide_version_id, about_of(held.about))
    checked = await guides.check_texts(ctx, writing, [one.text for one in texts], parts)
    alike = await find_likeness(ctx, held, texts, checked.likeness)
    reports = [
        replace(report, alerts=[*report.alerts, *(one.alert for one in alike if one.text is text)])
        for text, report in zip(texts, checked.reports, strict=True)
    ]
    policy = CheckPolicy.model_validate(held.check_policy)
    report = report_answers(texts, reports, policy, suppressions, titles=checked.titles, parts=checked.parts)
    return replace(report, wants_likeness=checked.has_likeness)
