"""A demo of the gallery's own, gone afterwards."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Final

READY_LIMIT_S: Final = 300.0


@contextlib.contextmanager
def served_demo() -> Generator[tuple[str, str]]:
    """Its address and the password of its administrator."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # The embedded database runs as a user of its own when root starts it.
        Path(folder).chmod(0o755)
        port = _free_port()
        env = {**os.environ, "COPYDESK_DATA_DIR": f"{folder}/demo", "COPYDESK_LOG_LEVEL": "WARNING"}
        command = [sys.executable, "-m", "copydesk", "demo", "--port", str(port)]
        with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:
            try:
                _wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
                yield f"http://127.0.0.1:{port}", _password(Path(folder) / "demo" / "demo-admin.txt")
            finally:
                process.terminate()
        subprocess.run(
            [sys.executable, "-m", "copydesk", "db", "stop"], env=env, check=False, capture_output=True
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310 -- our own server
            return
        time.sleep(0.3)
    raise TimeoutError("the demo did not come up")


def _password(file: Path) -> str:
    """The file holds the address and below it the password."""
    return file.read_text().split()[-1]
