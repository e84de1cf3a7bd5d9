"""Every setting of an installation, read once from the environment (prefix `COPYDESK_`)."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _own_folder() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/copydesk")
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "copydesk"


class Settings(BaseSettings):
    """Each field is the environment variable `COPYDESK_<FIELD>`; docs/settings.md is made from this class."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_", extra="ignore")

    data_dir: Path = Field(
        default_factory=_own_folder,
        description="Folder of the embedded database, the secret key and backups.",
    )
    database_url: SecretStr | None = Field(
        default=None, description="An external PostgreSQL 15 or newer; unset means the embedded one."
    )
    postgres_bin_dir: Path | None = Field(
        default=None,
        description="Folder with initdb, postgres and pg_ctl for the embedded database; unset: the bundled one.",
    )
    postgres_start_limit_s: float = Field(
        default=120.0,
        gt=0,
        description="How long a start waits for the embedded database, which may have to recover.",
    )
    database_pool_size: int = Field(
        default=16, ge=2, le=500, description="Database connections per server process."
    )
    database_wait_s: float = Field(
        default=15.0,
        gt=0,
        description="How long a request waits for a database that is away before it is told so.",
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="32 random bytes in base64 that encrypt stored secrets; unset: a key file in the data folder.",
    )

    host: str = Field(default="127.0.0.1", description="Address that the server listens on.")
    port: int = Field(
        default=8400, ge=0, le=65535, description="Port that the server listens on; 0: any free one."
    )
    public_url: str | None = Field(
        default=None, description="Address that people open, for links in invitations and secure cookies."
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="Addresses or networks, with commas, of the proxies whose X-Forwarded headers are believed.",
    )
    processes: int = Field(
        default=1, ge=1, le=64, description="Server processes; one per core is a good number."
    )
    worker_in_server: bool = Field(
        default=True, description="Run background jobs inside the server processes."
    )
    worker_concurrency: int = Field(
        default=2, ge=1, le=64, description="Background jobs at the same time per process."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least level that is logged."
    )
    log_format: Literal["json", "text"] = Field(
        default="json", description="Log lines as JSON or as plain text."
    )
    demo: bool = Field(
        default=False, description="Offer the demo people on the sign-in page, without passwords."
    )

    session_days: int = Field(default=14, ge=1, le=365, description="Days until an unused session ends.")
    invitation_days: int = Field(
        default=14, ge=1, le=365, description="Days until an unused invitation ends."
    )
    token_max_days: int = Field(
        default=365, ge=1, le=3650, description="Longest life of a personal API token."
    )
    sign_in_attempts: int = Field(
        default=10,
        ge=1,
        description="Failed sign-ins per account and per address before further ones must wait.",
    )
    sign_in_window_s: int = Field(
        default=900, ge=10, description="Seconds over which failed sign-ins are counted."
    )
    password_min_chars: int = Field(
        default=12, ge=8, le=128, description="Shortest password that is accepted."
    )

    request_max_bytes: int = Field(
        default=8_000_000, ge=10_000, description="Largest body of an ordinary request."
    )
    import_max_bytes: int = Field(default=20_000_000_000, ge=1_000_000, description="Largest import file.")
    import_line_max_bytes: int = Field(
        default=16_000_000,
        ge=10_000,
        description="Longest line or record of an import; a longer one is reported, not loaded.",
    )
    import_chunk_rows: int = Field(
        default=2_000, ge=1, le=100_000, description="Records that an import writes at a time."
    )
    import_problems_max: int = Field(
        default=10_000,
        ge=1,
        description="Bad records of an import that are kept for the report; more are only counted.",
    )
    item_max_bytes: int = Field(
        default=4_000_000, ge=10_000, description="Largest content of one item, as JSON."
    )
    guide_max_bytes: int = Field(default=5_000_000, ge=10_000, description="Largest guide source.")
    guide_note_s: int = Field(
        default=600,
        ge=0,
        description="Saves of a guide's draft by the same person leave one line in the audit log in this many seconds.",
    )
    guide_editor_gone_s: int = Field(
        default=30, ge=5, description="Somebody whose editor was silent for so long is shown no more."
    )
    guide_words_max: int = Field(
        default=20_000, ge=1, description="Most words in the dictionary of a project."
    )
    guide_proposals_max: int = Field(
        default=200,
        ge=1,
        description="Most words that one member may have proposed and that wait for a lead.",
    )
    check_limit_ms: int = Field(
        default=200,
        ge=1,
        description="Processor time of one check for one text; one that needs more is shown as failed, never as passed.",
    )
    languagetool_url: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="Address of a LanguageTool server for checks of the kind `languagetool`, such as "
        "`http://127.0.0.1:8081`. Texts are sent to it. Unset: such checks are reported as not run.",
    )
    languagetool_timeout_s: float = Field(
        default=3.0,
        gt=0,
        le=30,
        description="How long the checks of an answer wait for LanguageTool, all its texts together, also when it is sent. "
        "One that did not answer is shown as failed, and is asked again after half a minute.",
    )
    document_max_bytes: int = Field(
        default=1_000_000, ge=10_000, description="Largest interface or workflow document."
    )

    reserve_s: int = Field(
        default=120, ge=10, description="Seconds that a prefetched task is kept for a person."
    )
    undo_s: int = Field(
        default=600, ge=0, description="Seconds in which a submission that nothing follows can be taken back."
    )
    project_delete_days: int = Field(
        default=14,
        ge=0,
        description="Days between asking for a project's deletion and its end; it can be taken back.",
    )
    backups_keep: int = Field(
        default=10,
        ge=1,
        le=1_000,
        description="Backups that are kept in the data folder; when a new one is complete, the oldest go.",
    )
    page_max_rows: int = Field(default=200, ge=10, le=1000, description="Most rows of one page of a list.")
    bootstrap_resamples: int = Field(
        default=1_000, ge=100, le=100_000, description="Resamples behind each bootstrap interval."
    )
