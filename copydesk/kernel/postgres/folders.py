"""The folders of one cluster, and where its socket is when the data folder's path is too long for one."""

import errno
import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
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

    def make_home(self, account: Account) -> None:
        """Make the folder itself; modes of folders that exist are never changed."""
        with explained(self.home, account):
            if not self.home.exists():
                self.home.mkdir(parents=True, exist_ok=True)
                self.home.chmod(0o711 if account.borrowed else 0o700)
        account.require_way_to(self.home)

    def sockets(self) -> Path:
        """The folder of the socket, as far as it is known without making one."""
        return self.run if _fits(self.run) else self._recorded() or self.run

    def make_sockets(self, account: Account) -> Path:
        """The folder of the socket: `run`, or a short private one under the temporary folder, recorded in `socket-folder`."""
        if _fits(self.run):
            return self.run
        recorded = self._recorded()
        if recorded is not None and _is_private(recorded, account):
            return recorded
        # Root's own temporary folder may be closed to the account; mkdtemp makes a private one.
        parent = "/tmp" if account.borrowed else None  # noqa: S108
        short = Path(tempfile.mkdtemp(prefix="copydesk-", dir=parent))
        give(short, account)
        write_file(self._socket_record, f"{short}\n{self.home}\n", account)
        return short

    def _recorded(self) -> Path | None:
        """The short folder, unless the record came here with a copy of another cluster: its server must not be ours."""
        try:
            short, home = self._socket_record.read_text().splitlines()
        except (OSError, ValueError):
            return None
        return Path(short) if home == str(self.home) else None


@contextmanager
def explained(place: Path, account: Account) -> Generator[None]:
    """Turn the operating system's refusals into errors that name the place and the way out."""
    try:
        yield
    except PermissionError as error:
        raise FolderClosed(Path(error.filename or place).parent, account.name, "write into") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(place, str(error)) from error
        if error.errno == errno.EROFS:
            raise FolderClosed(place, account.name, "write into (it is read-only)") from error
        raise


def make_private(folder: Path, account: Account) -> None:
    """Make a folder that only the account (and root) can enter. The caller holds the start lock."""
    folder.mkdir(mode=0o700, exist_ok=True)
    give(folder, account)


def give(folder: Path, account: Account) -> None:
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
