"""The embedded server starts once for everybody, survives kills, and stops after its last user."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from copydesk.kernel.postgres.account import choose_account
from copydesk.kernel.postgres.cluster import Cluster, ensure_running
from copydesk.kernel.postgres.postmaster import SOCKET, read_pid_file, running_postmaster
from copydesk.kernel.postgres.start import Options
from tests.factories.cluster_user import ClusterUser
from tests.factories.postgres import KILLABLE, reachable_folder


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """An empty folder in which clusters may be made."""
    folder = reachable_folder(tmp_path)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = reachable_folder(tmp_path_factory.mktemp("cluster"))
    yield folder / "pg"
    cluster_at(folder / "pg").stop()
    shutil.rmtree(folder)


@pytest.fixture
def home(made: Path) -> Path:
    """A cluster that runs, has no users and no table."""
    with psycopg.connect(str(cluster_at(made).ensure_running())) as conn:
        conn.execute("drop table if exists noted")
    return made


def cluster_at(home: Path) -> Cluster:
    return Cluster(home, Options(settings=KILLABLE))


def postmaster_pid(home: Path) -> int:
    written = read_pid_file(home / "cluster")
    assert written is not None
    return written.pid


def kill_postmaster(home: Path) -> None:
    pid = postmaster_pid(home)
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while running_postmaster(home / "cluster") is not None and time.monotonic() < deadline:
        time.sleep(0.01)


def note(address: object, text: str) -> None:
    with psycopg.connect(str(address)) as conn:
        conn.execute("create table if not exists noted (text text)")
        conn.execute("insert into noted values (%s)", (text,))


def noted(address: object) -> list[str]:
    with psycopg.connect(str(address)) as conn:
        return [row[0] for row in conn.execute("select text from noted order by text").fetchall()]


def test_rows_are_there_when_stopped_and_started_again(home: Path) -> None:
    cluster = cluster_at(home)
    note(cluster.join(), "first")
    assert cluster.leave()
    assert running_postmaster(home / "cluster") is None
    assert noted(cluster.join()) == ["first"]
    assert cluster.leave()


def test_database_is_utf8_with_code_point_order_and_no_network(home: Path) -> None:
    with cluster_at(home) as address, psycopg.connect(str(address)) as conn:
        row = conn.execute(
            "select current_database(), current_user, getdatabaseencoding(), upper('ß' || 'é'), 'Z' < 'a',"
            " current_setting('listen_addresses')"
        ).fetchone()
    assert row == ("copydesk", "copydesk", "UTF8", "ßÉ", True, "")


def test_one_server_when_two_processes_start_at_once(home: Path) -> None:
    cluster_at(home).stop()
    with ClusterUser(home) as one, ClusterUser(home) as two:
        addresses = {one.address(), two.address()}
        assert len(addresses) == 1
        assert "" not in addresses
        servers = [p for p in psutil.process_iter() if _is_postmaster_of(p, home)]
        assert len(servers) == 1
        assert not one.leave()
        assert two.leave()


def _is_postmaster_of(program: psutil.Process, home: Path) -> bool:
    with suppress(psutil.Error):
        parent = program.parent()
        is_ours = program.name() == "postgres" and program.cwd() == str(home / "cluster")
        return is_ours and (parent is None or parent.name() != "postgres")
    return False


def test_committed_rows_come_back_when_postmaster_is_killed(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        kill_postmaster(home)
        assert cluster_at(home).revive()
        assert noted(address) == ["kept"]
        assert not cluster_at(home).revive()


def test_waits_for_a_child_of_the_killed_postmaster_that_still_holds_its_memory(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        child = psycopg.connect(str(address))
        pid = child.info.backend_pid
        os.kill(pid, signal.SIGSTOP)
        kill_postmaster(home)
        goes_on = threading.Timer(1.0, os.kill, (pid, signal.SIGCONT))
        goes_on.start()
        assert cluster_at(home).revive()
        goes_on.join()
        assert noted(address) == ["kept"]
        child.close()


def test_committed_rows_come_back_when_every_server_process_is_killed(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        postmaster = psutil.Process(postmaster_pid(home))
        for program in [postmaster, *postmaster.children()]:
            with suppress(psutil.NoSuchProcess):
                program.kill()
        assert noted(ensure_running(home, settings=KILLABLE)) == ["kept"]


def test_server_goes_on_when_its_starter_is_killed(home: Path) -> None:
    cluster_at(home).stop()
    with ClusterUser(home) as starter, ClusterUser(home) as other:
        address = starter.address()
        assert other.address() == address
        pid = postmaster_pid(home)
        starter.program.kill()
        starter.program.wait()
        note(address, "after")
        assert postmaster_pid(home) == pid
        assert other.leave()
    assert running_postmaster(home / "cluster") is None


def test_server_goes_on_when_the_starter_is_interrupted_in_its_terminal(home: Path) -> None:
    with cluster_at(home) as address, ClusterUser(home, start_new_session=True) as other:
        other.address()
        pid = postmaster_pid(home)
        assert os.getsid(pid) not in (os.getsid(0), os.getsid(other.program.pid))
        os.killpg(other.program.pid, signal.SIGINT)
        note(address, "after")


def test_leaving_stops_nothing_when_another_user_stays(home: Path) -> None:
    with cluster_at(home) as address:
        second = cluster_at(home)
        second.join()
        assert not second.leave()
        note(address, "still there")
    assert running_postmaster(home / "cluster") is None


def test_starts_when_pid_file_names_a_living_stranger(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        kill_postmaster(home)
        account = choose_account(home / "cluster")
        with account.popen(["/bin/sleep", "60"], env={}, cwd=Path("/")) as stranger:
            for file in (home / "cluster" / "postmaster.pid", home / "run" / f"{SOCKET}.lock"):
                lines = file.read_text().split("\n")
                file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
            assert cluster_at(home).revive()
            assert noted(address) == ["kept"]
            assert stranger.poll() is None
            stranger.kill()


def test_starts_when_pid_file_is_empty(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        kill_postmaster(home)
        (home / "cluster" / "postmaster.pid").write_text("")
        assert cluster_at(home).revive()
        assert noted(address) == ["kept"]


def test_starts_again_when_the_socket_was_deleted(home: Path) -> None:
    with cluster_at(home) as address:
        note(address, "kept")
        (home / "run" / SOCKET).unlink()
        assert cluster_at(home).revive()
        assert noted(address) == ["kept"]


def test_starts_when_an_earlier_making_of_the_cluster_was_killed(empty: Path) -> None:
    home = empty / "pg"
    draft = home / "cluster.draft"
    draft.mkdir(parents=True)
    home.chmod(0o711)
    (draft / "PG_VERSION").write_text("18\n")
    with cluster_at(home) as address:
        note(address, "first")


def test_database_is_made_again_when_it_was_dropped(home: Path) -> None:
    with cluster_at(home) as address:
        with psycopg.connect(str(address), dbname="postgres", autocommit=True) as conn:
            conn.execute("drop database copydesk")
        note(cluster_at(home).ensure_running(), "new")


def test_socket_goes_to_a_short_private_folder_when_the_path_is_too_long(empty: Path) -> None:
    original, copy = (empty / (letter * 100) for letter in "ab")
    with cluster_at(original) as address:
        note(address, "original")
        assert not address.sockets.is_relative_to(empty)
        assert address.sockets.stat().st_mode & 0o777 == 0o700
        assert cluster_at(original).ensure_running() == address
        # A copy of the folder carries the record of the original's socket: it must not speak to that server.
        cluster_at(original).stop()
        shutil.copytree(original, copy, copy_function=_copy_with_owner)
        _give_folders_like(original, copy)
        cluster_at(original).ensure_running()
        with cluster_at(copy) as elsewhere:
            assert elsewhere != address
            note(elsewhere, "copy")
            assert noted(address) == ["original"]
            assert noted(elsewhere) == ["copy", "original"]
    for sockets in (address.sockets, elsewhere.sockets):
        shutil.rmtree(sockets)


def _copy_with_owner(source: str, target: str) -> None:
    shutil.copy2(source, target)
    found = os.stat(source)  # noqa: PTH116
    os.chown(target, found.st_uid, found.st_gid)


def _give_folders_like(original: Path, copy: Path) -> None:
    for folder in original.rglob("*/"):
        if folder.is_dir():
            os.chown(copy / folder.relative_to(original), folder.stat().st_uid, folder.stat().st_gid)
