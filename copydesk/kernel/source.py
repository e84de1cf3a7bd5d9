"""YAML or JSON text as plain values, safely: no tags, no aliases, no surprises, and each fault with its place."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, cast

import yaml

from copydesk.kernel.errors import Fault

MAX_DEPTH: Final = 20
MAX_NODES: Final = 100_000
_STRING = "tag:yaml.org,2002:str"
_WORDS: Final[dict[str, Any]] = {"": None, "null": None, "~": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?")


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass
class Source:
    """What a text says. `lines` gives the line of each JSON Pointer where the format tells (YAML)."""

    value: Any = None
    faults: list[Fault] = field(default_factory=list[Fault])
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def placed(self, fault: Fault) -> Fault:
        """The fault with the line of its place, or of what encloses it."""
        at = fault.at
        while at and at not in self.lines:
            at = at.rpartition("/")[0]
        line = self.lines.get(at)
        return fault if line is None else Fault(fault.at, f"{fault.message} (line {line})")


class _Broken(Exception):
    """The text cannot be read any further."""

    def __init__(self, at: str, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(at, message)


def _refuse(fault: Fault | None) -> None:
    if fault is not None:
        raise _Broken(fault.at, fault.message)


def pointer(*parts: int | str) -> str:
    """A JSON Pointer of its parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def unstorable(text: str, at: str | None = None) -> Fault | None:
    """The first character that the database cannot hold: NUL, or half of a surrogate pair. `at`: else its line."""
    found = _UNSTORABLE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    place = f"line {line}" if at is None else at
    return Fault(place, f"The character U+{ord(found[0]):04X} is not text: remove it.")


def read_source(text: str, *, max_nodes: int = MAX_NODES) -> Source:
    """The values of a JSON or YAML text, or the faults that keep it from being read."""
    source = Source()
    try:
        _refuse(unstorable(text))
        if text.lstrip()[:1] in {"{", "["}:
            source.value = _read_json(text)
        else:
            source.value = _read_yaml(text, source, max_nodes)
        _refuse_unstorable(source.value)
    except _Broken as broken:
        source.value = None
        source.faults.append(source.placed(broken.fault))
    return source


def _read_json(text: str) -> Any:
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _Broken(
            f"line {error.lineno}, column {error.colno}", f"This is not JSON: {error.msg}."
        ) from None
    except (RecursionError, ValueError):
        raise _Broken("", "The document is nested too deeply or holds a number that is too long.") from None
    _refuse_depth(value)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for at, name in enumerate(names) if name in names[:at])
        raise _Broken("", f'"{twice}" stands twice in the same object.')
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Broken("", f"{name} is not a JSON number.")


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [part for one in level for _, part in _pairs(one)]
    if level:
        raise _Broken("", f"The document is nested more than {MAX_DEPTH} levels deep.")


def _pairs(value: Any) -> Iterable[tuple[str | int, Any]]:
    """The parts of an object or a list, with their names or places."""
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).items()
    return enumerate(cast("list[Any]", value)) if isinstance(value, list) else ()


def _refuse_unstorable(value: Any, at: str = "") -> None:
    """Escapes can bring in what the text itself may not hold."""
    if isinstance(value, str):
        _refuse(unstorable(value, at))
    for name, part in _pairs(value):
        _refuse_unstorable(name, at)
        _refuse_unstorable(part, f"{at}{pointer(name)}")


class _Loader(yaml.CSafeLoader):
    """Resolves nothing itself: YAML 1.1 makes `no` false, `1:30` ninety and `2026-01-05` a date."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 -- the library declares it so


def _read_yaml(text: str, source: Source, max_nodes: int) -> Any:
    try:
        _refuse_bombs(text, max_nodes)
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}"
        raise _Broken(at, f"This is not YAML: {error.problem or error.context}.") from None
    except yaml.YAMLError as error:
        reason = str(getattr(error, "reason", "it cannot be read"))
        line = text.count("\n", 0, int(getattr(error, "position", 0))) + 1
        raise _Broken(f"line {line}", f"This is not YAML: {reason}.") from None
    return None if node is None else _value(node, "", source)


def _refuse_bombs(text: str, max_nodes: int) -> None:
    """By events, which need no recursion: what is refused here never becomes a tree."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        mark = event.start_mark
        place = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _Broken(place, "Anchors (&) and aliases (*) are not read here. Write the part out.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _Broken(place, f"The document is nested more than {MAX_DEPTH} levels deep.")
        if count > max_nodes:
            raise _Broken(place, f"The document has more than {max_nodes} parts.")


def _value(node: yaml.Node, at: str, source: Source) -> Any:
    source.lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, at)
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, f"{at}{pointer(number)}", source) for number, part in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if name is None:
            raise _Broken(at, "A name must be a plain word.")
        place = f"{at}{pointer(name)}"
        if name in found:
            raise _Broken(
                place,
                f'"{name}" stands twice in the same place: lines {source.lines[place]} and {key_node.start_mark.line + 1}.',
            )
        found[name] = _value(value_node, place, source)
        source.lines[place] = key_node.start_mark.line + 1
    return found


def _scalar(node: yaml.ScalarNode, at: str) -> Any:
    if node.tag != _STRING:
        raise _Broken(at, f"The tag {node.tag} is not read here. Remove it.")
    text = str(node.value)
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
