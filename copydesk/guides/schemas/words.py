"""Shapes of the project's own words, of those that wait for a lead, and of people in the editor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from copydesk.guides.domain.words import (
    WORD_MAX_CHARS,
    ProposalState,
    ProposedWord,
    Word,
    WordQuery,
    WordUse,
)
from copydesk.guides.service import Presence
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import IdentityId, ItemId, MemberId, WordProposalId
from copydesk.projects.domain import NamedMember


class WordOut(Shape):
    word: str
    added_by: IdentityId | None
    added_by_name: str | None = Field(
        description="The name, or the pseudonym for those who may not see who people are. Null: of nobody here."
    )
    added_at: datetime

    @classmethod
    def of(cls, word: Word, people: Mapping[int, NamedMember]) -> "WordOut":
        adder = people.get(word.added_by or 0)
        return cls(**vars(word), added_by_name=None if adder is None else adder.name or adder.pseudonym)


class WordsQuery(Shape):
    q: str = Field(default="", max_length=WORD_MAX_CHARS, description="Only words that hold this.")
    cursor: str | None = Field(default=None, max_length=WORD_MAX_CHARS)
    limit: int = Field(default=100, ge=1, le=200)

    def query(self) -> WordQuery:
        return WordQuery(self.q.strip(), self.cursor, self.limit)


WordsQueryDep = Annotated[WordsQuery, Query()]


class WordAdd(Shape):
    word: str


class WordUseOut(Shape):
    member_id: MemberId
    pseudonym: str
    name: str | None
    item_id: ItemId
    excerpt: str = Field(description="The words around it.")
    used_at: datetime


class WordProposalOut(Shape):
    id: WordProposalId
    word: str
    state: ProposalState
    proposed_at: datetime
    decided_by: IdentityId | None
    decided_at: datetime | None
    uses: list[WordUseOut] = Field(
        description="Who asked for it and where they last used it, the first one first."
    )

    @classmethod
    def of(cls, one: ProposedWord, members: Mapping[int, NamedMember]) -> "WordProposalOut":
        shown = {name: value for name, value in vars(one.proposal).items() if name != "project_id"}
        return cls(**shown, uses=[_use(use, members[use.member_id]) for use in one.uses])


class WordProposalsQuery(Shape):
    state: ProposalState = "waiting"
    cursor: WordProposalId | None = None
    limit: int = Field(default=50, ge=1, le=200)


WordProposalsQueryDep = Annotated[WordProposalsQuery, Query()]


class EditorBeat(Shape):
    rule_key: str | None = Field(default=None, max_length=200, description="The rule that you are at.")


class EditorOut(Shape):
    identity_id: IdentityId
    member_id: MemberId
    pseudonym: str
    name: str | None
    rule_key: str | None
    seen_at: datetime


class PresenceOut(Shape):
    revision: int = Field(description="Of the draft now.")
    editors: list[EditorOut] = Field(description="The others who have the editor open.")

    @classmethod
    def of(cls, found: Presence) -> "PresenceOut":
        return cls(
            revision=found.revision,
            editors=[
                EditorOut(
                    **vars(editor),
                    member_id=found.people[editor.identity_id].id,
                    pseudonym=found.people[editor.identity_id].pseudonym,
                    name=found.people[editor.identity_id].name,
                )
                for editor in found.editors
            ],
        )


def _use(use: WordUse, member: NamedMember) -> WordUseOut:
    shown = {name: value for name, value in vars(use).items() if name != "proposal_id"}
    return WordUseOut(**shown, pseudonym=member.pseudonym, name=member.name)
