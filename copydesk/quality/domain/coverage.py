"""What each rule of the guide has and how often it is cited. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copydesk.guides.domain import GuideVersion, Rule
from copydesk.guides.domain.coverage import RuleCoverage, cover

MOST_CITED: Final = 10


@dataclass(frozen=True)
class RulePrompts:
    """How many items of the project test a rule, by the key that they name."""

    rule_key: str
    n_prompts: int


@dataclass(frozen=True)
class RuleCitations:
    """Findings of people that cite a rule by this key; withdrawn ones do not count."""

    rule_key: str
    n_30d: int
    n_90d: int
    n_total: int


@dataclass(frozen=True)
class CoveredRule:
    rule: Rule
    has: RuleCoverage
    n_prompts: int
    cited: RuleCitations

    @property
    def n_examples(self) -> int:
        return self.has.n_good + self.has.n_bad

    @property
    def is_tested(self) -> bool:
        """By an item that names it, or by a footnote that names a prompt set."""
        return bool(self.n_prompts or self.has.prompt_sets)


@dataclass(frozen=True)
class CoverageReport:
    """Rules in the order of the guide. `version` None: nothing is published."""

    project_id: int
    version: GuideVersion | None
    rules: Sequence[CoveredRule]
    missing_sets: Sequence[str] = ()

    @property
    def without_examples(self) -> list[str]:
        return [one.rule.key for one in self.rules if not one.n_examples]

    @property
    def without_checks(self) -> list[str]:
        return [one.rule.key for one in self.rules if not one.has.n_checks]

    @property
    def without_prompts(self) -> list[str]:
        return [one.rule.key for one in self.rules if not one.is_tested]

    @property
    def never_cited(self) -> list[str]:
        return [one.rule.key for one in self.rules if not one.cited.n_total]

    @property
    def most_cited(self) -> list[str]:
        """Of the last 90 days, the most first."""
        cited = [one for one in self.rules if one.cited.n_90d]
        return [one.rule.key for one in sorted(cited, key=lambda one: -one.cited.n_90d)[:MOST_CITED]]


def report_coverage(
    version: GuideVersion,
    rules: Sequence[Rule],
    prompts: Sequence[RulePrompts],
    citations: Sequence[RuleCitations],
    prompt_sets: Collection[str],
) -> CoverageReport:
    """Rules, and sections that say something of their own in their braces; retired ones are left out.

    What cites or tests a rule by a key that it had before counts for it. Without any prompt set in the project every footnote
    counts as one.
    """
    wanted = [rule for rule in rules if rule.kind == "rule" or rule.free_attributes or rule.severity]
    coverage = cover(wanted, prompt_sets or None)
    by_key = {rule.key: rule for rule in wanted}
    n_prompts = {one.rule_key: one.n_prompts for one in prompts}
    by_cited = {one.rule_key: one for one in citations}
    covered = [
        CoveredRule(
            by_key[has.key],
            has,
            sum(n_prompts.get(key, 0) for key in _keys(by_key[has.key])),
            _together(by_key[has.key], by_cited),
        )
        for has in coverage.rules
    ]
    return CoverageReport(version.project_id, version, covered, coverage.missing_sets)


def _keys(rule: Rule) -> tuple[str, ...]:
    return (rule.key, *rule.aliases)


def _together(rule: Rule, by_key: Mapping[str, RuleCitations]) -> RuleCitations:
    found = [by_key[key] for key in _keys(rule) if key in by_key]
    return RuleCitations(
        rule.key,
        sum(one.n_30d for one in found),
        sum(one.n_90d for one in found),
        sum(one.n_total for one in found),
    )
