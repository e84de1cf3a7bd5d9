"""Runs the project's own checks: `python -m tools.check` all of them, `python -m tools.check sizes sql` only those.

Each prints one line with its time; a violation prints as `path:line: rule: what is wrong, and the way out`.
"""

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from tools import docs, events, generate, imports, leaks, names, outside, permissions, sizes, sql_ownership
from tools.tree import Skipped, Violation

CORES = 2

# The long ones first, so that the short ones fill the other core.
CHECKS: dict[str, Callable[[], Sequence[Violation]]] = {
    "types": outside.types,
    "web": outside.web,
    "contract": generate.stale,
    "lint": outside.lint,
    "imports": imports.check,
    "sql": sql_ownership.check,
    "events": events.check,
    "permissions": permissions.check,
    "sizes": sizes.check,
    "names": names.check,
    "leaks": leaks.check,
    "docs": docs.check,
}


@dataclass(frozen=True)
class Outcome:
    """What one check found, and how long it took. `skipped` says why it could not run."""

    name: str
    took_s: float
    violations: Sequence[Violation] = ()
    skipped: str = ""

    def __str__(self) -> str:
        word = "skip" if self.skipped else "FAIL" if self.violations else "ok"
        count = f"  {len(self.violations)} to mend" if self.violations else ""
        why = f"  {self.skipped}" if self.skipped else ""
        return "\n".join(
            [
                f"{word:<4}  {self.name:<11} {self.took_s:6.1f} s{count}{why}",
                *map(str, sorted(self.violations)),
            ]
        )


def run(name: str) -> Outcome:
    """One check. A crash of the check itself is a violation, never silence."""
    start = time.monotonic()
    try:
        violations = CHECKS[name]()
    except Skipped as reason:
        return Outcome(name, time.monotonic() - start, skipped=str(reason))
    except Exception as error:  # noqa: BLE001
        violations = [
            Violation("tools", 1, name, f"the check could not run: {type(error).__name__}: {error}")
        ]
    return Outcome(name, time.monotonic() - start, violations)


def main(wanted: list[str]) -> int:
    """Runs the wanted checks (all without any); 1 when one is red, 2 when one is unknown."""
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        print(f"There is no check {', '.join(unknown)}. There are: {', '.join(CHECKS)}.")
        return 2
    failed = False
    with ThreadPoolExecutor(max_workers=CORES) as pool:
        running = [pool.submit(run, name) for name in wanted or CHECKS]
        for outcome in as_completed(running):
            print(outcome.result(), flush=True)
            failed = failed or bool(outcome.result().violations)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
