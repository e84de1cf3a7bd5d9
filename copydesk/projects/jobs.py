"""Work by the clock, and what is heard from below."""

from collections.abc import Sequence

from copydesk.auth.domain import IdentityErased
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.jobs import Periodic
from copydesk.kernel.outbox import Delivery, Subscription
from copydesk.projects import service


async def end_memberships(ctx: Ctx, deliveries: Sequence[Delivery]) -> None:
    """Erased people leave every project."""
    await service.end_memberships(ctx, [delivery.body["identity_id"] for delivery in deliveries])


SUBSCRIPTIONS: Sequence[Subscription] = (
    Subscription("projects.end_memberships", frozenset({IdentityErased.topic}), end_memberships),
)

PERIODIC: Sequence[Periodic] = (Periodic("projects.erase_leavers", "23 3 * * * 0", service.erase_leavers),)
