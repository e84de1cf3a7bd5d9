"""What reviewing hears from the queue."""

from collections.abc import Sequence

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.outbox import Delivery, Subscription
from copydesk.queue.domain import AnswerChecked, SubmissionUndone
from copydesk.review import service


async def follow(ctx: Ctx, deliveries: Sequence[Delivery]) -> None:
    """Findings of checks come with an answer and go when it is taken back."""
    checked = [one.body["submission_id"] for one in deliveries if one.topic == AnswerChecked.topic]
    if checked:
        await service.file_check_findings(ctx, checked)
    for one in deliveries:
        if one.topic == SubmissionUndone.topic:
            await service.drop_check_findings(ctx, one.body["project_id"], [one.body["submission_id"]])


SUBSCRIPTIONS: Sequence[Subscription] = (
    Subscription("review.follow", frozenset({AnswerChecked.topic, SubmissionUndone.topic}), follow),
)
