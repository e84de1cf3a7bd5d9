"""Ids as the API shows them: a prefix that names the thing and the number of its row, such as `item_42`."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_MAX_ID = 2**63 - 1


def show_id(prefix: str, number: int) -> str:
    return f"{prefix}_{number}"


def parse_id(prefix: str, text: object) -> int:
    """The number behind `text`. Raises ValueError (a 422 at the boundary) when it is not an id with this prefix."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text
    head, _, digits = str(text).rpartition("_")
    if head != prefix or not (digits.isascii() and digits.isdigit()) or int(digits) > _MAX_ID:
        msg = f"expected an id such as {prefix}_42"
        raise ValueError(msg)
    return int(digits)


@dataclass(frozen=True)
class IdOf:
    """Metadata for `Annotated[int, IdOf("item")]`: an integer inside, `item_42` outside."""

    prefix: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda text: parse_id(self.prefix, text),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda number: show_id(self.prefix, number), return_schema=core_schema.str_schema()
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{self.prefix}_[0-9]+$", "examples": [f"{self.prefix}_42"]}


IdentityId = Annotated[int, IdOf("user")]
EventId = Annotated[int, IdOf("event")]
SessionId = Annotated[int, IdOf("session")]
TokenId = Annotated[int, IdOf("token")]
InvitationId = Annotated[int, IdOf("invitation")]
ProjectId = Annotated[int, IdOf("project")]
MemberId = Annotated[int, IdOf("member")]
TeamId = Annotated[int, IdOf("team")]
GuideVersionId = Annotated[int, IdOf("guide_version")]
InterfaceVersionId = Annotated[int, IdOf("interface_version")]
WordProposalId = Annotated[int, IdOf("word_proposal")]
WorkflowVersionId = Annotated[int, IdOf("workflow_version")]
ItemId = Annotated[int, IdOf("item")]
ItemVersionId = Annotated[int, IdOf("item_version")]
BatchId = Annotated[int, IdOf("batch")]
SlotId = Annotated[int, IdOf("slot")]
QueueId = Annotated[int, IdOf("queue")]
SubmissionId = Annotated[int, IdOf("submission")]
ReviewId = Annotated[int, IdOf("review")]
FindingId = Annotated[int, IdOf("finding")]
ImportId = Annotated[int, IdOf("import")]
ViewId = Annotated[int, IdOf("view")]
JobId = Annotated[int, IdOf("job")]
