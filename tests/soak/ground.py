"""The ground of a storm: a project with everything published, and people with API tokens, all by the real use cases."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from copydesk.auth import service as auth
from copydesk.auth.domain import NewIdentity, NewToken
from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.settings import Settings
from copydesk.projects import service as projects
from copydesk.projects.domain import NewProject
from copydesk.server.running import Installation, installation
from copydesk.workflows import service as workflows
from copydesk.workflows.domain import AnnotateStage, ReviewStage, Workflow
from tests.factories.desk import GUIDE, INTERFACE, content

N_SLOTS = 3
STAGES = Workflow(annotate=AnnotateStage(slots=N_SLOTS, lease_minutes=1), review=ReviewStage(enabled=False))


@dataclass(frozen=True)
class Ground:
    project_id: int
    lead_token: str
    annotator_tokens: list[str]

    @property
    def project(self) -> str:
        return f"project_{self.project_id}"


@asynccontextmanager
async def opened(data_dir: Path, database_url: str | None = None) -> AsyncGenerator[Installation]:
    """The installation of this folder, used by the test itself."""
    url = None if database_url is None else SecretStr(database_url)
    async with installation(Settings(data_dir=data_dir, database_url=url)) as here:
        yield here


async def prepare(
    data_dir: Path, *, n_annotators: int, stages: Workflow = STAGES, database_url: str | None = None
) -> Ground:
    async with opened(data_dir, database_url) as here:
        async with here.boundary.open() as ctx:
            lead_id = await _person(ctx, "lead")
            project = await projects.create_project(ctx, NewProject("Storm"), lead_id)
            lead_token = await _token(ctx, lead_id, {"items.write"})
            tokens = [await _annotator(ctx, project.id, number) for number in range(n_annotators)]
            await _publish(ctx, project.id, stages)
        while await here.boundary.drain():
            pass
    return Ground(project.id, lead_token, tokens)


async def _publish(ctx: Ctx, project_id: int, stages: Workflow) -> None:
    await guides.save_guide(ctx, project_id, GUIDE, revision=0)
    await guides.publish_guide(ctx, project_id)
    await interfaces.save_interface(ctx, project_id, INTERFACE, revision=0)
    await interfaces.publish_interface(ctx, project_id)
    await workflows.save_workflow(ctx, project_id, stages, revision=0)
    await workflows.publish_workflow(ctx, project_id)


async def _person(ctx: Ctx, name: str) -> int:
    made = await auth.create_identity(ctx, NewIdentity(f"{name}@example.org", name.title()), None)
    return made.id


async def _token(ctx: Ctx, identity_id: int, permissions: set[str]) -> str:
    made = await auth.create_token(ctx, NewToken("storm", frozenset(permissions)), owner_id=identity_id)
    return made.secret


async def _annotator(ctx: Ctx, project_id: int, number: int) -> str:
    identity_id = await _person(ctx, f"annotator{number}")
    await projects.add_member(ctx, project_id, identity_id, "annotator")
    return await _token(ctx, identity_id, {"work.annotate"})


def generated_items(n: int) -> list[dict[str, Any]]:
    return [{"external_id": f"q{number}", "content": content(number)} for number in range(n)]


def real_items(pairs: Path) -> list[dict[str, Any]]:
    """The crowd project's pairs as items."""
    return [_real_item(json.loads(line)) for line in pairs.read_text(encoding="utf-8").splitlines()]


def _real_item(pair: dict[str, Any]) -> dict[str, Any]:
    return {
        "external_id": str(pair["id"]),
        "content": {
            "messages": [{"role": "user", "content": pair["text"]}],
            "responses": [{"content": pair["result_x"]}, {"content": pair["result_y"]}],
        },
    }
