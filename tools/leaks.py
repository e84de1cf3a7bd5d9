"""Nothing tracked names a package registry's host, a path of one machine, or a tool of one person's session.

The patterns are put together from pieces, so that this file does not hold what it looks for.
"""

import re
from collections.abc import Iterator

from tools import tree
from tools.tree import Violation

_DOT = r"\."
HOSTS = (
    "pyp" + "i" + _DOT + "org",
    "python" + "hosted" + _DOT,
    "registry" + _DOT + "npm",
    "npm" + "js" + _DOT + "(?:org|com)",
    "registry" + _DOT + "yarn",
    "(?:deb|security|ftp|snapshot)" + _DOT + "deb" + "ian" + _DOT + "org",
)
PATHS = (
    "/wo" + "rk/(?:main|shared|steering|" + _DOT + "library)",
    "/fa" + "rm/",
    "/tm" + "p/(?:bash|brief)",
)
TOOLS = (
    "str_replace" + "_based_edit",
    "bash_" + "jobs",
    r"\bCLA" + r"UDE" + _DOT + r"md\b",
    r"\b\.cla" + r"ude/",
    "before" + "-stop",
)
BINARY = (".png", ".jpg", ".ico", ".woff2", ".parquet", ".gz", ".zip", ".dump", ".pdf")
_LEAK = re.compile(
    "|".join(
        f"(?P<{kind}>{'|'.join(group)})"
        for kind, group in (("host", HOSTS), ("path", PATHS), ("tool", TOOLS))
    )
)
_SAYS = {
    "host": "a package registry's host. Take it out; lock files are made without hosts (CONTRIBUTING.md)",
    "path": "a path of one machine. Use a path relative to the checkout or a setting",
    "tool": "a tool of one person's session. Take it out",
}


def check() -> list[Violation]:
    """Every tracked text file, line by line."""
    found: list[Violation] = []
    for path in tree.files():
        if not path.endswith(BINARY):
            found += _leaks(path)
    return found


def _leaks(path: str) -> Iterator[Violation]:
    text = tree.text(path)
    for match in _LEAK.finditer(text):
        kind = str(match.lastgroup)
        line = text.count("\n", 0, match.start()) + 1
        yield Violation(path, line, "leaks", f"names {match.group()}, {_SAYS[kind]}.")
