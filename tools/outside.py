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
    """The environment with the programs of this Python's virtual environment first on the PATH."""
    programs = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0], path=environment()["PATH"])
    if program is None:
        raise Skipped(f"{command[0]} is not installed here")
    return subprocess.run(
        [program, *command[1:]],
        cwd=tree.ROOT,
        env=environment(),
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
    """`npm run check` of the web app: ESLint with the zones of the folders, tsc strict, dead code by knip."""
    if not (tree.ROOT / "web" / "package.json").exists():
        raise Skipped("there is no web/package.json")
    if not (tree.ROOT / "web" / "node_modules").is_dir():
        raise Skipped("the web app's packages are not installed: npm --prefix web ci")
    done = run("npm", "--prefix", "web", "run", "--silent", "check")
    return _unexplained("web", done)


def _unexplained(rule: str, done: subprocess.CompletedProcess[str]) -> list[Violation]:
    """What a program said when it failed without a list of places."""
    if done.returncode == 0:
        return []
    said = (done.stdout + done.stderr).strip() or f"ended with status {done.returncode}"
    return [Violation("web/package.json" if rule == "web" else "pyproject.toml", 1, rule, said)]
