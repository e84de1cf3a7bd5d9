"""Kinds of checks, each in a file of its own, and this table. Nothing here does network or database work.

A kind is a `Kind`: its name, the keys that it takes (a pydantic model), where it looks by default, and `prepare`, which
makes something that runs: `Prepared.run(text, scope, budget)` gives hits with exact places in the raw text.
"""

from typing import Final

from copydesk.guides.checks import existence
from copydesk.guides.checks.kind import AnyKind

KINDS: Final[dict[str, AnyKind]] = {kind.name: kind for kind in (existence.KIND,)}
