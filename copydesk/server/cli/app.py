"""`copydesk`: the command line of an installation."""

import asyncio
import contextlib
import os
import platform
import signal
from typing import Annotated

import typer

from copydesk import __version__
from copydesk.kernel.logging import set_up_logging
from copydesk.kernel.migrate import own_steps
from copydesk.kernel.settings import Settings
from copydesk.server.cli import (
    db_commands,
    demo_command,
    exchange_commands,
    guide,
    lint,
    project_commands,
    user_commands,
)
from copydesk.server.cli.session import AsJson, show_one
from copydesk.server.running import running
from copydesk.server.serve import serve as serve_http

app = typer.Typer(
    name="copydesk",
    help="The desk where experts write, compare and review model answers against one living style guide.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo_command.demo)
app.command("import")(exchange_commands.import_file)
app.command("export")(exchange_commands.export_file)
app.command("lint")(lint.lint)
app.add_typer(project_commands.app, name="project")
app.add_typer(guide.app, name="guide")
app.add_typer(user_commands.users, name="user")
app.add_typer(user_commands.tokens, name="token")
app.add_typer(db_commands.app, name="db")


@app.command()
def version(as_json: AsJson = False) -> None:
    """Print the version of Copydesk, of its database schema and of Python."""
    steps = own_steps()
    show_one(
        {
            "copydesk": __version__,
            "schema": steps[-1].name if steps else None,
            "python": platform.python_version(),
        },
        as_json=as_json,
    )


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (COPYDESK_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (COPYDESK_PORT).")] = None,
    processes: Annotated[int | None, typer.Option(help="Server processes (COPYDESK_PROCESSES).")] = None,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Run background jobs elsewhere.")] = False,
    reload: Annotated[
        bool, typer.Option("--reload", help="Restart when the code changes (development).")
    ] = False,
) -> None:
    """Serve the web app and the API, with the embedded database unless COPYDESK_DATABASE_URL names another."""
    wanted = {
        "HOST": host,
        "PORT": port,
        "PROCESSES": processes,
        "WORKER_IN_SERVER": False if no_worker else None,
    }
    for name, value in wanted.items():
        if value is not None:
            os.environ[f"COPYDESK_{name}"] = str(value)
    serve_http(Settings(), reload=reload)


@app.command()
def worker() -> None:
    """Run background jobs only, beside any number of servers on the same database."""
    settings = Settings()
    set_up_logging(level=settings.log_level, as_json=settings.log_format == "json")

    async def until_stopped() -> None:
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        async with running(settings, with_worker=True):
            await stopped.wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(until_stopped())
