"""Floors, doors, order inside a slice, pure domains and the driver's place: import-linter over the table in floors.py.

The contracts are made from the folders that exist, so a slice may be absent and an unplaced one fails.
"""

import ast
import contextlib
import io
import os
from collections.abc import Iterable, Iterator
from typing import Any

from importlinter.application import use_cases
from importlinter.application.user_options import UserOptions
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import registry

from tools import floors, tree
from tools.tree import Violation

Contract = dict[str, Any]
Link = dict[str, Any]

IMPURE_LIBRARIES = (
    *(
        "psycopg",
        "psycopg_pool",
        "procrastinate",
        "fastapi",
        "starlette",
        "uvicorn",
        "httpx",
        "pyarrow",
        "typer",
    ),
    *("asyncio", "multiprocessing", "os", "pathlib", "select", "shutil", "socket", "sqlite3", "subprocess"),
    *("tempfile", "threading", "requests", "aiohttp", "anyio"),
)
WAYS_OUT = {
    "floors": "imports only go down. Send a message (ctx.emit) upward, or move the code to the higher slice",
    "order": "inside a slice: routes | jobs > schemas > service > store > domain",
    "doors": "another slice may import only `service` and `domain`. Add what you need to the service of that slice",
    "pure-domain": "domain.py does no I/O. Load in the store, decide in the domain, write in the service",
    "driver": "psycopg is imported only by the kernel and by stores. Move the statement into the slice's store",
}


def check() -> list[Violation]:
    """Every import rule of the server, the SDK's independence, and the shape of a slice's folder."""
    return [
        *_linted(),
        *_unplaced(),
        *_docstring_only(),
        *_impure_domains(),
        *_outside_imports(),
        *_coupling(),
    ]


def contracts() -> Iterator[Contract]:
    package = floors.PACKAGE
    slices = list(floors.present_slices(tree.ROOT))
    yield {
        "name": "floors",
        "type": "layers",
        "containers": [package],
        "layers": [_layer(floor) for floor in floors.FLOORS],
    }
    for name in slices:
        yield {
            "name": "order",
            "type": "layers",
            "containers": [f"{package}.{name}"],
            "layers": [_layer(layer) for layer in order_of(name)],
        }
        yield from _doors(name)
    domains = [f"{package}.{name}.domain" for name in slices if "domain" in floors.children(tree.ROOT, name)]
    if domains:
        yield _forbidden("pure-domain", domains, IMPURE_LIBRARIES)
    strangers = [f"{package}.{name}" for name in _modules_without_driver(slices)]
    if strangers:
        yield _forbidden("driver", strangers, ("psycopg", "psycopg_pool"))


def order_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The order inside one slice: its plug-in kinds stand beside its store."""
    kind = floors.KINDS.get(name)
    return tuple((*layer, kind) if kind and layer == ("store",) else layer for layer in floors.ORDER)


def _layer(names: Iterable[str]) -> str:
    return " | ".join(f"({name})" for name in names)


def _doors(name: str) -> Iterator[Contract]:
    inside = floors.children(tree.ROOT, name) - set(floors.DOORS)
    for wired in (True, False):
        closed = sorted(child for child in inside if (child in floors.WIRED) == wired)
        if closed:
            keys = [f"{floors.PACKAGE}.{name}", *([f"{floors.PACKAGE}.server"] if wired else [])]
            yield {
                "name": "doors",
                "type": "protected",
                "protected_modules": [f"{floors.PACKAGE}.{name}.{child}" for child in closed],
                "allowed_importers": [key for key in keys if _exists(key)],
            }


def _exists(dotted: str) -> bool:
    return (tree.ROOT / dotted.replace(".", "/") / "__init__.py").exists()


def _modules_without_driver(slices: Iterable[str]) -> Iterator[str]:
    for name in slices:
        for child in sorted(floors.children(tree.ROOT, name) - {"store"}):
            yield f"{name}.{child}"
    for name in ("server", "stats"):
        if _exists(f"{floors.PACKAGE}.{name}"):
            yield name


def _forbidden(name: str, sources: Iterable[str], libraries: Iterable[str]) -> Contract:
    return {
        "name": name,
        "type": "forbidden",
        "source_modules": list(sources),
        "forbidden_modules": list(libraries),
        "allow_indirect_imports": "true",
    }


def _linted() -> Iterator[Violation]:
    configure()
    registry.register(LayersContract, "layers")
    registry.register(ForbiddenContract, "forbidden")
    registry.register(ProtectedContract, "protected")
    options = UserOptions(
        {"root_packages": [floors.PACKAGE], "include_external_packages": "true"}, list(contracts())
    )
    with contextlib.redirect_stdout(io.StringIO()):
        report = use_cases.create_report(options, cache_dir=os.fspath(tree.ROOT / ".import_linter_cache"))
    for name, error in report.invalid_contract_options.items():
        raise ValueError(f"{name}: {error.errors}")
    for contract, result in report.get_contracts_and_checks():
        for links in _chains(result.metadata):
            yield _violation(contract.name, links)


def _chains(found: Contract) -> Iterator[list[Link]]:
    """The chains of imports behind a broken contract, whatever its type."""
    for dependency in found.get("invalid_dependencies", ()):
        for route in dependency["routes"]:
            yield route["chain"]
    for pair in found.get("invalid_chains", ()):
        yield from pair["chains"]
    for protected in found.get("illegal_imports", ()):
        for link in protected.illegal_links:
            yield [link]


def _violation(rule: str, links: list[Link]) -> Violation:
    first = links[0]
    names = [first["importer"], *(link["imported"] for link in links)]
    line = min((number for number in first["line_numbers"] if number), default=1)
    return Violation(_path(names[0]), line, rule, f"{' → '.join(names)}: {WAYS_OUT[rule]}.")


def _path(dotted: str) -> str:
    folder = dotted.replace(".", "/")
    return f"{folder}/__init__.py" if (tree.ROOT / folder).is_dir() else f"{folder}.py"


def _unplaced() -> Iterator[Violation]:
    """Packages on no floor, and files that have no place in the order of their slice."""
    placed = {*floors.ALL, *floors.FOLDERS_WITHOUT_FLOOR, "__init__", "__main__"}
    for path in tree.matching(".py", under=(f"{floors.PACKAGE}/",)):
        top = path.split("/")[1].removesuffix(".py")
        if top not in placed:
            yield Violation(path, 1, "floors", f"{top} stands on no floor. Give it one in tools/floors.py.")
        elif top in floors.ALL and top not in floors.FREE:
            known = {"__init__", *(name for layer in order_of(top) for name in layer)}
            place = floors.layer_of(path)
            if place not in known:
                names = ", ".join(sorted(known - {"__init__"}))
                message = f"{place} has no place in the order of a slice. Its files and folders are: {names}."
                yield Violation(path, 1, "order", message)
        if f"{path.rpartition('/')[0]}/__init__.py" not in tree.files():
            yield Violation(
                path, 1, "order", "its folder has no __init__.py, so that no check of imports sees it."
            )


def _docstring_only() -> Iterator[Violation]:
    """A slice's `__init__.py` tells what it owns and holds nothing else."""
    for name in floors.ALL:
        path = f"{floors.PACKAGE}/{name}/__init__.py"
        if path not in tree.files():
            continue
        body = tree.module(path).body
        if tree.docstring_node(tree.module(path)) is None:
            message = "say in a docstring what the slice owns, its tables, its messages and one example call."
            yield Violation(path, 1, "order", message)
        elif len(body) > 1 and name not in floors.FREE:
            message = "a slice's __init__.py holds a docstring only. Move the code to its layer."
            yield Violation(path, body[1].lineno, "order", message)


def imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports; `from a import b` gives `a.b`."""
    for node in tree.nodes(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _impure_domains() -> Iterator[Violation]:
    """A domain sees neither the transaction, nor an impure part of the kernel, nor another slice's service."""
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        if floors.layer_of(path) != "domain" or floors.slice_of(path) in floors.FREE:
            continue
        for line, name in imported(module):
            parts = name.split(".")
            if parts[0] != floors.PACKAGE or len(parts) < 3:
                continue
            impure = parts[1] == "kernel" and (parts[-1] == "Ctx" or _does_io(parts[2]))
            if impure or (parts[1] not in floors.FREE and parts[2] == "service"):
                yield Violation(path, line, "pure-domain", f"{name}: {WAYS_OUT['pure-domain']}.")


def _does_io(kernel_module: str) -> bool:
    path = f"{floors.PACKAGE}/kernel/{kernel_module}.py"
    if path not in tree.files():
        return False
    return any(name.split(".")[0] in IMPURE_LIBRARIES for _, name in imported(tree.module(path)))


def _outside_imports() -> Iterator[Violation]:
    """The SDK never imports the server; the server imports neither the SDK, nor tests, nor tools."""
    walls = {
        "sdk/": (floors.PACKAGE, "tests", "tools"),
        f"{floors.PACKAGE}/": ("copydesk_sdk", "tests", "tools"),
    }
    for folder, forbidden in walls.items():
        for path, module in tree.python(folder):
            for line, name in imported(module):
                if name.split(".")[0] in forbidden:
                    message = f"{folder} does not import {name.split('.')[0]}: they are shipped apart."
                    yield Violation(path, line, "floors", message)


def _coupling() -> Iterator[Violation]:
    """At most seven other slices; those that stand under everything are not counted."""
    limit = 7
    seen: dict[str, dict[str, tuple[str, int]]] = {}
    for path, module in tree.python(f"{floors.PACKAGE}/"):
        own = floors.slice_of(path)
        if own is None or own in floors.FREE:
            continue
        for line, name in imported(module):
            parts = name.split(".")
            other = parts[1] if parts[0] == floors.PACKAGE and len(parts) > 1 else own
            if other in floors.ALL and other not in (own, *floors.UNCOUNTED):
                seen.setdefault(own, {}).setdefault(other, (path, line))
    for own, others in seen.items():
        if len(others) > limit:
            path, line = list(others.values())[limit]
            names = ", ".join(sorted(others))
            message = f"{own} imports {len(others)} other slices ({names}); the limit is {limit}. Split it, or use facts."
            yield Violation(path, line, "coupling", message)
