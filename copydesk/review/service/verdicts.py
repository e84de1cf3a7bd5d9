"""Use cases of verdicts."""

from typing import Any
from uuid import UUID

from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.items import service as items
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Conflict, Fault, Invalid
from copydesk.queue import service as queue
from copydesk.queue.domain import ActiveTime, ReviewTask, active_time, check_segments
from copydesk.review import store
from copydesk.review.domain import (
    NewVerdict,
    Review,
    check_verdict,
    is_same_verdict,
)


async def give_verdict(ctx: Ctx, slot_id: int, token: UUID, verdict: NewVerdict) -> Review:
    """Settle the submission that this review claim is about, with findings that cite rules of the guide it was made under.

    Sent again with the same token it gives the review that was written first; Conflict `sent_otherwise` when it says something else.
    Raises Invalid, each place named, when a return has no finding, a rule is unknown, an anchor points beside the text,
    or a fix is no valid answer.
    """
    task = await queue.lock_review(ctx, token, slot_id=slot_id)
    if task.is_settled:
        return await _stored(ctx, task, verdict)
    faults = await _faults(ctx, task, verdict)
    if faults:
        raise Invalid("The verdict cannot be taken like this; see `errors` for each place.", faults=faults)
    time = active_time(verdict.active_segments, since=task.claim.claimed_at, now=ctx.now())
    review = await _write(ctx, task, verdict, time)
    await queue.settle(ctx, task, verdict.verdict)
    rules = sorted({finding.rule_key for finding in verdict.findings})
    details = {"submission_id": review.submission_id, "verdict": review.verdict, "rules": rules}
    ctx.record(Event("review.given", review.project_id, "review", review.id, details))
    return review


async def purge_project(ctx: Ctx, project_id: int) -> None:
    """Delete all reviews and findings of a project that is being deleted."""
    await store.delete_project(ctx.conn, project_id)
    ctx.record(Event("review.purged", project_id, "project", project_id))


async def _stored(ctx: Ctx, task: ReviewTask, verdict: NewVerdict) -> Review:
    reviews = await store.select_reviews(ctx.conn, [task.submission.id])
    review = next((one for one in reviews if one.claim_id == task.claim.claim_id), None)
    if review is None:
        raise Conflict("This review was given back; draw the next one.", code="claim_ended")
    found = await store.select_findings(ctx.conn, submission_ids=[task.submission.id])
    findings = [one for one in reversed(found) if one.review_id == review.id]
    if not is_same_verdict(verdict, review, findings):
        raise Conflict(
            "Another verdict was sent for this before, perhaps from another window. That one counts; this one was not taken.",
            code="sent_otherwise",
        )
    return review


async def _faults(ctx: Ctx, task: ReviewTask, verdict: NewVerdict) -> list[Fault]:
    """Reads no more than the verdict needs: an acceptance without findings costs nothing here."""
    submission = task.submission
    rule_keys: frozenset[str] | None = None
    if submission.guide_version_id is not None and verdict.findings:
        wanted = {finding.rule_key for finding in verdict.findings}
        rules = await guides.rules_by_keys(ctx, submission.guide_version_id, sorted(wanted))
        rule_keys = frozenset(rule.key for rule in rules)
    item: dict[str, Any] = {}
    if any(finding.anchor is not None and finding.anchor.target == "item" for finding in verdict.findings):
        versions = await items.load_versions(ctx, [submission.item_version_id])
        item = versions[submission.item_version_id].content
    faults = check_verdict(verdict, answers=submission.answers, item=item, rule_keys=rule_keys)
    faults += check_segments(verdict.active_segments)
    if verdict.answers is not None and not faults:
        version = await interfaces.get_version(ctx, submission.interface_version_id)
        found = interfaces.validate_answers(version, verdict.answers, submission.displayed)
        faults += [Fault(f"/answers{fault.at}", fault.message) for fault in found]
    return faults


async def _write(ctx: Ctx, task: ReviewTask, verdict: NewVerdict, time: ActiveTime) -> Review:
    draft = Review(
        id=0,
        project_id=task.submission.project_id,
        submission_id=task.submission.id,
        claim_id=task.claim.claim_id,
        member_id=task.claim.member_id,
        round=task.submission.round,
        verdict=verdict.verdict,
        note=verdict.note,
        fixed_answers=None if verdict.answers is None else dict(verdict.answers),
        active_ms=time.ms,
        reviewed_at=ctx.now(),
    )
    review = await store.insert_review(ctx.conn, draft, time.as_json())
    if verdict.findings and task.submission.guide_version_id is not None:
        await store.insert_findings(ctx.conn, review, task.submission.guide_version_id, verdict.findings)
    return review
