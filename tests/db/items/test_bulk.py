"""Items by the thousand: binary COPY writes what SQL reads, and a batch can be taken back."""

from typing import Any

from copydesk.items import service
from copydesk.items.domain import NewItem, NewVersion, prepare
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import fetch_value
from tests.factories import items, people


def new(external_id: str | None, **content: Any) -> NewItem:
    return prepare(external_id, content, max_bytes=1_000_000)[0]


async def test_copies_items_as_sql_reads_them_when_texts_are_unusual(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    batch_id = await service.open_batch(ctx, project_id, "First")
    rows = [new("日本-1", text='tab\tnewline\n\\ "quotes" 🦊'), new(None, n=1.5), new("q-3")]
    copied = await service.copy_items(ctx, project_id, batch_id, rows)
    versions = await service.load_versions(ctx, copied.version_ids)
    assert versions[copied.version_ids[0]].content["text"] == 'tab\tnewline\n\\ "quotes" 🦊'
    assert [versions[number].content_hash for number in copied.version_ids] == [
        row.content_hash for row in rows
    ]
    found = [await service.load_item(ctx, item_id) for item_id in copied.item_ids]
    assert [item and item.external_id for item in found] == ["日本-1", None, "q-3"]
    assert all(item and item.n_versions == 1 and item.created_at <= ctx.now() for item in found)


async def test_copies_a_row_larger_than_any_buffer_when_content_is_long(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    batch_id = await service.open_batch(ctx, project_id, "First")
    long = "x" * 900_000
    copied = await service.copy_items(ctx, project_id, batch_id, [new(f"q-{n}", text=long) for n in range(5)])
    versions = await service.load_versions(ctx, copied.version_ids)
    assert {len(version.content["text"]) for version in versions.values()} == {900_000}


async def test_knows_only_this_projects_items_when_asked_by_external_id(ctx: Ctx) -> None:
    project_id, other_id = await people.project(ctx.conn), await people.project(ctx.conn)
    item_id = await items.item(ctx.conn, project_id, external_id="a")
    await items.item(ctx.conn, other_id, external_id="b")
    found = await service.find_known(ctx, project_id, ["a", "b", "c"])
    assert {key: known.item_id for key, known in found.items()} == {"a": item_id}


async def test_gives_items_their_former_version_back_when_a_batch_of_changes_is_purged(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    first = await service.open_batch(ctx, project_id, "First")
    await service.copy_items(ctx, project_id, first, [new("a", n=1)])
    second = await service.open_batch(ctx, project_id, "Second")
    await service.copy_items(ctx, project_id, second, [new("b", n=1)])
    known = (await service.lock_known(ctx, project_id, ["a"]))["a"]
    row = new("a", n=2)
    await service.copy_versions(
        ctx, second, [NewVersion(known.item_id, known.n_versions + 1, row.content, row.content_hash)]
    )
    changed = (await service.find_known(ctx, project_id, ["a"]))["a"]
    assert (changed.n_versions, changed.content_hash) == (2, row.content_hash)

    assert await service.purge_batch(ctx, project_id, second, had_changes=True) == 1
    assert list((await service.find_known(ctx, project_id, ["a", "b"])).values()) == [known]
    assert (
        await fetch_value(
            ctx.conn, "select count(*) from items.item_version where item_id = %s", [known.item_id]
        )
        == 1
    )


async def test_leaves_other_projects_alone_when_one_is_purged(ctx: Ctx) -> None:
    gone, kept = await people.project(ctx.conn), await people.project(ctx.conn)
    await items.item(ctx.conn, gone, external_id="a")
    await items.item(ctx.conn, kept, external_id="a")
    assert await service.purge_project(ctx, gone) == 1
    counts = "select (select count(*) from items.item), (select count(*) from items.item_version), (select count(*) from items.batch)"
    cursor = await ctx.conn.execute(counts)
    assert await cursor.fetchone() == (1, 1, 1)
