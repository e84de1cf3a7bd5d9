"""The ground of the desk's figures: the demo's items as often as needed, items with very long answers, and a table of many rows."""

import asyncio
import json
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from copydesk.auth import service as auth
from copydesk.auth.domain import NewIdentity
from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.items import service as items
from copydesk.items.domain import ItemDraft
from copydesk.kernel.ctx import Ctx
from copydesk.projects import service as projects
from copydesk.projects.domain import NewProject
from copydesk.server.demo import content
from copydesk.workflows import service as workflows
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.bench.bench_items import fill
from tests.soak.ground import opened

PASSWORD = "correct horse battery"
LEAD, WRITER, OTHER = "lead@example.org", "writer@example.org", "other@example.org"
ORDINARY, LONG = "project_1", "project_2"
LONG_CHARS = 100_000
N_LONG_ITEMS = 30


def lay_desk(data_dir: Path, n_tasks: int) -> None:
    """Two projects: the demo's items (`ORDINARY`), and items with an answer of 100,000 characters (`LONG`)."""
    asyncio.run(_lay_desk(data_dir, n_tasks))


async def _lay_desk(data_dir: Path, n_tasks: int) -> None:
    async with opened(data_dir) as here:
        async with here.boundary.open() as ctx:
            lead, writer, other = [await add_person(ctx, email) for email in (LEAD, WRITER, OTHER)]
        for name, contents in (("Ordinary", ordinary(n_tasks)), ("Long", long_ones())):
            async with here.boundary.open() as ctx:
                project = await projects.create_project(ctx, NewProject(name), lead)
                for identity_id in (writer, other):
                    await projects.add_member(ctx, project.id, identity_id, "annotator")
                await _publish(ctx, project.id)
                await _add_items(ctx, project.id, contents)
            while await here.boundary.drain():
                pass


async def add_person(ctx: Ctx, email: str) -> int:
    return (
        await auth.create_identity(ctx, NewIdentity(email, email.split("@", maxsplit=1)[0].title()), PASSWORD)
    ).id


async def _publish(ctx: Ctx, project_id: int) -> None:
    stages = Workflow(annotate=AnnotateStage(slots=1), review=ReviewStage(enabled=False))
    await guides.save_guide(ctx, project_id, content.guide_source(), revision=0)
    await guides.publish_guide(ctx, project_id)
    await interfaces.save_interface(ctx, project_id, content.interface_source(), revision=0)
    await interfaces.publish_interface(ctx, project_id)
    await workflows.save_workflow(ctx, project_id, stages, revision=0)
    await workflows.publish_workflow(ctx, project_id)


async def _add_items(ctx: Ctx, project_id: int, contents: Sequence[dict[str, Any]]) -> None:
    for first in range(0, len(contents), 100):
        drafts = [
            ItemDraft(f"q{first + number}", one) for number, one in enumerate(contents[first : first + 100])
        ]
        await items.create_items(ctx, project_id, drafts, batch_name=f"from {first}")


def _demo_items() -> list[dict[str, Any]]:
    lines = content.items_file(0, 1_000).decode().split("\n")
    return [
        {key: line[key] for key in ("messages", "responses")} for line in map(json.loads, filter(None, lines))
    ]


def ordinary(n: int) -> list[dict[str, Any]]:
    return list(islice(cycle(_demo_items()), n))


def long_ones() -> list[dict[str, Any]]:
    """Items of the demo whose second answer is all the demo's answers, over and over, up to 100,000 characters of Markdown."""
    demo = _demo_items()
    texts = [response["content"] for item in demo for response in item["responses"]]
    made: list[dict[str, Any]] = []
    for number in range(N_LONG_ITEMS):
        text = "\n\n".join(islice(cycle(texts), number, number + 400))[:LONG_CHARS]
        first, second = demo[number]["responses"][:2]
        made.append({**demo[number], "responses": [first, {**second, "content": text}]})
    return made


def lay_table(data_dir: Path, n_rows: int) -> str:
    """A project with a table of `n_rows` items in every state; its name in the address. The lead signs in as `LEAD`."""
    return asyncio.run(_lay_table(data_dir, n_rows))


async def _lay_table(data_dir: Path, n_rows: int) -> str:
    async with opened(data_dir) as here:
        conn = await here.boundary.database.acquire()
        project_id, _, identity_id = await fill(conn, n_rows, email=LEAD)
        await conn.execute("checkpoint")
        await here.boundary.database.release(conn)
        async with here.boundary.open() as ctx:
            await auth.set_password(ctx, identity_id, PASSWORD)
    return f"project_{project_id}"
