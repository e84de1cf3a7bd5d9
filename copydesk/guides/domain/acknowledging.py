"""Versions that must be read: what of a change concerns people's work, and the questions about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from copydesk.guides.domain.diff import GuideDiff, RuleChange
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.selection import concerns
from copydesk.kernel.errors import Fault

QUESTIONS_PER_RULE: Final = 3
_TELLING_ATTRIBUTES: Final = {"severity", "status", "tasks", "languages", "domains", "questions"}


@dataclass(frozen=True)
class Question:
    """Asked of those who confirm a version. `right` is the place of the right choice, from 0."""

    rule_key: str
    text: str
    choices: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is shown: `index` is its place among those of its version."""

    version_id: int
    index: int
    rule_key: str
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class GivenAnswer:
    version_id: int
    index: int
    choice: int


@dataclass(frozen=True)
class VersionNote:
    """A version that somebody has not read, in short."""

    id: int
    number: int
    note: str
    published_at: datetime
    must_read: bool
    questions: list[dict[str, Any]]


@dataclass(frozen=True)
class Pending:
    """What a member must read before the next claim: everything from the version they know (`since`) to the latest.

    `changes` are those of the diff that concern the work of the project.
    """

    project_id: int
    version_id: int
    number: int
    since_number: int
    versions: Sequence[VersionNote]
    diff: GuideDiff
    changes: Sequence[RuleChange]
    questions: Sequence[AskedQuestion]


@dataclass(frozen=True)
class Reader:
    """How far a member knows the guide."""

    member_id: int
    known_number: int
    acknowledged_at: datetime | None
    is_pending: bool


@dataclass(frozen=True)
class Acknowledged:
    """`acknowledged_at` None: `wrong` questions must be answered again."""

    acknowledged_at: datetime | None
    n_tries: int
    wrong: Sequence[AskedQuestion]


def change_list(diff: GuideDiff) -> dict[str, list[str]]:
    """Keys by kind of change, as a version keeps them."""
    return {
        "added": list(diff.added),
        "removed": list(diff.removed),
        "renamed": list(diff.renamed.values()),
        "moved": list(diff.moved),
        "retitled": list(diff.retitled),
        "reworded": list(diff.reworded),
        "attributes_changed": list(diff.attributes_changed),
        "checks_changed": list(diff.checks_changed),
    }


def concerns_work(change: RuleChange, about: Scope) -> bool:
    """Whether people who do this work should hear of it.

    An active rule (now or before) that says something else and is, or was, for such work; not one that only moved.
    """
    sides = [rule for rule in (change.old, change.new) if rule is not None and rule.status == "active"]
    if not any(concerns(rule.scope, about) for rule in sides):
        return False
    if change.old is None or change.new is None:
        return True
    attributes = _TELLING_ATTRIBUTES & set(change.attributes or ())
    return bool(change.is_retitled or change.is_reworded or change.checks or attributes)


def telling_changes(diff: GuideDiff, about: Scope) -> list[RuleChange]:
    """The changes that concern this work, in the order of the guide."""
    return [change for change in diff.changes.values() if concerns_work(change, about)]


def question_faults(questions: Sequence[Question], changed: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the questions of a version that changes these rules."""
    faults: list[Fault] = []
    counts = Counter(question.rule_key for question in questions)
    for number, question in enumerate(questions):
        at = f"/questions/{number}"
        if question.rule_key not in changed:
            faults.append(Fault(f"{at}/rule_key", f"This version does not change {question.rule_key}."))
        elif counts[question.rule_key] > QUESTIONS_PER_RULE:
            faults.append(Fault(f"{at}/rule_key", f"At most {QUESTIONS_PER_RULE} questions about one rule."))
        if question.right >= len(question.choices):
            faults.append(Fault(f"{at}/right", "Name one of the choices, the first is 0."))
        if len(set(question.choices)) < len(question.choices):
            faults.append(Fault(f"{at}/choices", "The choices must differ."))
    return faults


def asked(versions: Sequence[VersionNote]) -> list[AskedQuestion]:
    """All questions of these versions, oldest first, without their answers."""
    return [
        AskedQuestion(version.id, index, one["rule_key"], one["text"], tuple(one["choices"]))
        for version in versions
        for index, one in enumerate(version.questions)
    ]


def wrong_answers(versions: Sequence[VersionNote], answers: Sequence[GivenAnswer]) -> list[AskedQuestion]:
    """The questions that were not answered, or answered wrongly."""
    given = {(answer.version_id, answer.index): answer.choice for answer in answers}
    right = {(version.id, i): one["right"] for version in versions for i, one in enumerate(version.questions)}
    return [
        question
        for question in asked(versions)
        if given.get((question.version_id, question.index)) != right[question.version_id, question.index]
    ]
