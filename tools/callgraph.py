"""Who calls whom between routes, services and stores, read from the source text: names only, no types."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass

from tools import floors, tree

LAYERS = {"service", "store"}


@dataclass(frozen=True)
class Function:
    """One function of a service or a store: its dotted name, its place and what it refers to."""

    name: str
    path: str
    layer: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    calls: frozenset[str]

    @property
    def line(self) -> int:
        return self.node.lineno

    @property
    def slice_name(self) -> str:
        return self.name.split(".")[1]

    @property
    def is_public(self) -> bool:
        return not self.node.name.startswith("_")

    @property
    def short(self) -> str:
        """`copydesk.queue.service.leases.claim_slot` → `queue.claim_slot`."""
        return f"{self.slice_name}.{self.node.name}"


@dataclass(frozen=True)
class Route:
    """One HTTP operation: its method, the permission that it declares and the service functions that it calls."""

    name: str
    path: str
    line: int
    method: str
    permission: str
    services: tuple[Function, ...]


@functools.cache
def functions() -> dict[str, Function]:
    """Every function of the services and stores of all slices, by dotted name."""
    found: dict[str, Function] = {}
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        layer = floors.layer_of(path)
        if layer in LAYERS and floors.slice_of(path) not in floors.FREE:
            found |= {function.name: function for function in _functions_of(path, module, layer)}
    return found


@functools.cache
def outside_names() -> frozenset[str]:
    """Service functions that stand in their folder's `__init__` or are called from outside their own service."""
    found: set[str] = set()
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        names = _aliases(module)
        calls = frozenset(_referred(module, names))
        if path.endswith("/service/__init__.py"):
            found.update(_resolved(frozenset(names.values())))
        own = (
            f"{floors.PACKAGE}.{floors.slice_of(path)}.service."
            if floors.layer_of(path) == "service"
            else "-"
        )
        found |= {name for name in _resolved(calls) if not name.startswith(own)}
    return frozenset(found)


@functools.cache
def inside_names() -> frozenset[str]:
    """Functions that another function of the services and stores calls."""
    return frozenset(
        name
        for function in functions().values()
        for name in _resolved(function.calls)
        if name != function.name
    )


def is_use_case(function: Function) -> bool:
    """A public service function that others call, or nobody yet; one that only its own service calls is a step of it."""
    if function.layer != "service" or not function.is_public:
        return False
    return function.name in outside_names() or function.name not in inside_names()


def routes() -> Iterator[Route]:
    """Every function that is decorated as an operation: `@routes.post(...)`."""
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        if floors.layer_of(path) != "routes" or floors.slice_of(path) in floors.FREE:
            continue
        names = _aliases(module)
        for node in tree.function_nodes(module):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute):
                    called = (functions()[name] for name in _resolved(frozenset(_referred(node, names))))
                    services = tuple(one for one in called if one.layer == "service")
                    yield Route(node.name, path, node.lineno, mark.func.attr, _permission(mark), services)


def reached(start: Function, within: str | None = None) -> Iterator[Function]:
    """The function and everything it calls, inside one slice or (None) anywhere."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        function = waiting.pop()
        if function.name in seen or (within is not None and function.slice_name != within):
            continue
        seen.add(function.name)
        yield function
        waiting += [functions()[name] for name in _resolved(function.calls)]


def _functions_of(path: str, module: ast.Module, layer: str) -> Iterator[Function]:
    here = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    nodes = [node for node in module.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    names = _aliases(module) | {node.name: f"{here}.{node.name}" for node in nodes}
    for node in nodes:
        yield Function(f"{here}.{node.name}", path, layer, node, frozenset(_referred(node, names)))


def _aliases(module: ast.Module) -> dict[str, str]:
    """What each imported name stands for: `from copydesk.queue import store` → store: copydesk.queue.store."""
    names: dict[str, str] = {}
    for node in tree.nodes(module):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(floors.PACKAGE):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _referred(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    """Dotted names of the project's functions that a function calls or hands on."""
    for part in tree.nodes(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in names:
            yield f"{names[part.value.id]}.{part.attr}"
        elif isinstance(part, ast.Name) and part.id in names:
            yield names[part.id]


def _resolved(calls: frozenset[str]) -> Iterator[str]:
    """Names that are functions, also those that a folder's `__init__` hands on from one of its files."""
    for name in calls:
        if name in functions():
            yield name
        else:
            yield from _handed_on().get(name, ())


@functools.cache
def _handed_on() -> dict[str, tuple[str, ...]]:
    """`copydesk.queue.service.claim` → the functions `copydesk.queue.service.<file>.claim`."""
    found: dict[str, tuple[str, ...]] = {}
    for name in functions():
        folder, _, last = name.rpartition(".")
        short = f"{folder.rpartition('.')[0]}.{last}"
        found[short] = (*found.get(short, ()), name)
    return found


def _permission(mark: ast.Call) -> str:
    """What `permission=` says: a text, or the name of a constant such as ADMIN."""
    for keyword in mark.keywords:
        if keyword.arg == "permission":
            value = keyword.value
            return (
                str(value.value) if isinstance(value, ast.Constant) else ast.unparse(value).rpartition(".")[2]
            )
    return ""


def forget() -> None:
    """Read everything anew, as `tree.forget` does."""
    for cached in (functions, outside_names, inside_names, _handed_on):
        cached.cache_clear()
