"""Who knows which version, as slices above read it; versions of before rules kept what they hold."""

from datetime import timedelta

from copydesk.guides import service
from copydesk.guides.domain.acknowledging import Reader
from copydesk.guides.store import acknowledgements as store
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from tests.factories import documents, people
from tests.factories.people import EPOCH

SOURCE = "# Tone {#tone}\n\n## Kind {#kind}\n\n```good\nGladly.\n```\n\n```check\nkind: length\nmeasure: words\nmax: 9\n```\n"


async def version(ctx: Ctx, project_id: int, number: int, *, must_read: bool, day: int) -> int:
    version_id = await documents.guide_version(ctx.conn, project_id, number=number)
    await ctx.conn.execute(
        "update guides.guide_version set must_read = %s, published_at = %s where id = %s",
        [must_read, EPOCH + timedelta(days=day), version_id],
    )
    return version_id


async def reader(ctx: Ctx, project_id: int, member_id: int) -> Reader | None:
    return next(iter(await store.select_readers(ctx.conn, project_id, member_id)), None)


async def test_counts_what_need_not_be_read_as_known(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    member_id = await people.member(ctx.conn, project_id, identity_id=await people.identity(ctx.conn))
    assert await reader(ctx, project_id, member_id) == Reader(member_id, 0, None, is_pending=False)
    for number, must_read in enumerate((False, False, True, False), start=1):
        await version(ctx, project_id, number, must_read=must_read, day=number)
    assert await reader(ctx, project_id, member_id) == Reader(member_id, 2, None, is_pending=True)


async def test_knows_all_up_to_the_confirmed_version_and_never_less(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    member_id = await people.member(ctx.conn, project_id, identity_id=await people.identity(ctx.conn))
    ids = [await version(ctx, project_id, number, must_read=True, day=number) for number in (1, 2, 3)]
    await store.write_acknowledgement(ctx.conn, (ids[1], member_id), EPOCH, [])
    await store.write_acknowledgement(ctx.conn, (ids[0], member_id), EPOCH, [])
    assert await reader(ctx, project_id, member_id) == Reader(member_id, 2, EPOCH, is_pending=True)
    await store.write_acknowledgement(ctx.conn, (ids[2], member_id), None, [])
    assert (await reader(ctx, project_id, member_id)) == Reader(member_id, 2, EPOCH, is_pending=True)
    await store.write_acknowledgement(ctx.conn, (ids[2], member_id), EPOCH, [])
    assert (await reader(ctx, project_id, member_id)) == Reader(member_id, 3, EPOCH, is_pending=False)


async def test_leaves_out_the_removed_and_those_without_an_account(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    await people.member(ctx.conn, project_id, external_ref="worker-1")
    gone = await people.member(ctx.conn, project_id, identity_id=await people.identity(ctx.conn))
    await ctx.conn.execute("update projects.member set removed_at = %s where id = %s", [EPOCH, gone])
    assert await store.select_readers(ctx.conn, project_id) == []


async def test_reads_the_body_when_a_version_is_older_than_what_it_keeps(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    old_id = await documents.guide_version(ctx.conn, project_id, source=SOURCE)
    await service.save_guide(ctx, project_id, SOURCE, revision=0)
    new, _ = await service.publish_guide(ctx, project_id)
    kept = "select count(*) from guides.rule where guide_version_id = %s and reading is not null"
    assert [await fetch_value(ctx.conn, kept, [one]) for one in (old_id, new.id)] == [0, 2]
    old_rule, new_rule = [(await service.rules_by_keys(ctx, one, ["kind"]))[0] for one in (old_id, new.id)]
    readings = [service.reading_of(rule) for rule in (old_rule, new_rule)]
    for reading in readings:
        assert [check["params"] for check in reading["checks"]] == [{"measure": "words", "max": 9}]
        assert [(one["verdict"], one["text"]) for one in reading["examples"]] == [("good", "Gladly.")]
