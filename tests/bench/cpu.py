"""Processor time of a whole installation: it tells what work costs even while the machine is busy with something else."""

import psutil

from tests.factories.installation import Installation


def of_database(here: Installation) -> float:
    """Seconds of the database, its ended sessions included."""
    pid = here.database_pid()
    if pid is None:
        return 0.0
    postmaster = psutil.Process(pid)
    own = postmaster.cpu_times()
    ended = own.user + own.system + own.children_user + own.children_system
    return ended + sum(_of(session) for session in postmaster.children())


def of_servers(here: Installation) -> float:
    """Seconds of the server processes."""
    first = psutil.Process(here.pid("serve"))
    return _of(first) + sum(
        _of(child) for child in first.children(recursive=True) if "postgres" not in child.name()
    )


def _of(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return times.user + times.system
