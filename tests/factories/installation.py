"""A whole installation in processes of its own: what browser journeys drive and storms kill."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from pathlib import Path

import httpx
import psutil

from copydesk.kernel.postgres.cluster import Cluster

READY_LIMIT_S = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """`copydesk serve` (and, when asked, `copydesk worker`) on a data folder of its own."""

    def __init__(self, data_dir: Path, env: Mapping[str, str] | None = None) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {
            "COPYDESK_DATA_DIR": str(data_dir),
            "COPYDESK_PORT": str(self.port),
            "COPYDESK_LOG_LEVEL": "WARNING",
            "COPYDESK_LOG_FORMAT": "text",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
        self.env = {**kept, **own, **(env or {})}
        self.log = data_dir / "processes.log"
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, command: str) -> None:
        """`serve` or `worker`. One that died is started again."""
        with self.log.open("ab") as log:
            self._processes[command] = subprocess.Popen(
                [sys.executable, "-m", "copydesk", command],
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def run(self, *arguments: str, given: bytes | None = None) -> str:
        """One command of the command line, to its end; its standard output. Raises when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "copydesk", *arguments],
            env=self.env,
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"copydesk {' '.join(arguments)} failed:\n{done.stderr.decode()}")
        return done.stdout.decode()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_LIMIT_S
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/readyz", timeout=5.0).status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(
            f"the server was not ready in {READY_LIMIT_S} s:\n{self.log.read_text()[-4000:]}"
        )

    def kill(self, name: str) -> bool:
        """`kill -9` to serve, worker, database (its postmaster) or backend (one of the database's sessions). False: it was dead."""
        if name in self._processes:
            pid = self._processes[name].pid if self._processes[name].poll() is None else None
        else:
            pid = self.database_pid() if name == "database" else self.backend_pid()
        if pid is None:
            return False
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def pid(self, command: str) -> int:
        return self._processes[command].pid

    def is_running(self, command: str) -> bool:
        return self._processes[command].poll() is None

    def revive(self) -> None:
        """What a service manager does: start again what died. The database is brought back by server and worker themselves."""
        for command, process in list(self._processes.items()):
            if process.poll() is not None:
                self.start(command)

    def database_pid(self) -> int | None:
        for path in (self.data_dir / "postgres").rglob("postmaster.pid"):
            with contextlib.suppress(OSError, ValueError):
                return int(path.read_text().split()[0])
        return None

    def database_address(self) -> str:
        """For a connection of the test's own."""
        return str(Cluster(self.data_dir / "postgres").address)

    def backend_pid(self) -> int | None:
        """Any session of the database."""
        postmaster = self.database_pid()
        with contextlib.suppress(psutil.Error):
            sessions = psutil.Process(postmaster).children() if postmaster else []
            return next((child.pid for child in sessions if "[local]" in " ".join(child.cmdline())), None)
        return None

    def stop(self) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
        subprocess.run(
            [sys.executable, "-m", "copydesk", "db", "stop"], env=self.env, check=False, capture_output=True
        )


@contextlib.contextmanager
def served(data_dir: Path, env: Mapping[str, str] | None = None) -> Generator[Installation]:
    """A running server with its embedded database; ends with the block."""
    here = Installation(data_dir, env)
    here.start("serve")
    try:
        here.wait_until_ready()
        yield here
    finally:
        here.stop()
