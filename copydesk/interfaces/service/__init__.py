"""Use cases of interfaces."""

from copydesk.interfaces.service.answers import validate_answers
from copydesk.interfaces.service.content import check_item
from copydesk.interfaces.service.documents import (
    answer_schema,
    document_schema,
    parse_document,
    read_document,
)

__all__ = [
    "answer_schema",
    "check_item",
    "document_schema",
    "parse_document",
    "read_document",
    "validate_answers",
]
