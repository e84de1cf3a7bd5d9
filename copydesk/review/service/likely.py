"""Which rules a reviewer probably wants to cite."""

from copydesk.kernel.ctx import Ctx
from copydesk.queue import service as queue
from copydesk.review import store
from copydesk.review.domain import LikelyRule, Selected, likely_rules


async def rules_for(ctx: Ctx, submission_id: int, selected: Selected, *, limit: int) -> list[LikelyRule]:
    """Rules of the guide version that the work was done under, likely ones first; none for work without a guide."""
    submission = await queue.get_submission(ctx, submission_id)
    ctx.require("work.review", submission.project_id, "submission")
    if submission.guide_version_id is None:
        return []
    rules = await store.select_cited_rules(ctx.conn, submission, submission.guide_version_id, selected)
    return likely_rules(rules, selected.question, limit)
