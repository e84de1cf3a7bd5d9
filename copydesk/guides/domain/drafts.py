"""The draft as an editor sees it: rule by rule, each with a fingerprint, so that only the same rule can be in conflict."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copydesk.guides.domain.editing import rule_at
from copydesk.guides.domain.lines import split_lines
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.reading import Blocks, read_blocks
from copydesk.guides.domain.records import Guide, Rule
from copydesk.kernel.errors import Fault, Invalid, NotFound, StaleRevision

SHOWN_PER_RULE: Final = 20
_AROUND_CHARS: Final = 60


@dataclass(frozen=True)
class DraftRule:
    """A rule with its own source. `line` is that of its heading in the guide, from 1; `body_line` that of its body in `source`, from 0."""

    rule: Rule
    source: str
    base: str
    line: int
    n_lines: int
    body_line: int
    blocks: Blocks
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True)
class OutlineRow:
    """Where a rule stands, and the fingerprint by which an editor sees that somebody else changed it."""

    key: str
    line: int
    base: str


class RuleChanged(StaleRevision):
    """Somebody changed this rule since the editor opened it: `yours`, `theirs` (null: it is gone) and the `base` of theirs."""

    default_code = "stale_rule"
    title = "Somebody changed this rule before you"

    def __init__(self, *, key: str, revision: int, yours: str | None, theirs: str | None) -> None:
        super().__init__(revision=revision, yours=yours, theirs=theirs)
        self.extra = {**self.extra, "key": key, "base": None if theirs is None else base_of(theirs)}


@dataclass(frozen=True)
class TextQuery:
    """What is looked for, word for word, and what takes its place."""

    find: str
    replace: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        text = re.escape(self.find)
        if self.whole_words:
            text = rf"(?<!\w){text}(?!\w)"
        return re.compile(text, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True)
class TextPlace:
    """`line` counts from 0 in the rule's source."""

    line: int
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class RulePlaces:
    """The places in one rule: the first twenty, and how many there are."""

    key: str
    title: str
    base: str
    n_places: int
    places: Sequence[TextPlace]


def base_of(rule_source: str) -> str:
    """The fingerprint of a rule's source."""
    return hashlib.sha256(rule_source.encode()).hexdigest()[:16]


def draft_rules(guide: Guide) -> list[DraftRule]:
    """Every section and rule, in order."""
    faults, warnings = _by_rule(guide, guide.faults), _by_rule(guide, guide.warnings)
    return [_draft_rule(guide, rule, faults, warnings) for rule in guide.rules]


def draft_rule(guide: Guide, position: int) -> DraftRule:
    """One of them."""
    rule = guide.rules[position]
    return _draft_rule(guide, rule, _by_rule(guide, guide.faults), _by_rule(guide, guide.warnings))


def outline(guide: Guide) -> list[OutlineRow]:
    return [
        OutlineRow(rule.key, guide.lines[rule.position], base_of(_source(guide, rule)))
        for rule in guide.rules
    ]


def check_base(source: str, key: str, base: str, *, revision: int, yours: str | None) -> int:
    """The position of the rule. Raises RuleChanged when it is another than the one that the editor had."""
    guide = parse_guide(source)
    try:
        position = rule_at(guide, key)
    except NotFound:
        raise RuleChanged(key=key, revision=revision, yours=yours, theirs=None) from None
    theirs = _source(guide, guide.rules[position])
    if base_of(theirs) != base:
        raise RuleChanged(key=key, revision=revision, yours=yours, theirs=theirs)
    return position


def find_text(guide: Guide, query: TextQuery) -> list[RulePlaces]:
    """Where the text stands in titles and bodies; keys and attributes are left alone."""
    pattern = query.pattern()
    found: list[RulePlaces] = []
    for rule in guide.rules:
        source = _source(guide, rule)
        matches = list(_matches(guide, rule, pattern))
        if matches:
            places = [_place(source, match) for match in matches[:SHOWN_PER_RULE]]
            found.append(RulePlaces(rule.key, rule.title, base_of(source), len(matches), places))
    return found


def replace_text(source: str, query: TextQuery, bases: Mapping[str, str], *, revision: int) -> str:
    """The source with the text replaced in the rules that `bases` names.

    Raises RuleChanged when one of them is another than the one that was looked at, and Invalid when headings would come or go.
    """
    guide = parse_guide(source)
    present = {rule.key: _source(guide, rule) for rule in guide.rules}
    for key, base in bases.items():
        theirs = present.get(key)
        if theirs is None or base_of(theirs) != base:
            raise RuleChanged(key=key, revision=revision, yours=None, theirs=theirs)
    pattern = query.pattern()
    parts = [
        _replaced(guide, rule, pattern, query.replace) if rule.key in bases else present[rule.key]
        for rule in guide.rules
    ]
    changed = guide.preface + "".join(parts)
    if len(parse_guide(changed).rules) != len(guide.rules):
        raise Invalid("This would add or remove headings: replace those by hand.", code="guide_edit")
    return changed


def _draft_rule(
    guide: Guide, rule: Rule, faults: Mapping[int, list[Fault]], warnings: Mapping[int, list[Fault]]
) -> DraftRule:
    source, heading = _source(guide, rule), guide.headings[rule.position]
    return DraftRule(
        rule,
        source,
        base_of(source),
        guide.lines[rule.position],
        len(split_lines(source)),
        len(split_lines(heading)),
        read_blocks(rule.body),
        tuple(faults.get(rule.position, ())),
        tuple(warnings.get(rule.position, ())),
    )


def _by_rule(guide: Guide, faults: Sequence[Fault]) -> dict[int, list[Fault]]:
    """Faults by the position of the rule in whose lines they stand."""
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        line = int(fault.at.removeprefix("line "))
        position = sum(start <= line for start in guide.lines) - 1
        found.setdefault(max(position, 0), []).append(fault)
    return found


def _source(guide: Guide, rule: Rule) -> str:
    return guide.headings[rule.position] + rule.body


def _braces_at(heading: str) -> int:
    """Where the braces of a heading begin; its end when it has none."""
    at = heading.rfind("{#")
    return at if at >= 0 and heading.rstrip().rstrip("#").rstrip().endswith("}") else len(heading)


def _matches(guide: Guide, rule: Rule, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    heading = guide.headings[rule.position]
    braces = _braces_at(heading)
    for match in pattern.finditer(heading + rule.body):
        if match.end() <= braces or match.start() >= len(heading):
            yield match


def _replaced(guide: Guide, rule: Rule, pattern: re.Pattern[str], text: str) -> str:
    source, at = _source(guide, rule), 0
    parts: list[str] = []
    for match in _matches(guide, rule, pattern):
        parts += [source[at : match.start()], text]
        at = match.end()
    return "".join([*parts, source[at:]])


def _place(source: str, match: re.Match[str]) -> TextPlace:
    """With what stands around it in its line, cut between words."""
    start = source.rfind("\n", 0, match.start()) + 1
    end = source.find("\n", match.end())
    before, after = source[start : match.start()], source[match.end() : len(source) if end < 0 else end]
    line = source.count("\n", 0, match.start())
    return TextPlace(line, _cut(before[::-1])[::-1], match[0], _cut(after.rstrip("\r")))


def _cut(text: str) -> str:
    """The beginning of a text; a mark says where words were left out."""
    if len(text) <= _AROUND_CHARS:
        return text
    return f"{text[:_AROUND_CHARS].rpartition(' ')[0] or text[:_AROUND_CHARS]}…"
