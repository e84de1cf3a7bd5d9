"""Which rules concern a task: by key, scope, severity and status."""

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.guides.domain.records import Rule, Severity, Status


@dataclass(frozen=True)
class Selection:
    """An empty part does not limit. A rule without a scope of its own concerns every task, language, domain and question."""

    keys: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    severities: tuple[Severity | None, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ("active",)

    def holds(self, rule: Rule) -> bool:
        scope = rule.scope
        return (
            (not self.severities or rule.severity in self.severities)
            and (not self.statuses or rule.status in self.statuses)
            and (not self.tags or not set(self.tags).isdisjoint(rule.tags))
            and _meets(self.tasks, scope.tasks)
            and _meets(self.languages, scope.languages)
            and _meets(self.domains, scope.domains)
            and _meets(self.questions, scope.questions)
        )


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


def _meets(asked: Sequence[str], allowed: Sequence[str]) -> bool:
    return not asked or not allowed or not set(asked).isdisjoint(allowed)
