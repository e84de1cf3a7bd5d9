"""A table: one row per submission, one column per question (a preference has a second one for its strength).

A text that a spreadsheet would take for a formula gets an apostrophe in front, unless formulas are to be kept: data from
strangers must not run on the machine of whoever opens the file.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import orjson

from copydesk.exchange.domain.exports import Exported, Plan, Tally, final_answers
from copydesk.exchange.domain.shapes import list_in, object_in

_FIXED: Final = (
    *(
        "item_id",
        "external_id",
        "submission_id",
        "member",
        "state",
        "round",
        "is_extra",
        "item_version",
        "guide_version",
    ),
    *("interface_version", "workflow_version", "active_ms", "submitted_at"),
)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def columns(plan: Plan) -> list[tuple[str, str]]:
    """(name, question) of every question that any version asked, in the order in which they came."""
    found: dict[str, str] = {}
    for number in sorted(plan.forms):
        for key, question in plan.forms[number].questions.items():
            found[key] = key
            if question["type"] == "preference":
                found[f"{key}.strength"] = key
    return list(found.items())


def header(plan: Plan) -> bytes:
    return _line([*_FIXED, *(name for name, _ in columns(plan))])


def start(plan: Plan, tally: Tally) -> Callable[[Exported], Iterable[bytes]]:
    asked = columns(plan)
    is_neutral = plan.wanted.formulas == "neutral"

    def rows(record: Exported) -> Iterator[bytes]:
        tally.n_items += bool(record.submissions)
        for submission in record.submissions:
            tally.n_rows += 1
            tally.count(submission)
            answers = final_answers(submission)
            about = {**submission, "item_id": record.head["id"], "external_id": record.head["external_id"]}
            about["submission_id"] = submission["id"]
            cells = [about[name] for name in _FIXED]
            cells += [
                _strength(answers.get(key)) if name.endswith(".strength") else _cell(answers.get(key))
                for name, key in asked
            ]
            yield _line([_neutral(cell) for cell in cells] if is_neutral else cells)

    return rows


def _cell(answer: Any) -> Any:
    """A preference is the id of a response, `tie` or `cannot_judge`; several choices are joined by semicolons."""
    preference, choices = object_in(answer), list_in(answer)
    if preference is not None:
        if preference.get("cannot_judge"):
            return "cannot_judge"
        return (
            preference.get("preferred") or "tie"
            if "preferred" in preference
            else orjson.dumps(preference).decode()
        )
    return answer if choices is None else ";".join(str(choice) for choice in choices)


def _strength(answer: Any) -> Any:
    return (object_in(answer) or {}).get("strength")


def _neutral(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _line(cells: Iterable[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(
        "" if cell is None else str(cell).lower() if isinstance(cell, bool) else cell for cell in cells
    )
    return text.getvalue().encode()
