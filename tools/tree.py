"""What the checks look at: the files of the checkout, parsed once, and the violations that come of it."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, order=True)
class Violation:
    """One broken rule at one place. `message` says what is wrong and the way out."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


class Skipped(Exception):
    """A check that cannot run on this machine; says why."""


@functools.cache
def files() -> tuple[str, ...]:
    """Paths of every file that is tracked or could be (ignored ones left out), in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = {name for name in listed.stdout.decode().split("\0") if name}
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def forget() -> None:
    """List the files anew; those that did not change since are not read again."""
    files.cache_clear()


def matching(*suffixes: str, under: tuple[str, ...] = ("",)) -> Iterator[str]:
    for path in files():
        if path.endswith(suffixes) and path.startswith(under):
            yield path


def text(path: str) -> str:
    """The text of a file; bytes that are not UTF-8 are replaced."""
    return _text(path, _stamp(path))


def module(path: str) -> ast.Module:
    """The syntax tree of a Python file; an empty one when it does not parse (ruff reports that)."""
    return _module(path, _stamp(path))


@functools.cache
def nodes(root: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a syntax tree, the root first."""
    return tuple(ast.walk(root))


def _stamp(path: str) -> tuple[int, int]:
    """Differs when the file was written in between."""
    status = (ROOT / path).stat()
    return status.st_mtime_ns, status.st_size


@functools.cache
def _text(path: str, _: tuple[int, int]) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


@functools.cache
def _module(path: str, stamp: tuple[int, int]) -> ast.Module:
    try:
        return ast.parse(_text(path, stamp), filename=path)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def python(*under: str) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file below the given folders (all of the checkout without any), parsed."""
    for path in matching(".py", under=under or ("",)):
        yield path, module(path)


def function_nodes(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstring_node(node: ast.AST) -> ast.Constant | None:
    """The constant that is a module's, class's or function's docstring."""
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
        value = body[0].value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value
    return None


def called_name(call: ast.Call) -> str:
    """The last name of what is called: `conn.execute(...)` → `execute`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
