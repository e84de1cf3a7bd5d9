"""The folders of one cluster, and where its socket is when the data folder's path is too long for one."""

import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from copydesk.kernel.postgres.account import Account
from copydesk.kernel.postgres.errors import DiskFull, FolderClosed
from copydesk.kernel.postgres.postmaster import SOCKET

SOCKET_PATH_MAX_BYTES = 107


@dataclass(frozen=True)
class Folders:
    """`home` is ours; `cluster` and `run` belong to the server's account and to nobody else."""

    home: Path

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def draft(self) -> Path:
        """Where initdb works; renamed to `cluster` when complete, so that a half-made cluster never counts."""
        return self.home / "cluster.draft"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def log(self) -> Path:
        return self.run / "server.log"

    @property
    def _socket_record(self) -> Path:
        return self.home / "socket-folder"

    def make(self, account: Account) -> None:
        """Make what is missing; modes of folders that exist are never changed."""
        try:
            if not self.home.exists():
                self.home.mkdir(parents=True, exist_ok=True)
                self.home.chmod(0o711 if account.borrowed else 0o700)
            account.require_way_to(self.home)
            make_private(self.run, account)
        except PermissionError as error:
            raise FolderClosed(Path(error.filename or self.home).parent, account.name, "write into") from error
        except OSError as error:
            raise DiskFull(self.home, str(error)) from error

    def sockets(self) -> Path:
        """The folder of the socket, as far as it is known without making one."""
        if _fits(self.run):
            return self.run
        try:
            return Path(self._socket_record.read_text())
        except FileNotFoundError:
            return self.run

    def make_sockets(self, account: Account) -> Path:
        """The folder of the socket: `run`, or a short private one under the temporary folder, recorded in `socket-folder`."""
        recorded = self.sockets()
        if recorded == self.run and _fits(self.run):
            return self.run
        if recorded != self.run and _is_private(recorded, account):
            return recorded
        short = Path(tempfile.mkdtemp(prefix="copydesk-", dir="/tmp" if account.borrowed else None))
        if account.owner is not None:
            os.chown(short, *account.owner)
        write_file(self._socket_record, str(short), account)
        return short


def make_private(folder: Path, account: Account) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700)
        if account.owner is not None:
            os.chown(folder, *account.owner, follow_symlinks=False)


def write_file(path: Path, text: str, account: Account) -> None:
    """Replace a file as a whole. The folder may belong to the account, so nothing that it put there is followed."""
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "w") as file:
        file.write(text)
        if account.owner is not None:
            os.fchown(fd, *account.owner)
    draft.replace(path)


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET)) <= SOCKET_PATH_MAX_BYTES


def _is_private(folder: Path, account: Account) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid and not found.st_mode & 0o077
