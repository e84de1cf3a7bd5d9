"""The mapping document: where the parts of an item and of a judgement stand in a record of somebody else's file."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from copydesk.exchange.domain.pointers import parts_of
from copydesk.items.domain import MESSAGE_ROLES
from copydesk.kernel.errors import Fault, Invalid


def _pointer(text: str) -> str:
    parts_of(text)
    return text


def _role(text: str) -> str:
    if text not in MESSAGE_ROLES:
        msg = f"a role is one of {', '.join(sorted(MESSAGE_ROLES))}"
        raise ValueError(msg)
    return text


Pointer = Annotated[
    str,
    StringConstraints(max_length=500),
    AfterValidator(_pointer),
    Field(json_schema_extra={"format": "json-pointer"}, examples=["/text"]),
]
Role = Annotated[str, AfterValidator(_role)]


class _Part(BaseModel):
    """Unknown keys are an error, not a typing slip that nobody sees."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MessageMapping(_Part):
    role: Role = "user"
    content: Pointer


class ResponseMapping(_Part):
    content: Pointer
    id: Pointer | None = Field(default=None, description="Where its id stands; else r1, r2 … in this order.")
    model: Pointer | None = Field(
        default=None, description="Where the name of the model stands that wrote it."
    )
    parameters: Pointer | None = Field(default=None, description="Where the model's parameters stand.")


class ItemMapping(_Part):
    external_id: Pointer | None = Field(
        default=None, description="Your own id. With it, a repeated import loads nothing twice."
    )
    messages: Pointer | list[MessageMapping] = Field(
        default=[], description="Where a list of messages stands, or each message on its own."
    )
    responses: Pointer | list[ResponseMapping] = Field(
        default=[], description="Where a list of responses stands, or each response on its own."
    )
    keep: Literal["*"] | list[Pointer] = Field(
        default=[],
        description="What else becomes part of the content, under the last part of its pointer; `*`: every key not used above.",
    )

    @model_validator(mode="after")
    def _kept_names_differ(self) -> "ItemMapping":
        names = (
            [parts_of(pointer)[-1] if pointer else "" for pointer in self.keep] if self.keep != "*" else []
        )
        twice = next(
            (name for at, name in enumerate(names) if name in (*names[:at], "", "messages", "responses")),
            None,
        )
        if twice is not None:
            msg = f"keep: the name {twice!r} is taken or empty; names in the content must differ"
            raise ValueError(msg)
        return self


class AnswerMapping(_Part):
    """`map` turns the values of the file into answers; without it the value is the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: Pointer = Field(alias="from")
    map: dict[str, Any] | None = Field(
        default=None, description="Answer for each value; a value that is not here is an error."
    )
    reads: Literal["value", "number", "json"] = Field(
        default="value", alias="as", description="Read a text as a number or as JSON: CSV holds only texts."
    )


class JudgementMapping(_Part):
    each: Pointer | None = Field(
        default=None,
        description="Where the list of judgements stands in the item's record; absent: a record holds one.",
    )
    item: Pointer | None = Field(
        default=None, description="In a file of judgements: where the external id of the item stands."
    )
    by: Pointer = Field(
        description="Who judged: any id or name. Each becomes a member with a pseudonym, without an account."
    )
    at: Pointer | None = Field(
        default=None, description="When: ISO 8601, or seconds since 1970. Absent: now."
    )
    displayed: Pointer | None = Field(
        default=None,
        description="Ids of the responses from left to right, as they were shown; absent: their own order.",
    )
    answers: dict[str, Pointer | AnswerMapping] = Field(
        min_length=1, description="Question of the interface → its answer."
    )


class MappingDocument(_Part):
    """Both parts may stand in one document; which of them counts is told by what the file holds."""

    item: ItemMapping | None = None
    judgements: JudgementMapping | None = None


def read_mapping(given: Mapping[str, Any], *, holds: str) -> MappingDocument:
    """Raises Invalid with the place of every fault."""
    try:
        document = MappingDocument.model_validate(given)
    except ValidationError as error:
        faults = [
            Fault(_place(entry["loc"]), entry["msg"].removeprefix("Value error, "))
            for entry in error.errors()
        ]
        raise Invalid("The mapping is not valid.", code="mapping_refused", faults=faults) from error
    if holds == "judgements" and (document.judgements is None or document.judgements.item is None):
        fault = Fault("/mapping/judgements/item", "say where the external id of the item stands")
        raise Invalid("A file of judgements needs a mapping of them.", code="mapping_refused", faults=[fault])
    if holds == "items" and document.item is None:
        fault = Fault(
            "/mapping/item", "say where the parts of the item stand, or send no mapping for canonical keys"
        )
        raise Invalid("A file of items needs a mapping of them.", code="mapping_refused", faults=[fault])
    return document


def _place(location: tuple[int | str, ...]) -> str:
    return "/mapping" + "".join(f"/{part}" for part in location if not _is_branch(part))


def _is_branch(part: int | str) -> bool:
    """Pydantic names the branch of a union that it tried, such as `list[MessageMapping]` or `literal['*']`."""
    return isinstance(part, str) and ("[" in part or part in {"AnswerMapping", "str"})


def document_schema() -> dict[str, Any]:
    """The published JSON Schema of a mapping document."""
    schema = MappingDocument.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Copydesk import mapping",
    }
