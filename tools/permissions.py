"""A permission that a route declares exists, and the service below the route requires the same one."""

import ast
from collections.abc import Iterator

from tools import callgraph, tree
from tools.callgraph import Route
from tools.tree import Violation

ROLES = "copydesk/projects/domain.py"
# What the kernel's constants ask of a service; for the others the boundary itself has done it.
BY_NAME = {"ADMIN": "require_admin", "SIGNED_IN": "", "PUBLIC": ""}


def check() -> list[Violation]:
    """Routes whose declared permission is unknown, missing or not the one that their service requires."""
    known = _permissions()
    return [violation for route in callgraph.routes() for violation in _of_route(route, known)]


def _of_route(route: Route, known: set[str]) -> Iterator[Violation]:
    wanted = route.permission
    if not wanted:
        message = f"{route.name} declares no permission. Say permission=... in its decorator."
        yield Violation(route.path, route.line, "permissions", message)
    elif wanted not in BY_NAME and wanted not in known:
        message = f"{route.name} declares {wanted}, which is no permission of {ROLES}."
        yield Violation(route.path, route.line, "permissions", message)
    elif not _is_required(route, wanted):
        call = f"ctx.{BY_NAME[wanted]}()" if wanted in BY_NAME else f'ctx.require("{wanted}", ...)'
        message = f"{route.name} declares {wanted}, but its service does not require it. Begin the use case with {call}."
        yield Violation(route.path, route.line, "permissions", message)


def _is_required(route: Route, wanted: str) -> bool:
    """Whether some function below the route names the permission, or calls what stands for it."""
    word = BY_NAME.get(wanted, wanted)
    nodes = (
        node
        for service in route.services
        for function in callgraph.reached(service)
        if function.layer == "service"
        for node in ast.walk(function.node)
    )
    return not word or any(
        (isinstance(node, ast.Constant) and node.value == word)
        or (isinstance(node, ast.Attribute) and node.attr == word)
        for node in nodes
    )


def _permissions() -> set[str]:
    """The keys of the table PERMISSIONS."""
    for node in ast.walk(tree.module(ROLES)) if ROLES in tree.files() else ():
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        if any(isinstance(target, ast.Name) and target.id == "PERMISSIONS" for target in targets):
            keys = (key for part in ast.walk(node) if isinstance(part, ast.Dict) for key in part.keys)
            return {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return set()
