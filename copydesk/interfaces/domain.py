"""The interface document, its records and messages, and what it asks of an item."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    SerializeAsAny,
    StringConstraints,
    Tag,
    model_validator,
)
from typing_extensions import TypeAliasType

RESPONSES_AT: Final = "/responses"
TEXT_TAGS: Final = ("(words)", "(by locale)")
TOLD_TAGS: Final = ("(listed)", "(by the item)")
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")

DEFAULT_SOURCE: Final = """\
# The form of a task: fields show parts of an item, questions ask. The reference is docs/guide/interfaces.md.
title: Which answer is better?
task: preference
fields:
  - key: conversation
    type: chat
    at: /messages
  - key: answers
    type: responses
    at: /responses
questions:
  - key: better
    type: preference
    label: Which answer is better?
    over: answers
    strengths: 7
  - key: why
    type: text
    label: Why?
    help: One or two sentences. Name the rule that decided, if one did.
    required: false
"""


def _is_pointer(text: str) -> str:
    if not _POINTER.fullmatch(text):
        msg = "Write a JSON Pointer: empty for the whole item, or parts that each begin with /, such as /messages."
        raise ValueError(msg)
    return text


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Locale = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
Text = TypeAliasType(
    "Text",
    Annotated[
        Annotated[Words, Tag(TEXT_TAGS[0])]
        | Annotated[dict[Locale, Words], Field(min_length=1), Tag(TEXT_TAGS[1])],
        Discriminator(lambda value: TEXT_TAGS[isinstance(value, dict)]),
    ],
)
Pointer = Annotated[str, StringConstraints(max_length=500), AfterValidator(_is_pointer)]


class Part(BaseModel, frozen=True):
    """Unknown settings are an error, not a typing slip that nobody sees; `true` is no number and `"3"` neither."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ToldByItem(Part, frozen=True):
    """Each item says it: a word, or a list of words. An item that does not is not left out of anything."""

    at: Pointer = Field(description="JSON Pointer (RFC 6901) into the item's content, such as `/field`.")

    @model_validator(mode="after")
    def _tells_nothing_of_responses(self) -> "ToldByItem":
        if f"{self.at}/".startswith(f"{RESPONSES_AT}/"):
            msg = "Where a response comes from is not told to who judges it: name another place."
            raise ValueError(msg)
        return self


_Told = Discriminator(lambda value: TOLD_TAGS[isinstance(value, dict | ToldByItem)])
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Domains = TypeAliasType(
    "Domains",
    Annotated[
        Annotated[list[Word], Field(min_length=1, max_length=50), Tag(TOLD_TAGS[0])]
        | Annotated[ToldByItem, Tag(TOLD_TAGS[1])],
        _Told,
    ],
)
Languages = TypeAliasType(
    "Languages",
    Annotated[
        Annotated[list[Locale], Field(min_length=1, max_length=50), Tag(TOLD_TAGS[0])]
        | Annotated[ToldByItem, Tag(TOLD_TAGS[1])],
        _Told,
    ],
)


class TaskField(Part, frozen=True):
    """Shows a part of the item."""

    key: Key
    type: Literal["text", "markdown", "chat", "responses"]
    at: Pointer = Field(description="JSON Pointer (RFC 6901) into the item's content.")
    label: Text | None = None
    shuffle: bool = Field(
        default=True, description="Only for `responses`: show them in another order to each person."
    )

    @model_validator(mode="after")
    def _responses_stand_in_one_place(self) -> "TaskField":
        if self.type == "responses" and self.at != RESPONSES_AT:
            msg = f"The answers to compare stand at {RESPONSES_AT} in every item."
            raise ValueError(msg)
        return self


class Question(Part, frozen=True):
    """What every question has; each kind in `questions/` adds its own settings."""

    key: Key
    type: str
    label: Text
    help: Text | None = None
    required: bool = True
    rules: Annotated[list[Words], Field(max_length=100)] = Field(
        default=[], description="Keys of the rules of the guide that this question is about."
    )


Asked = TypeVar("Asked", bound=Question)


class Document(Part, frozen=True):
    """The form of a task. `task`, `languages` and `domains` say what the work is about: rules of the guide may be for some only."""

    title: Text
    task: Word | None = Field(
        default=None, description="The kind of task, such as `preference`, `sft` or `chat`."
    )
    languages: Languages | None = Field(
        default=None, description="Of the texts, such as `[de]`; or where an item says it: `{at: /language}`."
    )
    domains: Domains | None = Field(
        default=None, description="Such as `[law, money]`; or where an item says it: `{at: /field}`."
    )
    fields: Annotated[list[TaskField], Field(min_length=1, max_length=50)]
    questions: Annotated[list[SerializeAsAny[Question]], Field(min_length=1, max_length=100)]

    def as_json(self) -> dict[str, Any]:
        """With every setting present: what is stored, sent and read by others."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class InterfaceDraft:
    """YAML or JSON as it was written. Revision 0: nobody has saved yet, and this is the default."""

    project_id: int
    source: str
    revision: int
    updated_at: datetime | None
    updated_by: int | None


# Compared by identity, so that what is compiled from a version can be kept beside it.
@dataclass(frozen=True, eq=False)
class InterfaceVersion:
    """A published state. It never changes. `document` has every setting; `answer_schema` is made from it."""

    id: int
    project_id: int
    number: int
    document: dict[str, Any]
    answer_schema: dict[str, Any]
    note: str
    published_at: datetime
    published_by: int | None

    def questions(self, kind: str | None = None) -> list[dict[str, Any]]:
        """The questions, or those of one kind, as they stand in the document."""
        return [one for one in self.document["questions"] if kind is None or one["type"] == kind]


@dataclass(frozen=True)
class NewVersion:
    project_id: int
    document: dict[str, Any]
    answer_schema: dict[str, Any]
    note: str
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True)
class VersionSummary:
    """A version without its documents, for lists."""

    id: int
    project_id: int
    number: int
    note: str
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True)
class InterfacePublished:
    topic: ClassVar[str] = "interfaces.version_published"
    project_id: int
    version_id: int


@dataclass(frozen=True)
class QuestionKind(Generic[Asked]):
    """A kind of question: one file in `questions/`.

    `answer_schema` is the JSON Schema of one answer. `explain` says in plain words what an answer must be, given one that is
    not. `check` finds what a schema cannot say: None, or what is wrong (its last argument: the ids of the responses shown).
    """

    model: type[Asked]
    answer_schema: Callable[[Asked], dict[str, Any]]
    explain: Callable[[Asked, Any], str]
    check: Callable[[Asked, Any, Sequence[str]], str | None]


def shuffles(document: Mapping[str, Any]) -> bool:
    """Whether the responses are shown in another order to each person."""
    return any(field["type"] == "responses" and field["shuffle"] for field in document["fields"])
