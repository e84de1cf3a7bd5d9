"""One embedded PostgreSQL and everybody who uses it: start, revive, stop."""

import logging
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from copydesk.kernel.postgres.account import Account, choose_account
from copydesk.kernel.postgres.address import Address, Answer, ensure_database, probe
from copydesk.kernel.postgres.binaries import Binaries, find_binaries
from copydesk.kernel.postgres.configuration import HBA, ROLE, conf_text, ident_text, memory_bytes
from copydesk.kernel.postgres.errors import Busy, DiskFull, InitFailed, StartFailed, StartTooSlow, StopFailed, WrongVersion
from copydesk.kernel.postgres.folders import Folders, make_private, write_file
from copydesk.kernel.postgres.locks import FileLock
from copydesk.kernel.postgres.postmaster import SOCKET, clear_stale_files, running_postmaster

START_LIMIT_S = 120.0
STOP_LIMIT_S = 60
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
    say: Callable[[str], None] = logger.info


class Cluster:
    """The server of one folder, shared by any number of processes. Calls block: use `asyncio.to_thread` in async code."""

    def __init__(self, home: Path, options: Options | None = None) -> None:
        self._folders = Folders(home.expanduser().absolute())
        self._options = options or Options()
        self._users: FileLock | None = None

    @property
    def address(self) -> Address:
        return Address(self._folders.sockets())

    def __enter__(self) -> Address:
        return self.join()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.leave()

    def join(self) -> Address:
        """Become a user of the server, for as long as this process lives or until `leave`; start it when it does not run."""
        if self._users is None:
            users = self._lock("users.lock")
            self._take(users, shared=True)
            self._users = users
        return self.ensure_running()

    def leave(self) -> bool:
        """Stop being a user. The last one stops the server: then True."""
        users, self._users = self._users, None
        if users is None or not users.take():
            return False
        try:
            self.stop()
        finally:
            users.release()
        return True

    def ensure_running(self) -> Address:
        """Return when a connection answers, starting the server if need be. Cheap when it answers already."""
        if probe(self.address) is Answer.READY:
            return self._with_database(self.address)
        lock = self._lock("start.lock")
        self._take(lock)
        try:
            return self._with_database(_Start(self._folders, self._options).run())
        finally:
            lock.release()

    def revive(self) -> bool:
        """What a monitor calls about once a second: True when the server was dead and had to be brought back."""
        if probe(self.address) is Answer.READY:
            return False
        self._options.say("PostgreSQL does not answer; bringing it back.")
        self.ensure_running()
        return True

    def stop(self) -> None:
        """Stop the server, whoever uses it: open transactions roll back, everything committed stays."""
        lock = self._lock("start.lock")
        self._take(lock)
        try:
            if running_postmaster(self._folders.cluster) is not None:
                account = choose_account(self._folders.cluster)
                stop_server(self._folders, account, find_binaries(self._options.bin_dir, account, self._folders.home))
        finally:
            lock.release()

    def _with_database(self, address: Address) -> Address:
        ensure_database(address)
        return address

    def _lock(self, name: str) -> FileLock:
        account = choose_account(self._folders.cluster)
        self._folders.make(account)
        return FileLock(self._folders.home / name, owner=account.owner)

    def _take(self, lock: FileLock, *, shared: bool = False) -> None:
        wait_s = self._options.start_limit_s + STOP_LIMIT_S
        if not lock.take(shared=shared, wait_s=wait_s):
            raise Busy(lock.path, wait_s)


def ensure_running(home: Path, *, bin_dir: Path | None = None, settings: Mapping[str, str] | None = None) -> Address:
    """Start the server of this folder unless it runs. Any number of processes may call this at the same time."""
    return Cluster(home, Options(bin_dir=bin_dir, settings=settings or {})).ensure_running()


def stop_server(folders: Folders, account: Account, binaries: Binaries) -> None:
    argv = [binaries.folder / "pg_ctl", "stop", "-m", "fast", "-w", "-t", str(STOP_LIMIT_S)]
    status, said = account.run(argv, env={"PGDATA": str(folders.cluster)})
    if status and running_postmaster(folders.cluster) is not None:
        raise StopFailed(folders.cluster, said)


class _Start:
    """One attempt to have an answering server, made by the holder of the start lock."""

    def __init__(self, folders: Folders, options: Options) -> None:
        self._folders = folders
        self._options = options
        self._account = choose_account(folders.cluster)
        self._binaries = find_binaries(options.bin_dir, self._account, folders.home)
        self._address = Address(folders.make_sockets(self._account))
        self._starter: subprocess.Popen[str] | None = None
        self._log_offset = 0

    def run(self) -> Address:
        self._init_once()
        began = time.monotonic()
        said_at = began
        while (answer := probe(self._address)) is not Answer.READY:
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
            stop_server(self._folders, self._account, self._binaries)  # its socket was deleted: nobody can reach it again

    def _launch(self) -> None:
        folders, account = self._folders, self._account
        clear_stale_files(folders.cluster, self._address.sockets)
        try:
            self._write_configuration()
            self._log_offset = self._rotate_log()
        except OSError as error:
            raise DiskFull(folders.home, str(error)) from error
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
        argv = [self._binaries.folder / "initdb", "-U", ROLE, "-E", "UTF8", "-A", "peer", *self._binaries.locale_flags, *no_sync]
        status, said = account.run(argv, env={"PGDATA": str(folders.draft)})
        if status:
            shutil.rmtree(folders.draft, ignore_errors=True)
            raise (DiskFull if "No space left" in said else InitFailed)(folders.home, said)
        folders.draft.rename(folders.cluster)

    def _write_configuration(self) -> None:
        cluster, account = self._folders.cluster, self._account
        conf = conf_text(self._address.sockets, memory_bytes(), self._options.settings)
        names = (account.name, "root") if account.borrowed else (account.name,)
        for name, text in (("postgresql.conf", conf), ("pg_hba.conf", HBA), ("pg_ident.conf", ident_text(names))):
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
