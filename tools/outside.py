"""The checks that other programs make: ruff, basedpyright, and the web app's own (ESLint, tsc, knip)."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools import tree
from tools.tree import Skipped, Violation

_RUFF_LINE = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<message>.+)$")


def environment() -> dict[str, str]:
    """The environment with the programs of this Python's virtual environment and of the web app first on the PATH."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join((programs, str(tree.ROOT / "web/node_modules/.bin"), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path, "NO_COLOR": "1"}


def run(*command: str, folder: str = ".") -> subprocess.CompletedProcess[str]:
    """Run a program in a folder of the checkout. Raises Skipped when it is not installed."""
    programs = environment()
    program = shutil.which(command[0], path=programs["PATH"])
    if program is None:
        raise Skipped(f"{command[0]} is not installed here")
    return subprocess.run(
        [program, *command[1:]],
        cwd=tree.ROOT / folder,
        env=programs,
        capture_output=True,
        text=True,
        check=False,
    )


def lint() -> list[Violation]:
    """Ruff's rules and its formatting; the way out of most is `make format`."""
    return [
        *_ruff("lint", "check", "--output-format", "concise"),
        *_ruff("format", "format", "--check", "--output-format", "concise"),
    ]


def _ruff(rule: str, *command: str) -> list[Violation]:
    done = run("ruff", *command, ".")
    found = [
        Violation(match["path"], int(match["line"]), rule, match["message"])
        for match in map(_RUFF_LINE.match, done.stdout.splitlines())
        if match
    ]
    return found or _unexplained(rule, done)


def types() -> list[Violation]:
    """basedpyright, strict, on the server, the SDK, the tools and (milder) the tests."""
    done = run("basedpyright", "--outputjson")
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return _unexplained("types", done)
    return [
        Violation(
            os.path.relpath(entry["file"], tree.ROOT),
            int(entry["range"]["start"]["line"]) + 1,
            str(entry.get("rule", "types")),
            str(entry["message"]).replace("\n", " "),
        )
        for entry in report["generalDiagnostics"]
        if entry["severity"] == "error"
    ]


def web() -> list[Violation]:
    """Each step of the web app's `npm run check` (ESLint with the zones of the folders, tsc, knip), also after a red one."""
    package = tree.ROOT / "web" / "package.json"
    if not package.exists():
        raise Skipped("there is no web/package.json")
    if not (package.parent / "node_modules").is_dir():
        raise Skipped("the web app's packages are not installed: npm --prefix web ci")
    if shutil.which("node", path=environment()["PATH"]) is None:
        raise Skipped("node is not installed here")
    found: list[Violation] = []
    for step in str(json.loads(package.read_text(encoding="utf-8"))["scripts"]["check"]).split(" && "):
        done = run("sh", "-c", step, folder="web")
        found += _unexplained(step.split()[0], done, path="web/package.json")
    return found


def _unexplained(
    rule: str, done: subprocess.CompletedProcess[str], path: str = "pyproject.toml"
) -> list[Violation]:
    """What a program said when it failed without a list of places."""
    if done.returncode == 0:
        return []
    said = (done.stdout + done.stderr).strip() or f"ended with status {done.returncode}"
    return [Violation(path, 1, rule, said)]
