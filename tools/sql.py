"""A small reader of SQL text: which tables a statement reads, writes, defines and refers to. No grammar, only positions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Use = Literal["read", "write", "define", "refer"]

_NAME = r'(?:"[^"]+"|[a-zA-Z_][\w$]*)'
_TOKEN = re.compile(
    rf"""
      (?P<skip>   --[^\n]* | /\*.*?\*/ | \$\w*\$ | %\(\w+\)[sbt] | %[sbt%] | \s+ )
    | (?P<text>   [eE]?'(?:[^'\\]|''|\\.)*' )
    | (?P<name>   {_NAME}(?:\.(?:{_NAME}|\*))* )
    | (?P<mark>   :: | [(),;] | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CTE = re.compile(r"(\w+)\s*(?:\([^()]*\))?\s+as\s+(?:not\s+)?(?:materialized\s+)?\(", re.IGNORECASE)
_TEMPORARY = re.compile(r"\btemp(?:orary)?\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)", re.IGNORECASE)
_STATEMENT = re.compile(
    r"""^\s*(?:--[^\n]*\n\s*)*(?:
      select\s(?:.+?\s)?from\s+(?:only\s+|lateral\s+)?(?:[\w".]+\.\w+|\w+\s*\(|\(|\w+\s*(?:$|where|join|order|limit|group|,))
    | select\s+[a-z_][\w.]*\s*\(
    | select\s+(?:1|true)\s*;?\s*$
    | insert\s+into\s+[\w".]+\s*(?:\(|select\b|values\b|default\b|as\b)
    | update\s+(?:only\s+)?[\w".]+\s+(?:(?:as\s+)?\w+\s+)?set\s
    | delete\s+from\s+(?:only\s+)?(?:[\w"]+\.\w+|\w+\s*(?:$|where\b|using\b))
    | merge\s+into\s+[\w".]+
    | copy\s+(?:\(|[\w".]+\s*(?:\([^)]*\)\s*)?(?:from|to)\s+(?:stdin|stdout|program|'|%))
    | truncate\s+(?:table\s+)?(?:[\w"]+\.\w+|\w+\s*(?:,|;|$|restart|cascade))
    | with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(
    | (?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:temp\w*\s+|unlogged\s+|unique\s+|materialized\s+)?
      (?:table|index|view|schema|function|trigger|type|database|role|extension|sequence)\s+(?:if\s|[\w".]+\s*(?:$|;|\(|as\b|on\b|add\b|set\b|with\b|owner\b|drop\b|before\b|after\b))
    | lock\s+table\s+\w | refresh\s+materialized\s | listen\s+\w+\s*$ | notify\s+\w+\s*(?:,|$)
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
# `for update`, `do update set`, `on update cascade`, `before update on`: no table follows there.
_NO_TABLE_BEFORE_UPDATE = {"for", "key", "do", "on", "or", "before", "after", "then", "of", "grant", ","}
_FROM_LIST_ENDS = {
    *(
        "where",
        "group",
        "order",
        "having",
        "limit",
        "set",
        "returning",
        "select",
        "union",
        "except",
        "intersect",
    ),
    *("window", "for", "values", "when", "offset", "fetch", "do"),
}
_FROM_INSIDE = {"extract", "substring", "trim", "overlay", "position", "distinct"}
_FILLERS = {"only", "lateral", "if", "not", "exists", "concurrently"}
_DEFINES = {
    *(
        "table",
        "view",
        "function",
        "procedure",
        "aggregate",
        "type",
        "domain",
        "sequence",
        "index",
        "on",
        "column",
    ),
    *("trigger", "schema"),
}
_BODY_BEGINS = {"as", "begin", "declare"}


@dataclass(frozen=True)
class Mention:
    """A table (or function) by its name, what the statement does with it, and its line in the text, from 0."""

    schema: str | None
    name: str
    use: Use
    line: int

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass
class _Token:
    kind: str
    text: str
    line: int


@dataclass
class _Level:
    """One depth of parentheses: whether a comma leads to another table, and what opened it."""

    opened_by: str = ""
    in_from: bool = False


@dataclass
class _Reader:
    tokens: list[_Token]
    schemas: frozenset[str]
    local: frozenset[str]
    levels: list[_Level] = field(default_factory=lambda: [_Level()])
    defining: bool = False

    def mentions(self) -> Iterator[Mention]:
        for position, token in enumerate(self.tokens):
            before = self.word(position - 1)
            if token.text == "(":
                self.levels.append(_Level(opened_by=before))
            elif token.text == ")" and len(self.levels) > 1:
                self.levels.pop()
            elif token.text == ";":
                self.levels, self.defining = [_Level()], False
            elif token.kind == "name":
                yield from self.name(position, before)

    def name(self, position: int, before: str) -> Iterator[Mention]:
        word, level = self.word(position), self.levels[-1]
        if len(self.levels) == 1:
            self.defining = word in {"create", "alter", "drop", "comment"} or (
                self.defining and word not in _BODY_BEGINS
            )
        if word in _FROM_LIST_ENDS:
            level.in_from = False
        elif (
            word in {"from", "join", "truncate"}
            and level.opened_by not in _FROM_INSIDE
            and before != "distinct"
        ):
            level.in_from = True
        use = self.use(position, before)
        if use:
            schema, name = word.split(".")[:2] if "." in word else (None, word)
            yield Mention(schema, name, use, self.tokens[position].line)

    def use(self, position: int, before: str) -> Use | None:
        """What the name at this position is, from the words before it."""
        start = position - 1
        while self.word(start) in _FILLERS:
            start -= 1
        lead, lead_before = self.word(start), self.word(start - 1)
        dotted = "." in self.tokens[position].text
        if (
            self.word(position) in _FILLERS | {"table", "select", "set", "values"}
            or lead_before == "distinct"
        ):
            return None
        if lead == "table" and lead_before == "truncate":
            return "write"
        if lead == "into" and lead_before in {"insert", "merge"}:
            return "write"
        if (
            lead == "update"
            and lead_before not in _NO_TABLE_BEFORE_UPDATE
            and self.word(position) not in {"of", "on"}
        ):
            return "write"
        if lead == "from" and lead_before == "delete":
            return "write"
        if lead == "truncate" or (lead == "copy" and self.copies_in(position)):
            return "write"
        return self.quiet_use(position, lead, before) if dotted else None

    def quiet_use(self, position: int, lead: str, before: str) -> Use | None:
        """Uses of qualified names that change no row."""
        level = self.levels[-1]
        known = self.word(position).split(".")[0] in self.schemas
        if lead == "references":
            return "refer"
        if self.defining and len(self.levels) == 1 and lead not in {"from", "join"}:
            made = lead in _DEFINES and self.word(position - 2) != "execute"
            return "define" if made else "refer" if known else None
        if lead in {"from", "join", "using", "copy", "table"} and level.opened_by not in _FROM_INSIDE:
            return "read"
        if before == "," and level.in_from:
            return "read"
        if known and (self.word(position + 1) == "(" or before == "::"):
            return "read"
        return None

    def copies_in(self, position: int) -> bool:
        """Whether `copy name (columns)` goes on with `from`."""
        for token in self.tokens[position + 1 :]:
            if token.text.lower() in {"from", "to"}:
                return token.text.lower() == "from"
        return False

    def word(self, position: int) -> str:
        return self.tokens[position].text.lower().replace('"', "") if 0 <= position < len(self.tokens) else ""


def looks_like_sql(text: str) -> bool:
    """Whether a string is a statement rather than a sentence."""
    return _STATEMENT.match(text) is not None


def local_names(text: str) -> frozenset[str]:
    """Names that a text makes for itself: common table expressions and temporary tables."""
    return frozenset(name.lower() for name in [*_CTE.findall(text), *_TEMPORARY.findall(text)])


def mentions(text: str, schemas: frozenset[str]) -> list[Mention]:
    """Every table that the text touches. Qualified names count by their position, functions only of known schemas."""
    reader = _Reader(list(_tokens(text)), schemas, local_names(text))
    return [mention for mention in reader.mentions() if mention.schema or mention.name not in reader.local]


def n_lines(text: str) -> int:
    """Lines of a statement; blank lines and lines of comment do not count."""
    lines = [line.strip() for line in text.splitlines()]
    return sum(1 for line in lines if line and not line.startswith("--"))


def _tokens(text: str) -> Iterator[_Token]:
    line = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in {None, "skip"}:
            yield _Token(str(match.lastgroup), match.group(), line)
        line += match.group().count("\n")
