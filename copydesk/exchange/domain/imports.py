"""Imports: what is asked for, how far it is, what was wrong with the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from copydesk.kernel.errors import Conflict, Fault, Invalid, Problem

FormatName = Literal["jsonl", "json", "csv", "tsv", "parquet", "label_studio"]
Holds = Literal["items", "judgements"]
Mode = Literal["all_or_nothing", "load_good"]
ImportState = Literal["open", "running", "done", "failed", "undone"]
ProblemKind = Literal["bad", "changed"]

FORMAT_NAMES: Final[tuple[FormatName, ...]] = ("jsonl", "json", "csv", "tsv", "parquet", "label_studio")
FAULTS_SHOWN: Final = 20
INTERRUPTED: Final = "interrupted"


@dataclass(frozen=True)
class NewImport:
    """What is to be loaded and how. `format` None: told by the first bytes. `mapping` None: canonical keys."""

    filename: str
    format: FormatName | None = None
    holds: Holds = "items"
    mapping: Mapping[str, Any] | None = None
    mode: Mode = "all_or_nothing"
    updates: bool = False


@dataclass(frozen=True)
class Import:
    id: int
    project_id: int
    batch_id: int | None
    filename: str
    format: FormatName | None
    holds: Holds
    mapping: dict[str, Any] | None
    mode: Mode
    updates: bool
    state: ImportState
    header: str | None
    n_read: int
    n_bytes: int
    n_created: int
    n_changed: int
    n_unchanged: int
    n_bad: int
    n_judgements: int
    n_judgements_known: int
    n_people: int
    failure: str | None
    created_at: datetime
    created_by: int | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """Something about one record, as it is kept. `place` is `line 12`, `record 12` or `row 12`."""

    kind: ProblemKind
    place: str
    message: str
    record: str | None


@dataclass(frozen=True)
class KeptProblem(FoundProblem):
    ordinal: int


@dataclass
class Counts:
    """How far an import is. `n_people` is how many different people made its judgements."""

    n_read: int = 0
    n_bytes: int = 0
    n_created: int = 0
    n_changed: int = 0
    n_unchanged: int = 0
    n_bad: int = 0
    n_judgements: int = 0
    n_judgements_known: int = 0
    people: set[int] = field(default_factory=set[int])

    @property
    def n_people(self) -> int:
        return len(self.people)

    def as_details(self) -> dict[str, int]:
        """For the audit log and the database."""
        names = ("n_read", "n_bytes", "n_created", "n_changed", "n_unchanged", "n_bad", "n_judgements")
        return {name: getattr(self, name) for name in (*names, "n_judgements_known", "n_people")}


class RecordRefused(Exception):
    """One record cannot be loaded; its text says why, for the person who can mend it."""


class FileRefused(Invalid):
    """The file as a whole cannot be read: another format, another encoding, no header."""

    default_code = "file_refused"
    title = "The file cannot be read"


class ImportFailed(Invalid):
    """Nothing was loaded; `errors` name the first places, `import_id` leads to all of them."""

    default_code = "import_failed"
    title = "Nothing was loaded"


class SourceInterrupted(Problem):
    """Whoever sent the file stopped in the middle of it."""

    status = 400
    default_code = "import_interrupted"
    title = "The file ended too early"

    def __init__(self) -> None:
        super().__init__("The connection ended before the file did. Nothing was loaded; send it again.")


class DiskFull(Problem):
    status = 507
    default_code = "disk_full"
    title = "The disk is full"


def check_can_load(state: ImportState) -> None:
    """Raises Conflict. `running` passes: whoever holds the project's import lock knows that its loader is gone."""
    if state == "done":
        raise Conflict("This import is done. Create another one to load more.", code="import_done")
    if state == "undone":
        raise Conflict("This import was undone. Create another one.", code="import_undone")


def check_can_undo(state: ImportState, *, has_work: bool) -> None:
    """Raises Conflict."""
    if state != "done":
        raise Conflict(
            f"Only an import that is done can be undone; this one is {state}.", code="import_not_done"
        )
    if has_work:
        raise Conflict(
            "People have worked on these items since. Retire items instead, so that their work stays.",
            code="import_has_work",
        )


def failed(import_id: int, counts: Counts, first: list[FoundProblem]) -> ImportFailed:
    """All or nothing, and something was bad."""
    faults = [Fault(problem.place, problem.message) for problem in first[:FAULTS_SHOWN]]
    records = "record is" if counts.n_bad == 1 else "records are"
    return ImportFailed(
        f"{counts.n_bad} of {counts.n_read} {records} bad and nothing was loaded. Mend the file and send it again, "
        "or choose the mode load_good.",
        faults=faults,
        import_id=f"import_{import_id}",
    )


class SeenItems:
    """Which items a file has named already: one bit for each id, so that a million of them take 130 KB."""

    _PAGE_BITS: Final = 15

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def add(self, item_id: int) -> bool:
        """Whether it is new."""
        place = item_id & ((1 << self._PAGE_BITS) - 1)
        page = self._pages.get(item_id >> self._PAGE_BITS)
        if page is None:
            page = self._pages[item_id >> self._PAGE_BITS] = bytearray(1 << (self._PAGE_BITS - 3))
        bit = 1 << (place & 7)
        if page[place >> 3] & bit:
            return False
        page[place >> 3] |= bit
        return True
