"""Every use case that writes leaves an audit event: it calls `ctx.record`, itself or through its own slice.

Two questions are asked of the source text: does a public service function reach a store function that writes
without reaching `ctx.record`; and does a route that changes something (POST, PUT, PATCH, DELETE) call a service
function that records nothing anywhere below it.
"""

import ast

from tools import callgraph, sql_ownership, tree
from tools.callgraph import Function
from tools.tree import Violation

EXEMPTIONS = "tools/exempt_from_events.py"
CHANGING = {"post", "put", "patch", "delete"}


def check() -> list[Violation]:
    """Use cases that write and leave no event, and exemptions that no longer stand for anything."""
    exempt = exemptions()
    silent = {function.short: function for function in callgraph.functions().values() if _is_silent(function)}
    found = [_missing(function) for name, function in silent.items() if name not in exempt]
    quiet_routes = {function.short: place for function, place in _quiet_routes().items()}
    for name, (path, line) in quiet_routes.items():
        if name not in exempt and name not in silent:
            message = (
                f"the route changes something, but {name} records no event. Call ctx.record in the use case."
            )
            found.append(Violation(path, line, "events", message))
    for name, line in exempt.items():
        if name not in silent and name not in quiet_routes:
            message = f"{name} is exempt but writes nothing in silence (any more). Drop the line."
            found.append(Violation(EXEMPTIONS, line, "events", message))
    return found


def exemptions() -> dict[str, int]:
    """Exempt use cases and the lines that say so; each is `"slice.function": "reason"`."""
    tables = [node for node in tree.nodes(tree.module(EXEMPTIONS)) if isinstance(node, ast.Dict)]
    keys = [key for table in tables for key in table.keys if isinstance(key, ast.Constant)]
    return {str(key.value): key.lineno for key in keys}


def _missing(function: Function) -> Violation:
    message = (
        f"{function.short} writes {', '.join(sorted(_written(function)))} and leaves no audit event. "
        f"Call ctx.record(Event(...)) last, or say in {EXEMPTIONS} why it leaves none."
    )
    return Violation(function.path, function.line, "events", message)


def _is_silent(function: Function) -> bool:
    """A use case that writes its own slice's tables and records nothing on the way."""
    if not callgraph.is_use_case(function):
        return False
    return bool(_written(function)) and not any(
        map(_records, callgraph.reached(function, function.slice_name))
    )


def _written(function: Function) -> set[str]:
    """Tables that a use case writes through its own slice's store."""
    stores = (one for one in callgraph.reached(function, function.slice_name) if one.layer == "store")
    return {mention.qualified for one in stores for mention in sql_ownership.written_tables(one.node)}


def _records(function: Function) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and "ctx" in ast.unparse(node.func.value)
        for node in tree.nodes(function.node)
    )


def _quiet_routes() -> dict[Function, tuple[str, int]]:
    """Service functions of changing routes below which nothing is recorded, and the place of the route."""
    found: dict[Function, tuple[str, int]] = {}
    for route in callgraph.routes():
        below = [one for service in route.services for one in callgraph.reached(service)]
        if route.method in CHANGING and route.services and not any(map(_records, below)):
            found[route.services[-1]] = (route.path, route.line)
    return found
