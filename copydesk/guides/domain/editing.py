"""Edits of one rule in a guide's source. All other rules stay as they are, byte for byte."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from copydesk.guides.domain.lines import line_end
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.records import Guide, Rule
from copydesk.kernel.errors import Fault, Invalid, NotFound

LEVEL_MAX = 6
TAIL_CHARS = 400

_ATX = re.compile(r"( {0,3})(#{1,6})(?=[ \t\r\n]|$)")
_BLANK_END = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\Z")
_CLOSING = re.compile(r"([ \t])#+([ \t]*(?:\r\n?|\n)?)$")


@dataclass(frozen=True)
class Place:
    """Where a rule goes: before or behind a rule with all that is under it, or inside it, as its last."""

    where: Literal["before", "behind", "inside"]
    key: str


@dataclass(frozen=True)
class Part:
    """A heading with its body, as they are written."""

    heading: str
    body: str
    level: int


def rule_source(guide: Guide, key: str) -> str:
    """Heading and body of one rule or section, without what is under it. Raises NotFound."""
    at = rule_at(guide, key)
    return guide.headings[at] + guide.rules[at].body


def replace_rule(source: str, key: str, new_rule_source: str) -> str:
    """The source with one rule written anew.

    Raises NotFound, and Invalid when the new text is not one heading with its body, or would swallow what follows.
    """
    guide = parse_guide(source)
    at = rule_at(guide, key)
    parts = _parts(guide)
    return _joined(guide.preface, [*parts[:at], _one(new_rule_source), *parts[at + 1 :]], source)


def insert_rule(source: str, new_rule_source: str, place: Place | None = None) -> str:
    """The source with one rule more, on the level of its place; without a place at the end. Raises as `replace_rule`."""
    guide = parse_guide(source)
    new = _one(new_rule_source)
    parts = _parts(guide)
    if place is None:
        return _joined(guide.preface, [*parts, new], source)
    at, level = _target(guide, place)
    piece = _at_level([new], level)
    return _joined(guide.preface, [*parts[:at], *piece, *parts[at:]], source)


def move_rule(source: str, key: str, place: Place) -> str:
    """The source with a rule and all that is under it elsewhere, on the level that fits there.

    Raises NotFound, and Invalid when it would go inside itself or deeper than six levels.
    """
    guide = parse_guide(source)
    start = rule_at(guide, key)
    end = _end_of(guide, start)
    at, level = _target(guide, place)
    if start <= rule_at(guide, place.key) < end:
        raise Invalid("A rule cannot be moved to a place inside itself.", code="guide_edit")
    parts = _parts(guide)
    piece = _at_level(parts[start:end], level)
    if at < end:
        return _joined(guide.preface, [*parts[:at], *piece, *parts[at:start], *parts[end:]], source)
    return _joined(guide.preface, [*parts[:start], *parts[end:at], *piece, *parts[at:]], source)


def remove_rule(source: str, key: str, *, with_children: bool = False) -> str:
    """The source without one rule. Raises NotFound, and Invalid for a section with rules unless they may go too."""
    guide = parse_guide(source)
    start = rule_at(guide, key)
    end = _end_of(guide, start)
    if end > start + 1 and not with_children:
        n_under = end - start - 1
        raise Invalid(
            f"{n_under} rules stand under this section. Remove or move them first.", code="guide_edit"
        )
    parts = _parts(guide)
    return _joined(guide.preface, [*parts[:start], *parts[end:]], source)


def rule_at(guide: Guide, key: str) -> int:
    """By its key, or by one that it had before."""
    for rule in guide.rules:
        if rule.key == key:
            return rule.position
    for rule in guide.rules:
        if key in rule.aliases:
            return rule.position
    raise NotFound("rule")


def _parts(guide: Guide) -> list[Part]:
    return [
        Part(heading, rule.body, rule.level)
        for heading, rule in zip(guide.headings, guide.rules, strict=True)
    ]


def _end_of(guide: Guide, start: int) -> int:
    level = guide.rules[start].level
    deeper = (at for at in range(start + 1, len(guide.rules)) if guide.rules[at].level <= level)
    return next(deeper, len(guide.rules))


def _target(guide: Guide, place: Place) -> tuple[int, int]:
    """Position and level of a place."""
    at = rule_at(guide, place.key)
    level = guide.rules[at].level
    if place.where == "before":
        return at, level
    return _end_of(guide, at), level + (place.where == "inside")


def one_rule(text: str) -> Rule:
    """The rule that a text is. Raises Invalid when it is not one heading with its body."""
    return _read_one(text).rules[0]


def _one(text: str) -> Part:
    return _parts(_read_one(text))[0]


def _read_one(text: str) -> Guide:
    guide = parse_guide(text)
    if len(guide.rules) == 1 and not guide.preface.strip("\ufeff\r\n\t "):
        return guide
    at = f"line {guide.lines[1]}" if len(guide.rules) > 1 else "line 1"
    message = "Write one heading with its text: a second heading is another rule."
    raise Invalid("This is not one rule.", code="guide_edit", faults=[Fault(at, message)])


def _at_level(parts: Sequence[Part], level: int) -> list[Part]:
    """A rule and what is under it, with its first heading on `level`."""
    shift = level - parts[0].level
    if max(part.level for part in parts) + shift > LEVEL_MAX:
        raise Invalid(f"Headings have at most {LEVEL_MAX} levels.", code="guide_edit")
    return [part if shift == 0 else _shifted(part, part.level + shift) for part in parts]


def _shifted(part: Part, level: int) -> Part:
    """On another level: signs are added or taken, an underlined heading gets signs."""
    atx = _ATX.match(part.heading)
    if atx:
        line = f"{atx[1]}{'#' * level}{part.heading[atx.end() :]}"
        line = _CLOSING.sub(lambda found: f"{found[1]}{'#' * level}{found[2]}", line)
    else:
        title = " ".join(" ".join(part.heading.splitlines()[:-1]).split())
        line = f"{'#' * level} {title}{line_end(part.heading)}"
    return Part(line, part.body, level)


def _joined(preface: str, parts: Sequence[Part], old: str) -> str:
    """The parts as one source; a line end is put between two only where they would run into each other.

    Raises Invalid when a part would be read otherwise there than alone: a code block that never ends swallows the next.
    """
    wanted = [part.heading.strip() for part in parts]
    for with_blanks in (False, True):
        text = "".join(_pieces(preface, parts, line_end(old), with_blanks=with_blanks))
        if [heading.strip() for heading in parse_guide(text).headings] == wanted:
            return text
    message = "What follows would become part of this rule: close every code block and comment that it opens."
    raise Invalid("This would change other rules.", code="guide_edit", faults=[Fault("line 1", message)])


def _pieces(preface: str, parts: Sequence[Part], end: str, *, with_blanks: bool) -> Iterator[str]:
    """`with_blanks`: an empty line before each underlined heading, which would take the text before it into its title."""
    yield preface
    tail = preface
    for part in parts:
        if tail and not tail.endswith(("\n", "\r")):
            yield end
            tail += end
        is_open = with_blanks and not _ATX.match(part.heading) and not _BLANK_END.search(tail[-TAIL_CHARS:])
        if is_open and tail.strip():
            yield end
        tail = part.heading + part.body
        yield tail
