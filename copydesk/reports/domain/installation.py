"""The state of the installation, for those who run it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

BACK_UP_JOB: Final = "reports.back_up"
TABLES_SHOWN: Final = 12
_BACKUP_NAME: Final = re.compile(r"^copydesk-\d{8}-\d{6}\.backup$")

Source = Literal["environment", "default"]
JobStatus = Literal["todo", "doing", "failed"]


@dataclass(frozen=True)
class TableSize:
    """`n_rows` is the database's own estimate; -1 where it has none yet."""

    name: str
    n_bytes: int
    n_rows: int


@dataclass(frozen=True)
class DatabaseState:
    n_bytes: int
    version: str
    n_connections: int
    n_connections_max: int


@dataclass(frozen=True)
class Disk:
    """Of the data folder."""

    path: str
    n_bytes_free: int
    n_bytes: int


@dataclass(frozen=True)
class Health:
    copydesk: str
    python: str
    migration: str
    n_pending_steps: int
    is_embedded: bool
    database: DatabaseState
    tables: Sequence[TableSize]
    disk: Disk
    jobs: Mapping[str, int]
    n_stalled: int
    oldest_job_at: datetime | None
    messages: Mapping[str, int]


@dataclass(frozen=True)
class SettingInForce:
    """`value` is None for secrets, of which only `is_set` is told."""

    name: str
    variable: str
    value: Any
    default: Any
    is_secret: bool
    is_set: bool
    source: Source
    description: str


@dataclass(frozen=True)
class BackupFile:
    name: str
    n_bytes: int
    made_at: datetime


@dataclass(frozen=True)
class Backups:
    """Newest first. `failure`: why the last attempt failed, when none succeeded since."""

    files: Sequence[BackupFile]
    is_running: bool
    failure: str | None
    failed_at: datetime | None
    keep: int


def backup_name(now: datetime) -> str:
    return f"copydesk-{now.astimezone(UTC):%Y%m%d-%H%M%S}.backup"


def is_backup_name(name: str) -> bool:
    """Whether this is the name of a file that a backup made: nothing else is read or deleted."""
    return _BACKUP_NAME.match(name) is not None


def surplus(files: Sequence[BackupFile], keep: int) -> list[BackupFile]:
    """Those that go when only the newest `keep` stay."""
    return sorted(files, key=lambda file: file.name, reverse=True)[keep:]
