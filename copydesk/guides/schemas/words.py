"""Shapes of the project's own words and of people in the editor."""

from datetime import datetime

from pydantic import Field

from copydesk.guides.service import Presence
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import IdentityId, MemberId


class WordOut(Shape):
    word: str
    added_by: IdentityId | None
    added_at: datetime


class WordsOut(Shape):
    words: list[WordOut]


class WordAdd(Shape):
    word: str


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
