"""Every use case that writes leaves an audit event: it calls `ctx.record`, itself or through its own slice.

Two questions are asked of the source text: does a public service function reach a store function that writes
without reaching `ctx.record`; and does a route that changes something (POST, PUT, PATCH, DELETE) call a service
function that records nothing anywhere below it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools import floors, sql_ownership, tree
from tools.exempt_from_events import EXEMPT
from tools.tree import Violation

CHANGING = {"post", "put", "patch", "delete"}


@dataclass
class _Function:
    """One function of a service or a store and what its text says."""

    name: str
    path: str
    line: int
    layer: str
    calls: set[str]
    records: bool = False
    writes: set[str] = field(default_factory=set[str])

    @property
    def slice_name(self) -> str:
        return self.name.split(".")[1]

    @property
    def is_public(self) -> bool:
        return not self.name.rsplit(".", 1)[-1].startswith("_")

    @property
    def short(self) -> str:
        """`copydesk.queue.service.leases.claim_slot` → `queue.claim_slot`."""
        return f"{self.slice_name}.{self.name.rsplit('.', 1)[-1]}"


def check() -> list[Violation]:
    """Use cases that write and leave no event, and exemptions that no longer stand for anything."""
    functions = {function.name: function for function in _functions()}
    silent = {function.short: function for function in functions.values() if _is_silent(function, functions)}
    found = [_missing(function) for name, function in silent.items() if name not in EXEMPT]
    silent_routes = {function.short: (path, line) for path, line, function in _silent_routes(functions)}
    for name, (path, line) in silent_routes.items():
        if name not in EXEMPT and name not in silent:
            message = (
                f"the route changes something, but {name} records no event. Call ctx.record in the use case."
            )
            found.append(Violation(path, line, "events", message))
    for name in EXEMPT:
        if name not in silent and name not in silent_routes:
            message = f"{name} is exempt but writes nothing in silence (any more). Drop the line."
            found.append(Violation("tools/exempt_from_events.py", _line_of(name), "events", message))
    return found


def _missing(function: _Function) -> Violation:
    tables = ", ".join(sorted(function.writes)) or "tables"
    message = (
        f"{function.short} writes {tables} and leaves no audit event. Call ctx.record(Event(...)) last, "
        "or say in tools/exempt_from_events.py why it leaves none."
    )
    return Violation(function.path, function.line, "events", message)


def _line_of(name: str) -> int:
    lines = tree.text("tools/exempt_from_events.py").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if f'"{name}"' in line), 1)


def _functions() -> Iterator[_Function]:
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        layer = floors.layer_of(path)
        if layer in {"service", "store"} and floors.slice_of(path) not in floors.FREE:
            yield from _functions_of(path, module, str(layer))


def _functions_of(path: str, module: ast.Module, layer: str) -> Iterator[_Function]:
    here = dotted(path)
    names = aliases(module)
    own = {node.name for node in module.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    names |= {name: f"{here}.{name}" for name in own}
    for node in module.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        function = _Function(f"{here}.{node.name}", path, node.lineno, layer, set(referred(node, names)))
        function.records = any(_is_record(call) for call in ast.walk(node))
        if layer == "store":
            function.writes = {mention.qualified for mention in sql_ownership.written_tables(node)}
        yield function


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def aliases(module: ast.Module) -> dict[str, str]:
    """What each imported name stands for: `from copydesk.queue import store` → store: copydesk.queue.store."""
    names: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(floors.PACKAGE):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def referred(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    """Dotted names of the project's functions that a function calls or hands on."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in names:
            yield f"{names[part.value.id]}.{part.attr}"
        elif isinstance(part, ast.Name) and part.id in names:
            yield names[part.id]


def _is_record(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "record"
        and "ctx" in ast.unparse(node.func.value)
    )


def _is_silent(function: _Function, functions: dict[str, _Function]) -> bool:
    """A public service function that writes its own slice's tables and records nothing on the way."""
    if function.layer != "service" or not function.is_public:
        return False
    reached = list(_reached(function, functions, function.slice_name))
    function.writes = {table for one in reached if one.layer == "store" for table in one.writes}
    return bool(function.writes) and not any(one.records for one in reached)


def _reached(start: _Function, functions: dict[str, _Function], within: str | None) -> Iterator[_Function]:
    """The function and everything it calls, inside one slice or (None) anywhere."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        function = waiting.pop()
        if function.name in seen or (within is not None and function.slice_name != within):
            continue
        seen.add(function.name)
        yield function
        waiting += [functions[name] for name in _resolved(function.calls, functions)]


def _resolved(calls: set[str], functions: dict[str, _Function]) -> Iterator[str]:
    """Names that are functions, also those that a folder's `__init__` hands on from one of its files."""
    for name in calls:
        if name in functions:
            yield name
            continue
        module, _, last = name.rpartition(".")
        yield from (
            known
            for known in functions
            if known.startswith(f"{module}.") and known.rsplit(".", 1)[-1] == last
        )


def _silent_routes(functions: dict[str, _Function]) -> Iterator[tuple[str, int, _Function]]:
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        if floors.layer_of(path) != "routes" or floors.slice_of(path) in floors.FREE:
            continue
        names = aliases(module)
        for node in tree.function_nodes(module):
            if not _changes(node):
                continue
            called = [functions[name] for name in _resolved(set(referred(node, names)), functions)]
            services = [function for function in called if function.layer == "service"]
            reached = [one for function in services for one in _reached(function, functions, None)]
            if services and not any(one.records for one in reached):
                yield path, node.lineno, services[-1]


def _changes(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = [decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
    return any(tree.called_name(call) in CHANGING for call in calls)
