"""How a command reaches the installation, and how it speaks: tables for people, `--json` for machines, one line per error."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any, NoReturn, TypeVar

import orjson
import typer
from rich.console import Console
from rich.table import Table

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Problem
from copydesk.kernel.logging import set_up_logging
from copydesk.kernel.migrate import DatabaseIsNewer, MigrationChanged
from copydesk.kernel.postgres.errors import PostgresError
from copydesk.kernel.settings import Settings
from copydesk.server.running import Installation, installation

Result = TypeVar("Result")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

console = Console()
errors = Console(stderr=True)


@asynccontextmanager
async def open_installation(*, migrates: bool = True) -> AsyncGenerator[Installation]:
    """This machine's installation: joined, migrated, and left in order. What cannot be is told in one clear message."""
    settings = Settings()
    set_up_logging(level="WARNING", as_json=False)
    try:
        async with installation(settings, migrates=migrates) as here:
            yield here
    except (PostgresError, DatabaseIsNewer, MigrationChanged) as error:
        fail(str(error))


def run(use: Callable[[Boundary], Awaitable[Result]]) -> Result:
    """Run one command against the installation; an error becomes one clear message and exit code 1."""

    async def body() -> Result:
        async with open_installation() as here:
            result = await use(here.boundary)
            # Nobody else may be there to deliver what the command told.
            while await here.boundary.drain():
                pass
            return result

    try:
        return asyncio.run(body())
    except Problem as problem:
        fail(problem.detail, [f"{fault.at}: {fault.message}" for fault in problem.faults])


def run_in_ctx(use_case: Callable[[Ctx], Awaitable[Result]]) -> Result:
    """Run one use case in one transaction, as the system."""

    async def use(boundary: Boundary) -> Result:
        async with boundary.open() as ctx:
            return await use_case(ctx)

    return run(use)


def fail(message: str, details: Sequence[str] = ()) -> NoReturn:
    errors.print(f"[bold red]error:[/] {message}", highlight=False)
    for detail in details:
        errors.print(f"  {detail}", highlight=False, markup=False)
    raise typer.Exit(1)


def show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """A list: JSON lines for machines, a table for people."""
    if as_json:
        for row in rows:
            sys.stdout.write(orjson.dumps(dict(row), default=str).decode() + "\n")
        return
    if not rows:
        console.print("none")
        return
    table = Table(*rows[0].keys(), box=None, header_style="bold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    console.print(table)


def show_one(row: Mapping[str, Any], *, as_json: bool) -> None:
    """One thing: a JSON object for machines, `name: value` lines for people."""
    if as_json:
        sys.stdout.write(orjson.dumps(dict(row), default=str).decode() + "\n")
        return
    for name, value in row.items():
        console.print(f"[bold]{name}[/]: {value}", highlight=False)
