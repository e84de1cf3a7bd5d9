"""Shapes of guides as documents: imports, prompts, searches."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain.prompts import Wanted
from copydesk.guides.domain.records import Scope
from copydesk.guides.domain.selection import Selection
from copydesk.guides.schemas.rules import Lines, SeverityName, StatusName
from copydesk.guides.schemas.versions import ChangesOut, RuleChangeOut, keys_of
from copydesk.guides.service import ImportPreview
from copydesk.kernel.http import FaultOut, Shape


class GuideImportQuery(Shape):
    filename: str = Field(
        default="guide.md",
        max_length=255,
        description="Its end tells the kind: .md, .yaml, .json, .docx, or .zip for a folder of Vale styles.",
    )
    mode: Literal["replace", "append"] = Field(
        default="replace", description="Instead of the draft, or behind it."
    )


GuideImportQueryDep = Annotated[GuideImportQuery, Query()]


class ImportNoteOut(Shape):
    kind: str
    place: str
    message: str


class GuideImportOut(Shape):
    """What the draft would become. Nothing is saved: send `source` by `guides_save` with `revision` as `If-Match`."""

    source: str
    revision: int = Field(description="Of the draft that it was compared with.")
    n_rules: int
    notes: list[ImportNoteOut] = Field(
        description="What could not be taken over, with its place in the file."
    )
    faults: list[FaultOut] = Field(description="What would keep the new draft from being published.")
    warnings: list[FaultOut]
    keys: ChangesOut = Field(description="Against the draft.")
    changes: list[RuleChangeOut]
    preface_changed: bool

    @classmethod
    def of(cls, preview: ImportPreview) -> "GuideImportOut":
        guide = preview.guide
        return cls(
            source=preview.source,
            revision=preview.revision,
            n_rules=sum(rule.kind == "rule" for rule in guide.rules),
            notes=[ImportNoteOut.model_validate(note) for note in preview.imported.notes],
            faults=[FaultOut.model_validate(fault) for fault in guide.faults],
            warnings=[FaultOut.model_validate(fault) for fault in guide.warnings],
            keys=keys_of(preview.diff),
            changes=[RuleChangeOut.of(change, preview.about) for change in preview.diff.changes.values()],
            preface_changed=preview.diff.preface_changed,
        )


class AboutQuery(Shape):
    """What is known of a piece of work. A part that is not named excludes no rule."""

    tasks: list[str] = Field(default=[], max_length=50, description="Kinds of task, such as `sft`.")
    languages: list[str] = Field(default=[], max_length=50, description="Codes such as `de` or `de-AT`.")
    domains: list[str] = Field(
        default=[], max_length=50, description="`Law and money` is the `law-and-money` of a rule."
    )
    questions: list[str] = Field(default=[], max_length=100, description="Keys of questions of the form.")

    def about(self) -> Scope:
        return Scope(tuple(self.tasks), tuple(self.languages), tuple(self.domains), tuple(self.questions))


AboutQueryDep = Annotated[AboutQuery, Query()]


class ConcerningOut(Shape):
    keys: list[str] = Field(
        description="Of the active rules that concern it and of the sections above them, in the order of the guide."
    )


class PromptQuery(AboutQuery):
    form: Literal["system", "judge", "rubric"] = Field(
        default="system", description="For a model that answers, one that judges, or as criteria with points."
    )
    budget_tokens: int | None = Field(default=None, ge=1, description="Null: everything.")
    with_examples: bool = True
    with_rationale: bool = True
    keys: list[str] = Field(default=[], description="Only these; a section stands for everything under it.")
    severities: list[SeverityName] = Field(default=[])
    tags: list[str] = Field(default=[])
    statuses: list[StatusName] = Field(default=["active"])

    def wanted(self) -> Wanted:
        selection = Selection(
            keys=tuple(self.keys),
            about=self.about(),
            severities=tuple(self.severities),
            tags=tuple(self.tags),
            statuses=tuple(self.statuses),
        )
        return Wanted(self.form, selection, self.budget_tokens, self.with_examples, self.with_rationale)


PromptQueryDep = Annotated[PromptQuery, Query()]


class LeftOutOut(Shape):
    key: str
    what: Literal["example", "rationale", "section", "rule"]
    number: int | None = Field(description="Which example of the rule, from 1.")
    n_tokens: int


class CriterionOut(Shape):
    key: str
    title: str
    text: str
    severity: SeverityName | None
    points: int


class GuidePromptOut(Shape):
    text: str
    n_tokens: int
    estimate: str = Field(description="How the tokens are counted.")
    keys: list[str] = Field(description="The rules that are in it.")
    left_out: list[LeftOutOut] = Field(description="What did not fit into the budget.")
    criteria: list[CriterionOut]


class GuideSearchQuery(Shape):
    q: str = Field(default="", max_length=500)
    limit: int = Field(default=20, ge=1, le=100)


GuideSearchQueryDep = Annotated[GuideSearchQuery, Query()]


class RuleFoundOut(Shape):
    key: str
    title: str
    score: float
    title_spans: list[Lines] = Field(description="Code points of the title that were found.")
    snippet: str
    snippet_spans: list[Lines]


class RulesFoundOut(Shape):
    rules: list[RuleFoundOut] = Field(description="Best first.")
