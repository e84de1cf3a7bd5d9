"""The floors of the server, written once: every check of imports, SQL and foreign keys reads them here."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = "copydesk"

# From the roof down. An import, a read or a foreign key may only go down; slices on one line do not see each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("server",),
    ("reports", "exchange"),
    ("evaluation", "redteam"),
    ("quality",),
    ("review",),
    ("queue",),
    ("items",),
    ("guides", "interfaces", "workflows", "people", "models"),
    ("talk",),
    ("projects",),
    ("storage",),
    ("auth",),
    ("audit",),
    ("stats",),
    ("kernel",),
)

# Inside a slice, from the top: modules of one line do not see each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("routes", "jobs"),
    ("schemas",),
    ("service",),
    ("store",),
    ("domain",),
)

# What another slice may import of a slice, and what the wiring may import besides: `copydesk lint` runs checks on files
# and starts without the services, which load the database's driver and all that stands on it.
DOORS = ("service", "domain")
WIRED = ("routes", "jobs", "checks")

# Folders of plug-in kinds: one file per kind and one explicit dict. They stand beside the store.
KINDS = {
    "guides": "checks",
    "interfaces": "questions",
    "models": "providers",
    "storage": "drivers",
    "exchange": "formats",
}

# Packages that are not slices: no order inside, no doors.
FREE = ("server", "stats", "kernel")

# Slices that stand under nearly everything: importing them is not counted as coupling.
UNCOUNTED = ("kernel", "stats", "audit", "auth", "projects")

# Folders of the package without Python of their own.
FOLDERS_WITHOUT_FLOOR = ("migrations",)

ALL = tuple(name for floor in FLOORS for name in floor)


def floor_of(name: str) -> int | None:
    """The height of a package: 0 is the ground (kernel). None: it stands on no floor."""
    for height, floor in enumerate(reversed(FLOORS)):
        if name in floor:
            return height
    return None


def is_below(lower: str, upper: str) -> bool:
    """Whether `upper` may look down on `lower`. Slices of one floor, and unplaced ones, may not."""
    low, high = floor_of(lower), floor_of(upper)
    return low is not None and high is not None and low < high


def present_slices(root: Path) -> Iterator[str]:
    """The slices that exist in this tree; a slice of FLOORS may be absent."""
    for name in ALL:
        if name not in FREE and (root / PACKAGE / name / "__init__.py").exists():
            yield name


def children(root: Path, slice_name: str) -> set[str]:
    """Names of the modules and packages directly inside a slice."""
    folder = root / PACKAGE / slice_name
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in folder.glob("*/__init__.py")}


def slice_of(path: str) -> str | None:
    """The package that a file of the server belongs to: `copydesk/queue/store.py` → `queue`."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == PACKAGE else None


def layer_of(path: str) -> str | None:
    """The place of a file inside its slice: `copydesk/queue/service/leases.py` → `service`."""
    parts = path.split("/")
    return parts[2].removesuffix(".py") if len(parts) > 2 and parts[0] == PACKAGE else None


def is_store(path: str) -> bool:
    return layer_of(path) == "store" and slice_of(path) not in FREE
