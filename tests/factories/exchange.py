"""Files for imports, and projects that are ready for them. Imports write beside themselves: use a boundary that commits."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import orjson

from copydesk.exchange import service
from copydesk.exchange.domain.imports import Import, NewImport
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import fetch_value
from copydesk.kernel.settings import Settings
from copydesk.queue import service as queue
from tests.factories import documents, people

BETTER = {
    "title": "Which is better?",
    "fields": [
        {"key": "chat", "type": "chat", "at": "/messages"},
        {"key": "answers", "type": "responses", "at": "/responses"},
    ],
    "questions": [
        {
            "key": "better",
            "type": "preference",
            "label": "Better?",
            "over": "answers",
            "strengths": 3,
            "required": False,
        },
        {"key": "why", "type": "text", "label": "Why?", "required": False},
        {"key": "stars", "type": "rating", "label": "Stars", "min": 1, "max": 5, "required": False},
    ],
}


async def in_chunks(content: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def jsonl(*records: Any) -> bytes:
    """A record given as bytes is a line as it is."""
    return b"".join(one + b"\n" if isinstance(one, bytes) else orjson.dumps(one) + b"\n" for one in records)


def question(
    external_id: str | int, text: str = "Say hello.", left: str = "Hello.", right: str = "Hi!", **more: Any
) -> dict[str, Any]:
    return {"id": external_id, "prompt": text, "responses": [left, right], **more}


def judged(by: str, preferred: str | None) -> dict[str, Any]:
    return {"by": by, "answers": {"better": {"preferred": preferred, "strength": 1 if preferred else 0}}}


@dataclass(frozen=True)
class Desk:
    """A project in a database of the test's own."""

    boundary: Boundary
    project_id: int

    async def load(self, content: bytes, *, size: int = 65_536, **wanted: Any) -> Import:
        """Import bytes as the system does on the command line."""
        given: dict[str, Any] = {"filename": "records.jsonl", **wanted}
        new = NewImport(**given)
        async with self.boundary.open() as ctx:
            begun = await service.create_import(ctx, self.project_id, new)
        return await self.send(begun.id, content, size=size)

    async def send(
        self, import_id: int, content: bytes | AsyncIterator[bytes], *, size: int = 65_536
    ) -> Import:
        chunks = in_chunks(content, size) if isinstance(content, bytes) else content
        async with self.boundary.open() as ctx:
            return await service.load_content(ctx, import_id, chunks, aside=self.boundary.open)

    async def get(self, import_id: int) -> Import:
        async with self.boundary.open() as ctx:
            return await service.get_import(ctx, import_id)

    async def reads(self, import_id: int, n_records: int = 0) -> None:
        """Wait until an import runs and has read so many records."""
        while (found := await self.get(import_id)).state != "running" or found.n_read < n_records:  # noqa: ASYNC110 -- seen only in a table
            await asyncio.sleep(0.02)

    async def latest(self) -> Import:
        async with self.boundary.open() as ctx:
            return (await service.list_imports(ctx, self.project_id, before=None, limit=1))[0]

    async def problems(self, import_id: int) -> list[tuple[str, str]]:
        async with self.boundary.open() as ctx:
            found = await service.list_problems(ctx, import_id, after=0, limit=1000)
        return [(problem.place, problem.message) for problem in found]

    async def value(self, query: Any, *params: Any) -> Any:
        async with self.boundary.open() as ctx:
            return await fetch_value(ctx.conn, query, list(params))

    async def count_items(self) -> int:
        return await self.value("select count(*) from items.item where project_id = %s", self.project_id)

    def with_settings(self, **changes: Any) -> "Desk":
        settings = Settings.model_validate({**self.boundary.settings.model_dump(), **changes})
        return Desk(replace(self.boundary, settings=settings), self.project_id)


async def desk(
    boundary: Boundary, *, document: dict[str, Any] | None = None, published: bool = True, slots: int = 1
) -> Desk:
    """A project; unless told otherwise with a published form and stages, without review."""
    async with boundary.open() as ctx:
        project_id = await people.project(ctx.conn)
        if published:
            await documents.interface_version(ctx.conn, project_id, document=document or BETTER)
            stages = {"annotate": {"slots": slots}, "review": {"enabled": False}}
            await documents.workflow_version(ctx.conn, project_id, document=stages)
            await queue.refresh_queues(ctx, project_id)
    return Desk(boundary, project_id)
