"""`tables`: whether there may be tables, and how large."""

from collections.abc import Iterator

from pydantic import Field

from copydesk.guides.checks.counting import number_of
from copydesk.guides.checks.kind import BadCheck, Budget, CheckParams, Kind, KindExample, say
from copydesk.guides.checks.outline import Table, tables
from copydesk.guides.checks.scopes import Scope
from copydesk.guides.checks.text import Text
from copydesk.guides.domain.linting import Hit


class Params(CheckParams):
    min: int | None = Field(
        default=None, ge=1, description="The fewest tables that are wanted; 1: a table is required."
    )
    max: int | None = Field(
        default=None, ge=0, description="The most tables that are wanted; 0: none is allowed."
    )
    columns: int | None = Field(default=None, ge=1, description="The most columns of a table.")
    rows: int | None = Field(default=None, ge=1, description="The most rows of a table, without its header.")


class Tables:
    def __init__(self, params: Params) -> None:
        if params.min is None and params.max is None and params.columns is None and params.rows is None:
            raise BadCheck("Say in `min`, `max`, `columns` or `rows` what is wanted of tables.", at="max")
        self._params = params

    def run(self, text: Text, scope: Scope, budget: Budget) -> Iterator[Hit]:
        budget.left_s()
        found = tables(text)
        n, least, most = len(found), self._params.min, self._params.max
        for at, table in enumerate(found):
            if most is not None and at >= most:
                said = "No tables here." if most == 0 else f"{number_of(n, 'tables')}; at most {most}."
                yield self._hit(table, said, n, most)
            else:
                yield from self._size(table)
        if least is not None and n < least:
            said = f"{number_of(n, 'tables')}; at least {least}."
            yield Hit(len(text.raw), len(text.raw), say(self._params.message or said, str(n), str(least)))

    def _size(self, table: Table) -> Iterator[Hit]:
        columns, rows = self._params.columns, self._params.rows
        if columns is not None and table.n_columns > columns:
            yield self._hit(
                table,
                f"{number_of(table.n_columns, 'columns')}; at most {columns}.",
                table.n_columns,
                columns,
            )
        if rows is not None and table.n_rows > rows:
            yield self._hit(table, f"{number_of(table.n_rows, 'rows')}; at most {rows}.", table.n_rows, rows)

    def _hit(self, table: Table, said: str, n: int, limit: int) -> Hit:
        return Hit(table.start, table.end, say(self._params.message or said, str(n), str(limit)))


KIND = Kind(
    name="tables",
    summary="Whether there may or must be tables, and how large they are.",
    params=Params,
    prepare=Tables,
    scope=("raw",),
    examples=(
        KindExample(
            "At most two columns",
            "kind: tables\ncolumns: 2\n",
            "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n",
            ("| a | b | c |",),
        ),
        KindExample("Two are fine", "kind: tables\ncolumns: 2\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", ()),
        KindExample("A table is required", "kind: tables\nmin: 1\n", "No table.", ("",)),
    ),
)
