"""Shapes of versions that must be read."""

from datetime import datetime

from pydantic import Field

from copydesk.guides.domain.acknowledging import (
    Acknowledged,
    GivenAnswer,
    Pending,
)
from copydesk.guides.domain.records import UNLIMITED
from copydesk.guides.schemas.versions import ChangesOut, RuleChangeOut, keys_of
from copydesk.guides.service import ReadingList
from copydesk.kernel.http import Shape
from copydesk.kernel.ids import GuideVersionId, MemberId, ProjectId


class VersionNoteOut(Shape):
    id: GuideVersionId
    number: int
    note: str
    published_at: datetime
    must_read: bool


class AskedQuestionOut(Shape):
    version_id: GuideVersionId
    index: int
    rule_key: str
    text: str
    choices: list[str]


class PendingOut(Shape):
    """What you must read: everything from the version that you know to the latest, as one."""

    project_id: ProjectId
    version_id: GuideVersionId = Field(description="Acknowledge this one.")
    number: int
    since_number: int = Field(description="The version that you know; 0: none.")
    versions: list[VersionNoteOut] = Field(description="Those that you have not read, oldest first.")
    keys: ChangesOut
    changes: list[RuleChangeOut] = Field(
        description="Of rules that concern the work of the project; others only moved, are drafts or are for other work."
    )
    questions: list[AskedQuestionOut]

    @classmethod
    def of(cls, pending: Pending) -> "PendingOut":
        return cls(
            project_id=pending.project_id,
            version_id=pending.version_id,
            number=pending.number,
            since_number=pending.since_number,
            versions=[_note(note) for note in pending.versions],
            keys=keys_of(pending.diff),
            changes=[RuleChangeOut.of(change, UNLIMITED) for change in pending.changes],
            questions=[AskedQuestionOut.model_validate(one) for one in pending.questions],
        )


class MyPendingOut(Shape):
    pending: PendingOut | None = Field(description="Null: you know the guide as it is.")


class AnswerIn(Shape):
    version_id: GuideVersionId
    index: int = Field(ge=0)
    choice: int = Field(ge=0)

    def answer(self) -> GivenAnswer:
        return GivenAnswer(self.version_id, self.index, self.choice)


class GuideAcknowledge(Shape):
    answers: list[AnswerIn] = Field(default=[], max_length=1000)


class AcknowledgedOut(Shape):
    acknowledged_at: datetime | None = Field(description="Null: answer the `wrong` questions again.")
    n_tries: int
    wrong: list[AskedQuestionOut]

    @classmethod
    def of(cls, one: Acknowledged) -> "AcknowledgedOut":
        return cls.model_validate(one)


class ReaderOut(Shape):
    member_id: MemberId
    pseudonym: str
    name: str | None
    role: str
    known_number: int = Field(
        description="The last version that they confirmed, or that was there when they joined."
    )
    acknowledged_at: datetime | None = Field(description="Their last confirmation; null: never.")
    is_pending: bool = Field(description="They must read something before their next task.")


class ReadersOut(Shape):
    versions: list[VersionNoteOut] = Field(description="All, oldest first.")
    readers: list[ReaderOut]

    @classmethod
    def of(cls, found: ReadingList) -> "ReadersOut":
        readers = [
            ReaderOut.model_validate(vars(reader) | _names(found, reader.member_id))
            for reader in found.readers
        ]
        return cls(versions=[_note(note) for note in found.notes], readers=readers)


def _names(found: ReadingList, member_id: int) -> dict[str, object]:
    member = found.members[member_id]
    return {"pseudonym": member.pseudonym, "name": member.name, "role": member.role}


def _short(note: object) -> dict[str, object]:
    return {name: getattr(note, name) for name in VersionNoteOut.model_fields}


def _note(note: object) -> VersionNoteOut:
    return VersionNoteOut.model_validate(_short(note))
