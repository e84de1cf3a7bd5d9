"""Use cases of items: a few at a time (`single`), by the thousand for imports (`bulk`)."""

from copydesk.items.service.bulk import (
    copy_items,
    copy_versions,
    find_known,
    lock_known,
    open_batch,
    purge_batch,
    purge_project,
)
from copydesk.items.service.single import (
    create_items,
    list_batches,
    list_items,
    list_versions,
    load_item,
    load_versions,
    read_item,
    read_version,
    retire_item,
    retire_items,
    revise_item,
)

__all__ = [
    "copy_items",
    "copy_versions",
    "create_items",
    "find_known",
    "list_batches",
    "list_items",
    "list_versions",
    "load_item",
    "load_versions",
    "lock_known",
    "open_batch",
    "purge_batch",
    "purge_project",
    "read_item",
    "read_version",
    "retire_item",
    "retire_items",
    "revise_item",
]
