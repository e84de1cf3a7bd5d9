"""Who has not read what changed in the guide gets nothing new; what they have in hand and what came back to them they get."""

import asyncio
from typing import Any

from copydesk.guides import service as guides
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from copydesk.queue import service
from tests.db.queue.test_races import Floor, found
from tests.factories import people, work

FIRST = "# Guide\n\n## Be kind {#kind}\n\nAlways.\n\n## Be brief {#brief}\n\nOne page.\n"
SECOND = FIRST.replace("One page.", "Half a page.")


async def publish(boundary: Boundary, project_id: int, source: str, *, must_read: bool | None = None) -> int:
    """The number of the version; the news of it is not delivered yet."""
    async with boundary.open() as ctx:
        draft, _ = await guides.get_guide(ctx, project_id)
        await guides.save_guide(ctx, project_id, source, revision=draft.revision)
        version, _ = await guides.publish_guide(ctx, project_id, must_read=must_read)
        return version.number


async def deliver(boundary: Boundary) -> None:
    while await boundary.drain():
        pass


async def a_floor(boundary: Boundary, names: dict[str, str], **settings: Any) -> Floor:
    """Everybody knows the first version."""
    async with boundary.open() as ctx:
        project_id = await people.project(ctx.conn)
        members = {
            name: (
                await people.member(
                    ctx.conn, project_id, identity_id=await people.identity(ctx.conn), role=role
                ),
                role,
            )
            for name, role in names.items()
        }
        shop = await work.shop(ctx.conn, project_id, **settings)
    await publish(boundary, project_id, FIRST, must_read=False)
    await deliver(boundary)
    return Floor(boundary, shop, members)


async def reasons(floor: Floor, name: str) -> Any:
    async def ask(ctx: Ctx) -> Any:
        return await service.next_task(ctx, floor.shop.project_id, "annotate", reserve=False)

    _, told = await floor.act(name, ask)
    return told


async def read_it(floor: Floor, name: str) -> None:
    async def confirm(ctx: Ctx) -> None:
        pending = await guides.my_pending_changes(ctx, floor.shop.project_id)
        assert pending is not None
        await guides.acknowledge(ctx, pending.version_id, [])

    await floor.act(name, confirm)


async def test_gives_nothing_new_and_says_why_when_a_rule_changed(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "bob": "annotator"}, n_items=4)
    number = await publish(committing, floor.shop.project_id, SECOND)
    await deliver(committing)
    told = await reasons(floor, "ada")
    assert [(one.code, one.guide_version, one.count) for one in told] == [("guide_changed", number, 1)]
    assert told[0].text.startswith(f"The guide changed (version {number}, 1 rule).")


async def test_gives_the_next_task_at_once_when_the_change_was_confirmed(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "bob": "annotator"}, n_items=4)
    await publish(committing, floor.shop.project_id, SECOND)
    await deliver(committing)
    assert await floor.take("ada") is None
    await read_it(floor, "ada")
    task = found(await floor.take("ada"))
    latest = "select max(id) from guides.guide_version where project_id = %s"
    assert task.guide_version_id == await floor.value(latest, floor.shop.project_id)
    assert await floor.take("bob") is None, "only who has read it goes on"


async def test_lets_everybody_go_on_when_the_news_of_their_reading_arrives(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=2)
    await publish(committing, floor.shop.project_id, SECOND)
    await deliver(committing)
    stopped = "select count(*) from queue.draw where must_read"
    assert await floor.value(stopped) == 1
    await read_it(floor, "ada")
    await deliver(committing)
    assert await floor.value(stopped) == 0


async def test_stops_nobody_when_the_version_need_not_be_read(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=2)
    await publish(committing, floor.shop.project_id, SECOND, must_read=False)
    await deliver(committing)
    assert await floor.take("ada") is not None


async def test_stops_nobody_when_the_changed_rule_is_for_another_kind_of_task_than_the_form(
    committing: Boundary,
) -> None:
    """The form of the floor is that of a preference."""
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=2)
    await publish(committing, floor.shop.project_id, FIRST + "\n## For SFT {#sft tasks=sft}\n\nA page.\n")
    await deliver(committing)
    changed = FIRST + "\n## For SFT {#sft tasks=sft}\n\nHalf a page.\n"
    await publish(committing, floor.shop.project_id, changed)
    await deliver(committing)
    await floor.send("ada", found(await floor.take("ada")))
    await publish(committing, floor.shop.project_id, changed.replace("tasks=sft", "tasks=preference"))
    await deliver(committing)
    assert await floor.take("ada") is None


async def test_keeps_the_task_in_hand_and_its_version_when_the_guide_changes(committing: Boundary) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=3)
    task = found(await floor.take("ada"))
    await publish(committing, floor.shop.project_id, SECOND)
    await deliver(committing)
    same = found(await floor.take("ada"))
    assert (same.token, same.guide_version_id) == (task.token, task.guide_version_id)
    sent = await floor.send("ada", same)
    assert (sent.outcome, sent.submission.guide_version_id) == ("taken", task.guide_version_id)
    assert await floor.take("ada") is None


async def test_brings_returned_work_under_its_own_version_when_the_guide_changed(
    committing: Boundary,
) -> None:
    floor = await a_floor(committing, {"ada": "annotator", "rae": "reviewer"}, n_items=2)
    first = found(await floor.take("ada"))
    sent = await floor.send("ada", first)
    review = found(await floor.take("rae", "review"))

    async def give_back(ctx: Ctx) -> None:
        task = await service.lock_review(ctx, review.token)
        await service.settle(ctx, task, "return")

    await floor.act("rae", give_back)
    await publish(committing, floor.shop.project_id, SECOND)
    await deliver(committing)
    again = found(await floor.take("ada"))
    assert again.returned is not None
    assert (again.returned.submission_id, again.guide_version_id) == (
        sent.submission.id,
        first.guide_version_id,
    )


async def test_gives_no_work_under_an_unread_version_when_it_is_published_while_people_claim(
    committing: Boundary,
) -> None:
    names = {f"m{n}": "annotator" for n in range(8)}
    floor = await a_floor(committing, names, n_items=40)
    old = await floor.value("select max(id) from guides.guide_version")

    async def claim_and_send(name: str) -> list[int | None]:
        versions: list[int | None] = []
        for _ in range(4):
            task = await floor.take(name)
            if task is None:
                break
            versions.append(task.guide_version_id)
            await floor.send(name, task)
        return versions

    async def change() -> None:
        await publish(committing, floor.shop.project_id, SECOND)
        await deliver(committing)

    *taken, _ = await asyncio.gather(*(claim_and_send(name) for name in names), change())
    assert {version for versions in taken if versions for version in versions} == {old}
    assert [await floor.take(name) for name in names] == [None] * 8


async def test_lets_lapsed_work_be_sent_late_but_not_begun_anew_when_the_change_is_unread(
    committing: Boundary,
) -> None:
    floor = await a_floor(committing, {"ada": "annotator"}, n_items=1)
    task = found(await floor.take("ada"))
    project_id = floor.shop.project_id

    async def lapse(ctx: Ctx) -> None:
        await service.save_draft(ctx, task.slot_id, task.token, {"why": "begun"})

    await floor.act("ada", lapse)
    async with committing.open() as ctx:
        await fetch_value(
            ctx.conn,
            "select queue.put_back(array[%s]::bigint[], 'lapsed', null, %s)",
            [task.slot_id, ctx.now()],
        )
    await publish(committing, project_id, SECOND)
    await deliver(committing)
    assert await floor.take("ada") is None
    late = await floor.act("ada", lambda ctx: service.resume_task(ctx, task.slot_id))
    assert (late.token, late.guide_version_id) == (task.token, task.guide_version_id)
    assert (await floor.send("ada", late)).outcome == "taken"
