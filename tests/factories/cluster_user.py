"""A process that uses a cluster: joins, says where it answers, leaves at a line of input, says whether it stopped the server."""

import subprocess
import sys
from pathlib import Path
from typing import Self

from copydesk.kernel.postgres.cluster import Cluster
from copydesk.kernel.postgres.start import Options
from tests.factories.postgres import KILLABLE

ROOT = Path(__file__).parents[2]


class ClusterUser:
    """The test's end of such a process."""

    def __init__(self, home: Path, **popen: object) -> None:
        self._home = home
        self._popen = popen

    def __enter__(self) -> Self:
        argv = [sys.executable, "-m", "tests.factories.cluster_user", str(self._home)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
        self.program = subprocess.Popen(argv, **pipes, **self._popen)  # pyright: ignore[reportCallIssue, reportArgumentType]
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.communicate()

    def address(self) -> str:
        """Wait until it has joined; an empty text when it could not."""
        assert self.program.stdout is not None
        return self.program.stdout.readline().strip()

    def leave(self) -> bool:
        said, _ = self.program.communicate("\n", timeout=30)
        return said.strip() == "True"


if __name__ == "__main__":
    cluster = Cluster(Path(sys.argv[1]), Options(settings=KILLABLE))
    print(cluster.join(), flush=True)  # noqa: T201  # how it speaks to the test
    sys.stdin.readline()
    print(cluster.leave(), flush=True)  # noqa: T201
