"""Nothing that a person can use is undocumented: every route, setting and command is named by some page of docs/."""

import ast
import json
from collections.abc import Iterator
from typing import Any

from tools import tree
from tools.tree import Violation

CONTRACT = "contract/openapi.json"
SETTINGS = "copydesk/kernel/settings.py"
COMMANDS = "copydesk/server/cli/app.py"
METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}


def check() -> list[Violation]:
    """Names from the contract, the settings class and the command line that no page of docs/ holds."""
    pages = "\n".join(tree.text(path) for path in tree.matching(".md", under=("docs/",)))
    return [
        Violation(
            path,
            line,
            "docs",
            f"no page of docs/ mentions the {kind} {name}. Run `python -m tools.generate`.",
        )
        for path, line, kind, name in (*_routes(), *_settings(), *_commands())
        if f"`{name}" not in pages
    ]


def operations(contract: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of every route of an OpenAPI document."""
    for path, methods in contract.get("paths", {}).items():
        for method, operation in methods.items():
            if method in METHODS:
                yield method.upper(), path, operation


def _routes() -> Iterator[tuple[str, int, str, str]]:
    if CONTRACT not in tree.files():
        return
    text = tree.text(CONTRACT)
    for _, _, operation in operations(json.loads(text)):
        name = operation["operationId"]
        line = text.count("\n", 0, text.index(f'"operationId": "{name}"')) + 1
        yield CONTRACT, line, "route", name


def setting_names() -> Iterator[tuple[int, str]]:
    """Line and environment variable of every field of the settings class."""
    if SETTINGS not in tree.files():
        return
    for node in tree.nodes(tree.module(SETTINGS)):
        if isinstance(node, ast.ClassDef) and node.name == "Settings":
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield field.lineno, f"COPYDESK_{field.target.id.upper()}"


def _settings() -> Iterator[tuple[str, int, str, str]]:
    for line, name in setting_names():
        yield SETTINGS, line, "setting", name


def _commands() -> Iterator[tuple[str, int, str, str]]:
    from tools.pages import command_lines

    for name in command_lines():
        yield COMMANDS, 1, "command", name
