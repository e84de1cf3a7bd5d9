"""Several server processes on one port: when their supervisor is killed, none stays behind."""

import asyncio
import time
from pathlib import Path

import httpx
import psutil
import pytest

from tests.factories.installation import Installation

LIMIT_S = 60.0


@pytest.mark.timeout(420)
async def test_leaves_nobody_on_the_port_when_the_supervisor_is_killed(home: Path) -> None:
    here = Installation(home, {"COPYDESK_PROCESSES": "2"})
    here.start("serve")
    try:
        await asyncio.to_thread(here.wait_until_ready)
        supervisor = psutil.Process(here.pid("serve"))
        servers = await asyncio.to_thread(both_servers, supervisor, here.port)
        here.kill("serve")
        gone, left = await asyncio.to_thread(psutil.wait_procs, servers, timeout=LIMIT_S)
        assert left == []
        assert len(gone) == len(servers)
        assert not answers(here.url)
    finally:
        await asyncio.to_thread(here.stop)


def both_servers(supervisor: psutil.Process, port: int) -> list[psutil.Process]:
    """The supervisor's children once two of them hold the port: the first may be ready while the second one still starts."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        children = [one for one in supervisor.children(recursive=True) if "postgres" not in one.name()]
        if sum(holds(one, port) for one in children) == 2:
            return children
        time.sleep(0.1)
    raise AssertionError(f"no two server processes hold the port in {LIMIT_S} s")


def holds(process: psutil.Process, port: int) -> bool:
    try:
        return any(conn.laddr and conn.laddr.port == port for conn in process.net_connections("tcp"))
    except psutil.NoSuchProcess:
        return False


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=2).status_code == 200
    except httpx.TransportError:
        return False
