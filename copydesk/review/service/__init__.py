"""Use cases of reviewing, one file per noun."""

from copydesk.review.service.findings import (
    change_finding,
    drop_check_findings,
    feedback_of,
    feedback_of_many,
    file_check_findings,
    list_findings,
)
from copydesk.review.service.likely import rules_for
from copydesk.review.service.verdicts import give_verdict, purge_project

__all__ = [
    "change_finding",
    "drop_check_findings",
    "feedback_of",
    "feedback_of_many",
    "file_check_findings",
    "give_verdict",
    "list_findings",
    "purge_project",
    "rules_for",
]
