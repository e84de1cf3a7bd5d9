"""Have a Chromium for the browser tests where the system's packages allow it; say plainly when there is none."""

import os
import shutil
import subprocess
import sys

PACKAGES = ("chromium", "fonts-liberation")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Debian and its kin, as root only: nobody's machine is changed by asking for a password."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ):
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            return


def main() -> int:
    if find_browser() is None and shutil.which("apt-get") and os.geteuid() == 0:
        sys.stderr.write("installing Chromium for the browser tests\n")
        install()
    if find_browser() is None:
        sys.stderr.write(
            "BROWSER TESTS WILL BE SKIPPED: there is no Chromium here and it could not be installed. "
            f"Install the packages {' and '.join(PACKAGES)} (or Google Chrome) and run again.\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
