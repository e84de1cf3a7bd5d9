"""The generated pages of the docs: each function renders one from what the program itself says."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from tools import docs, floors, tree

NOTE = "<!-- Made by `python -m tools.generate`; edit what it is made from instead. -->"
ROLES_MODULE = "copydesk.projects.domain"
# Permissions that are not a role's: who is let in by them.
OPEN = {"public": "everybody, signed in or not", "signed-in": "everybody who is signed in"}
ADMIN = "admin"


def contract() -> dict[str, Any]:
    """The OpenAPI document of the real app."""
    app = importlib.import_module("copydesk.server.app").create_app()
    return cast("dict[str, Any]", app.openapi())


def document_schema(module: str) -> dict[str, Any]:
    """The published JSON Schema of a kind of document, as the slice's own module says."""
    return cast("dict[str, Any]", importlib.import_module(module).document_schema())


def api(document: dict[str, Any]) -> str:
    """Every route by slice: the operation, where it is, what it needs and what it does."""
    lines = [
        "# HTTP API",
        "",
        NOTE,
        "",
        "The whole contract with its shapes is `contract/openapi.json`. Every error is a problem document with a",
        "stable `code`. What each role may do is in [permissions.md](permissions.md).",
    ]
    for slice_name, operations in sorted(_by_slice(document).items()):
        lines += ["", f"## {slice_name}", "", *_table(["operation", "request", "needs", "does"])]
        for method, path, operation in operations:
            name, place = f"`{operation['operationId']}`", f"`{method} {path}`"
            lines.append(_row(name, place, f"`{_permission(operation)}`", _said(operation)))
    return _page(lines)


def permissions(document: dict[str, Any]) -> str:
    """The matrix of roles and routes."""
    roles = role_permissions()
    lines = [
        "# Who may do what",
        "",
        NOTE,
        "",
        "A role is a named set of permissions in one project. To people outside a project it does not exist (404).",
        "An API token never reaches further than its owner, and only as far as the permissions it was made with.",
        "",
        "## Roles",
        "",
        *_table(["permission", "to", *roles]),
    ]
    for permission, purpose in importlib.import_module(ROLES_MODULE).PERMISSIONS.items():
        marks = [_mark(permission, held) for held in roles.values()]
        lines.append(_row(f"`{permission}`", _cell(purpose), *marks))
    for slice_name, operations in sorted(_by_slice(document).items()):
        lines += ["", f"## Routes of {slice_name}", "", *_table(["route", "needs", *roles, "instance admin"])]
        for _, _, operation in operations:
            needs = _permission(operation)
            marks = [_mark(needs, held) for held in roles.values()]
            lines.append(_row(f"`{operation['operationId']}`", f"`{needs}`", *marks, _admin_mark(needs)))
    return _page(lines)


def role_permissions() -> Mapping[str, frozenset[str]]:
    """Role → its permissions."""
    roles: Mapping[str, frozenset[str]] = importlib.import_module(ROLES_MODULE).ROLES
    return roles


def settings() -> str:
    """Every environment variable with its default, bounds and meaning."""
    model = importlib.import_module("copydesk.kernel.settings").Settings
    lines = [
        "# Settings",
        "",
        NOTE,
        "",
        "Copydesk reads them from the environment when it starts. None must be set.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in model.model_fields.items():
        if not field.description:
            message = f"copydesk/kernel/settings.py: {name} has no description"
            raise ValueError(message)
        lines.append(
            f"| `COPYDESK_{name.upper()}` | {_default(field)} | {_cell(field.description)}{_bounds(field)} |"
        )
    return _page(lines)


def commands() -> str:
    """Every command of the command line with its arguments and options."""
    lines = ["# Command line", "", NOTE]
    for name, command in _commands():
        if getattr(command, "commands", None):
            continue
        lines += ["", f"## `{name}`", "", _sentences(command.help)]
        rows = [row for parameter in command.params if (row := _parameter(parameter))]
        if rows:
            lines += ["", "| argument or option | default | meaning |", "|---|---|---|", *rows]
    return _page(lines)


def command_lines() -> list[str]:
    """`copydesk db backup` and so on, in the order of the program's help."""
    return [name for name, command in _commands() if not getattr(command, "commands", None)]


def slices() -> str:
    """The table of ARCHITECTURE.md: floor, package and the first sentence of its docstring."""
    lines = ["| floor | package | owns |", "|---|---|---|"]
    for floor in floors.FLOORS:
        for name in floor:
            path = f"{floors.PACKAGE}/{name}/__init__.py"
            if path in tree.files():
                told = ast.get_docstring(tree.module(path)) or ""
                lines.append(
                    f"| {floors.floor_of(name)} | `{name}` | {_sentences(told.split(chr(10) * 2)[0])} |"
                )
    return "\n".join(lines) + "\n"


def _page(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _table(heads: list[str]) -> list[str]:
    return [_row(*heads), "|" + "---|" * len(heads)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _by_slice(document: dict[str, Any]) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for method, path, operation in docs.operations(document):
        found.setdefault((operation.get("tags") or ["server"])[0], []).append((method, path, operation))
    return found


def _permission(operation: dict[str, Any]) -> str:
    return str(operation.get("x-permission", "public"))


def _said(operation: dict[str, Any]) -> str:
    """The first paragraph of the route's docstring; FastAPI's own summary only repeats the name."""
    return _sentences(operation.get("description"))


def _mark(needs: str, held: frozenset[str]) -> str:
    return "yes" if needs in OPEN or needs in held else "–"


def _admin_mark(needs: str) -> str:
    """An instance admin administers the installation; in projects only the roles count."""
    return "yes" if needs in OPEN or needs == ADMIN else "by role"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _sentences(text: str | None) -> str:
    """The first paragraph as one line of a table."""
    return _cell((text or "").strip().split("\n\n")[0])


def _default(field: Any) -> str:
    if field.default_factory is not None:
        return "depends on the account"
    return "unset" if field.default is None else f"`{field.default}`"


def _bounds(field: Any) -> str:
    """`(2 to 500)` from the constraints of a field."""
    found = {
        key: getattr(one, key) for one in field.metadata for key in ("ge", "gt", "le") if hasattr(one, key)
    }
    low = found.get("ge", found.get("gt"))
    if low is None and "le" not in found:
        return ""
    if "le" not in found:
        return f" ({'at least' if 'ge' in found else 'more than'} {low})"
    return f" ({low} to {found['le']})" if low is not None else f" (at most {found['le']})"


def _commands() -> Iterator[tuple[str, Any]]:
    from typer.main import get_command

    root = get_command(importlib.import_module("copydesk.server.cli.app").app)
    waiting: list[tuple[str, Any]] = [("copydesk", root)]
    while waiting:
        name, command = waiting.pop(0)
        if not command.hidden:
            yield name, command
            inner: dict[str, Any] = getattr(command, "commands", {})
            waiting[:0] = [(f"{name} {key}", value) for key, value in inner.items()]


def _parameter(parameter: Any) -> str | None:
    is_argument = parameter.param_type_name == "argument"
    names = parameter.name.upper() if is_argument else ", ".join((*parameter.opts, *parameter.secondary_opts))
    if getattr(parameter, "hidden", False) or names.startswith(("--install-completion", "--show-completion")):
        return None
    default = parameter.default
    is_plain = isinstance(default, str | int | float | bool) and not re.match(r"^(Sentinel|<)", str(default))
    shown = f"`{default}`" if is_plain else ("required" if parameter.required else "")
    return f"| `{names}` | {shown} | {_sentences(getattr(parameter, 'help', ''))} |"
