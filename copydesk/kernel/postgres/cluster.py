"""One embedded PostgreSQL and everybody who uses it: join, revive, leave."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from copydesk.kernel.postgres.account import choose_account
from copydesk.kernel.postgres.address import Address, Answer, create_database, probe
from copydesk.kernel.postgres.binaries import find_binaries
from copydesk.kernel.postgres.errors import Busy
from copydesk.kernel.postgres.folders import Folders, explained
from copydesk.kernel.postgres.locks import FileLock
from copydesk.kernel.postgres.postmaster import running_postmaster
from copydesk.kernel.postgres.start import Options, Start, stop_server


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

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def join(self) -> Address:
        """Become a user of the server, for as long as this process lives or until `leave`; start it when it does not run."""
        if self._users is None:
            self._users = self._taken("users.lock", shared=True)
        try:
            return self.ensure_running()
        except BaseException:
            self._users.release()
            self._users = None
            raise

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
        address = self.address
        return address if probe(address) is Answer.READY else self._bring_up()

    def revive(self) -> bool:
        """What a monitor calls about once a second: True when the server was dead and had to be brought back."""
        if probe(self.address) is Answer.READY:
            return False
        self._options.say("PostgreSQL does not answer; bringing it back.")
        self._bring_up()
        return True

    def stop(self) -> None:
        """Stop the server, whoever uses it: open transactions roll back, everything committed stays."""
        with self._start_lock():
            if running_postmaster(self._folders.cluster) is not None:
                account = choose_account(self._folders.cluster)
                binaries = find_binaries(self._options.bin_dir, account, self._folders.home)
                stop_server(self._folders, account, binaries, self._options.stop_limit_s)

    def _bring_up(self) -> Address:
        with self._start_lock():
            address = Start(self._folders, self._options).run()
            if probe(address) is Answer.NO_DATABASE:
                create_database(address)
        return address

    @contextmanager
    def _start_lock(self) -> Generator[None]:
        lock = self._taken("start.lock")
        try:
            yield
        finally:
            lock.release()

    def _taken(self, name: str, *, shared: bool = False) -> FileLock:
        account = choose_account(self._folders.cluster)
        self._folders.make_home(account)
        lock = FileLock(self._folders.home / name, owner=account.owner)
        wait_s = self._options.start_limit_s + self._options.stop_limit_s
        with explained(lock.path, account):
            if not lock.take(shared=shared, wait_s=wait_s):
                raise Busy(lock.path, wait_s)
        return lock


def ensure_running(
    home: Path, *, bin_dir: Path | None = None, settings: Mapping[str, str] | None = None
) -> Address:
    """Start the server of this folder unless it runs. Any number of processes may call this at the same time."""
    return Cluster(home, Options(bin_dir=bin_dir, settings=settings or {})).ensure_running()
