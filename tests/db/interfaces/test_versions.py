"""Published forms at the database: kept in the process once read, and never mixed up."""

import asyncio
from collections import OrderedDict

import pytest

from copydesk.interfaces import service
from copydesk.interfaces.domain import DEFAULT_SOURCE, InterfacePublished
from copydesk.interfaces.service import versions
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import execute
from copydesk.kernel.errors import NotFound
from tests.factories import documents, people

RATING = {
    "title": "T",
    "fields": [{"key": "t", "type": "text", "at": "/t"}],
    "questions": [{"key": "good", "type": "rating", "label": "?", "min": 1, "max": 5}],
}


@pytest.fixture
def empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just started."""
    monkeypatch.setattr(versions, "_kept", OrderedDict())


async def test_tells_those_above_when_a_version_is_published(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    version = await service.publish_interface(ctx, project_id)
    assert ctx.messages == [InterfacePublished(project_id, version.id)]
    latest = await service.latest_version(ctx, project_id)
    assert latest is not None
    assert latest.document == version.document


async def test_asks_the_database_once_when_a_version_is_wanted_again(ctx: Ctx) -> None:
    version_id = await documents.interface_version(ctx.conn, await people.project(ctx.conn))
    first = await service.get_version(ctx, version_id)
    await execute(ctx.conn, "delete from interfaces.interface_version where id = %s", [version_id])
    assert await service.get_version(ctx, version_id) is first


async def test_forgets_the_least_used_when_too_many_are_kept(
    empty_cache: None, ctx: Ctx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "KEPT_MAX", 2)
    project_id = await people.project(ctx.conn)
    ids = [await documents.interface_version(ctx.conn, project_id, number=number) for number in (1, 2, 3)]
    first = await service.get_version(ctx, ids[0])
    for version_id in (ids[1], ids[0], ids[2]):
        await service.get_version(ctx, version_id)
    assert await service.get_version(ctx, ids[0]) is first
    assert len(versions._kept) <= 2


async def test_keeps_databases_apart_when_their_ids_are_the_same(
    empty_cache: None, committing: Boundary, ctx: Ctx
) -> None:
    async with committing.open() as there:
        version_id = await documents.interface_version(
            there.conn, await people.project(there.conn), document=RATING
        )
        assert (await service.get_version(there, version_id)).questions("rating")
    with pytest.raises(NotFound):
        await service.get_version(ctx, version_id)


async def test_checks_answers_of_a_stored_version_when_they_come(ctx: Ctx) -> None:
    version_id = await documents.interface_version(ctx.conn, await people.project(ctx.conn))
    version = await service.get_version(ctx, version_id)
    assert service.validate_answers(version, {"better": {"preferred": "a", "strength": 3}}, ["a", "b"]) == []
    faults = service.validate_answers(version, {"better": {"preferred": "c", "strength": 3}}, ["a", "b"])
    assert [fault.at for fault in faults] == ["/better"]


async def test_numbers_versions_one_after_the_other_when_two_publish_at_once(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)
        await service.save_interface(ctx, project_id, DEFAULT_SOURCE, revision=0)

    async def publish() -> int:
        async with committing.open() as ctx:
            return (await service.publish_interface(ctx, project_id)).number

    assert sorted(await asyncio.gather(*[publish() for _ in range(5)])) == [1, 2, 3, 4, 5]
