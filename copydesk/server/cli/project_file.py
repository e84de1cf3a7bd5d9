"""A project from files: its name, and the guide, interface and workflow to publish."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError

from copydesk.guides import service as guides
from copydesk.interfaces import service as interfaces
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Fault, Invalid
from copydesk.projects import service as projects
from copydesk.projects.domain import NewProject, Project
from copydesk.workflows import service as workflows
from copydesk.workflows.domain import Workflow


@dataclass(frozen=True)
class ProjectFile:
    """Paths that are None leave that part as the default draft. With an interface, the workflow is published too."""

    name: str
    guide: Path | None = None
    interface: Path | None = None
    workflow: Path | None = None


async def create_from(ctx: Ctx, given: ProjectFile, lead_identity_id: int | None) -> Project:
    """Create the project and publish what is given: all of it or nothing."""
    project = await projects.create_project(ctx, NewProject(name=given.name), lead_identity_id)
    if given.guide is not None:
        await guides.save_guide(ctx, project.id, read_text(given.guide), revision=0)
        await guides.publish_guide(ctx, project.id)
    if given.interface is not None:
        await interfaces.save_interface(ctx, project.id, read_text(given.interface), revision=0)
        await interfaces.publish_interface(ctx, project.id)
    if given.workflow is not None:
        await workflows.save_workflow(ctx, project.id, read_workflow(given.workflow), revision=0)
    if given.workflow is not None or given.interface is not None:
        await workflows.publish_workflow(ctx, project.id)
    return project


def read_text(path: Path) -> str:
    """Raises Invalid when the file is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(
            f"{path} is not UTF-8 text: byte {error.start} cannot be read. Save it as UTF-8."
        ) from error


def read_workflow(path: Path) -> Workflow:
    """Raises Invalid with the place of each fault."""
    try:
        value: Any = yaml.safe_load(read_text(path))
        return Workflow.model_validate(cast("Mapping[str, Any]", value))
    except yaml.YAMLError as error:
        raise Invalid(f"{path} is not YAML or JSON: {error}") from error
    except ValidationError as error:
        faults = [Fault("/" + "/".join(map(str, found["loc"])), found["msg"]) for found in error.errors()]
        raise Invalid(f"{path} is no workflow.", faults=faults) from error
