"""Use cases of guides, one file per noun."""

from copydesk.guides.service.versions import (
    get_guide,
    get_version,
    latest_version,
    list_versions,
    publish_guide,
    read_version,
    rules_by_keys,
    save_guide,
)

__all__ = [
    "get_guide",
    "get_version",
    "latest_version",
    "list_versions",
    "publish_guide",
    "read_version",
    "rules_by_keys",
    "save_guide",
]
