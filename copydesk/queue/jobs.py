"""Work by the clock, and what the queue hears from below."""

from collections.abc import Sequence
from typing import Final

from copydesk.guides.domain import GuideAcknowledged, GuidePublished
from copydesk.interfaces.domain import InterfacePublished
from copydesk.items.domain import BatchLoaded, ItemsRetired
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.jobs import Periodic
from copydesk.kernel.outbox import Delivery, Subscription
from copydesk.projects.domain import MembersChanged
from copydesk.queue import service
from copydesk.queue.domain import ImportPurged, LikenessWanted, SubmissionsImported
from copydesk.workflows.domain import WorkflowPublished

PUBLISHED: Final = frozenset({GuidePublished.topic, InterfacePublished.topic, WorkflowPublished.topic})
ELIGIBLE: Final = frozenset({MembersChanged.topic, GuideAcknowledged.topic})
DELIVERED: Final = frozenset(
    {
        BatchLoaded.topic,
        ItemsRetired.topic,
        SubmissionsImported.topic,
        ImportPurged.topic,
        LikenessWanted.topic,
    }
)


async def follow(ctx: Ctx, deliveries: Sequence[Delivery]) -> None:
    """Queues, draws and slots follow what was published, delivered and allowed; each project, batch and import once a batch."""
    refreshed = _projects(deliveries, PUBLISHED)
    for project_id in refreshed:
        await service.refresh_queues(ctx, project_id)
    changed = _projects(deliveries, ELIGIBLE)
    if changed:
        await service.refresh_draws(ctx, changed)
    for topic, project_id, number in _batches(deliveries):
        if topic == BatchLoaded.topic:
            await service.fit_slots(ctx, project_id, batch_id=number)
        else:
            await service.fit_slots(ctx, project_id, import_id=number)
    for project_id in _projects(deliveries, {ImportPurged.topic}):
        await service.fit_slots(ctx, project_id)
    wanted = [one.body["submission_id"] for one in deliveries if one.topic == LikenessWanted.topic]
    if wanted:
        await service.remember_answers(ctx, wanted)
    for delivery in deliveries:
        if delivery.topic == ItemsRetired.topic:
            await service.cancel_slots(ctx, delivery.body["project_id"], delivery.body["item_ids"])


def _projects(deliveries: Sequence[Delivery], topics: frozenset[str] | set[str]) -> list[int]:
    return list(
        dict.fromkeys(delivery.body["project_id"] for delivery in deliveries if delivery.topic in topics)
    )


def _batches(deliveries: Sequence[Delivery]) -> list[tuple[str, int, int]]:
    """Topic, project and number of each batch and import that came, once."""
    keys = {BatchLoaded.topic: "batch_id", SubmissionsImported.topic: "import_id"}
    found = [
        (delivery.topic, delivery.body["project_id"], delivery.body[keys[delivery.topic]])
        for delivery in deliveries
        if delivery.topic in keys
    ]
    return list(dict.fromkeys(found))


SUBSCRIPTIONS: Sequence[Subscription] = (
    Subscription("queue.follow", PUBLISHED | DELIVERED | ELIGIBLE, follow),
)

PERIODIC: Sequence[Periodic] = (
    Periodic("queue.return_lapsed", "* * * * * */15", service.return_lapsed),
    Periodic("queue.forget_drafts", "41 2 * * * 0", service.forget_drafts),
)
