"""Starting and stopping the server process. Whoever calls this holds the cluster's start lock."""

import logging
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.kernel.postgres.account import Account, choose_account
from copydesk.kernel.postgres.address import Address, Answer, probe
from copydesk.kernel.postgres.binaries import Binaries, find_binaries
from copydesk.kernel.postgres.configuration import HBA, ROLE, conf_text, ident_text, memory_bytes
from copydesk.kernel.postgres.errors import (
    DiskFull,
    InitFailed,
    StartFailed,
    StartTooSlow,
    StopFailed,
    WrongVersion,
)
from copydesk.kernel.postgres.folders import Folders, explained, make_private, write_file
from copydesk.kernel.postgres.postmaster import SOCKET, clear_stale_files, running_postmaster

START_LIMIT_S = 120.0
STOP_LIMIT_S = 60.0
LOG_MAX_BYTES = 10_000_000
# The children of a killed server take moments to go away: these words mean "try again".
PASSING_TROUBLE = ("lock file", "pre-existing shared memory block")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """How the server is run. `settings` are lines of postgresql.conf; `say` hears progress, about every 2 s."""

    bin_dir: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    start_limit_s: float = START_LIMIT_S
    stop_limit_s: float = STOP_LIMIT_S
    say: Callable[[str], None] = logger.info


class Start:
    """One attempt to have an answering server, made by the holder of the start lock."""

    def __init__(self, folders: Folders, options: Options) -> None:
        self._folders = folders
        self._options = options
        self._account = choose_account(folders.cluster)
        with explained(folders.home, self._account):
            make_private(folders.run, self._account)
            self._binaries = find_binaries(options.bin_dir, self._account, folders.home)
            self._address = Address(folders.make_sockets(self._account))
        self._starter: subprocess.Popen[str] | None = None
        self._log_offset = 0

    def run(self) -> Address:
        with explained(self._folders.home, self._account):
            self._init_once()
        began = time.monotonic()
        said_at = began
        while (answer := probe(self._address)) not in (Answer.READY, Answer.NO_DATABASE):
            if answer is Answer.SILENT:
                self._advance()
            now = time.monotonic()
            if now - began > self._options.start_limit_s:
                raise StartTooSlow(self._folders.cluster, self._options.start_limit_s, self._last_words())
            if now - said_at > 2:
                said_at = now
                self._options.say(f"PostgreSQL is starting ({now - began:.0f} s): {self._last_words(1)}")
            time.sleep(0.03)
        if self._starter is not None:
            self._starter.communicate()
        return self._address

    def _advance(self) -> None:
        """Nobody answers: judge the attempt that is under way, else make one."""
        if self._starter is not None:
            if self._starter.poll() is None:
                return
            self._judge_failure(self._starter)
            self._starter = None
        alive = running_postmaster(self._folders.cluster)
        if alive is None:
            self._launch()
        elif alive.status == "ready" and not (self._address.sockets / SOCKET).exists():
            # Its socket was deleted: nobody could reach it again.
            stop_server(self._folders, self._account, self._binaries, self._options.stop_limit_s)

    def _launch(self) -> None:
        folders, account = self._folders, self._account
        clear_stale_files(folders.cluster, self._address.sockets)
        with explained(folders.home, account):
            self._write_configuration()
            self._log_offset = self._rotate_log()
        limit = str(int(self._options.start_limit_s) + 1)
        argv = [self._binaries.folder / "pg_ctl", "start", "-s", "-w", "-t", limit, "-l", folders.log.name]
        self._starter = account.popen(argv, env={"PGDATA": str(folders.cluster)}, cwd=folders.run)

    def _judge_failure(self, starter: subprocess.Popen[str]) -> None:
        said, _ = starter.communicate()
        words = self._last_words() or said.strip()
        if "No space left on device" in words:
            raise DiskFull(self._folders.home, words)
        if starter.returncode and not any(trouble in words for trouble in PASSING_TROUBLE):
            raise StartFailed(self._folders.cluster, words, self._folders.log)

    def _init_once(self) -> None:
        folders, account = self._folders, self._account
        if folders.cluster.exists():
            written_by = (folders.cluster / "PG_VERSION").read_text().strip()
            if written_by != str(self._binaries.major):
                raise WrongVersion(folders.cluster, written_by, self._binaries.major)
            return
        shutil.rmtree(folders.draft, ignore_errors=True)
        make_private(folders.draft, account)
        no_sync = ["--no-sync"] if self._options.settings.get("fsync") == "off" else []
        argv = [
            self._binaries.folder / "initdb",
            "-U",
            ROLE,
            "-E",
            "UTF8",
            "-A",
            "peer",
            *self._binaries.locale_flags,
            *no_sync,
        ]
        status, said = account.run(argv, env={"PGDATA": str(folders.draft)})
        if status:
            shutil.rmtree(folders.draft, ignore_errors=True)
            raise (DiskFull if "No space left" in said else InitFailed)(folders.home, said)
        folders.draft.rename(folders.cluster)

    def _write_configuration(self) -> None:
        cluster, account = self._folders.cluster, self._account
        conf = conf_text(self._address.sockets, memory_bytes(), self._options.settings)
        names = (account.name, "root") if account.borrowed else (account.name,)
        for name, text in (
            ("postgresql.conf", conf),
            ("pg_hba.conf", HBA),
            ("pg_ident.conf", ident_text(names)),
        ):
            write_file(cluster / name, text, account)

    def _rotate_log(self) -> int:
        """The size of the log that this start continues; a long one is put aside first."""
        log = self._folders.log
        size = log.stat().st_size if log.exists() else 0
        if size > LOG_MAX_BYTES:
            log.replace(log.with_name("server.log.1"))
            return 0
        return size

    def _last_words(self, lines: int = 12) -> str:
        """What the server wrote since this start."""
        try:
            with self._folders.log.open("rb") as log:
                log.seek(max(self._log_offset, log.seek(0, 2) - 8000))
                return "\n".join(log.read().decode(errors="replace").strip().split("\n")[-lines:])
        except FileNotFoundError:
            return ""


def stop_server(folders: Folders, account: Account, binaries: Binaries, limit_s: float) -> None:
    argv = [binaries.folder / "pg_ctl", "stop", "-m", "fast", "-w", "-t", str(int(limit_s))]
    status, said = account.run(argv, env={"PGDATA": str(folders.cluster)})
    if status and running_postmaster(folders.cluster) is not None:
        raise StopFailed(folders.cluster, said)
