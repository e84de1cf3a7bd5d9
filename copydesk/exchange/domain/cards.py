"""The data card of an export: what it holds, where it comes from, how far people agreed. JSON front matter, then words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import orjson

from copydesk.exchange.domain.exports import Plan, Tally

ROW_MEANS: Final = {
    "records": "One line per item, with its content, every submission, review and finding.",
    "dpo": "One line per preference: `prompt`, `chosen`, `rejected`, `margin`.",
    "sft": "One line per conversation: `messages`, of which the last is the answer to learn.",
    "csv": "One line per submission, one column per question.",
}

# Estimates by name, by question.
Agreement = Mapping[str, Mapping[str, Mapping[str, float | None]]]


def front_matter(plan: Plan, tally: Tally, agreement: Agreement | None, now: datetime) -> dict[str, Any]:
    return {
        "project": plan.project_name,
        "project_id": f"project_{plan.project_id}",
        "format": plan.wanted.format,
        "options": plan.wanted.options(),
        "licence": plan.licence or None,
        "made_at": now.isoformat(),
        "n_rows": tally.n_rows,
        "n_items": tally.n_items,
        "n_submissions": tally.n_submissions,
        "n_people": len(tally.people),
        "n_ties_left_out": tally.n_ties_left_out,
        "n_without_answer": tally.n_without_answer,
        "submissions_by_guide_version": dict(sorted(tally.guide_versions.items())),
        "submissions_by_interface_version": dict(sorted(tally.interface_versions.items())),
        "first_submitted_at": tally.first_at,
        "last_submitted_at": tally.last_at,
        "agreement": agreement,
    }


def write_card(facts: Mapping[str, Any]) -> str:
    """The whole card as Markdown."""
    front = orjson.dumps(dict(facts), option=orjson.OPT_INDENT_2).decode()
    lines = [
        *("---", front, "---", "", f"# {facts['project']}: {facts['format']}", ""),
        *(ROW_MEANS[facts["format"]], ""),
        f"- Licence: {facts['licence'] or 'not stated'}",
        f"- Rows: {facts['n_rows']:,} from {facts['n_items']:,} items",
        f"- Made from {facts['n_submissions']:,} submissions by {facts['n_people']:,} people, shown by pseudonym",
        f"- Submitted from {facts['first_submitted_at'] or '–'} to {facts['last_submitted_at'] or '–'}",
        f"- States: {'accepted or fixed by a reviewer' if facts['options']['states'] == 'settled' else 'all'}",
        f"- Ties left out: {facts['n_ties_left_out']:,}; without an answer: {facts['n_without_answer']:,}",
        *("", "## Style guide", "", "| guide version | submissions |", "|---|---|"),
        *(f"| {version} | {count:,} |" for version, count in facts["submissions_by_guide_version"].items()),
        *("", "## Agreement", "", *_agreement(facts["agreement"])),
    ]
    return "\n".join(lines) + "\n"


def _agreement(agreement: Agreement | None) -> list[str]:
    if agreement is None:
        return ["Not shown to whoever made this file."]
    rows = [
        f"| {question} | {name} | {_number(estimate['value'])} | {_number(estimate['low'])} – {_number(estimate['high'])} |"
        for question, estimates in agreement.items()
        for name, estimate in estimates.items()
    ]
    if not rows:
        return ["No question here can be compared."]
    return [
        "Over all answers of the project that count.",
        "",
        "| question | measure | value | 95 % interval |",
        "|---|---|---|---|",
        *rows,
    ]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"
