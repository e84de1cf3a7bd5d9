"""Words that say nothing: not allowed in the names of files, folders, functions and classes."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools import tree
from tools.tree import Violation

FORBIDDEN = frozenset(
    {
        *("util", "utils", "helper", "helpers", "common", "commons", "manager", "managers"),
        *("handler", "handlers", "data", "info", "infos", "process", "processes"),
    }
)
CODE = (".py", ".ts", ".tsx", ".css", ".sql")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WEB_NAME = re.compile(
    r"""^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:
      (?:function\*?|class)\s+(\w+)
    | const\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^=]*\)|\w+)\s*(?::[^=]+)?=>
    )""",
    re.VERBOSE,
)


def check() -> list[Violation]:
    """Every empty word in a name. The names of tests are sentences and may hold any word."""
    found: list[Violation] = []
    for path in tree.matching(*CODE):
        found += _path_name(path)
        if path.endswith((".ts", ".tsx")) and path.startswith("web/") and not path.endswith(".d.ts"):
            found += _web_names(path)
    for path, module in tree.python():
        found += _python_names(path, module)
    return found


def empty_word(name: str) -> str | None:
    """The forbidden word in a name, whatever the case style: `LeaseManager` → `manager`."""
    return next((word for word in (part.lower() for part in _WORD.findall(name)) if word in FORBIDDEN), None)


def _violation(path: str, line: int, kind: str, name: str) -> Iterator[Violation]:
    word = empty_word(name)
    if word:
        message = f'the {kind} name {name} holds "{word}", which says nothing. Name what it does or is.'
        yield Violation(path, line, "names", message)


def _path_name(path: str) -> Iterator[Violation]:
    place = PurePosixPath(path)
    for part in (*place.parent.parts, place.stem):
        yield from _violation(path, 1, "file or folder", part)


def _python_names(path: str, module: ast.Module) -> Iterator[Violation]:
    for node in tree.nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not (_is_test(path, node) or _is_override(node)):
                yield from _violation(path, node.lineno, "function", node.name)
        elif isinstance(node, ast.ClassDef):
            yield from _violation(path, node.lineno, "class", node.name)


def _is_test(path: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return path.startswith("tests/") and node.name.startswith("test_")


def _is_override(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A method marked `@override` carries the name that a library gave it."""
    return any(isinstance(mark, ast.Name) and mark.id == "override" for mark in node.decorator_list)


def _web_names(path: str) -> Iterator[Violation]:
    for number, line in enumerate(tree.text(path).splitlines(), start=1):
        match = _WEB_NAME.match(line)
        if match:
            yield from _violation(path, number, "function or class", match[1] or match[2])
