"""Where the command begins: those that need no installation start without loading the application."""

import sys
from importlib import import_module
from typing import Final

# Commands over files alone, by the module whose `app` they are.
LIGHT: Final = {"guide": "copydesk.server.cli.guide", "lint": "copydesk.server.cli.lint"}


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in LIGHT:
        import_module(LIGHT[name]).app(args=sys.argv[2:], prog_name=f"copydesk {name}")
        return
    from copydesk.server.cli.app import app

    app()
