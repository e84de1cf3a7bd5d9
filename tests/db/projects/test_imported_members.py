"""People who come with imported judgements: made once, in bulk, with pseudonyms of their own."""

import asyncio

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import execute, fetch_value
from copydesk.kernel.errors import Invalid
from copydesk.projects import service
from copydesk.projects.domain import MembersChanged, draw_pseudonyms
from copydesk.projects.store import members as store
from tests.factories import people
from tests.factories.statements import counted


async def test_makes_each_person_once_when_called_again(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    first = await service.ensure_imported_members(ctx, project_id, ["w1", "w2", "w1"])
    again = await service.ensure_imported_members(ctx, project_id, ["w2", "w3"])
    assert set(first) == {"w1", "w2"}
    assert again["w2"] == first["w2"]
    assert len({*first.values(), *again.values()}) == 3
    told = [message for message in ctx.messages if isinstance(message, MembersChanged)]
    assert [set(message.member_ids) for message in told] == [set(first.values()), {again["w3"]}]


async def test_gives_an_annotators_role_and_no_account_when_made(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    made = await service.ensure_imported_members(ctx, project_id, ["w1"])
    member = (await service.members_by_id(ctx, project_id, made.values()))[made["w1"]]
    assert (member.role, member.identity_id, member.external_ref) == ("annotator", None, "w1")


async def test_costs_one_statement_when_all_are_known(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    refs = [f"w{n}" for n in range(50)]
    await service.ensure_imported_members(ctx, project_id, refs)
    async with counted(ctx.conn) as statements:
        await service.ensure_imported_members(ctx, project_id, refs)
    assert len(statements) == 1


async def test_finds_free_pseudonyms_in_a_few_statements_when_ten_thousand_come(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    async with counted(ctx.conn) as statements:
        made = await service.ensure_imported_members(ctx, project_id, [f"w{n}" for n in range(10_000)])
    assert len(set(made.values())) == 10_000
    assert len(statements) <= 7
    assert await fetch_value(ctx.conn, "select count(distinct pseudonym) from projects.member") == 10_000


async def test_makes_nobody_when_a_reference_is_wrong(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    with pytest.raises(Invalid):
        await service.ensure_imported_members(ctx, project_id, ["w1", ""])
    assert await service.members_by_id(ctx, project_id) == {}


async def test_makes_each_person_once_when_two_imports_bring_them_at_once(committing: Boundary) -> None:
    async with committing.open() as ctx:
        project_id = await people.project(ctx.conn)

    async def bring(refs: list[str]) -> dict[str, int]:
        async with committing.open() as ctx:
            return await service.ensure_imported_members(ctx, project_id, refs)

    refs = [f"w{n}" for n in range(300)]
    one, other = await asyncio.gather(bring(refs), bring(refs[::-1]))
    assert one == other


async def test_takes_the_first_free_pseudonym_when_others_are_taken(ctx: Ctx) -> None:
    project_id = await people.project(ctx.conn)
    ada, bob = await people.identity(ctx.conn), await people.identity(ctx.conn)
    one = await store.insert_member(ctx.conn, project_id, ada, "viewer", ["calm-heron"], ctx.now())
    other = await store.insert_member(
        ctx.conn, project_id, bob, "viewer", ["calm-heron", "bold-wren"], ctx.now()
    )
    assert one is not None
    assert other is not None
    assert (one.pseudonym, other.pseudonym) == ("calm-heron", "bold-wren")


async def test_gives_a_place_when_every_plain_pseudonym_is_taken(
    ctx: Ctx, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_id = await people.project(ctx.conn)
    ada = await people.identity(ctx.conn)

    def crowded(n: int, rng: object, *, attempt: int = 0) -> list[str]:
        return ["taken"] * n if attempt == 0 else draw_pseudonyms(n, rng, attempt=attempt)  # pyright: ignore[reportArgumentType]

    await execute(
        ctx.conn,
        "insert into projects.member (project_id, role, pseudonym, joined_at) values (%s, 'viewer', 'taken', %s)",
        [project_id, ctx.now()],
    )
    monkeypatch.setattr("copydesk.projects.service.members.draw_pseudonyms", crowded)
    assert (await service.add_member(ctx, project_id, ada, "viewer")).pseudonym != "taken"
