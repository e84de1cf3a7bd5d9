"""Who may touch which table: stores write their own schema, name what they read, and SQL stands nowhere else.

Migrations define their own slice's schema only, and what they refer to follows the floors.
"""

import ast
import functools
import re
from collections.abc import Iterator
from typing import TypeGuard

from tools import floors, sql, tree
from tools.tree import Violation

SCHEMAS = frozenset({*floors.ALL, "procrastinate"})
OWN = {"kernel": frozenset({"kernel", "procrastinate"})}
SYSTEM_SCHEMAS = frozenset({None, "pg_catalog", "information_schema", "pg_temp", "excluded"})
STATEMENT_LINES = 30
EXECUTES = {"execute", "executemany", "copy", "stream", "fetch_one", "fetch_all", "fetch_value"}
MIGRATIONS = f"{floors.PACKAGE}/migrations/"
_MIGRATION_NAME = re.compile(r"(?P<number>\d{4})_(?P<slice>[a-z]+)_[a-z0-9_]+\.sql$")
_SCHEMA_STATEMENT = re.compile(r"\bschema\s+(?:if\s+(?:not\s+)?exists\s+)?(\w+)", re.IGNORECASE)


def check() -> list[Violation]:
    """Ownership of tables by stores and migrations, and the place and form of SQL."""
    found: list[Violation] = []
    for path, module in tree.python(f"{floors.PACKAGE}/", "sdk/"):
        found += _composed(path, module)
        if floors.is_store(path) or floors.slice_of(path) == "kernel":
            found += _owned(path, module)
        else:
            found += _misplaced(path, module)
    return [*found, *_migrations()]


@functools.cache
def statements(root: ast.AST) -> tuple[ast.Constant, ...]:
    """The string literals of a syntax tree that are SQL: by their text, or because a query function gets them."""
    nodes = tree.nodes(root)
    skipped = {id(tree.docstring_node(node)) for node in nodes}
    skipped |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    run = {id(argument) for node in nodes if _is_query(node) for argument in node.args[:3]}
    return tuple(
        node
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped
        if id(node) in run or sql.looks_like_sql(node.value)
    )


def _is_query(node: ast.AST) -> TypeGuard[ast.Call]:
    """`fetch_one(...)`, `execute(...)`, `conn.execute(...)`, `cursor.copy(...)`; not `shutil.copy(...)`."""
    if not isinstance(node, ast.Call) or tree.called_name(node) not in EXECUTES:
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id != "copy"
    return bool(re.search(r"(conn|connection|cursor|cur|db)$", ast.unparse(node.func).rpartition(".")[0]))


def written_tables(node: ast.AST) -> Iterator[sql.Mention]:
    """What the statements inside a syntax tree write."""
    for literal in statements(node):
        yield from (
            mention for mention in sql.mentions(str(literal.value), SCHEMAS) if mention.use == "write"
        )


def _owned(path: str, module: ast.Module) -> Iterator[Violation]:
    """A store: own schema written, foreign reads declared, statements short and inside their functions."""
    slice_name = floors.slice_of(path) or ""
    own = OWN.get(slice_name, frozenset({slice_name}))
    declared = _reads(module)
    read: set[str] = set()
    temporary = {name for node in statements(module) for name in sql.local_names(str(node.value))}
    for node in statements(module):
        yield from _length(path, node)
        for mention in sql.mentions(str(node.value), SCHEMAS):
            line = node.lineno + mention.line
            if mention.schema in SYSTEM_SCHEMAS:
                if mention.use == "write" and mention.schema is None and mention.name not in temporary:
                    message = f"writes {mention.name} without its schema. Say {slice_name}.{mention.name}."
                    yield Violation(path, line, "sql-unqualified", message)
            elif mention.schema not in own:
                read.add(mention.qualified)
                yield from _foreign(path, line, mention, slice_name, declared)
    for name, line in declared.items():
        if name not in read:
            yield Violation(
                path, line, "sql-reads", f"READS names {name}, which no statement here reads. Drop it."
            )
    if slice_name != "kernel":
        yield from _outside_functions(path, module)


def _foreign(
    path: str, line: int, mention: sql.Mention, slice_name: str, declared: dict[str, int]
) -> Iterator[Violation]:
    name = mention.qualified
    if mention.use in {"write", "define"}:
        message = f"{slice_name} writes {name}, which it does not own. Call {mention.schema}.service instead."
        yield Violation(path, line, "sql-ownership", message)
    elif mention.schema in floors.ALL and not floors.is_below(str(mention.schema), slice_name):
        message = (
            f"{slice_name} reads {name} from a floor that is not below it. Send a message or put a fact."
        )
        yield Violation(path, line, "sql-floors", message)
    elif name not in declared:
        message = f'reads {name}, which is foreign. Add it at the top: READS = ("{name}",).'
        yield Violation(path, line, "sql-reads", message)


def _reads(module: ast.Module) -> dict[str, int]:
    """The declared foreign tables and the line of the declaration."""
    for node in module.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "READS"
        ):
            texts = [part.value for part in tree.nodes(node.value) if isinstance(part, ast.Constant)]
            return {text: node.lineno for text in texts if isinstance(text, str)}
    return {}


def _length(path: str, node: ast.Constant) -> Iterator[Violation]:
    lines = sql.n_lines(str(node.value))
    if lines > STATEMENT_LINES:
        message = (
            f"{lines} lines of SQL; the limit is {STATEMENT_LINES}. Make a view or a function in a migration."
        )
        yield Violation(path, node.lineno, "sql-lines", message)


def _outside_functions(path: str, module: ast.Module) -> Iterator[Violation]:
    inside = {id(node) for function in tree.function_nodes(module) for node in tree.nodes(function)}
    for node in statements(module):
        if id(node) not in inside:
            message = "a statement stands outside a function. Write it, as literal text, in the function that runs it."
            yield Violation(path, node.lineno, "sql-place", message)


def _misplaced(path: str, module: ast.Module) -> Iterator[Violation]:
    for node in statements(module):
        message = "SQL outside a store. Move the statement into the store of its slice."
        yield Violation(path, node.lineno, "sql-place", message)


def _composed(path: str, module: ast.Module) -> Iterator[Violation]:
    """SQL put together from pieces: f-strings, `+`, `%`, `.format`, `.join`."""
    message = (
        "SQL is literal text. Pass values as parameters; for a choice, write two statements or a condition."
    )
    for node in tree.nodes(module):
        first = _first_piece(node)
        if first is not None and sql.looks_like_sql(first):
            yield Violation(path, int(getattr(node, "lineno", 1)), "sql-literal", message)
    for call in (node for node in tree.nodes(module) if _is_query(node)):
        if floors.slice_of(path) == "kernel":
            continue
        for argument in call.args[:3]:
            if _is_composition(argument):
                yield Violation(path, argument.lineno, "sql-literal", message)


def _first_piece(node: ast.AST) -> str | None:
    """The text that a composition begins with, completed so that a half statement is still known as SQL."""
    if isinstance(node, ast.JoinedStr):
        pieces = [part.value if isinstance(part, ast.Constant) else "x.x" for part in node.values]
        return "".join(str(piece) for piece in pieces)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        left = node.left
        return (
            f"{left.value} x.x where"
            if isinstance(left, ast.Constant) and isinstance(left.value, str)
            else None
        )
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"format", "join"}
    ):
        value = node.func.value
        return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
    return None


def _is_composition(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))
    return isinstance(node, ast.Call) and tree.called_name(node) in {"format", "SQL", "Composed"}


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _migrations() -> Iterator[Violation]:
    numbers: dict[str, str] = {}
    for path in tree.matching(".sql", under=(MIGRATIONS,)):
        name = path.removeprefix(MIGRATIONS)
        if name == "schema.sql":
            continue
        match = _MIGRATION_NAME.match(name)
        if match is None or match["slice"] not in floors.ALL:
            message = "a migration is named NNNN_slice_what.sql, such as 0004_queue_slots.sql."
            yield Violation(path, 1, "migration-name", message)
            continue
        if match["number"] in numbers:
            message = (
                f"the number {match['number']} is taken by {numbers[match['number']]}. Take the next one."
            )
            yield Violation(path, 1, "migration-name", message)
        numbers[match["number"]] = name
        yield from _migration(path, match["slice"])


def _migration(path: str, slice_name: str) -> Iterator[Violation]:
    text = tree.text(path)
    own = OWN.get(slice_name, frozenset({slice_name}))
    for match in _SCHEMA_STATEMENT.finditer(text):
        if match[1] in SCHEMAS - own:
            line = text.count("\n", 0, match.start()) + 1
            message = f"the schema {match[1]} belongs to another slice than {slice_name}."
            yield Violation(path, line, "migration-ownership", message)
    for mention in sql.mentions(text, SCHEMAS):
        schema, line = mention.schema, mention.line + 1
        if schema in own or schema not in SCHEMAS:
            continue
        if mention.use in {"write", "define"}:
            message = f"touches {mention.qualified}, but only the schema {slice_name} is this file's. Split the migration."
            yield Violation(path, line, "migration-ownership", message)
        elif not floors.is_below(str(schema), slice_name) and schema != "procrastinate":
            message = f"refers to {mention.qualified}, which is not on a floor below {slice_name}: foreign keys go down."
            yield Violation(path, line, "migration-floors", message)
