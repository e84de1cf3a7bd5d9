"""Shapes of published versions and of what changed between them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain import GuideVersion, StoredRule
from copydesk.guides.domain.acknowledging import Question, change_list, concerns_work
from copydesk.guides.domain.diff import GuideDiff, RuleChange
from copydesk.guides.domain.reading import read_blocks
from copydesk.guides.domain.records import Scope
from copydesk.guides.schemas.rules import (
    CheckSpecOut,
    ExampleOut,
    Lines,
    RuleOut,
    ScopeOut,
    SeverityName,
    StatusName,
)
from copydesk.guides.service import Comparison
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import GuideVersionId, IdentityId, ProjectId


class QuestionIn(Shape):
    rule_key: str
    text: str = Field(min_length=1, max_length=1000)
    choices: list[str] = Field(min_length=2, max_length=6)
    right: int = Field(ge=0, description="The place of the right choice, from 0.")

    def question(self) -> Question:
        return Question(self.rule_key, self.text, tuple(self.choices), self.right)


class GuidePublish(Shape):
    note: str = Field(default="", max_length=2000, pattern=r"^[^\x00]*$", description="What changed and why.")
    must_read: bool | None = Field(
        default=None,
        description="Whether people confirm the changes before their next task. Null: when "
        "active rules that concern the project's work say something else.",
    )
    questions: list[QuestionIn] = Field(
        default=[], max_length=100, description="Up to three about each changed rule."
    )


class ChangesOut(Shape):
    """Keys by kind of change against the version before."""

    added: list[str]
    removed: list[str]
    renamed: list[str] = Field(description="Their new keys.")
    moved: list[str]
    retitled: list[str]
    reworded: list[str]
    attributes_changed: list[str]
    checks_changed: list[str]


class GuideVersionSummaryOut(Shape):
    id: GuideVersionId
    project_id: ProjectId
    number: int
    title: str
    note: str
    published_at: datetime
    published_by: IdentityId | None
    must_read: bool
    changes: ChangesOut | None = Field(
        description="Null: the first version, or one of before changes were kept."
    )
    n_rules: int


class GuideVersionOut(Shape):
    id: GuideVersionId
    project_id: ProjectId
    number: int
    title: str
    source: str
    note: str
    published_at: datetime
    published_by: IdentityId | None
    must_read: bool
    changes: ChangesOut | None
    rules: list[RuleOut] = Field(description="Sections and rules, in the order of the guide.")

    @classmethod
    def of(cls, version: GuideVersion, rules: Sequence[StoredRule]) -> "GuideVersionOut":
        shown = {name: value for name, value in vars(version).items() if name != "questions"}
        return cls.model_validate({**shown, "rules": [RuleOut.of(rule) for rule in rules]})


class GuideVersionsQuery(Shape):
    cursor: GuideVersionId | None = None
    limit: int = Field(default=50, ge=1, le=200)


GuideVersionsQueryDep = Annotated[GuideVersionsQuery, Query()]


class DiffSideOut(Shape):
    key: str
    title: str
    body: str
    parent_key: str | None
    level: int
    severity: SeverityName | None
    status: StatusName
    scope: ScopeOut


class ChecksChangeOut(Shape):
    added: list[str]
    removed: list[str]
    changed: list[str]


class WordSpansOut(Shape):
    removed: list[Lines] = Field(description="Code points of the old body, from and to.")
    added: list[Lines] = Field(description="Code points of the new body.")


class AddedBlocksOut(Shape):
    """What the body of an added rule holds, so that it can be read as in the guide."""

    examples: list[ExampleOut]
    checks: list[CheckSpecOut]


class RuleChangeOut(Shape):
    key: str = Field(description="The new key; the old one of a removed rule.")
    old: DiffSideOut | None = Field(description="Null: added.")
    new: DiffSideOut | None = Field(description="Null: removed.")
    is_renamed: bool
    is_moved: bool
    is_retitled: bool
    is_reworded: bool
    concerns_work: bool = Field(
        description="It is or was active and for the work of this project, and says something else than before."
    )
    attributes: dict[str, tuple[str | None, str | None]] = Field(
        description="Old and new value of those that differ."
    )
    checks: ChecksChangeOut | None
    words: WordSpansOut
    added: AddedBlocksOut | None = Field(description="Null: the rule was there before, or is gone.")

    @classmethod
    def of(cls, change: RuleChange, about: Scope) -> "RuleChangeOut":
        return cls.model_validate(
            {
                **{name: getattr(change, name) for name in ("key", "old", "new", "checks", "words")},
                **{
                    name: getattr(change, name)
                    for name in ("is_renamed", "is_moved", "is_retitled", "is_reworded")
                },
                "concerns_work": concerns_work(change, about),
                "attributes": change.attributes or {},
                "added": None if change.old or change.new is None else read_blocks(change.new.body),
            }
        )


class DiffQuery(Shape):
    old: GuideVersionId | None = Field(default=None, description="Absent: the latest version.")
    new: GuideVersionId | None = Field(default=None, description="Absent: the draft.")
    severity: list[SeverityName] = Field(
        default=[], description="Only rules with one of these, before or now."
    )


DiffQueryDep = Annotated[DiffQuery, Query()]


class DiffOut(Shape):
    project_id: ProjectId
    old_version_id: GuideVersionId | None
    old_number: int | None
    new_version_id: GuideVersionId | None = Field(description="Null: the draft.")
    new_number: int | None
    preface_changed: bool
    keys: ChangesOut = Field(description="Keys by kind of change.")
    changes: list[RuleChangeOut] = Field(description="In the order of the new state; removed ones last.")

    @classmethod
    def of(cls, project_id: int, found: Comparison) -> "DiffOut":
        old, new = found.old, found.new
        return cls(
            project_id=project_id,
            old_version_id=None if old is None else old.id,
            old_number=None if old is None else old.number,
            new_version_id=None if new is None else new.id,
            new_number=None if new is None else new.number,
            preface_changed=found.diff.preface_changed,
            keys=keys_of(found.diff),
            changes=[RuleChangeOut.of(one, found.about) for one in found.diff.changes.values()],
        )


def keys_of(diff: GuideDiff) -> ChangesOut:
    keys: dict[str, Any] = change_list(diff)
    return ChangesOut.model_validate(keys)
