"""`copydesk db`: the database of this installation."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from copydesk.kernel.backup.back_up import Contents, back_up
from copydesk.kernel.backup.errors import BackupError
from copydesk.kernel.backup.restore import restore
from copydesk.kernel.db import Conn
from copydesk.kernel.migrate import applied_steps, pending_steps
from copydesk.kernel.settings import Settings
from copydesk.server.cli.session import AsJson, console, fail, open_installation, show_one
from copydesk.server.running import embedded_cluster

app = typer.Typer(help="The database: migrate, back up, restore, stop.", no_args_is_help=True)
Result = TypeVar("Result")


@app.command()
def migrate(as_json: AsJson = False) -> None:
    """Bring the database up to this version of Copydesk (every start does so too)."""

    async def use(conn: Conn) -> dict[str, object]:
        return {"applied": len(await applied_steps(conn)), "pending": len(await pending_steps(conn))}

    show_one(_on_connection(use, migrates=True), as_json=as_json)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")],
    as_json: AsJson = False,
) -> None:
    """Write a consistent backup of the whole database into one file, while people work. The secret key is not in it."""
    with _progress() as progress:
        task = progress.add_task("backing up", total=None, table="")

        def heard(table: str, n_bytes: int) -> None:
            progress.update(task, advance=n_bytes, table=table)

        contents = _on_connection(lambda conn: back_up(conn, file, heard=heard), migrates=True)
    _tell(contents, file, as_json=as_json)


@app.command("restore")
def restore_backup(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `db backup` wrote.")],
    as_json: AsJson = False,
) -> None:
    """Restore a backup into an empty database and migrate it to this version: all of it or nothing."""
    with _progress() as progress:
        task = progress.add_task("restoring", total=None, table="")

        def heard(table: str, n_bytes: int) -> None:
            progress.update(task, advance=n_bytes, table=table)

        contents = _on_connection(lambda conn: restore(conn, file, heard=heard), migrates=False)
    _tell(contents, file, as_json=as_json)


@app.command()
def stop() -> None:
    """Stop the embedded database, whoever uses it; what was committed stays."""
    cluster = embedded_cluster(Settings())
    if cluster is None:
        console.print("The database is an external one (COPYDESK_DATABASE_URL): stop it where it runs.")
        return
    cluster.stop()
    console.print("stopped")


def _progress() -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.fields[table]} {task.completed:,.0f} bytes"),
    )
    return Progress(*columns, transient=True)


def _on_connection(use: Callable[[Conn], Awaitable[Result]], *, migrates: bool) -> Result:
    async def body() -> Result:
        async with open_installation(migrates=migrates) as here:
            conn = await here.boundary.database.acquire()
            try:
                return await use(conn)
            finally:
                await here.boundary.database.release(conn)

    try:
        return asyncio.run(body())
    except BackupError as error:
        fail(str(error))


def _tell(contents: Contents, file: Path, *, as_json: bool) -> None:
    n_rows = sum(contents.n_rows.values())
    show_one(
        {"file": file, "tables": len(contents.n_rows), "rows": n_rows, "made_at": contents.manifest.made_at},
        as_json=as_json,
    )
