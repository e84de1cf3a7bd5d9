"""Versions at the database: numbers without gaps or twins, rules that can be cited, messages to those above."""

import asyncio
from datetime import timedelta

from copydesk.guides import service
from copydesk.guides.domain import GuidePublished
from copydesk.guides.store import versions
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Conflict
from tests.factories import documents, people
from tests.factories.people import EPOCH


async def test_tells_those_above_when_a_version_is_published(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    version, _ = await service.publish_guide(ctx, project_id)
    assert ctx.messages == [GuidePublished(project_id, version.id)]
    assert await service.latest_version(ctx, project_id) == version
    assert await service.get_version(ctx, version.id) == version


async def test_has_no_latest_version_when_none_is_published(ctx: Ctx) -> None:
    assert await service.latest_version(ctx, await people.project(ctx.conn)) is None


async def test_finds_the_rules_in_their_order_when_keys_are_asked_for(ctx: Ctx) -> None:
    version_id = await documents.guide_version(ctx.conn, await people.project(ctx.conn))
    rules = await service.rules_by_keys(ctx, version_id, ["clear", "gone", "correct"])
    assert [rule.key for rule in rules] == ["correct", "clear"]
    assert await service.rules_by_keys(ctx, version_id, []) == []


async def test_numbers_versions_one_after_the_other_when_two_publish_at_once(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)
        await service.save_guide(ctx, project_id, "# A\n", revision=0)

    async def publish() -> int:
        async with committing.open() as ctx:
            version, _ = await service.publish_guide(ctx, project_id)
            return version.number

    assert sorted(await asyncio.gather(*[publish() for _ in range(5)])) == [1, 2, 3, 4, 5]


async def test_lets_one_save_through_when_several_edit_the_same_revision(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)

    async def save(source: str) -> bool:
        try:
            async with committing.open() as ctx:
                await service.save_guide(ctx, project_id, source, revision=0)
        except Conflict:
            return False
        return True

    outcomes = await asyncio.gather(*[save(f"# {number}\n") for number in range(5)])
    assert sorted(outcomes) == [False] * 4 + [True]
    async with committing.open() as ctx:
        source = await fetch_value(
            ctx.conn, "select source from guides.guide where project_id = %s", [project_id]
        )
    assert source == f"# {outcomes.index(True)}\n"


async def test_keeps_all_when_several_edit_different_rules_at_the_same_moment(committing: Boundary) -> None:
    keys = [f"rule-{number}" for number in range(6)]
    source = "".join(f"## {key} {{#{key}}}\n\nOld.\n\n" for key in keys)
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)
        await service.save_guide(ctx, project_id, source, revision=0)
        bases = {one.rule.key: one.base for one in (await service.read_draft(ctx, project_id)).rules}

    async def save(key: str) -> None:
        async with committing.open() as ctx:
            text = f"## {key} {{#{key}}}\n\nNew.\n\n"
            await service.save_rule(ctx, project_id, key, text, base=bases[key])

    await asyncio.gather(*[save(key) for key in keys])
    async with committing.open() as ctx:
        draft, _ = await service.get_guide(ctx, project_id)
    assert (draft.source, draft.revision) == (source.replace("Old.", "New."), 7)


CHECKED = "## Plain {#plain}\n\n```check\nkind: existence\ntokens: [utilize]\n```\n"


async def test_finds_the_newest_checked_version_of_each_project_at_work(ctx: Ctx) -> None:
    """Not of one whose newest version has no checks (any more), nor of one that is closed."""
    wanted: list[int] = []
    for number in range(3):
        project_id = await people.project(ctx.conn)
        await documents.guide_version(ctx.conn, project_id, source=CHECKED, number=1)
        wanted.append(await documents.guide_version(ctx.conn, project_id, source=CHECKED, number=2))
        await ctx.conn.execute(
            "update guides.guide_version set published_at = %s where id = %s",
            [EPOCH + timedelta(days=number), wanted[-1]],
        )
    unchecked, archived = await people.project(ctx.conn), await people.project(ctx.conn)
    await documents.guide_version(ctx.conn, unchecked, source=CHECKED, number=1)
    await documents.guide_version(ctx.conn, unchecked, number=2)
    await documents.guide_version(ctx.conn, archived, source=CHECKED)
    await ctx.conn.execute("update projects.project set archived_at = %s where id = %s", [EPOCH, archived])

    assert await versions.select_checked_versions(ctx.conn, 10) == wanted[::-1]
    assert [checks.titles for checks in await service.checks_in_use(ctx, limit=1)] == [{"plain": "Plain"}]
