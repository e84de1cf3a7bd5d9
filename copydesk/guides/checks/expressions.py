"""Formulas such as `0.39 * (words / sentences)`, read by a small parser of their own: nothing is ever executed."""

import math
import operator
import re
from collections.abc import Callable, Mapping
from typing import Final

Value = float
Variables = Mapping[str, float]
Expression = Callable[[Variables], Value]

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>&&|\|\||[<>=!]=|[-+*/%<>(),!]))"
)
_FUNCTIONS: Final[dict[str, tuple[int, Callable[..., float]]]] = {
    "sqrt": (1, math.sqrt),
    "log": (1, math.log),
    "log10": (1, math.log10),
    "exp": (1, math.exp),
    "abs": (1, math.fabs),
    "floor": (1, math.floor),
    "ceil": (1, math.ceil),
    "round": (1, round),
    "pow": (2, math.pow),
    "min": (2, min),
    "max": (2, max),
}
_LEVELS: Final[tuple[dict[str, Callable[[float, float], float]], ...]] = (
    {"||": lambda a, b: float(bool(a) or bool(b)), "or": lambda a, b: float(bool(a) or bool(b))},
    {"&&": lambda a, b: float(bool(a) and bool(b)), "and": lambda a, b: float(bool(a) and bool(b))},
    {
        "<": operator.lt,
        ">": operator.gt,
        "<=": operator.le,
        ">=": operator.ge,
        "==": operator.eq,
        "!=": operator.ne,
    },
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": lambda a, b: a / b, "%": operator.mod},
)
_DEEPEST: Final = 60


class BadExpression(ValueError):
    """Its text says what cannot be read."""


def read_expression(source: str, names: frozenset[str]) -> Expression:
    """A function of the variables `names`. Dividing by zero gives 0. Raises BadExpression."""
    reader = _Reader(source, names)
    expression = reader.level(0, 0)
    reader.end()
    return expression


class _Reader:
    def __init__(self, source: str, names: frozenset[str]) -> None:
        self._tokens = _split(source)
        self._names = names
        self._at = 0

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise BadExpression(f'"{self._tokens[self._at]}" is not expected here.')

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        is_there = self._next() == token
        self._at += is_there
        return is_there

    def level(self, number: int, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise BadExpression("The formula is nested too deep.")
        if number == len(_LEVELS):
            return self._single(depth)
        left = self.level(number + 1, depth)
        while self._next() in _LEVELS[number]:
            operation = _LEVELS[number][self._next()]
            self._at += 1
            left = _both(operation, left, self.level(number + 1, depth))
        return left

    def _single(self, depth: int) -> Expression:
        said = self._next()
        self._at += 1
        if said == "-":
            inner = self._single(depth + 1) if depth < _DEEPEST else self.level(0, depth + 1)
            return lambda values: -inner(values)
        if said == "(":
            inner = self.level(0, depth + 1)
            self._expect(")")
            return inner
        if said[:1].isdigit() or said[:1] == ".":
            number = float(said)
            return lambda _: number
        if self._next() == "(":
            return self._call(said, depth)
        if said in self._names:
            return lambda values: values[said]
        if not said:
            raise BadExpression("The formula ends too early.")
        raise BadExpression(f'There is no "{said}". There are: {", ".join(sorted(self._names))}.')

    def _call(self, name: str, depth: int) -> Expression:
        count, function = _FUNCTIONS.get(name.removeprefix("math."), (0, math.fabs))
        if not count:
            raise BadExpression(f'There is no function "{name}". There are: {", ".join(_FUNCTIONS)}.')
        self._expect("(")
        parts = [self.level(0, depth + 1)]
        while self._take(","):
            parts.append(self.level(0, depth + 1))
        self._expect(")")
        if len(parts) != count:
            raise BadExpression(f'"{name}" takes {count} {"value" if count == 1 else "values"}.')
        return lambda values: _safely(function, *(part(values) for part in parts))

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise BadExpression(
                f'"{token}" is missing' + (f' before "{self._next()}".' if self._next() else ".")
            )


def _split(source: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    source = source.rstrip()
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise BadExpression(f'"{source[at:].strip()[:10]}" cannot be read.')
        tokens.append(found[0].strip())
        at = found.end()
    return tokens


def _both(operation: Callable[[float, float], float], left: Expression, right: Expression) -> Expression:
    return lambda values: _safely(operation, left(values), right(values))


def _safely(function: Callable[..., float], *values: float) -> float:
    """What has no value, such as words per sentence where there is no sentence, is 0."""
    try:
        result = float(function(*values))
    except (ArithmeticError, ValueError):
        return 0.0
    return result if math.isfinite(result) else 0.0
