"""`copydesk project`: create one from files, list them, invite people."""

from pathlib import Path
from typing import Annotated

import typer

from copydesk.auth import service as auth
from copydesk.kernel.ctx import Ctx
from copydesk.projects import service as projects
from copydesk.projects.domain import ROLES, Project
from copydesk.server.cli.project_file import ProjectFile, create_from
from copydesk.server.cli.session import AsJson, fail, run_in_ctx, show, show_one

app = typer.Typer(help="Projects: create, list, invite.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name or id of the project.")]


@app.command("create")
def create_project(
    name: Annotated[str, typer.Argument(help="The new project's name.")],
    lead: Annotated[str | None, typer.Option(help="E-mail address of the account that leads it.")] = None,
    guide: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Guide (Markdown) to publish.")
    ] = None,
    interface: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Interface (YAML or JSON).")
    ] = None,
    workflow: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Workflow (YAML or JSON).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Create a project; the guide, interface and workflow that are given are published at once."""
    given = ProjectFile(name, guide, interface, workflow)

    async def use(ctx: Ctx) -> Project:
        lead_id = (await auth.find_identity(ctx, lead)).id if lead else None
        return await create_from(ctx, given, lead_id)

    show_one(_row(run_in_ctx(use)), as_json=as_json)


@app.command("list")
def list_projects(as_json: AsJson = False) -> None:
    """List all projects of this installation."""

    async def use(ctx: Ctx) -> list[Project]:
        return await projects.list_projects(
            ctx, everybodys=True, with_archived=True, before=None, limit=10_000
        )

    show([_row(project) for project in run_in_ctx(use)], as_json=as_json)


@app.command()
def invite(
    project: Name,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")],
    email: Annotated[
        str | None, typer.Option(help="Address of the new account; without it the person chooses.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make an invitation link for one person and print it, this once."""
    if role not in ROLES:
        fail(f"There is no role {role}.", list(ROLES))

    async def use(ctx: Ctx) -> dict[str, object]:
        found = await projects.find_project(ctx, project)
        made = await projects.invite(ctx, found.id, role=role, email=email)
        base = ctx.settings.public_url or f"http://{ctx.settings.host}:{ctx.settings.port}"
        return {"link": f"{base}/invite/{made.secret}", "expires_at": made.invitation.expires_at}

    show_one(run_in_ctx(use), as_json=as_json)


def _row(project: Project) -> dict[str, object]:
    return {
        "id": f"project_{project.id}",
        "name": project.name,
        "archived": project.archived_at is not None,
        "created_at": project.created_at,
    }
