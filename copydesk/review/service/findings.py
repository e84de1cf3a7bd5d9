"""Use cases of findings: reading them, what becomes of one, and those that checks file."""

from collections.abc import Sequence
from typing import Final

from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import NotFound
from copydesk.queue import service as queue
from copydesk.review import store
from copydesk.review.domain import (
    Feedback,
    Finding,
    FindingAction,
    FindingState,
    Settler,
    check_findings,
    decide_change,
)


async def feedback_of(ctx: Ctx, submission_id: int) -> Feedback:
    """Reviews and findings of a submission, for its author and for those who may read all work. Authors do not learn who reviewed."""
    submission = await queue.get_submission(ctx, submission_id)
    reviews = await store.select_reviews(ctx.conn, [submission_id])
    findings = await store.select_findings(ctx.conn, submission_ids=[submission_id])
    feedback = Feedback(submission_id, reviews, findings[::-1])
    return (
        feedback
        if ctx.actor.permits("work.read_all", submission.project_id)
        else feedback.without_reviewers()
    )


async def feedback_of_many(ctx: Ctx, project_id: int, submission_ids: Sequence[int]) -> dict[int, Feedback]:
    """As `feedback_of`, of several submissions of a project, for those who may read all work."""
    ctx.require("work.read_all", project_id)
    told = {submission_id: Feedback(submission_id) for submission_id in submission_ids}
    for one in await store.select_reviews(ctx.conn, submission_ids):
        told[one.submission_id].reviews.append(one)
    for found in reversed(await store.select_findings(ctx.conn, submission_ids=submission_ids)):
        told[found.submission_id].findings.append(found)
    return told


async def list_findings(
    ctx: Ctx, project_id: int, rule_key: str | None, *, before: int | None, limit: int
) -> list[Finding]:
    """A project's findings, newest first."""
    ctx.require("work.read_all", project_id)
    return await store.select_findings(
        ctx.conn, project_id=project_id, rule_key=rule_key, before=before, limit=limit
    )


async def change_finding(ctx: Ctx, finding_id: int, state: FindingState) -> None:
    """What becomes of a finding; see `decide_change` for who may do what. Raises Forbidden, and Conflict `finding_withdrawn`."""
    finding = await store.lock_finding(ctx.conn, finding_id)
    if finding is None:
        raise NotFound("finding")
    submission = await queue.get_submission(ctx, finding.submission_id)
    me = ctx.member_in(finding.project_id)
    settler = Settler(
        is_author=me == submission.member_id,
        is_filer=me == finding.member_id,
        may_review=ctx.actor.permits("work.review", finding.project_id),
        may_settle=ctx.actor.permits("work.settle", finding.project_id),
    )
    action = decide_change(finding, state, settler)
    judged_by = me if action in {"confirmed", "overruled"} else finding.judged_by
    await store.update_finding_state(ctx.conn, finding_id, state, judged_by)
    ctx.record(Event(f"finding.{DONE[action]}", finding.project_id, "finding", finding_id))


async def file_check_findings(ctx: Ctx, submission_ids: Sequence[int]) -> None:
    """What checks said of submissions becomes findings; those that their author holds for wrong begin as withdrawn."""
    reports = await queue.check_reports(ctx, submission_ids)
    findings = [finding for report in reports for finding in check_findings(report)]
    if not findings:
        return
    await store.insert_check_findings(ctx.conn, findings)
    counts: dict[int, int] = {}
    for finding in findings:
        counts[finding.project_id] = counts.get(finding.project_id, 0) + 1
    for project_id, n_findings in counts.items():
        ctx.record(Event("finding.filed", project_id, details={"n_findings": n_findings}))


async def drop_check_findings(ctx: Ctx, project_id: int, submission_ids: Sequence[int]) -> None:
    """Their authors took these submissions back."""
    n_findings = await store.delete_check_findings(ctx.conn, submission_ids)
    if n_findings:
        ctx.record(Event("finding.dropped", project_id, details={"n_findings": n_findings}))


DONE: Final[dict[FindingAction, str]] = {
    "reopened": "reopened",
    "fixed": "fixed",
    "withdrawn": "withdrawn",
    "confirmed": "confirmed",
    "overruled": "overruled",
}
