"""Use cases of interfaces."""

from copydesk.interfaces.service.answers import validate_answers
from copydesk.interfaces.service.content import check_item
from copydesk.interfaces.service.documents import (
    Reading,
    answer_schema,
    document_schema,
    parse_document,
    read_document,
)
from copydesk.interfaces.service.drafts import get_interface, publish_interface, save_interface
from copydesk.interfaces.service.versions import get_version, latest_version, list_versions, read_version

__all__ = [
    "Reading",
    "answer_schema",
    "check_item",
    "document_schema",
    "get_interface",
    "get_version",
    "latest_version",
    "list_versions",
    "parse_document",
    "publish_interface",
    "read_document",
    "read_version",
    "save_interface",
    "validate_answers",
]
