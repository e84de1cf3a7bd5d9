"""Shapes of the draft."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain import Guide, GuideDraft
from copydesk.guides.domain.drafts import TextQuery
from copydesk.guides.domain.editing import Place
from copydesk.guides.schemas.rules import DraftRuleOut
from copydesk.guides.service import Draft, SavedRule
from copydesk.kernel.http import FaultOut, Shape
from copydesk.kernel.ids import IdentityId, ProjectId


class GuideOut(Shape):
    project_id: ProjectId
    source: str = Field(description="Markdown, as it was written.")
    revision: int = Field(description="Send it as `If-Match` with the next save; 0: nobody has saved yet.")
    updated_at: datetime | None
    updated_by: IdentityId | None
    faults: list[FaultOut] = Field(description="What keeps it from being published, by line.")

    @classmethod
    def of(cls, draft: GuideDraft, guide: Guide) -> "GuideOut":
        return cls(**_stamp(draft), source=draft.source, faults=_faults(guide))


class GuideSave(Shape):
    source: str


class GuideDraftOut(Shape):
    """The draft rule by rule: `preface` and all `source`s together are the guide."""

    project_id: ProjectId
    revision: int
    updated_at: datetime | None
    updated_by: IdentityId | None
    title: str | None
    preface: str = Field(description="What stands before the first heading.")
    faults: list[FaultOut]
    rules: list[DraftRuleOut]

    @classmethod
    def of(cls, draft: Draft) -> "GuideDraftOut":
        return cls(
            **_stamp(draft.saved),
            title=draft.guide.title,
            preface=draft.guide.preface,
            faults=_faults(draft.guide),
            rules=[DraftRuleOut.of_draft(one) for one in draft.rules],
        )


class OutlineRowOut(Shape):
    key: str
    line: int
    base: str


class RuleSavedOut(Shape):
    project_id: ProjectId
    revision: int
    updated_at: datetime | None
    updated_by: IdentityId | None
    faults: list[FaultOut] = Field(description="Of the whole guide.")
    rule: DraftRuleOut = Field(description="The rule as it is now; its key may be another.")
    outline: list[OutlineRowOut] = Field(
        description="All rules in order: another `base` than yours means that somebody changed it."
    )

    @classmethod
    def of(cls, one: SavedRule) -> "RuleSavedOut":
        return cls(
            **_stamp(one.saved),
            faults=_faults(one.guide),
            rule=DraftRuleOut.of_draft(one.rule),
            outline=[OutlineRowOut.model_validate(row) for row in one.outline],
        )


class PlaceIn(Shape):
    where: Literal["before", "behind", "inside"] = Field(description="`inside`: as the last of a section.")
    key: str

    def place(self) -> Place:
        return Place(self.where, self.key)


class RuleSave(Shape):
    source: str = Field(description="One heading with its body.")
    base: str = Field(description="The fingerprint of what you edited.")


class RuleAdd(Shape):
    source: str = Field(description="One heading with its body; the level of the heading follows the place.")
    place: PlaceIn | None = Field(default=None, description="Null: at the end.")


class RuleMove(Shape):
    place: PlaceIn


class RuleRemove(Shape):
    base: str = Field(default="", description="The fingerprint of what you remove.")
    with_children: bool = Field(default=False, description="Remove a section with all that is under it.")


RuleRemoveDep = Annotated[RuleRemove, Query()]


class TextFind(Shape):
    find: str = Field(min_length=1, max_length=1000)
    replace: str = Field(default="", max_length=10_000)
    match_case: bool = False
    whole_words: bool = False

    def query(self) -> TextQuery:
        return TextQuery(self.find, self.replace, self.match_case, self.whole_words)


class RuleBase(Shape):
    key: str
    base: str


class TextReplace(TextFind):
    rules: list[RuleBase] = Field(min_length=1, description="In these, as they were looked at.")


class TextPlaceOut(Shape):
    line: int = Field(description="From 0 in the rule's source.")
    before: str
    found: str
    after: str


class RulePlacesOut(Shape):
    key: str
    title: str
    base: str
    n_places: int
    places: list[TextPlaceOut] = Field(description="The first twenty.")


class TextFoundOut(Shape):
    n_places: int
    rules: list[RulePlacesOut]


def _stamp(draft: GuideDraft) -> dict[str, Any]:
    names = ("project_id", "revision", "updated_at", "updated_by")
    return {name: getattr(draft, name) for name in names}


def _faults(guide: Guide) -> list[FaultOut]:
    return [FaultOut.model_validate(fault) for fault in guide.faults]
