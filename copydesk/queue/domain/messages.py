"""What the queue tells the slices above."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class AnswerSubmitted:
    topic: ClassVar[str] = "queue.answer_submitted"
    project_id: int
    item_id: int
    submission_id: int


@dataclass(frozen=True)
class AnswerChecked:
    """An answer came in of which checks said something."""

    topic: ClassVar[str] = "queue.answer_checked"
    project_id: int
    submission_id: int


@dataclass(frozen=True)
class LikenessWanted:
    """An answer came in under a guide that checks what answers are like."""

    topic: ClassVar[str] = "queue.likeness_wanted"
    project_id: int
    submission_id: int


@dataclass(frozen=True)
class SubmissionUndone:
    topic: ClassVar[str] = "queue.submission_undone"
    project_id: int
    item_id: int
    submission_id: int


@dataclass(frozen=True)
class SubmissionSettled:
    topic: ClassVar[str] = "queue.submission_settled"
    project_id: int
    item_id: int
    submission_id: int
    state: str


@dataclass(frozen=True)
class SubmissionsImported:
    topic: ClassVar[str] = "queue.submissions_imported"
    project_id: int
    import_id: int


@dataclass(frozen=True)
class ImportPurged:
    topic: ClassVar[str] = "queue.import_purged"
    project_id: int
    import_id: int
