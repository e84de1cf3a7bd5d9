"""Writes what is made from the program: the contract, its TypeScript types, pages of the docs, the table of slices.

python -m tools.generate            write what is stale
python -m tools.generate --check    say what is stale, and fail
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from tools import check_pages, outside, pages, tree
from tools.tree import Skipped, Violation

TYPES = "web/src/api/schema.d.ts"
ARCHITECTURE = "ARCHITECTURE.md"
STALE = "is stale: run `python -m tools.generate` and commit what it writes."
BEGIN, END = "<!-- slices: begin (made by tools.generate) -->", "<!-- slices: end -->"


def rendered() -> Iterator[tuple[str, str]]:
    """Path and text of every generated file, except the TypeScript types."""
    document = pages.contract()
    yield "contract/openapi.json", _as_json(document)
    yield "contract/interface.schema.json", _as_json(pages.document_schema("copydesk.interfaces.service"))
    yield "contract/workflow.schema.json", _as_json(pages.document_schema("copydesk.workflows.domain"))
    yield "contract/guide.schema.json", _as_json(pages.document_schema("copydesk.guides.domain.document"))
    yield "contract/mapping.schema.json", _as_json(pages.document_schema("copydesk.exchange.service"))
    yield "docs/api.md", pages.api(document)
    yield "docs/permissions.md", pages.permissions(document)
    yield "docs/settings.md", pages.settings()
    yield "docs/commands.md", pages.commands()
    yield "docs/guide/checks.md", check_pages.checks()
    if (tree.ROOT / ARCHITECTURE).exists():
        yield ARCHITECTURE, with_table(tree.text(ARCHITECTURE), pages.slices())


def _as_json(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def with_table(page: str, table: str) -> str:
    """The page with the table between its two markers. Raises ValueError when a marker is missing."""
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        message = f"{ARCHITECTURE}: put the lines {BEGIN} and {END} where the table of slices belongs"
        raise ValueError(message)
    return f"{head}{begin}\n{table}{end}{tail}"


def write(wanted: list[str]) -> list[str]:
    """Write every stale file (only the wanted ones, if any are named); the paths that changed."""
    changed = [path for path, text in rendered() if path in (wanted or [path]) and _present(path) != text]
    for path, text in rendered():
        if path in changed:
            (tree.ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (tree.ROOT / path).write_text(text, encoding="utf-8")
    if _web_is_installed() and TYPES in (wanted or [TYPES]):
        before = _present(TYPES)
        done = _typescript()
        if done.returncode:
            raise ValueError(
                f"{TYPES}: npm run generate-types failed: {(done.stderr or done.stdout).strip()}"
            )
        changed += [TYPES] if _present(TYPES) != before else []
    return changed


def stale() -> list[Violation]:
    """Generated files that differ from what the program says now."""
    found = [_drift(path, text) for path, text in rendered() if _present(path) != text]
    if _web_is_installed() and _typescript("--check").returncode:
        found.append(Violation(TYPES, 1, "generated", STALE))
    return found


def _typescript(*options: str) -> "subprocess.CompletedProcess[str]":
    """openapi-typescript over the committed contract."""
    return outside.run("npm", "--prefix", "web", "run", "--silent", "generate-types", "--", *options)


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
    try:
        found = stale() if "--check" in arguments else write(arguments)
    except (Skipped, ValueError) as error:
        print(error)
        return 1
    for line in found:
        print(line)
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
