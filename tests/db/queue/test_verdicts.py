"""What a verdict moves: the submission, its slot, its author."""

import pytest

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import execute, fetch_all, fetch_value
from copydesk.kernel.errors import Conflict, NotFound
from copydesk.queue import service
from copydesk.queue.domain import Decision, ReviewTask, Sent, Stage, Submission, Task
from tests.conftest import MovableClock
from tests.factories import people, work
from tests.factories.work import ANSWERS, Shop

BETTER = {"better": {"preferred": "r2", "strength": 1}}


class Floor:
    """Ada and Bob write, Rex reviews."""

    def __init__(self, shop: Shop, ada: Ctx, bob: Ctx, rex: Ctx) -> None:
        self.shop, self.ada, self.bob, self.rex = shop, ada, bob, rex

    async def find(self, who: Ctx, stage: Stage = "annotate") -> Task | None:
        task, _ = await service.next_task(who, self.shop.project_id, stage, reserve=False)
        return task

    async def take(self, who: Ctx, stage: Stage = "annotate") -> Task:
        task = await self.find(who, stage)
        assert task is not None
        return task

    async def send(self, who: Ctx, task: Task | None = None) -> Sent:
        task = task or await self.take(who)
        return await service.submit(who, task.slot_id, task.token, ANSWERS, active_segments=[])

    async def decide(self, decision: Decision) -> ReviewTask:
        task = await self.take(self.rex, "review")
        review = await service.lock_review(self.rex, task.token, slot_id=task.slot_id)
        await service.settle(self.rex, review, decision)
        return review

    async def state(self, submission_id: int) -> str:
        return (await service.get_submission(self.rex, submission_id)).state


async def a_floor(ctx: Ctx, *, n_items: int = 1, slots: int = 1, extra: bool = False) -> Floor:
    project_id = await people.project(ctx.conn)
    members = await work.acting_members(ctx, project_id, "annotator", "annotator", "reviewer")
    shop = await work.shop(ctx.conn, project_id, n_items=n_items, slots=slots, extra=extra)
    return Floor(shop, *members)


@pytest.mark.parametrize(("decision", "state"), [("accept", "accepted"), ("fix", "fixed")])
async def test_settles_the_submission_when_it_stands(ctx: Ctx, decision: Decision, state: str) -> None:
    floor = await a_floor(ctx)
    sent = await floor.send(floor.ada)
    await floor.decide(decision)
    settled = await service.get_submission(floor.rex, sent.submission.id)
    assert (settled.state, settled.settled_at is not None) == (state, True)
    assert await floor.find(floor.rex, "review") is None
    states = "select array_agg(distinct state::text) from queue.slot where item_id = any(%s)"
    assert await fetch_value(ctx.conn, states, [floor.shop.item_ids]) == ["done"]


async def test_comes_back_to_its_author_first_when_it_is_returned(ctx: Ctx) -> None:
    floor = await a_floor(ctx, n_items=2)
    sent = await floor.send(floor.ada)
    await floor.decide("return")
    assert (await floor.take(floor.bob)).item.id == floor.shop.item_ids[1]
    back = await floor.take(floor.ada)
    assert (back.slot_id, back.round, back.displayed) == (
        sent.submission.slot_id,
        2,
        sent.submission.displayed,
    )
    assert back.returned is not None
    assert (back.returned.submission_id, back.returned.answers) == (sent.submission.id, ANSWERS)
    again = await service.submit(floor.ada, back.slot_id, back.token, BETTER, active_segments=[])
    assert (again.submission.round, again.submission.previous_id) == (2, sent.submission.id)
    review = await floor.take(floor.rex, "review")
    assert review.subject is not None
    assert (review.round, review.subject.previous_id) == (2, sent.submission.id)
    assert await floor.state(sent.submission.id) == "returned"


async def test_stays_with_its_author_when_the_lease_of_returned_work_lapses(
    ctx: Ctx, clock: MovableClock
) -> None:
    floor = await a_floor(ctx, slots=2)
    await floor.send(floor.ada)
    await floor.decide("return")
    back = await floor.take(floor.ada)
    await service.save_draft(floor.ada, back.slot_id, back.token, BETTER)
    clock.forward(hours=1)
    await service.return_lapsed(ctx)
    once_more = await floor.take(floor.ada)
    assert (once_more.slot_id, once_more.token != back.token) == (back.slot_id, True)
    assert once_more.draft is not None
    assert once_more.draft.answers == BETTER
    held = "select count(*) from queue.taken where item_id = any(%s) and stage = 'annotate'"
    assert await fetch_value(ctx.conn, held, [floor.shop.item_ids]) == 1


async def test_goes_to_others_as_fresh_work_when_its_author_skips_what_was_returned(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    await floor.decide("return")
    back = await floor.take(floor.ada)
    await service.skip_task(floor.ada, back.slot_id, back.token, "I disagree")
    assert await floor.find(floor.ada) is None
    fresh = await floor.take(floor.bob)
    assert (fresh.slot_id, fresh.returned) == (back.slot_id, None)


async def test_goes_to_others_when_the_author_of_returned_work_has_left(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    await execute(
        ctx.conn, "delete from queue.draw where member_id = %s", [floor.ada.member_in(floor.shop.project_id)]
    )
    await floor.decide("return")
    assert (await floor.take(floor.bob)).returned is None


async def test_goes_to_somebody_else_and_never_back_when_it_is_rejected(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    sent = await floor.send(floor.ada)
    await floor.decide("reject")
    assert await floor.state(sent.submission.id) == "rejected"
    assert await floor.find(floor.ada) is None
    fresh = await floor.take(floor.bob)
    assert (fresh.slot_id, fresh.round, fresh.returned) == (sent.submission.slot_id, 2, None)


async def test_opens_a_slot_beside_when_an_extra_answer_is_returned(ctx: Ctx, clock: MovableClock) -> None:
    floor = await a_floor(ctx, extra=True)
    late = await floor.take(floor.ada)
    clock.forward(hours=1)
    await service.return_lapsed(ctx)
    await floor.send(floor.bob)
    sent = await floor.send(floor.ada, late)
    assert sent.outcome == "extra"
    for _ in range(2):
        task = await floor.take(floor.rex, "review")
        review = await service.lock_review(floor.rex, task.token)
        decision: Decision = "return" if review.submission.is_extra else "accept"
        await service.settle(floor.rex, review, decision)
    back = await floor.take(floor.ada)
    assert back.returned is not None
    assert (back.returned.submission_id, back.slot_id != late.slot_id) == (sent.submission.id, True)


async def test_tells_that_it_is_settled_when_a_verdict_is_repeated(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    review = await floor.decide("accept")
    again = await service.lock_review(floor.rex, review.claim.token)
    assert (again.is_settled, again.submission.state) == (True, "accepted")
    with pytest.raises(Conflict):
        await service.settle(floor.rex, again, "reject")
    assert await floor.state(review.submission.id) == "accepted"


async def test_accepts_a_late_verdict_when_nobody_took_the_review(ctx: Ctx, clock: MovableClock) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    task = await floor.take(floor.rex, "review")
    clock.forward(hours=1)
    await service.return_lapsed(ctx)
    review = await service.lock_review(floor.rex, task.token)
    assert await service.settle(floor.rex, review, "accept") == "accepted"


async def test_refuses_the_token_when_it_is_of_an_annotation_or_of_somebody_else(ctx: Ctx) -> None:
    floor = await a_floor(ctx, n_items=2)
    await floor.send(floor.ada)
    writing = await floor.take(floor.ada)
    with pytest.raises(Conflict, match="annotate"):
        await service.lock_review(floor.ada, writing.token)
    review = await floor.take(floor.rex, "review")
    (other,) = await work.acting_members(ctx, floor.shop.project_id, "reviewer")
    with pytest.raises(NotFound):
        await service.lock_review(other, review.token)
    with pytest.raises(Conflict, match="review"):
        await service.submit(floor.rex, review.slot_id, review.token, ANSWERS, active_segments=[])


async def test_keeps_a_draft_of_the_verdict_when_the_reviewer_pauses(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    task = await floor.take(floor.rex, "review")
    await service.save_draft(floor.rex, task.slot_id, task.token, {"verdict": "return"})
    draft = (await floor.take(floor.rex, "review")).draft
    assert draft is not None
    assert draft.answers == {"verdict": "return"}


async def test_records_each_verdict_when_it_is_given(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    await floor.send(floor.ada)
    ctx.events.clear()
    ctx.messages.clear()
    await floor.decide("return")
    assert [event.action for event in ctx.events] == ["submission.returned"]
    assert [message.topic for message in ctx.messages] == ["queue.submission_settled"]


async def test_leaves_every_round_readable_when_work_went_back_and_forth(ctx: Ctx) -> None:
    floor = await a_floor(ctx)
    for _ in range(3):
        await floor.send(floor.ada)
        await floor.decide("return")
    await floor.send(floor.ada)
    await floor.decide("accept")
    history = await service.item_history(floor.rex, floor.shop.item_ids[0])
    assert [(one.round, one.state) for one in history.submissions] == [
        (1, "returned"),
        (2, "returned"),
        (3, "returned"),
        (4, "accepted"),
    ]
    chain = await fetch_all(
        ctx.conn,
        _Link,
        "select id, previous_id from queue.submission where item_id = %s order by id",
        [floor.shop.item_ids[0]],
    )
    assert [link.previous_id for link in chain] == [None, *(link.id for link in chain[:-1])]
    assert isinstance(history.submissions[0], Submission)


class _Link:
    def __init__(self, id: int, previous_id: int | None) -> None:  # noqa: A002
        self.id, self.previous_id = id, previous_id
