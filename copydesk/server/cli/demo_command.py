"""`copydesk demo`: a whole installation to try out, in a data folder of its own."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from copydesk.kernel.settings import Settings
from copydesk.server.cli.session import console, fail, run
from copydesk.server.demo import DemoSummary, load_demo
from copydesk.server.serve import serve

ADMIN_FILE = "demo-admin.txt"


def demo(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on (COPYDESK_PORT).")
    ] = None,
) -> None:
    """Serve a demo: a project with its guide, its people and four weeks of work. Sign in with one click, in any role."""
    settings = demo_settings(port)
    check_port(settings)
    summary = run(lambda boundary: load_demo(boundary, say=_say))
    if summary.admin_password is not None:
        keep_password(settings.data_dir / ADMIN_FILE, summary)
    _tell(settings, summary)
    serve(settings)


def demo_settings(port: int | None) -> Settings:
    """The settings travel to the server by the environment; whatever the person has set there stays."""
    if "COPYDESK_DATA_DIR" not in os.environ:
        os.environ["COPYDESK_DATA_DIR"] = f"{Settings().data_dir}-demo"
    os.environ["COPYDESK_DEMO"] = "1"
    os.environ.setdefault("COPYDESK_LOG_LEVEL", "WARNING")
    os.environ.setdefault("COPYDESK_LOG_FORMAT", "text")
    if port is not None:
        os.environ["COPYDESK_PORT"] = str(port)
    return Settings()


def check_port(settings: Settings) -> None:
    """Before anything is loaded: a port that is taken ends the command with the way out."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            fail(
                f"Port {settings.port} cannot be used ({error.strerror}). Try `copydesk demo --port {settings.port + 1}`."
            )


def keep_password(path: Path, summary: DemoSummary) -> None:
    """Only its owner can read the file."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{summary.admin_email}\n{summary.admin_password}\n")


def _say(what: str) -> None:
    console.print(f"Loading the demo: {what} …", highlight=False)


def _tell(settings: Settings, summary: DemoSummary) -> None:
    if summary.is_new:
        counts = (
            f"{summary.n_people} people, {summary.n_submissions} submissions, {summary.n_reviews} reviews"
        )
        console.print(f"Loaded: {counts}.", highlight=False)
    else:
        console.print("The demo is here already, as you left it.")
    lines = {
        "Open": f"[bold]http://{settings.host}:{settings.port}[/]",
        "Sign in": "choose a role on the sign-in page: one click, no password",
        "Admin": f"{summary.admin_email}; the password stands in {settings.data_dir / ADMIN_FILE}",
        "Stop": f"Ctrl+C; the data stay in {settings.data_dir}",
    }
    console.print()
    for name, text in lines.items():
        console.print(f"  {name:<9}{text}", highlight=False, soft_wrap=True)
    console.print()
