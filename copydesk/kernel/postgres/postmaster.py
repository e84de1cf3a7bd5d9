"""The server process as its pid file tells it. A pid alone proves nothing: it may be stale, reused, or a zombie."""

from dataclasses import dataclass
from pathlib import Path

import psutil

SOCKET = ".s.PGSQL.5432"
START_TOLERANCE_S = 10.0


@dataclass(frozen=True)
class PidFile:
    """The lines of `postmaster.pid` that matter; `status` is starting, ready, standby or stopping."""

    pid: int
    started_at: float
    status: str


def read_pid_file(cluster: Path) -> PidFile | None:
    try:
        lines = (cluster / "postmaster.pid").read_text(errors="replace").split("\n")
        return PidFile(abs(int(lines[0])), float(lines[2]), lines[7].strip() if len(lines) > 7 else "")
    except (FileNotFoundError, ValueError, IndexError):
        return None


def running_postmaster(cluster: Path) -> PidFile | None:
    """The living server of this very cluster, answering or not."""
    written = read_pid_file(cluster)
    return written if written is not None and _is_postmaster(written, cluster) else None


def _is_postmaster(written: PidFile, cluster: Path) -> bool:
    """Compare executable, working folder and start time; root without CAP_SYS_PTRACE may not read the first two."""
    try:
        process = psutil.Process(written.pid)
        if process.status() == psutil.STATUS_ZOMBIE or not _executable(process).startswith("postgres"):
            return False
        try:
            return Path(process.cwd()) == cluster.resolve()
        except psutil.AccessDenied:
            return abs(process.create_time() - written.started_at) <= START_TOLERANCE_S
    except psutil.NoSuchProcess:
        return False


def _executable(process: psutil.Process) -> str:
    try:
        return Path(process.exe()).name or process.name()
    except psutil.AccessDenied:
        return process.name()


def clear_stale_files(cluster: Path, sockets: Path) -> None:
    """Remove what a dead server left behind and what PostgreSQL itself would take for alive. The caller holds the start lock."""
    if running_postmaster(cluster) is not None:
        return
    written = read_pid_file(cluster)
    if written is None or psutil.pid_exists(written.pid):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
    for name in (SOCKET, f"{SOCKET}.lock"):
        (sockets / name).unlink(missing_ok=True)
