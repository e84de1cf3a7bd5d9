"""Use cases of what people look at, one file per subject."""

from copydesk.reports.service.activity import begin_activity_export, list_activity, stream_activity
from copydesk.reports.service.backups import (
    delete_backup,
    list_backups,
    make_backup,
    open_backup,
    request_backup,
)
from copydesk.reports.service.installation import (
    discard_job,
    list_jobs,
    list_settings,
    read_health,
    retry_job,
)
from copydesk.reports.service.items import change_items, count_items, list_item_rows, read_item_detail
from copydesk.reports.service.live import (
    LiveFeed,
    Subscription,
    Told,
    follow_installation,
    follow_project,
    open_live,
    open_live_installation,
)
from copydesk.reports.service.me import read_home, search
from copydesk.reports.service.overview import read_overview
from copydesk.reports.service.views import change_view, create_view, delete_view, list_views

__all__ = [
    "LiveFeed",
    "Subscription",
    "Told",
    "begin_activity_export",
    "change_items",
    "change_view",
    "count_items",
    "create_view",
    "delete_backup",
    "delete_view",
    "discard_job",
    "follow_installation",
    "follow_project",
    "list_activity",
    "list_backups",
    "list_item_rows",
    "list_jobs",
    "list_settings",
    "list_views",
    "make_backup",
    "open_backup",
    "open_live",
    "open_live_installation",
    "read_health",
    "read_home",
    "read_item_detail",
    "read_overview",
    "request_backup",
    "retry_job",
    "search",
    "stream_activity",
]
