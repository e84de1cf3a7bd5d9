"""`copydesk user` and `copydesk token`: accounts of this installation."""

import sys
from typing import Annotated

import typer

from copydesk.auth import service as auth
from copydesk.auth.domain import Identity, NewIdentity, NewToken
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.settings import Settings
from copydesk.projects import service as projects
from copydesk.projects.domain import PERMISSIONS
from copydesk.server.cli.session import AsJson, fail, run_in_ctx, show, show_one

users = typer.Typer(help="Accounts: create, list, set a password, make an admin.", no_args_is_help=True)
tokens = typer.Typer(help="Personal API tokens.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The account's e-mail address.")]


@users.command("create")
def create_user(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name.")],
    admin: Annotated[bool, typer.Option("--admin", help="An admin of this installation.")] = False,
    as_json: AsJson = False,
) -> None:
    """Create an account. The password is read from standard input, or asked for."""
    password = _read_password()

    async def use(ctx: Ctx) -> Identity:
        return await auth.create_identity(ctx, NewIdentity(email=email, name=name, is_admin=admin), password)

    show_one(_row(run_in_ctx(use)), as_json=as_json)


@users.command("list")
def list_users(as_json: AsJson = False) -> None:
    """List the accounts of this installation."""

    async def use(ctx: Ctx) -> list[Identity]:
        found: list[Identity] = []
        while page := await auth.list_identities(
            ctx, search=None, after=found[-1].id if found else 0, limit=1000
        ):
            found += page
        return found

    show([_row(identity) for identity in run_in_ctx(use)], as_json=as_json)


@users.command("set-password")
def set_password(email: Email) -> None:
    """Set a new password, read from standard input or asked for; the account's sessions end."""
    password = _read_password()

    async def use(ctx: Ctx) -> None:
        identity = await auth.find_identity(ctx, email)
        await auth.set_password(ctx, identity.id, password)

    run_in_ctx(use)


@tokens.command("create")
def create_token(
    email: Email,
    name: Annotated[str, typer.Option(help="What the token is for.")],
    permission: Annotated[
        list[str] | None, typer.Option(help="May be repeated; default: all of the account's.")
    ] = None,
    project: Annotated[str | None, typer.Option(help="Only in this project (name or id).")] = None,
    days: Annotated[
        int | None, typer.Option(help="Days until it expires; default: as long as allowed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Create a personal API token for an account and print it, this once."""
    unknown = sorted(set(permission or ()) - set(PERMISSIONS))
    if unknown:
        fail(
            f"There is no permission {', '.join(unknown)}.",
            [f"{key}: {text}" for key, text in PERMISSIONS.items()],
        )

    async def use(ctx: Ctx) -> dict[str, object]:
        owner = await auth.find_identity(ctx, email)
        project_id = (await projects.find_project(ctx, project)).id if project else None
        new = NewToken(name, frozenset(permission or PERMISSIONS), project_id, days)
        made = await auth.create_token(ctx, new, owner_id=owner.id)
        return {"token": made.secret, "expires_at": made.token.expires_at}

    show_one(run_in_ctx(use), as_json=as_json)


def _read_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    least = Settings().password_min_chars
    return str(
        typer.prompt(f"Password (at least {least} characters)", hide_input=True, confirmation_prompt=True)
    )


def _row(identity: Identity) -> dict[str, object]:
    return {
        "id": f"user_{identity.id}",
        "email": identity.email,
        "name": identity.name,
        "admin": identity.is_admin,
        "disabled": identity.disabled_at is not None,
        "erased": identity.erased_at is not None,
    }
