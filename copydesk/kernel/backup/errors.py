"""Why a backup was not written or not restored. Each message says what is safe and what to do.

BackupError
├── NotWritten         the file could not be made
├── Damaged            the file is cut short or altered
├── FromNewerVersion   made by a Copydesk that this one does not know
└── DatabaseInUse      the database to restore into has content
"""

from pathlib import Path


class BackupError(RuntimeError):
    """Base of everything that this package raises on purpose."""


class NotWritten(BackupError):
    def __init__(self, place: Path, reason: str) -> None:
        super().__init__(
            f"The backup {place} was not written: {reason}. The database is unharmed and no half-written file was left. "
            "Choose another place or make room, and try again."
        )


class Damaged(BackupError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The backup cannot be used: {reason}. Nothing of it was restored. Take another copy of the file."
        )


class FromNewerVersion(BackupError):
    def __init__(self, version: str, unknown: str) -> None:
        super().__init__(
            f"The backup was made by Copydesk {version} and knows {unknown}, which this version does not. Nothing was restored. "
            f"Install Copydesk {version} or newer and restore again."
        )


class DatabaseInUse(BackupError):
    def __init__(self, table: str) -> None:
        super().__init__(
            f"The database has content already ({table} has rows), and a restore never overwrites. Nothing was touched. "
            "Back it up, stop Copydesk, then move the folder of the embedded database away or name an empty external database."
        )
