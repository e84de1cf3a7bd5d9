"""What changed between two sources of a guide, rule by rule."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from copydesk.guides.domain.blocks import CheckSpec
from copydesk.guides.domain.parsing import parse_guide
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Guide, Rule, Severity
from copydesk.guides.domain.word_spans import WordSpans, word_spans
from copydesk.guides.domain.writing import params_equal


@dataclass(frozen=True)
class ChecksChange:
    """Names of the checks of one rule."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class RuleChange:
    """A rule of the new source against the one that had its key, or one of its older keys, in the old source.

    `old` None: added; `new` None: removed. `attributes` gives the old and the new value of those that differ.
    """

    key: str
    old: Rule | None
    new: Rule | None
    is_moved: bool = False
    attributes: Mapping[str, tuple[str | None, str | None]] | None = None
    checks: ChecksChange | None = None

    @property
    def is_renamed(self) -> bool:
        return self.old is not None and self.new is not None and self.old.key != self.new.key

    @property
    def is_retitled(self) -> bool:
        return self.old is not None and self.new is not None and self.old.title != self.new.title

    @property
    def is_reworded(self) -> bool:
        """The raw body differs, examples and footnotes included, in more than the white space at its end."""
        return (
            self.old is not None and self.new is not None and self.old.body.rstrip() != self.new.body.rstrip()
        )

    @property
    def is_respaced(self) -> bool:
        return (
            self.old is not None
            and self.new is not None
            and self.old.body != self.new.body
            and not self.is_reworded
        )

    @cached_property
    def words(self) -> WordSpans:
        """Places in the old and in the new body; all of one that is new or gone."""
        return word_spans(self.old.body if self.old else "", self.new.body if self.new else "")

    @property
    def rule(self) -> Rule:
        rule = self.new or self.old
        if rule is None:
            msg = "a change has a side"
            raise ValueError(msg)
        return rule


@dataclass(frozen=True)
class GuideDiff:
    """Keys in the order of the new source, those of removed rules in that of the old one.

    `reworded` leaves out bodies that differ only in the white space at their end: those are `respaced`.
    """

    changes: Mapping[str, RuleChange]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]
    moved: tuple[str, ...]
    retitled: tuple[str, ...]
    reworded: tuple[str, ...]
    respaced: tuple[str, ...]
    attributes_changed: tuple[str, ...]
    checks_changed: tuple[str, ...]
    preface_changed: bool

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.preface_changed)


def diff_guides(old_source: str, new_source: str) -> GuideDiff:
    """What changed from one source to another. A rule whose older key (`aliases`) is a rule of the old source was renamed."""
    return diff_parsed(parse_guide(old_source), parse_guide(new_source))


def diff_parsed(old: Guide, new: Guide) -> GuideDiff:
    """As `diff_guides`, of sources that were read already."""
    olds = {rule.key: rule for rule in old.rules}
    origins = _origins(olds, new.rules)
    moved = _moved(olds, origins, new.rules)
    changes: dict[str, RuleChange] = {}
    for rule in new.rules:
        before = olds.get(origins.get(rule.key, ""))
        change = _change(rule.key, before, rule, is_moved=rule.key in moved)
        if change is not None:
            changes[rule.key] = change
    kept = set(origins.values())
    changes |= {rule.key: RuleChange(rule.key, rule, None) for rule in old.rules if rule.key not in kept}
    return _diff_of(changes, preface_changed=old.preface.strip() != new.preface.strip())


def of_severity(diff: GuideDiff, severities: Collection[Severity | None]) -> GuideDiff:
    """Only the rules that have, or had, one of these severities; None: those without one."""
    kept = {
        key: change
        for key, change in diff.changes.items()
        if any(rule.severity in severities for rule in (change.old, change.new) if rule is not None)
    }
    return _diff_of(kept, preface_changed=diff.preface_changed)


def _diff_of(changes: Mapping[str, RuleChange], *, preface_changed: bool) -> GuideDiff:
    return GuideDiff(
        changes=changes,
        added=_keys(changes, lambda change: change.old is None),
        removed=_keys(changes, lambda change: change.new is None),
        renamed={change.old.key: key for key, change in changes.items() if change.is_renamed and change.old},
        moved=_keys(changes, lambda change: change.is_moved),
        retitled=_keys(changes, lambda change: change.is_retitled),
        reworded=_keys(changes, lambda change: change.is_reworded),
        respaced=_keys(changes, lambda change: change.is_respaced),
        attributes_changed=_keys(changes, lambda change: change.attributes),
        checks_changed=_keys(changes, lambda change: change.checks),
        preface_changed=preface_changed,
    )


def _keys(changes: Mapping[str, RuleChange], wanted: Callable[[RuleChange], object]) -> tuple[str, ...]:
    return tuple(key for key, change in changes.items() if wanted(change))


def _origins(olds: Mapping[str, Rule], rules: Sequence[Rule]) -> dict[str, str]:
    """The old key of each new rule: its own, else the first of its older keys that nobody else has."""
    origins = {rule.key: rule.key for rule in rules if rule.key in olds}
    taken = set(origins.values())
    for rule in rules:
        alias = next((alias for alias in rule.aliases if alias in olds and alias not in taken), None)
        if rule.key not in origins and alias is not None:
            origins[rule.key] = alias
            taken.add(alias)
    return origins


def _moved(olds: Mapping[str, Rule], origins: Mapping[str, str], rules: Sequence[Rule]) -> set[str]:
    """Rules with another parent, and as few as possible of those that changed places under the same one."""
    now = {old: new for new, old in origins.items()}
    moved: set[str] = set()
    families: dict[str | None, list[Rule]] = {}
    for rule in rules:
        if rule.key not in origins:
            continue
        old_parent = olds[origins[rule.key]].parent_key
        if (None if old_parent is None else now.get(old_parent, "")) == rule.parent_key:
            families.setdefault(rule.parent_key, []).append(rule)
        else:
            moved.add(rule.key)
    for family in families.values():
        places = [olds[origins[rule.key]].position for rule in family]
        stayed = _longest_rising(places)
        moved |= {rule.key for at, rule in enumerate(family) if at not in stayed}
    return moved


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising subsequence."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            last.append(at)
        else:
            ends[length] = number
            last[length] = at
    found: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _change(key: str, old: Rule | None, new: Rule, *, is_moved: bool) -> RuleChange | None:
    if old is None:
        return RuleChange(key, None, new)
    change = RuleChange(key, old, new, is_moved, _attributes(old, new), _checks(old, new))
    is_changed = (
        is_moved or change.attributes or change.is_renamed or change.is_retitled or old.body != new.body
    )
    return change if is_changed else None


def _attributes(old: Rule, new: Rule) -> dict[str, tuple[str | None, str | None]] | None:
    names = [*old.attributes, *(name for name in new.attributes if name not in old.attributes)]
    pairs = {name: (old.attributes.get(name), new.attributes.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} or None


def _checks(old: Rule, new: Rule) -> ChecksChange | None:
    if old.body == new.body or "check" not in old.body + new.body:
        return None
    olds = {check.name: check for check in read_blocks(old.body).checks}
    news = {check.name: check for check in read_blocks(new.body).checks}
    change = ChecksChange(
        added=tuple(name for name in news if name not in olds),
        removed=tuple(name for name in olds if name not in news),
        changed=tuple(name for name in news if name in olds and not _same_check(olds[name], news[name])),
    )
    return change if change.added or change.removed or change.changed else None


def _same_check(old: CheckSpec, new: CheckSpec) -> bool:
    said = (old.kind, old.message, old.severity, old.scope) == (
        new.kind,
        new.message,
        new.severity,
        new.scope,
    )
    return said and params_equal(old.params, new.params)
