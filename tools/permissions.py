"""A permission that a route declares exists, and the service below the route requires the same one."""

import ast
from collections.abc import Iterator

from tools import callgraph, floors, tree
from tools.callgraph import Route
from tools.tree import Violation

# A constant of a domain and the texts in it.
Table = tuple[str, set[str]]
ROLES = "copydesk/projects/domain.py"
# What the kernel's constants ask of a service; for the others the boundary itself has done it.
BY_NAME = {"ADMIN": "require_admin", "SIGNED_IN": "", "PUBLIC": ""}


def check() -> list[Violation]:
    """Routes whose declared permission is unknown, missing or not the one that their service requires."""
    known, tables = _permissions(), list(_constants())
    return [violation for route in callgraph.routes() for violation in _of_route(route, known, tables)]


def _of_route(route: Route, known: set[str], tables: list[Table]) -> Iterator[Violation]:
    wanted = route.permission
    if not wanted:
        message = f"{route.name} declares no permission. Say permission=... in its decorator."
        yield Violation(route.path, route.line, "permissions", message)
    elif wanted not in BY_NAME and wanted not in known:
        message = f"{route.name} declares {wanted}, which is no permission of {ROLES}."
        yield Violation(route.path, route.line, "permissions", message)
    elif not _is_required(route, wanted, tables):
        call = f"ctx.{BY_NAME[wanted]}()" if wanted in BY_NAME else f'ctx.require("{wanted}", ...)'
        message = f"{route.name} declares {wanted}, but its service does not require it. Begin the use case with {call}."
        yield Violation(route.path, route.line, "permissions", message)


def _is_required(route: Route, wanted: str, tables: list[Table]) -> bool:
    """Whether some function below the route names the permission, or calls or looks up what stands for it."""
    word = BY_NAME.get(wanted, wanted)
    names = {name for name, words in tables if word in words}
    below = (function for service in route.services for function in callgraph.reached(service))
    nodes = (node for function in below if function.layer == "service" for node in tree.nodes(function.node))
    return not word or any(
        (isinstance(node, ast.Constant) and node.value == word)
        or (isinstance(node, ast.Attribute) and node.attr in {word, *names})
        or (isinstance(node, ast.Name) and node.id in names)
        for node in nodes
    )


def _constants() -> Iterator[Table]:
    """Tables of the domains, such as `PERMISSION_OF`, and the texts in them."""
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        if floors.layer_of(path) == "domain":
            for node in module.body:
                texts = {str(part.value) for part in tree.nodes(node) if isinstance(part, ast.Constant)}
                yield from ((name, texts) for name in _assigned(node) if name.isupper())


def _assigned(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return [node.target.id] if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else []


def _permissions() -> set[str]:
    """The keys of the table PERMISSIONS."""
    for node in tree.nodes(tree.module(ROLES)) if ROLES in tree.files() else ():
        if "PERMISSIONS" in _assigned(node):
            keys = (key for part in tree.nodes(node) if isinstance(part, ast.Dict) for key in part.keys)
            return {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return set()
