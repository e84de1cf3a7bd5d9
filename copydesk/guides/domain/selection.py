"""Which rules concern a piece of work: by key, scope, severity and status."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copydesk.guides.domain.records import UNLIMITED, Rule, Scope, Severity, Status


@dataclass(frozen=True)
class Selection:
    """An empty part does not limit. A rule without a scope of its own concerns every task, language, domain and question."""

    keys: tuple[str, ...] = ()
    about: Scope = UNLIMITED
    severities: tuple[Severity | None, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ("active",)

    def holds(self, rule: Rule) -> bool:
        return (
            (not self.severities or rule.severity in self.severities)
            and (not self.statuses or rule.status in self.statuses)
            and (not self.tags or not set(self.tags).isdisjoint(rule.tags))
            and concerns(rule.scope, self.about)
        )


def concerns(scope: Scope, about: Scope) -> bool:
    """Whether a rule with this scope is about this work. What either of them does not say excludes nothing."""
    return (
        _meets(scope.tasks, about.tasks)
        and _meets(scope.domains, about.domains)
        and _meets(scope.questions, about.questions)
        and _speaks(scope.languages, about.languages)
    )


def concerning(rules: Sequence[Rule], about: Scope) -> list[str]:
    """Keys of the active rules that concern this work, and of the sections above them, in the order of the guide."""
    parents = {rule.key: rule.parent_key for rule in rules}
    kept: set[str | None] = {None}
    for rule in rules:
        if rule.kind == "rule" and rule.status == "active" and concerns(rule.scope, about):
            key: str | None = rule.key
            while key not in kept:
                kept.add(key)
                key = parents.get(key or "")
    return [rule.key for rule in rules if rule.key in kept]


def select_rules(rules: Sequence[Rule], selection: Selection) -> list[Rule]:
    """The rules of a selection, in the order of the guide. A section's key stands for everything under it."""
    wanted: set[str] = set()
    found: list[Rule] = []
    for rule in rules:
        is_wanted = not selection.keys or rule.key in selection.keys or rule.parent_key in wanted
        if is_wanted:
            wanted.add(rule.key)
        if is_wanted and rule.kind == "rule" and selection.holds(rule):
            found.append(rule)
    return found


def folded(word: str) -> str:
    """Small letters, and `-` for spaces: what an item calls `Law and money`, a rule calls `law-and-money`."""
    return "-".join(word.casefold().split())


def _meets(allowed: Iterable[str], known: Iterable[str]) -> bool:
    one, other = set(map(folded, allowed)), set(map(folded, known))
    return not one or not other or not one.isdisjoint(other)


def _speaks(allowed: Sequence[str], known: Sequence[str]) -> bool:
    return (
        not allowed or not known or any(_is_same_language(one, other) for one in allowed for other in known)
    )


def _is_same_language(one: str, other: str) -> bool:
    """`de` is any German; `de-AT` is no `de-DE`."""
    first, *more = folded(one).replace("_", "-").split("-")
    second, *others = folded(other).replace("_", "-").split("-")
    return first == second and (not more or not others or not set(more).isdisjoint(others))
