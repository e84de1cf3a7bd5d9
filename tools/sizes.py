"""The hard limits of ARCHITECTURE.md on files, functions, parameters and components."""

import ast
import re
from collections.abc import Iterator

from tools import tree
from tools.tree import Violation

PYTHON_FILE_LINES = 400
PYTHON_FUNCTION_LINES = 60
PARAMETERS = 7
TEST_FILE_LINES = 600
CONFTEST_LINES = 150
WEB_FILE_LINES = 250
COMPONENT_LINES = 150

_GENERATED = re.compile(r"(\.d\.ts|\.gen\.tsx?)$")
_COMPONENT = re.compile(
    r"^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s+(?P<function>[A-Z]\w*)|const\s+(?P<const>[A-Z]\w*)\b[^;]*?=[^;]*?(?:\(|=>))",
)


def check() -> list[Violation]:
    """Every size that has a hard limit, except SQL statements (sql_ownership) and other slices imported (imports)."""
    found: list[Violation] = []
    for path, module in tree.python():
        found += _python_file(path)
        for function in tree.function_nodes(module):
            found += _function(path, function)
    for path in tree.matching(".ts", ".tsx", under=("web/",)):
        if not _GENERATED.search(path):
            found += _web_file(path)
    return found


def _python_file(path: str) -> Iterator[Violation]:
    lines = len(tree.text(path).splitlines())
    name = path.rsplit("/", 1)[-1]
    if name == "conftest.py":
        limit, way_out = CONFTEST_LINES, "Move what builds rows to tests/factories"
    elif path.startswith("tests/"):
        limit, way_out = TEST_FILE_LINES, "Split it by what the tests specify"
    else:
        limit, way_out = PYTHON_FILE_LINES, "Make it a folder with one file per use-case noun"
    if lines > limit:
        yield Violation(path, limit + 1, "file-lines", f"{lines} lines; the limit is {limit}. {way_out}.")


def _function(path: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Violation]:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if lines > PYTHON_FUNCTION_LINES:
        message = f"{function.name} has {lines} lines; the limit is {PYTHON_FUNCTION_LINES}. Name its steps as functions."
        yield Violation(path, function.lineno, "function-lines", message)
    arguments = function.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    count = len([name for name in names if name not in {"self", "cls"}])
    if count > PARAMETERS:
        message = f"{function.name} takes {count} parameters; the limit is {PARAMETERS}. Pass a record."
        yield Violation(path, function.lineno, "parameters", message)


def _web_file(path: str) -> Iterator[Violation]:
    lines = tree.text(path).splitlines()
    limit = TEST_FILE_LINES if ".test." in path else WEB_FILE_LINES
    if len(lines) > limit:
        message = f"{len(lines)} lines; the limit is {limit}. Split it by what a person sees or does."
        yield Violation(path, limit + 1, "file-lines", message)
    if path.endswith(".tsx") and ".test." not in path:
        yield from _components(path, lines)


def _components(path: str, lines: list[str]) -> Iterator[Violation]:
    """A component begins at the margin with a capital name and ends with the next closing bracket at the margin."""
    for start, line in enumerate(lines):
        match = _COMPONENT.match(line)
        if match is None:
            continue
        end = next(
            (at for at in range(start + 1, len(lines)) if re.match(r"^[})\]]+;?\s*$", lines[at])), start
        )
        count = end - start + 1
        if count > COMPONENT_LINES:
            name = match["function"] or match["const"]
            message = f"{name} has {count} lines; the limit is {COMPONENT_LINES}. Give its parts components of their own."
            yield Violation(path, start + 1, "component-lines", message)
