"""Use cases of the human queue, one file per noun."""

from copydesk.queue.service.checks import check_reports, check_writing, propose_word
from copydesk.queue.service.imports import (
    import_is_untouched,
    import_submissions,
    purge_import,
    purge_project,
)
from copydesk.queue.service.likeness import remember_answers
from copydesk.queue.service.overview import my_work, progress, why_empty
from copydesk.queue.service.queues import cancel_slots, fit_slots, refresh_draws, refresh_queues, set_priority
from copydesk.queue.service.submissions import get_submission, item_history, list_submissions, submit, undo
from copydesk.queue.service.tasks import (
    beat,
    forget_drafts,
    free_slot,
    next_task,
    release_task,
    resume_task,
    return_lapsed,
    save_draft,
    skip_task,
    start_task,
)
from copydesk.queue.service.verdicts import admit, list_waiting, lock_review, refuse, settle

__all__ = [
    "admit",
    "beat",
    "cancel_slots",
    "check_reports",
    "check_writing",
    "fit_slots",
    "forget_drafts",
    "free_slot",
    "get_submission",
    "import_is_untouched",
    "import_submissions",
    "item_history",
    "list_submissions",
    "list_waiting",
    "lock_review",
    "my_work",
    "next_task",
    "progress",
    "propose_word",
    "purge_import",
    "purge_project",
    "refresh_draws",
    "refresh_queues",
    "refuse",
    "release_task",
    "remember_answers",
    "resume_task",
    "return_lapsed",
    "save_draft",
    "set_priority",
    "settle",
    "skip_task",
    "start_task",
    "submit",
    "undo",
    "why_empty",
]
