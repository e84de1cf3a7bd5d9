"""The body of a rule, read whole: its examples, checks, reasons and footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from copydesk.guides.domain.blocks import (
    BlockFault,
    CheckSpec,
    Example,
    Footnote,
    Piece,
    Rationale,
    first_word,
    pieces,
    read_footnotes,
    read_tokens,
)
from copydesk.guides.domain.examples import Readings, read_bare, read_fence, read_quote
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.records import SEVERITIES, read_severity
from copydesk.guides.domain.turns import read_parts
from copydesk.kernel.source import read_source

OWN_KEYS: Final = ("kind", "name", "message", "severity", "scope")


@dataclass(frozen=True)
class Blocks:
    """What a body holds, in its order, and what is wrong with it by line."""

    examples: tuple[Example, ...]
    checks: tuple[CheckSpec, ...]
    rationales: tuple[Rationale, ...]
    footnotes: tuple[Footnote, ...]
    faults: tuple[BlockFault, ...]

    @property
    def rationale(self) -> str | None:
        return "\n\n".join(rationale.text for rationale in self.rationales) or None


def read_blocks(body: str) -> Blocks:
    """The blocks of a body. It never raises: what cannot be read is prose, or a fault where it was meant as a block."""
    return blocks_of(split_lines(body), *pieces(read_tokens(body)))


def blocks_of(lines: Sequence[str], found: Sequence[Piece], faults: list[BlockFault]) -> Blocks:
    """The blocks of a body whose pieces are known already."""
    skip = {piece.start: piece.end for piece in found if piece.kind != "html_block"}
    bare = read_parts(lines, 0, skip)
    spoken = {at for part in bare for at in range(part.start, part.end)}
    own = [piece for piece in found if piece.start not in spoken]
    into = Readings(faults=faults)
    read_bare(lines, bare, into)
    for piece in own:
        if piece.kind == "blockquote":
            read_quote(lines, piece, into)
        elif piece.kind == "fence" and first_word(piece.info) != "check":
            read_fence(lines, piece, into)
    checks = _Checks(into.faults)
    for piece in own:
        if piece.kind == "fence" and first_word(piece.info) == "check":
            checks.read(piece)
    code = {piece.start: piece.end for piece in own if piece.kind in {"fence", "code_block"}}
    return Blocks(
        tuple(sorted(into.examples, key=lambda example: example.lines)),
        tuple(checks.found),
        tuple(into.rationales),
        read_footnotes(lines, code),
        tuple(sorted(into.faults, key=lambda fault: fault.line)),
    )


class _Checks:
    """Reads the checks of one body; each gets a name of its own."""

    def __init__(self, faults: list[BlockFault]) -> None:
        self.found: list[CheckSpec] = []
        self._faults = faults
        self._names: set[str] = set()

    def read(self, piece: Piece) -> None:
        source = read_source(piece.content)
        value = cast("dict[str, Any]", source.value) if isinstance(source.value, dict) else None
        for fault in source.faults:
            line = _line_of(fault.at) or 1
            self._faults.append(BlockFault(piece.start + line, f"The check cannot be read: {fault.message}"))
        if source.faults:
            return
        wrong = "A check is YAML with a `kind` and the keys of that kind." if value is None else _wrong(value)
        if value is None or wrong is not None:
            self._faults.append(BlockFault(piece.start, str(wrong)))
            return
        written = value.get("name")
        if written in self._names:
            message = f'The name "{written}" is already used by another check of this rule.'
            self._faults.append(BlockFault(piece.start, message))
        self.found.append(self._spec(value, piece))

    def _spec(self, value: dict[str, Any], piece: Piece) -> CheckSpec:
        name, number = value.get("name") or value["kind"], 1
        base = name
        while name in self._names:
            number += 1
            name = f"{base}-{number}"
        self._names.add(name)
        params = {key: part for key, part in value.items() if key not in OWN_KEYS}
        severity = read_severity(value.get("severity"))
        scope = _scopes(value.get("scope"))
        return CheckSpec(
            name, value["kind"], params, value.get("message"), severity, scope, "name" in value, piece.span
        )


def _wrong(value: dict[str, Any]) -> str | None:
    """What keeps a mapping from being a check."""
    if not isinstance(value.get("kind"), str) or not value["kind"]:
        return "A check needs a `kind`, such as `kind: existence`."
    for key in ("name", "message", "severity"):
        if key in value and not isinstance(value[key], str):
            return f"`{key}` of a check is text."
    if "severity" in value and read_severity(value["severity"]) is None:
        return f'"{value["severity"]}" is no severity: write one of {", ".join(SEVERITIES)}.'
    scope = value.get("scope", [])
    if not isinstance(scope, str) and not _is_list_of_text(scope):
        return "`scope` of a check is a word or a list of words."
    return None


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in cast("list[Any]", value))


def _scopes(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(cast("Sequence[str]", value or ()))


def _line_of(at: str) -> int | None:
    """The number in `line 3, column 2`."""
    digits = at.removeprefix("line ").partition(",")[0]
    return int(digits) if digits.isdigit() else None
