"""The data card: counted by the export itself, with the agreement that quality found."""

from copydesk.exchange.domain.cards import Agreement, front_matter, write_card
from copydesk.exchange.domain.exports import Plan, Tally
from copydesk.kernel.ctx import Ctx
from copydesk.quality import service as quality


async def make_card(ctx: Ctx, plan: Plan, tally: Tally) -> str:
    """The card of a file that was written with this tally."""
    return write_card(front_matter(plan, tally, await _agreement(ctx, plan.project_id), ctx.now()))


async def _agreement(ctx: Ctx, project_id: int) -> Agreement | None:
    """None for those who may not see it."""
    if not ctx.actor.permits("quality.read", project_id):
        return None
    report = await quality.project_quality(ctx, project_id)
    return {
        question.key: {
            name: {"value": estimate.value, "low": estimate.low, "high": estimate.high}
            for name, estimate in question.estimates.items()
        }
        for question in report.questions
    }
