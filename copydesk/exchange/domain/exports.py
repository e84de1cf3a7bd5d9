"""What is exported, how, and what is said about it: options, rows as they come from the database, counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Final, Literal, get_args

import orjson

from copydesk.kernel.errors import Invalid

ExportFormat = Literal["records", "dpo", "sft", "csv"]
Ties = Literal["drop", "both"]
Per = Literal["item", "submission"]
States = Literal["settled", "all"]
SftSource = Literal["answer", "preferred"]
Shape = Literal["chat", "text"]
Formulas = Literal["neutral", "keep"]

SETTLED: Final = ("accepted", "fixed")
ALL_STATES: Final = ("submitted", "accepted", "fixed", "returned", "rejected", "waiting")
SUFFIXES: Final[dict[ExportFormat, str]] = {"records": "jsonl", "dpo": "jsonl", "sft": "jsonl", "csv": "csv"}


@dataclass(frozen=True)
class Wanted:
    """The choices of one export; those that do not concern its format are ignored.

    `question` None: the first that fits. `per`: a row for each item, by majority, or for each submission.
    """

    format: ExportFormat
    states: States = "settled"
    question: str | None = None
    ties: Ties = "drop"
    per: Per = "item"
    source: SftSource | None = None
    shape: Shape = "chat"
    formulas: Formulas = "neutral"

    def options(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "format" and value is not None}


@dataclass(frozen=True)
class Form:
    """The questions of one interface version, by its number."""

    number: int
    questions: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Plan:
    """An export that is allowed and fully decided; running it needs only the database."""

    project_id: int
    project_name: str
    licence: str
    wanted: Wanted
    forms: Mapping[int, Form]

    @property
    def states(self) -> tuple[str, ...]:
        return SETTLED if self.wanted.states == "settled" else ALL_STATES

    @property
    def filename(self) -> str:
        return f"project_{self.project_id}-{self.wanted.format}.{SUFFIXES[self.wanted.format]}"


class Exported:
    """An item with its submissions, as JSON texts from the database; parsed only by those who look inside."""

    def __init__(self, item_id: int, texts: tuple[bytes, bytes, bytes], older: bytes | None) -> None:
        self.item_id = item_id
        self.head_json, self.content_json, self.submissions_json = texts
        self._older = older

    @cached_property
    def head(self) -> dict[str, Any]:
        return orjson.loads(self.head_json)

    @cached_property
    def submissions(self) -> list[dict[str, Any]]:
        return orjson.loads(self.submissions_json)

    @cached_property
    def _contents(self) -> dict[int, dict[str, Any]]:
        """Content by version number: the present one, and older ones that submissions are about."""
        older: dict[str, Any] = {} if self._older is None else orjson.loads(self._older)
        contents = {int(number): content for number, content in older.items()}
        return {**contents, int(self.head["version"]): orjson.loads(self.content_json)}

    def content_of(self, submission: Mapping[str, Any]) -> dict[str, Any]:
        """The content that its author saw."""
        return self._contents[int(submission["item_version"])]


@dataclass
class Tally:
    """What an export held, counted while it was written."""

    n_rows: int = 0
    n_items: int = 0
    n_submissions: int = 0
    n_ties_left_out: int = 0
    n_without_answer: int = 0
    people: set[str] = field(default_factory=set[str])
    guide_versions: Counter[str] = field(default_factory=Counter[str])
    interface_versions: Counter[str] = field(default_factory=Counter[str])
    first_at: str | None = None
    last_at: str | None = None

    def count(self, submission: Mapping[str, Any]) -> None:
        """A submission that stands in a row, or whose vote is in it."""
        self.n_submissions += 1
        self.people.add(submission["member"])
        guide = submission["guide_version"]
        self.guide_versions["none" if guide is None else str(guide)] += 1
        self.interface_versions[str(submission["interface_version"])] += 1
        at = submission["submitted_at"]
        self.first_at = at if self.first_at is None else min(self.first_at, at)
        self.last_at = at if self.last_at is None else max(self.last_at, at)


CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "states": get_args(States),
    "ties": get_args(Ties),
    "per": get_args(Per),
    "source": get_args(SftSource),
    "shape": get_args(Shape),
    "formulas": get_args(Formulas),
}


def read_options(export_format: str, given: Sequence[str]) -> Wanted:
    """A format and choices as `name=value`, as the command line takes them. Raises Invalid, naming what there is."""
    if export_format not in SUFFIXES:
        raise Invalid(
            f"There is no export {export_format!r}; there is: {', '.join(SUFFIXES)}.", code="no_such_export"
        )
    chosen: dict[str, Any] = {}
    for text in given:
        name, _, value = text.partition("=")
        if name != "question" and value not in CHOICES.get(name, ()):
            known = "; ".join(f"{known}={'|'.join(values)}" for known, values in CHOICES.items())
            raise Invalid(
                f"There is no choice {text!r}; there is: question=KEY; {known}.", code="no_such_choice"
            )
        chosen[name] = value
    return Wanted(format=export_format, **chosen)


def final_answers(submission: Mapping[str, Any]) -> dict[str, Any]:
    """The reviewer's, where they fixed them; else the author's own."""
    if submission["state"] == "fixed":
        fixes = [
            review["fixed_answers"] for review in submission["reviews"] if review["fixed_answers"] is not None
        ]
        if fixes:
            return fixes[-1]
    return submission["answers"]


def pick_question(forms: Mapping[int, Form], kind: str, wanted: str | None) -> str | None:
    """The key of the wanted question, or of the first of this kind in the newest version that has one; None if there is none.

    Raises:  Invalid when the wanted one does not exist or is of another kind.
    """
    found: list[str] = []
    for number in sorted(forms, reverse=True):
        found += [
            key
            for key, question in forms[number].questions.items()
            if question["type"] == kind and key not in found
        ]
    if wanted is None:
        return found[0] if found else None
    if wanted not in found:
        known = ", ".join(found) or "none"
        raise Invalid(f"There is no {kind} question {wanted!r}; there is: {known}.", code="no_such_question")
    return wanted
