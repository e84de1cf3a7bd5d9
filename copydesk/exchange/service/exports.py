"""Use cases of exports: decide, then stream in a transaction of its own, at the pace of whoever reads."""

import contextlib
from collections.abc import AsyncGenerator

from copydesk.exchange.domain.exports import Form, Plan, Tally, Wanted
from copydesk.exchange.formats.exports import EXPORTS
from copydesk.exchange.service.cards import make_card
from copydesk.exchange.service.reporting import Aside
from copydesk.exchange.store import exports as store
from copydesk.interfaces import service as interfaces
from copydesk.kernel.ctx import Actor, Ctx, Event
from copydesk.projects import service as projects

BLOCK_BYTES = 65_536
_PREVIEW_ITEMS = 20


async def plan_export(ctx: Ctx, project_id: int, wanted: Wanted) -> Plan:
    """What an export will hold. Raises Invalid when the wanted question does not exist."""
    ctx.require("exchange.export", project_id)
    project = await projects.get_project(ctx, project_id)
    versions = [
        await interfaces.get_version(ctx, number)
        for number in await store.select_interfaces_used(ctx.conn, project_id)
    ]
    latest = await interfaces.latest_version(ctx, project_id)
    forms = {
        version.number: Form(version.number, {question["key"]: question for question in version.questions()})
        for version in (*versions, *([latest] if latest else []))
    }
    plan = Plan(project_id, project.name, project.licence, wanted, forms)
    EXPORTS[wanted.format].start(plan, Tally())
    return plan


async def begin_download(ctx: Ctx, project_id: int, wanted: Wanted) -> Plan:
    """As `plan_export`, and the log says who took the data out."""
    plan = await plan_export(ctx, project_id, wanted)
    details = {"format": wanted.format, "states": wanted.states}
    ctx.record(Event("export.downloaded", project_id, "project", project_id, details))
    return plan


def media_type(plan: Plan) -> str:
    return EXPORTS[plan.wanted.format].media_type


async def stream_rows(plan: Plan, aside: Aside, actor: Actor, tally: Tally) -> AsyncGenerator[bytes]:
    """The header, if the format has one, then row by row. The tally is complete at the end."""
    kind = EXPORTS[plan.wanted.format]
    rows_of = kind.start(plan, tally)
    header = kind.header(plan)
    if header:
        yield header
    async with aside(actor) as beside:
        records = store.stream_records(beside.conn, plan.project_id, plan.states)
        async with contextlib.aclosing(records):
            async for record in records:
                for row in rows_of(record):
                    yield row


async def stream_export(
    plan: Plan, aside: Aside, actor: Actor, tally: Tally | None = None
) -> AsyncGenerator[bytes]:
    """The file in blocks of about 64 KB. Memory does not grow with it."""
    block: list[bytes] = []
    n_bytes = 0
    async with contextlib.aclosing(stream_rows(plan, aside, actor, tally or Tally())) as rows:
        async for row in rows:
            block.append(row)
            n_bytes += len(row)
            if n_bytes >= BLOCK_BYTES:
                yield b"".join(block)
                block, n_bytes = [], 0
    if block:
        yield b"".join(block)


async def preview_export(ctx: Ctx, project_id: int, wanted: Wanted, n_rows: int) -> list[str]:
    """The first lines of the file; its header, if it has one, comes on top."""
    plan = await plan_export(ctx, project_id, wanted)
    kind = EXPORTS[wanted.format]
    rows_of = kind.start(plan, Tally())
    lines: list[str] = []
    after: int | None = 0
    while after is not None and len(lines) < n_rows:
        records = store.stream_records(ctx.conn, project_id, plan.states, after=after, limit=_PREVIEW_ITEMS)
        page = [record async for record in records]
        lines += [row.decode() for record in page for row in rows_of(record)]
        after = page[-1].item_id if len(page) == _PREVIEW_ITEMS else None
    header = kind.header(plan).decode()
    return [*([header] if header else []), *lines[:n_rows]]


async def export_card(ctx: Ctx, project_id: int, wanted: Wanted) -> str:
    """The data card, counted by the same way that writes the file."""
    plan = await plan_export(ctx, project_id, wanted)
    tally = Tally()
    rows_of = EXPORTS[wanted.format].start(plan, tally)
    async for record in store.stream_records(ctx.conn, project_id, plan.states):
        for _ in rows_of(record):
            pass
    return await make_card(ctx, plan, tally)
