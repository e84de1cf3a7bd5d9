"""`copydesk db`: the database of this installation."""


import typer

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.migrate import applied_steps, pending_steps
from copydesk.kernel.settings import Settings
from copydesk.server.cli.session import AsJson, console, run, show_one
from copydesk.server.running import embedded_cluster

app = typer.Typer(help="The database: migrate, back up, restore, stop.", no_args_is_help=True)


@app.command()
def migrate(as_json: AsJson = False) -> None:
    """Bring the database up to this version of Copydesk (every start does so too)."""

    async def use(boundary: Boundary) -> dict[str, object]:
        async with boundary.open() as ctx:
            applied, pending = await applied_steps(ctx.conn), await pending_steps(ctx.conn)
        return {"applied": len(applied), "pending": len(pending)}

    show_one(run(use), as_json=as_json)


@app.command()
def stop() -> None:
    """Stop the embedded database, whoever uses it; what was committed stays."""
    cluster = embedded_cluster(Settings())
    if cluster is None:
        console.print("The database is an external one (COPYDESK_DATABASE_URL): stop it where it runs.")
        return
    cluster.stop()
    console.print("stopped")
