"""Under which account PostgreSQL runs: never root. As an ordinary user everything is that user's."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.kernel.postgres.errors import FolderClosed, FolderNotOurs

SYSTEM_ACCOUNTS = ("copydesk", "postgres", "nobody")
FIRST_CLOSED = 'for d in "$@"; do [ -x "$d" ] || { printf %s "$d"; exit 1; }; done'


@dataclass(frozen=True)
class Account:
    """A system account; `borrowed` when we are root and act under it."""

    uid: int
    gid: int
    name: str
    borrowed: bool

    @property
    def owner(self) -> tuple[int, int] | None:
        """What a file must be given to by chown; None when our own files are right as they are."""
        return (self.uid, self.gid) if self.borrowed else None

    def popen(
        self, argv: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path
    ) -> subprocess.Popen[str]:
        """Start a program under this account, in a session of its own so that Ctrl-C in our terminal does not reach it."""
        return subprocess.Popen(
            [str(word) for word in argv],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", **_loader_path(), **env},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            umask=0o077,
            user=self.uid if self.borrowed else None,
            group=self.gid if self.borrowed else None,
            extra_groups=os.getgrouplist(self.name, self.gid) if self.borrowed else None,
        )

    def run(
        self, argv: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = Path("/")
    ) -> tuple[int, str]:
        """Run a program to its end: exit status and everything that it said."""
        with self.popen(argv, env=env or {}, cwd=cwd) as program:
            said, _ = program.communicate()
        return program.returncode, said.strip()

    def closed_folder(self, folder: Path) -> Path | None:
        """The first folder on the way from the root down to `folder` that this account cannot enter."""
        way = [*reversed(folder.parents), folder]
        status, said = self.run(["/bin/sh", "-c", FIRST_CLOSED, "sh", *way])
        return Path(said) if status else None

    def require_way_to(self, folder: Path) -> None:
        closed = self.closed_folder(folder) if self.borrowed else None
        if closed is not None:
            raise FolderClosed(closed, self.name)


def choose_account(cluster: Path) -> Account:
    """The account that owns the data already; before there is any: ourselves, or as root the first that exists of a short list."""
    uid = os.geteuid()
    owner = _owner_of(cluster)
    if uid != 0:
        if owner not in (None, uid):
            raise FolderNotOurs(cluster, _name_of(owner), _name_of(uid))
        return Account(uid, os.getegid(), _name_of(uid), borrowed=False)
    if owner == 0:
        raise FolderNotOurs(cluster, "root, under which PostgreSQL refuses to run", _system_account().pw_name)
    entry = _system_account() if owner is None else _entry_of(owner, cluster)
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, borrowed=True)


def _system_account() -> pwd.struct_passwd:
    for name in SYSTEM_ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise FolderNotOurs(Path("/etc/passwd"), "nobody", "a system without that account")


def _entry_of(uid: int, folder: Path) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise FolderNotOurs(
            folder, f"the user id {uid}, which has no account here", _system_account().pw_name
        ) from None


def _owner_of(folder: Path) -> int | None:
    try:
        return folder.stat().st_uid
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise FolderClosed(Path(error.filename or folder).parent, _name_of(os.geteuid())) from error


def _name_of(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)


def _loader_path() -> dict[str, str]:
    found = os.environ.get("LD_LIBRARY_PATH")
    return {"LD_LIBRARY_PATH": found} if found else {}
