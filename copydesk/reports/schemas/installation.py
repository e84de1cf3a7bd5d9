"""Shapes of administration: health, settings, jobs, backups."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from copydesk.kernel.http import Shape
from copydesk.kernel.ids import JobId
from copydesk.reports.domain.installation import JobStatus, Source


class TableSizeOut(Shape):
    name: str
    n_bytes: int
    n_rows: int = Field(description="The database's own estimate; -1: none yet.")


class DatabaseStateOut(Shape):
    n_bytes: int
    version: str
    n_connections: int
    n_connections_max: int


class DiskOut(Shape):
    path: str = Field(description="The data folder.")
    n_bytes_free: int
    n_bytes: int


class HealthOut(Shape):
    copydesk: str
    python: str
    migration: str = Field(description="The last one that was applied.")
    n_pending_steps: int
    is_embedded: bool
    database: DatabaseStateOut
    tables: list[TableSizeOut] = Field(description="The biggest, with indexes.")
    disk: DiskOut
    jobs: dict[str, int] = Field(description="By status.")
    n_stalled: int = Field(description="Their worker gives no sign of life; they are put back soon.")
    oldest_job_at: datetime | None = Field(description="Since when the oldest waiting job could run.")
    messages: dict[str, int] = Field(description="Not yet delivered, by subscriber.")


class SettingOut(Shape):
    name: str
    variable: str
    value: Any = Field(description="Null for secrets.")
    default: Any
    is_secret: bool
    is_set: bool
    source: Source
    description: str


class JobOut(Shape):
    id: JobId
    name: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    changed_at: datetime | None
    failed_at: datetime | None
    error: str | None
    args: dict[str, Any]


class JobsQuery(Shape):
    status: JobStatus | None = "failed"
    cursor: JobId | None = None
    limit: int = Field(default=50, ge=1, le=200)


class BackupOut(Shape):
    name: str
    n_bytes: int
    made_at: datetime


class BackupsOut(Shape):
    files: list[BackupOut] = Field(description="Newest first.")
    is_running: bool
    failure: str | None = Field(description="Why the last attempt failed; null when it did not.")
    failed_at: datetime | None
    keep: int = Field(description="How many are kept (COPYDESK_BACKUPS_KEEP).")


JobsQueryDep = Annotated[JobsQuery, Query()]
