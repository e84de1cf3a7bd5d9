"""Use cases of imports and exports."""

from copydesk.exchange.domain.mapping import document_schema
from copydesk.exchange.service.cards import make_card
from copydesk.exchange.service.exports import (
    begin_download,
    export_card,
    media_type,
    plan_export,
    preview_export,
    stream_export,
)
from copydesk.exchange.service.imports import (
    create_import,
    fail_abandoned_imports,
    get_import,
    list_imports,
    list_problems,
    purge_project,
    read_mapping_text,
    rejects_format,
    stream_rejects,
    undo_import,
)
from copydesk.exchange.service.loading import load_content

__all__ = [
    "begin_download",
    "create_import",
    "document_schema",
    "export_card",
    "fail_abandoned_imports",
    "get_import",
    "list_imports",
    "list_problems",
    "load_content",
    "make_card",
    "media_type",
    "plan_export",
    "preview_export",
    "purge_project",
    "read_mapping_text",
    "rejects_format",
    "stream_export",
    "stream_rejects",
    "undo_import",
]
