"""Use cases of imports and exports."""

from copydesk.exchange.domain.mapping import mapping_schema
from copydesk.exchange.service.imports import (
    create_import,
    fail_abandoned_imports,
    get_import,
    list_imports,
    list_problems,
    rejects_format,
    stream_rejects,
    undo_import,
)
from copydesk.exchange.service.loading import load_content

__all__ = [
    "create_import",
    "fail_abandoned_imports",
    "get_import",
    "list_imports",
    "list_problems",
    "load_content",
    "mapping_schema",
    "rejects_format",
    "stream_rejects",
    "undo_import",
]
