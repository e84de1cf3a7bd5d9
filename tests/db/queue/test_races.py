"""Two at once, on real connections: every slot once, nobody twice, one winner."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Actor, Ctx, Grant
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict, Problem
from copydesk.projects.domain import ROLES
from copydesk.queue import service
from copydesk.queue.domain import Sent, Stage, Task
from tests.conftest import MovableClock
from tests.factories import people, work
from tests.factories.work import ANSWERS, Shop

Result = TypeVar("Result")


class Floor:
    """A project at work in a database of its own; everybody acts in transactions of their own."""

    def __init__(self, boundary: Boundary, shop: Shop, members: dict[str, tuple[int, str]]) -> None:
        self.boundary = boundary
        self.shop = shop
        self._members = members

    async def act(self, name: str, use_case: Callable[[Ctx], Awaitable[Result]]) -> Result:
        member_id, role = self._members[name]
        actor = Actor(
            identity_id=member_id, grants={self.shop.project_id: Grant(member_id, role, ROLES[role])}
        )
        async with self.boundary.open(actor) as ctx:
            return await use_case(ctx)

    async def take(self, name: str, stage: Stage = "annotate", *, reserve: bool = False) -> Task | None:
        async def claim(ctx: Ctx) -> Task | None:
            task, _ = await service.next_task(ctx, self.shop.project_id, stage, reserve=reserve)
            return task

        return await self.act(name, claim)

    async def send(self, name: str, task: Task) -> Sent:
        return await self.act(
            name, lambda ctx: service.submit(ctx, task.slot_id, task.token, ANSWERS, active_segments=[])
        )

    async def value(self, query: Any, *params: object) -> Any:
        async with self.boundary.open() as ctx:
            return await fetch_value(ctx.conn, query, params)


async def a_floor(boundary: Boundary, names: dict[str, str], **settings: Any) -> Floor:
    """`names`: name → role."""
    async with boundary.open() as ctx:
        project_id = await people.project(ctx.conn)
        members = {
            name: (await people.member(ctx.conn, project_id, role=role), role) for name, role in names.items()
        }
        return Floor(boundary, await work.shop(ctx.conn, project_id, **settings), members)


def found(task: Task | None) -> Task:
    assert task is not None
    return task


async def outcome(awaitable: Awaitable[Result]) -> Result | Problem:
    try:
        return await awaitable
    except Problem as problem:
        return problem


async def test_gives_everybody_a_slot_of_their_own_when_forty_ask_at_once(committing: Boundary) -> None:
    names = {f"m{n}": "annotator" for n in range(40)}
    floor = await a_floor(committing, names, n_items=20, slots=3)
    tasks = [found(task) for task in await asyncio.gather(*(floor.take(name) for name in names))]
    assert len({task.slot_id for task in tasks}) == 40
    assert len({task.token for task in tasks}) == 40
    assert await floor.value("select count(*) from queue.slot where state = 'leased'") == 40


async def test_takes_one_task_when_one_person_asks_many_times_at_once(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=3, slots=3)
    tasks = await asyncio.gather(*(floor.take("ada") for _ in range(8)))
    assert len({found(task).token for task in tasks}) == 1
    assert await floor.value("select count(*) from queue.claim") == 1


async def test_gives_no_item_twice_when_one_person_asks_and_prefetches_at_once(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=4, slots=3)
    for _ in range(4):
        await asyncio.gather(*(floor.take("ada", reserve=n % 2 == 0) for n in range(6)))
        task = await floor.take("ada")
        if task is not None:
            await floor.send("ada", task)
    assert await floor.value("select count(*) from queue.claim") == 4
    assert await floor.value("select count(distinct item_id) from queue.claim") == 4


async def test_empties_the_queue_exactly_once_when_people_work_in_parallel(committing: Boundary) -> None:
    names = {f"m{n}": "annotator" for n in range(6)}
    floor = await a_floor(committing, names, n_items=12, slots=3, review=False)

    async def work_on(name: str) -> None:
        while (task := await floor.take(name)) is not None:
            await floor.send(name, task)

    await asyncio.gather(*(work_on(name) for name in names))
    assert await floor.value("select count(*) from queue.slot where state = 'done'") == 36
    assert await floor.value("select count(*) from queue.submission where state = 'accepted'") == 36
    twice = "select count(*) from (select from queue.submission group by item_id, member_id having count(*) > 1) x"
    assert await floor.value(twice) == 0


async def test_makes_one_submission_when_it_is_sent_twice_at_once(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"})
    task = found(await floor.take("ada"))
    sent = await asyncio.gather(*(floor.send("ada", task) for _ in range(4)))
    assert len({one.submission.id for one in sent}) == 1
    assert await floor.value("select count(*) from queue.slot where subject_id is not null") == 1


async def test_keeps_every_answer_when_a_late_submit_meets_the_end_of_the_lease(
    committing: Boundary, clock: MovableClock
) -> None:
    floor = await a_floor(
        committing, {"ada": "annotator", "bob": "annotator"}, n_items=20, extra=True, review=False
    )
    for _ in range(8):
        task = found(await floor.take("ada"))
        clock.forward(hours=1)
        late, _, other = await asyncio.gather(
            floor.send("ada", task), committing.run(service.return_lapsed), floor.take("bob")
        )
        if other is not None and other.slot_id == task.slot_id:
            assert late.outcome == "extra"
        else:
            assert late.outcome == "taken"
        if other is not None:
            await floor.send("bob", other)
    holders = "select count(*) from queue.submission where not is_extra"
    assert await floor.value(holders) == await floor.value(
        "select count(*) from queue.slot where state = 'done'"
    )


async def test_has_one_winner_when_undo_meets_the_claim_of_the_review(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "rex": "reviewer"}, n_items=12)
    for _ in range(6):
        sent = await floor.send("ada", found(await floor.take("ada")))
        undone, review = await asyncio.gather(
            outcome(floor.act("ada", lambda ctx, one=sent: service.undo(ctx, one.submission.id))),
            floor.take("rex", "review"),
        )
        if isinstance(undone, Task):
            assert review is None
            await floor.send("ada", undone)
            review = await floor.take("rex", "review")
        else:
            assert isinstance(undone, Conflict)
            assert undone.code == "undo_followed"
        task = found(review)
        await floor.act("rex", lambda ctx, one=task: _accept(ctx, one))


async def test_has_one_winner_when_undo_meets_the_verdict(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "rex": "reviewer"}, n_items=6)
    for _ in range(6):
        sent = await floor.send("ada", found(await floor.take("ada")))
        review = found(await floor.take("rex", "review"))
        verdict, undone = await asyncio.gather(
            outcome(floor.act("rex", lambda ctx, one=review: _accept(ctx, one))),
            outcome(floor.act("ada", lambda ctx, one=sent: service.undo(ctx, one.submission.id))),
        )
        assert verdict == "accepted"
        assert isinstance(undone, Conflict)


async def test_has_one_verdict_when_a_lapsed_review_is_taken_by_another(
    committing: Boundary, clock: MovableClock
) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "rex": "reviewer", "rhea": "reviewer"}, n_items=6)
    for _ in range(6):
        await floor.send("ada", found(await floor.take("ada")))
        mine = found(await floor.take("rex", "review"))
        clock.forward(hours=1)
        theirs, mine_again = await asyncio.gather(
            floor.take("rhea", "review"), outcome(floor.act("rex", lambda ctx, one=mine: _accept(ctx, one)))
        )
        if theirs is None:
            assert mine_again == "accepted"
        else:
            assert isinstance(mine_again, Conflict)
            assert await floor.act("rhea", lambda ctx, one=theirs: _accept(ctx, one)) == "accepted"
    assert await floor.value("select count(*) from queue.submission where state = 'accepted'") == 6


async def test_opens_slots_once_when_a_batch_is_announced_twice_at_once(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=30, slots=2)
    await floor.value("with gone as (delete from queue.slot returning 1) select count(*) from gone")
    project_id, batch_id = floor.shop.project_id, floor.shop.batch_id
    await asyncio.gather(
        *(
            committing.run(lambda ctx: service.fit_slots(ctx, project_id, batch_id=batch_id))
            for _ in range(4)
        ),
        *(floor.take("ada") for _ in range(3)),
    )
    assert await floor.value("select count(*) from queue.slot") == 60


async def _accept(ctx: Ctx, task: Task) -> str:
    return await service.settle(ctx, await service.lock_review(ctx, task.token), "accept")
