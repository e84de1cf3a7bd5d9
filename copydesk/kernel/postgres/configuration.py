"""The text of postgresql.conf, pg_hba.conf and pg_ident.conf, written anew before each start."""

import os
from collections.abc import Mapping
from pathlib import Path

ROLE = "copydesk"
MIB = 1024 * 1024
CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))

HBA = f"# Written by Copydesk at each start.\nlocal all {ROLE} peer map={ROLE}\n"
CONF_HEAD = "# Written by Copydesk at each start. Your own settings go into local.conf beside this file.\n"
CONF_TAIL = "include_if_exists = 'local.conf'\n"


def memory_bytes() -> int:
    """The machine's memory, or the container's share of it."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit in CGROUP_LIMITS:
        try:
            total = min(total, int(limit.read_text()))
        except (OSError, ValueError):
            continue
    return total


def settings_for(memory: int) -> dict[str, str]:
    """Settings for a machine that also runs Copydesk itself: an eighth of the memory is shared buffers."""
    mib = memory // MIB
    return {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "cluster_name": "copydesk",
        "shared_buffers": f"{_between(32, mib // 8, 4096)}MB",
        "effective_cache_size": f"{_between(64, mib // 2, 65536)}MB",
        "work_mem": f"{_between(4, mib // 512, 32)}MB",
        "maintenance_work_mem": f"{_between(32, mib // 32, 1024)}MB",
        "dynamic_shared_memory_type": "posix" if _has_shared_memory() else "mmap",
        "fsync": "on",
        "synchronous_commit": "on",
        "wal_compression": "on",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "datestyle": "iso, ymd",
        "lc_messages": "C",
        # Errors of statements are the caller's to log; here they would put people's data into a file.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_checkpoints": "off",
        "log_autovacuum_min_duration": "-1",
        "log_line_prefix": "%m [%p] ",
    }


def conf_text(sockets: Path, memory: int, chosen: Mapping[str, str]) -> str:
    merged = {**settings_for(memory), **chosen, "unix_socket_directories": _as_list_entry(sockets)}
    lines = [f"{name} = {_quoted(value)}\n" for name, value in sorted(merged.items())]
    return CONF_HEAD + "".join(lines) + CONF_TAIL


def ident_text(accounts: tuple[str, ...]) -> str:
    """Which system accounts are the database's owner: the server's own, and root where root started it."""
    lines = [f'{ROLE} "{name}" {ROLE}\n' for name in dict.fromkeys(accounts)]
    return "# Written by Copydesk at each start.\n" + "".join(lines)


def _has_shared_memory() -> bool:
    """Containers often have 64 MB of /dev/shm, on which parallel queries fail."""
    try:
        shm = os.statvfs("/dev/shm")  # noqa: S108  # asked about, not written to
    except OSError:
        return False
    return shm.f_frsize * shm.f_blocks >= 256 * MIB


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _as_list_entry(path: Path) -> str:
    return '"' + str(path).replace('"', '""') + '"'
