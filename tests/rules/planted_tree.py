"""A copy of the checkout in which a test may break a rule, and the checks of that copy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools import tree

EXIT = "exit code: "
# One process per copy runs the checks that it reads from its input: starting Python for each would take longer.
CHECKS = f"""
import sys
from tools import callgraph, check, tree
for line in sys.stdin:
    tree.forget()
    callgraph.forget()
    code = check.main(line.split())
    print("{EXIT}", code, sep="", flush=True)
"""


@dataclass
class PlantedTree:
    """`write` plants files; `clear` takes them out again and brings back what they replaced."""

    root: Path
    checks: "subprocess.Popen[str]"
    replaced: dict[Path, str | None] = field(default_factory=dict[Path, str | None])

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            self.replaced.setdefault(path, path.read_text(encoding="utf-8") if path.exists() else None)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def clear(self) -> None:
        for path, text in self.replaced.items():
            if text is None:
                path.unlink(missing_ok=True)
                for folder in path.parents:
                    if folder == self.root or any(one.name != "__pycache__" for one in folder.iterdir()):
                        break
                    shutil.rmtree(folder)
            else:
                path.write_text(text, encoding="utf-8")
        self.replaced.clear()

    def check(self, name: str) -> tuple[int, str]:
        """Exit code and output of one of the copy's own checks."""
        assert self.checks.stdin
        assert self.checks.stdout
        self.checks.stdin.write(f"{name}\n")
        self.checks.stdin.flush()
        lines: list[str] = []
        for line in self.checks.stdout:
            if line.startswith(EXIT):
                return int(line.removeprefix(EXIT)), "".join(lines)
            lines.append(line)
        raise AssertionError("the copy's checks ended:\n" + "".join(lines))


@contextmanager
def copy_of_tree(root: Path, *under: str) -> Generator[PlantedTree]:
    """The checkout's files (those below the given folders), as a repository of its own with its checks running."""
    for name in tree.files():
        if not under or name.startswith(under):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree.ROOT / name, target)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    with subprocess.Popen(
        [sys.executable, "-c", CHECKS],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as checks:
        yield PlantedTree(root, checks)


@contextmanager
def cleared(planted: PlantedTree) -> Generator[PlantedTree]:
    try:
        yield planted
    finally:
        planted.clear()
