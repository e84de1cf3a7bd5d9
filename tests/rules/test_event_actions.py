"""docs/guide/activity.md lists every action that the program records, and no other: the names are a promise."""

import ast
import re
from pathlib import Path

from copydesk.projects.domain import PERMISSIONS
from copydesk.queue.domain import STATE_AFTER
from copydesk.reports.domain.live import TOPIC_OF
from copydesk.review.service.findings import DONE

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "guide" / "activity.md"
ACTION = re.compile(r"^[a-z_]+\.[a-z_]+$")

# Actions that are put together from a noun and a state: what the state may be.
MADE = {
    "submission.": set(STATE_AFTER.values()),
    "finding.": set(DONE.values()),
    "slot.": {"skipped", "released"},
}
# Nouns of which open pages need not hear.
UNHEARD = {"export", "events", "view", "sign_in", "password_link", "token"}


def recorded() -> set[str]:
    """Every action in a call of `Event(...)`, from the source text."""
    found: set[str] = set()
    for path in (ROOT / "copydesk").rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(module):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "Event"
                and call.args
            ):
                found |= actions_of(call.args[0], module)
    return found


def actions_of(first: ast.expr, module: ast.Module) -> set[str]:
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    if isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
        prefix = str(first.values[0].value)
        return {f"{prefix}{state}" for state in MADE[prefix]}
    # A parameter: what its callers in the module hand in.
    texts = {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if ACTION.match(text) and text not in PERMISSIONS}


def documented() -> set[str]:
    rows = [
        line.split("|")[1] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    return {name for row in rows for name in re.findall(r"`([a-z_.]+)`", row)}


def test_lists_every_action_that_is_recorded() -> None:
    assert recorded() - documented() == set()


def test_lists_no_action_that_is_never_recorded() -> None:
    assert documented() - recorded() == set()


def test_tells_open_pages_of_every_noun_or_says_that_they_need_not_hear() -> None:
    nouns = {action.partition(".")[0] for action in recorded()}
    assert nouns - set(TOPIC_OF) - UNHEARD == set()
    assert set(TOPIC_OF) - nouns == set()
