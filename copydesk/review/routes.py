"""HTTP of reviews and findings."""

from copydesk.kernel.http import SIGNED_IN, CtxDep, Page, Routes
from copydesk.kernel.ids import FindingId, ProjectId, SlotId, SubmissionId, show_id
from copydesk.review import service
from copydesk.review.schemas import (
    FeedbackOut,
    FindingOut,
    FindingPatch,
    FindingQueryDep,
    LikelyQueryDep,
    LikelyRuleOut,
    LikelyRulesOut,
    ReviewOut,
    VerdictIn,
)

routes = Routes("review")


@routes.post("/slots/{slot_id}/verdict", permission="work.review")
async def review_verdict(ctx: CtxDep, slot_id: SlotId, body: VerdictIn) -> ReviewOut:
    review = await service.give_verdict(ctx, slot_id, body.token, body.as_verdict())
    return ReviewOut.model_validate(review)


@routes.get("/submissions/{submission_id}/feedback", permission=SIGNED_IN)
async def review_feedback(ctx: CtxDep, submission_id: SubmissionId) -> FeedbackOut:
    return FeedbackOut.model_validate(await service.feedback_of(ctx, submission_id))


@routes.get("/submissions/{submission_id}/likely-rules", permission="work.review")
async def review_likely_rules(
    ctx: CtxDep, submission_id: SubmissionId, query: LikelyQueryDep
) -> LikelyRulesOut:
    """The rules to offer first for a selection: on which checks alerted there, then those cited of late, then the question's own."""
    found = await service.rules_for(ctx, submission_id, query.selected(), limit=query.limit)
    return LikelyRulesOut(rules=[LikelyRuleOut.model_validate(rule) for rule in found])


@routes.patch("/findings/{finding_id}", permission=SIGNED_IN)
async def findings_patch(ctx: CtxDep, finding_id: FindingId, body: FindingPatch) -> FindingPatch:
    await service.change_finding(ctx, finding_id, body.state)
    return body


@routes.get("/projects/{project_id}/findings", permission="work.read_all")
async def findings_list(ctx: CtxDep, project_id: ProjectId, query: FindingQueryDep) -> Page[FindingOut]:
    found = await service.list_findings(
        ctx, project_id, query.rule_key, before=query.cursor, limit=query.limit
    )
    next_cursor = show_id("finding", found[-1].id) if len(found) == query.limit else None
    return Page(items=[FindingOut.model_validate(finding) for finding in found], next_cursor=next_cursor)
