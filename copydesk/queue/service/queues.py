"""Queues and their slots follow what is published, delivered and allowed."""

from collections.abc import Sequence

from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.interfaces.domain import shuffles
from copydesk.kernel.ctx import Ctx, Event
from copydesk.kernel.errors import Fault, Invalid
from copydesk.projects.domain import ROLES
from copydesk.queue.domain import PRIORITY_MAX, QueueSetting, Stage, role_stages
from copydesk.queue.domain.about import about_of
from copydesk.queue.store import slots
from copydesk.workflows import service as workflows


async def refresh_queues(ctx: Ctx, project_id: int) -> None:
    """Bring both queues to the newest versions. They come into being when a form and a workflow are published; a guide is optional.

    Claims and submissions that exist keep the versions that they were made under.
    """
    interface = await interfaces.latest_version(ctx, project_id)
    workflow = await workflows.latest_version(ctx, project_id)
    if interface is None or workflow is None:
        return
    guide = await guides.latest_version(ctx, project_id)
    stages = workflow.stages
    is_shuffled = shuffles(interface.document)

    def setting(
        stage: Stage, *, is_open: bool, n_slots: int, lease_minutes: int, allows_extra: bool
    ) -> QueueSetting:
        return QueueSetting(
            project_id, stage, is_open, None if guide is None else guide.id, interface.id, workflow.id,
            n_slots, lease_minutes * 60, allows_extra, is_shuffled,
        )  # fmt: skip

    annotate, review = stages.annotate, stages.review
    queues = (
        setting(
            "annotate",
            is_open=annotate.enabled,
            n_slots=annotate.slots,
            lease_minutes=annotate.lease_minutes,
            allows_extra=annotate.extra_answers,
        ),
        setting(
            "review",
            is_open=review.enabled,
            n_slots=1,
            lease_minutes=review.lease_minutes,
            allows_extra=False,
        ),
    )
    for queue in queues:
        await slots.upsert_queue(ctx.conn, queue, ctx.now())
    about = about_of(await slots.select_about(ctx.conn, interface.id))
    await guides.note_work(ctx, project_id, about)
    ctx.record(Event("queue.refreshed", project_id, "workflow_version", workflow.id))
    await refresh_draws(ctx, [project_id])
    await fit_slots(ctx, project_id)


async def refresh_draws(ctx: Ctx, project_ids: Sequence[int]) -> bool:
    """Who may draw from which queue: by role, membership, and whether they have read what changed in the guide. Whether anything changed.

    Assigned work of those who may not draw any more goes to others.
    """
    allowed = role_stages(ROLES)
    n_lost = await slots.delete_draws(ctx.conn, project_ids, allowed)
    n_won = await slots.insert_draws(ctx.conn, project_ids, allowed)
    n_guide = await slots.update_must_read(ctx.conn, project_ids)
    if n_lost or n_won or n_guide:
        project_id = project_ids[0] if len(project_ids) == 1 else None
        details = {"n_won": n_won, "n_lost": n_lost, "n_guide": n_guide}
        ctx.record(Event("draw.refreshed", project_id, details=details))
    return bool(n_lost or n_won or n_guide)


async def let_go_on(ctx: Ctx, project_id: int, member_id: int) -> bool:
    """A member who has just read what changed need not wait until the news of it is delivered. Whether that let them go on."""
    if not await slots.update_must_read(ctx.conn, [project_id], member_id):
        return False
    details = {"n_won": 0, "n_lost": 0, "n_guide": 1}
    ctx.record(Event("draw.refreshed", project_id, "member", member_id, details))
    return True


async def fit_slots(
    ctx: Ctx, project_id: int, *, batch_id: int | None = None, import_id: int | None = None
) -> None:
    """Open what items lack and cancel what is too many: of a batch, of the items that an import judged, or of the project."""
    fitted = await slots.fit_slots(ctx.conn, project_id, batch_id=batch_id, import_id=import_id)
    if fitted.n_opened or fitted.n_cancelled:
        details = {"n_opened": fitted.n_opened, "n_cancelled": fitted.n_cancelled}
        ctx.record(Event("slots.fitted", project_id, "batch", batch_id, details))


async def cancel_slots(ctx: Ctx, project_id: int, item_ids: Sequence[int]) -> None:
    """No more answers are wanted for these items; those in somebody's hand may still come in."""
    n_cancelled = await slots.cancel_slots(ctx.conn, project_id, item_ids)
    if n_cancelled:
        ctx.record(Event("slots.cancelled", project_id, details={"n_slots": n_cancelled}))


async def set_priority(
    ctx: Ctx,
    project_id: int,
    priority: int,
    *,
    item_ids: Sequence[int] | None = None,
    batch_id: int | None = None,
) -> int:
    """Rank items before or behind others (0 is usual, higher comes first); the number of slots that moved.

    Raises:  Invalid unless either items or a batch are named.
    """
    ctx.require("work.settle", project_id)
    if (item_ids is None) == (batch_id is None):
        raise Invalid(
            "Name either items or a batch.", faults=[Fault("/item_ids", "Either this or batch_id.")]
        )
    if abs(priority) > PRIORITY_MAX:
        message = f"A priority lies between -{PRIORITY_MAX} and {PRIORITY_MAX}."
        raise Invalid(message, faults=[Fault("/priority", message)])
    n_moved = await slots.update_priority(
        ctx.conn, project_id, priority, item_ids=item_ids, batch_id=batch_id
    )
    details = {"priority": priority, "batch_id": batch_id, "n_slots": n_moved}
    ctx.record(Event("slots.ranked", project_id, "project", project_id, details))
    return n_moved
