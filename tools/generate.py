"""Writes what is made from the program: the contract, its TypeScript types, pages of the docs, the table of slices.

python -m tools.generate            write what is stale
python -m tools.generate --check    say what is stale, and fail
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import outside, pages, tree
from tools.tree import Skipped, Violation

TYPES = "web/src/api/schema.d.ts"
ARCHITECTURE = "ARCHITECTURE.md"
BEGIN, END = "<!-- slices: begin (made by tools.generate) -->", "<!-- slices: end -->"


def rendered() -> Iterator[tuple[str, str]]:
    """Path and text of every generated file, except the TypeScript types."""
    document = pages.contract()
    yield "contract/openapi.json", json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    yield "docs/api.md", pages.api(document)
    yield "docs/permissions.md", pages.permissions(document)
    yield "docs/settings.md", pages.settings()
    yield "docs/commands.md", pages.commands()
    if (tree.ROOT / ARCHITECTURE).exists():
        yield ARCHITECTURE, with_table(tree.text(ARCHITECTURE), pages.slices())


def with_table(page: str, table: str) -> str:
    """The page with the table between its two markers. Raises ValueError when a marker is missing."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        message = f"{ARCHITECTURE}: put the lines {BEGIN} and {END} where the table of slices belongs"
        raise ValueError(message)
    return f"{head}{begin}\n{table}{end}{tail}"


def write() -> list[str]:
    """Write every stale file; the paths that changed."""
    changed: list[str] = []
    for path, text in rendered():
        if _present(path) != text:
            (tree.ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (tree.ROOT / path).write_text(text, encoding="utf-8")
            changed.append(path)
    before = _present(TYPES)
    text = typescript()
    if text != before:
        (tree.ROOT / TYPES).write_text(text, encoding="utf-8")
        changed.append(TYPES)
    return changed


def stale() -> list[Violation]:
    """Generated files that differ from what the program says now."""
    found = [_drift(path, text) for path, text in rendered() if _present(path) != text]
    if _web_is_installed() and _present(TYPES) != (text := typescript()):
        found.append(_drift(TYPES, text))
    return found


def typescript() -> str:
    """The types that openapi-typescript makes of the committed contract."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "schema.d.ts"
        done = outside.run(
            "npm", "--prefix", "web", "run", "--silent", "generate-types", "--", "-o", str(target)
        )
        if done.returncode != 0 or not target.exists():
            raise Skipped(f"generate-types failed: {(done.stderr or done.stdout).strip()}")
        return target.read_text(encoding="utf-8")


def _web_is_installed() -> bool:
    return (tree.ROOT / "web" / "node_modules" / ".bin" / "openapi-typescript").exists()


def _present(path: str) -> str | None:
    file = tree.ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else None


def _drift(path: str, text: str) -> Violation:
    old, new = (_present(path) or "").splitlines(), text.splitlines()
    line = next(
        (at for at, pair in enumerate(zip(old, new, strict=False), start=1) if pair[0] != pair[1]),
        len(old) + 1,
    )
    return Violation(
        path, line, "generated", "is stale: run `python -m tools.generate` and commit what it writes."
    )


def main(arguments: list[str]) -> int:
    """The command; 1 when --check finds something stale."""
    job: Callable[[], list[object]] = lambda: list(stale() if "--check" in arguments else write())  # noqa: E731
    try:
        lines = job()
    except (Skipped, ValueError) as error:
        lines = [error]
    for line in lines:
        print(line)
    return 1 if lines and ("--check" in arguments or isinstance(lines[0], Exception)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
