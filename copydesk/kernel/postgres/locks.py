"""Locks between processes on this machine: the kernel lets go of them when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path


class FileLock:
    """A lock on a file that is never deleted. Shared or exclusive; one holder object counts once."""

    def __init__(self, path: Path, *, owner: tuple[int, int] | None = None) -> None:
        self.path = path
        self._owner = owner
        self._fd: int | None = None

    @property
    def held(self) -> bool:
        return self._fd is not None

    def take(self, *, shared: bool = False, wait_s: float = 0.0) -> bool:
        """Take the lock, or turn the one that is held from shared to exclusive; False when it stayed with others.

        A lock that could not be turned is lost: that is how the last of several leavers is found (flock(2)).
        """
        if self._fd is None:
            self._fd = self._open()
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(self._fd, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    self.release()
                    return False
                time.sleep(0.02)
            else:
                return True

    def release(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        fd = os.open(self.path, flags, 0o600)
        if self._owner is not None and os.fstat(fd).st_uid != self._owner[0]:
            os.fchown(fd, *self._owner)
        return fd
