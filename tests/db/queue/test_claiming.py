"""Who gets which slot: what came back first, then item by item, never twice, never one's own."""

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import execute, fetch_value
from copydesk.queue import service
from copydesk.queue.domain import Stage, Task
from tests.conftest import MovableClock
from tests.factories import documents, items, people, work
from tests.factories.work import ANSWERS, Shop


async def take(ctx: Ctx, stage: Stage = "annotate") -> Task:
    project_id = next(iter(ctx.actor.grants))
    task, reasons = await service.next_task(ctx, project_id, stage, reserve=False)
    assert task is not None, reasons
    return task


async def is_empty(ctx: Ctx, stage: Stage = "annotate") -> bool:
    project_id = next(iter(ctx.actor.grants))
    task, _ = await service.next_task(ctx, project_id, stage, reserve=False)
    return task is None


async def do_next(ctx: Ctx) -> Task:
    task = await take(ctx)
    await service.submit(ctx, task.slot_id, task.token, ANSWERS, active_segments=[])
    return task


async def a_shop(ctx: Ctx, *roles: str, n_items: int = 2, slots: int = 1) -> tuple[Shop, list[Ctx]]:
    project_id = await people.project(ctx.conn)
    members = await work.acting_members(ctx, project_id, *roles)
    return await work.shop(ctx.conn, project_id, n_items=n_items, slots=slots), members


async def test_finishes_items_one_after_another_when_several_people_draw(ctx: Ctx) -> None:
    shop, (ada, bob, cyd) = await a_shop(ctx, "annotator", "annotator", "annotator", slots=2)
    first, second = shop.item_ids
    drawn = [(await take(member)).item.id for member in (ada, bob, cyd)]
    assert drawn == [first, first, second]


async def test_gives_each_item_once_when_a_person_works_alone(ctx: Ctx) -> None:
    shop, (ada,) = await a_shop(ctx, "annotator", n_items=3, slots=3)
    assert [(await do_next(ada)).item.id for _ in range(3)] == shop.item_ids
    assert await is_empty(ada)


async def test_prefers_what_was_given_back_when_there_is_fresh_work_too(ctx: Ctx) -> None:
    _, (ada, bob) = await a_shop(ctx, "annotator", "annotator", n_items=3)
    task = await take(ada)
    await do_next(bob)
    await service.release_task(ada, task.slot_id, task.token)
    assert (await take(bob)).slot_id == task.slot_id


async def test_goes_through_priorities_from_the_highest_when_there_are_several(ctx: Ctx) -> None:
    shop, (ada, lead) = await a_shop(ctx, "annotator", "lead", n_items=4)
    first, second, third, fourth = shop.item_ids
    await do_next(ada)
    await service.set_priority(lead, shop.project_id, -1, item_ids=[second])
    await service.set_priority(lead, shop.project_id, 7, item_ids=[fourth])
    assert [(await do_next(ada)).item.id for _ in range(3)] == [fourth, third, second]
    assert first not in {second, third, fourth}


async def test_finds_new_work_at_once_when_a_member_has_passed_everything(ctx: Ctx) -> None:
    shop, (ada,) = await a_shop(ctx, "annotator", n_items=1)
    await do_next(ada)
    # As if ten thousand slots lay behind her.
    await ctx.conn.execute("select setval('queue.slot_id_seq', 100000)")
    far = await work.slot(ctx.conn, shop.annotate_id, shop.item_ids[0])
    assert await is_empty(ada)
    passed = await fetch_value(ctx.conn, "select slot_id from queue.passed")
    assert passed == far - 100
    item_id = await items.item(ctx.conn, shop.project_id, batch_id=shop.batch_id)
    await service.fit_slots(ctx, shop.project_id, batch_id=shop.batch_id)
    assert (await take(ada)).item.id == item_id


async def test_looks_behind_again_when_a_quarter_of_an_hour_is_over(ctx: Ctx, clock: MovableClock) -> None:
    shop, (ada,) = await a_shop(ctx, "annotator", n_items=1)
    await execute(
        ctx.conn,
        "insert into queue.passed values (%s, %s, 0, 1000000000, %s)",
        [ada.member_in(shop.project_id), shop.annotate_id, ctx.now()],
    )
    assert await is_empty(ada)
    clock.forward(minutes=16)
    assert (await take(ada)).item.id == shop.item_ids[0]


async def test_may_take_the_item_again_when_the_lease_lapsed(ctx: Ctx, clock: MovableClock) -> None:
    _, (ada, bob) = await a_shop(ctx, "annotator", "annotator", n_items=1, slots=2)
    first = await take(ada)
    clock.forward(hours=1)
    await service.return_lapsed(ctx)
    assert (await take(bob)).slot_id == first.slot_id
    second = await take(ada)
    assert (second.item.id, second.slot_id == first.slot_id) == (first.item.id, False)


async def test_gives_no_second_slot_of_an_item_when_its_first_lapsed_and_another_was_done(
    ctx: Ctx, clock: MovableClock
) -> None:
    _, (ada, bob) = await a_shop(ctx, "annotator", "annotator", n_items=1, slots=2)
    begun = await take(ada)
    await service.save_draft(ada, begun.slot_id, begun.token, {"why": "begun"})
    clock.forward(hours=1)
    await service.return_lapsed(ctx)
    held = await take(bob)
    await do_next(ada)
    await service.release_task(bob, held.slot_id, held.token)
    assert await is_empty(ada)


async def test_reviews_no_item_that_they_wrote_on_when_experts_do_both(ctx: Ctx) -> None:
    _, (ada, bob, expert) = await a_shop(ctx, "annotator", "annotator", "expert", n_items=1, slots=3)
    for member in (ada, bob, expert):
        await do_next(member)
    assert await is_empty(expert, "review")


async def test_reviews_several_answers_to_an_item_when_a_reviewer_has_none_of_their_own(ctx: Ctx) -> None:
    shop, (ada, bob, reviewer) = await a_shop(ctx, "annotator", "annotator", "reviewer", n_items=1, slots=2)
    for member in (ada, bob):
        await do_next(member)
    for _ in range(2):
        task = await take(reviewer, "review")
        review = await service.lock_review(reviewer, task.token)
        await service.settle(reviewer, review, "accept")
    states = "select count(*) from queue.submission where project_id = %s and state = 'accepted'"
    assert await fetch_value(ctx.conn, states, [shop.project_id]) == 2


async def test_annotates_no_item_that_they_reviewed_when_experts_do_both(ctx: Ctx) -> None:
    _, (ada, expert) = await a_shop(ctx, "annotator", "expert", n_items=1, slots=2)
    await do_next(ada)
    await take(expert, "review")
    assert await is_empty(expert)


async def test_offers_a_review_to_others_only_when_a_reviewer_skipped_it(ctx: Ctx) -> None:
    _, (ada, rex, rhea) = await a_shop(ctx, "annotator", "reviewer", "reviewer", n_items=1)
    await do_next(ada)
    task = await take(rex, "review")
    await service.skip_task(rex, task.slot_id, task.token, "I know the writer")
    assert await is_empty(rex, "review")
    assert (await take(rhea, "review")).slot_id == task.slot_id


async def test_pins_present_versions_for_fresh_work_when_new_ones_are_published(ctx: Ctx) -> None:
    shop, (ada, bob) = await a_shop(ctx, "annotator", "annotator")
    before = await take(ada)
    newer = await documents.interface_version(ctx.conn, shop.project_id, number=2)
    await service.refresh_queues(ctx, shop.project_id)
    assert (before.interface_version_id, (await take(bob)).interface_version_id) == (
        shop.interface_version_id,
        newer,
    )
    assert (await take(ada)).interface_version_id == shop.interface_version_id


async def test_shuffles_the_answers_by_claim_when_the_form_says_so(ctx: Ctx) -> None:
    _, (ada,) = await a_shop(ctx, "annotator", n_items=30)
    orders = {tuple((await do_next(ada)).displayed) for _ in range(30)}
    assert orders == {("r1", "r2"), ("r2", "r1")}


async def test_keeps_the_order_of_the_answers_when_the_form_does_not_shuffle(ctx: Ctx) -> None:
    _, (ada,) = await a_shop(ctx, "annotator", n_items=12)
    await execute(ctx.conn, "update queue.queue set shuffles = false")
    assert {tuple((await do_next(ada)).displayed) for _ in range(12)} == {("r1", "r2")}
