"""What a guide leaves to interpretation: rules without examples, without checks, without evaluation prompts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Rule


@dataclass(frozen=True)
class RuleCoverage:
    """What one rule has. `prompt_sets` are its footnotes; `missing_sets` those of them that no prompt set has."""

    key: str
    n_good: int
    n_bad: int
    n_checks: int
    prompt_sets: tuple[str, ...]
    missing_sets: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """Keys in the order of the guide."""

    rules: tuple[RuleCoverage, ...]

    @property
    def without_examples(self) -> tuple[str, ...]:
        return tuple(rule.key for rule in self.rules if not rule.n_good + rule.n_bad)

    @property
    def without_checks(self) -> tuple[str, ...]:
        return tuple(rule.key for rule in self.rules if not rule.n_checks)

    @property
    def without_prompts(self) -> tuple[str, ...]:
        return tuple(rule.key for rule in self.rules if not rule.prompt_sets)

    @property
    def missing_sets(self) -> tuple[str, ...]:
        """Footnotes that name a prompt set which is not there."""
        return tuple(dict.fromkeys(name for rule in self.rules for name in rule.missing_sets))


def cover(rules: Sequence[Rule], prompt_sets: Collection[str] | None = None) -> Coverage:
    """Of these rules, those that are not retired. `prompt_sets`: ids of the sets there are; None: every footnote counts."""
    return Coverage(tuple(_cover(rule, prompt_sets) for rule in rules if rule.status != "retired"))


def _cover(rule: Rule, prompt_sets: Collection[str] | None) -> RuleCoverage:
    blocks = read_blocks(rule.body)
    named = [note.id for note in blocks.footnotes if note.n_uses and note.definition is None]
    present = [name for name in named if prompt_sets is None or name in prompt_sets]
    verdicts = [example.verdict for example in blocks.examples]
    return RuleCoverage(
        key=rule.key,
        n_good=verdicts.count("good"),
        n_bad=verdicts.count("bad"),
        n_checks=len(blocks.checks),
        prompt_sets=tuple(present),
        missing_sets=tuple(name for name in named if name not in present),
    )
