"""What only the gallery needs on a demo: projects that are new, have very long names, or whose guide has just changed."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from playwright.sync_api import Page

LONG_NAME: Final = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützen and other answers that nobody shortens: part 2 of 17"
)
STRANGE: Final = {
    "messages": [
        {"id": "m1", "role": "system", "content": "Answer in the language of the user."},
        {"id": "m2", "role": "user", "content": "Solve $x^2 - 5x + 6 = 0$ and show $$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$ in Python."},
    ],
    "responses": [
        {"id": "r1", "content": "It factors: $(x-2)(x-3)=0$.\n\n```python\nfrom fractions import Fraction\n\ndef area(n: int) -> float:\n"
         '    """The area under x² from 0 to 1."""\n    return sum((k / n) ** 2 for k in range(n)) / n  # tends to 1/3\n```\n\n'
         "| n | area |\n|---|---|\n| 10 | 0.285 |\n| 1000 | 0.333 |\n"},
        {"id": "r2", "content": "مرحبا بالعالم، هذا نص عربي.\n\n" + "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
         + "\n\n> A quote\n\n1. One\n2. Two\n   - nested\n\n" + "A long paragraph that goes on. " * 120},
    ],
}  # fmt: skip

LETTERS: Final = "Letters to customers"
LETTERS_GUIDE: Final = """\
# How we write to customers {#guide}

## Voice {#voice}

### Say who does it {#voice.who severity=minor}

We send, we check, we pay back. A sentence without anybody in it sounds as if nobody were responsible.

> **Good:** We will send the new card on Monday.

> **Bad:** A new card will be dispatched.

```check
kind: existence
message: 'Who does it? Say “we” instead of “%s”.'
ignorecase: true
tokens: ['will be (?:dispatched|processed|reviewed)']
```

## Promises {#promises}

### Promise no day that you cannot keep {#promises.day severity=critical}

A day in a letter is a promise. Name one only when it depends on nobody else.

> **Good:** We send it as soon as the bank has confirmed, usually within three days.

> **Bad:** It will certainly arrive on Monday.

```check
kind: existence
message: '“%s” promises what others decide.'
ignorecase: true
tokens: ['will certainly', guaranteed]
```
"""
LETTERS_CHANGE: Final = (
    "Name one only when it depends on nobody else.",
    "Name one only when it depends on nobody else; where a bank or the post is between, give a span and say what it depends on.",
)
LETTERS_NOTE: Final = "Complaints about late cards: a span instead of a day."
LETTERS_QUESTION: Final = {
    "rule_key": "promises.day",
    "text": "The card comes from the bank. What do you write?",
    "choices": ["It arrives on Friday.", "Usually within five days of the bank's answer."],
    "right": 1,
}
LETTERS_FORM: Final = """\
title: Which letter would you send?
fields:
  - {key: conversation, type: chat, at: /messages, label: The complaint}
  - {key: answers, type: responses, at: /responses, label: Two letters}
questions:
  - {key: better, type: preference, label: Which letter would you send?, over: answers, strengths: 7, rules: [promises.day]}
  - {key: reply, type: text, label: Your own letter, help: What you would send., rules: [voice.who]}
"""
LETTER: Final = {
    "messages": [{"id": "m1", "role": "user", "content": "My new card was to come last week. Where is it?"}],
    "responses": [
        {"id": "r1", "content": "I am sorry that it is late. The bank confirms a card within three days; we send yours on that day."},
        {"id": "r2", "content": "Your card will be dispatched and will certainly arrive on Monday."},
    ],
}  # fmt: skip
FLAGGED: Final = "I am sorry. Your request will be processed, and the card will certainly arrive on Monday."
STAGES: Final = {"annotate": {"slots": 1}, "review": {"enabled": True}}
READY_S: Final = 60.0

_CALL: Final = """
async ([method, path, body, headers]) => {
    const csrf = decodeURIComponent(/copydesk_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    const all = {"X-Copydesk-Csrf": csrf, "Content-Type": "application/json", ...headers};
    const answer = await fetch("/api/v1" + path, {method, headers: all, body: body === null ? undefined : JSON.stringify(body)});
    if (!answer.ok) throw new Error(method + " " + path + ": " + await answer.text());
    return await answer.json();
}
"""


def call(page: Page, method: str, path: str, body: object = None, **headers: str) -> Any:
    """A request of the signed-in page itself."""
    return page.evaluate(_CALL, [method, path, body, headers])


def publish(page: Page, project: str, name: str, body: Mapping[str, Any], **version: Any) -> None:
    """Over whatever draft is there."""
    path = f"/projects/{project}/{name}"
    here = call(page, "GET", path)
    saved = call(page, "PUT", path, body, **{"If-Match": str(here["revision"])})
    note = {"note": "", **version}
    call(page, "POST", f"{path}/publish", note, **{"If-Match": str(saved["revision"])})


def make_projects(admin: Page, lead: Page, members: Sequence[Page], project: str) -> dict[str, str]:
    """Their places. `admin` makes them, `lead` may read the demo's `project`; of the members one joins before the guide changed."""
    empty = call(admin, "POST", "/projects", {"name": "A new project"})["id"]
    invited = call(admin, "POST", f"/projects/{empty}/invitations", {"role": "reviewer", "email": None})
    return {
        "empty": empty,
        "invitation": "/invite/" + invited["link"].rsplit("/", 1)[1],
        "long": _make_long(admin, lead, project),
        "letters": _make_letters(admin, *members),
    }


def _make_long(admin: Page, lead: Page, project: str) -> str:
    description = f"{LONG_NAME}. " * 3
    long = str(call(admin, "POST", "/projects", {"name": LONG_NAME, "description": description})["id"])
    for name in ("guide", "interface"):
        publish(admin, long, name, {"source": call(lead, "GET", f"/projects/{project}/{name}")["source"]})
    publish(
        admin, long, "workflow", {"document": call(admin, "GET", f"/projects/{long}/workflow")["document"]}
    )
    _add_items(admin, long, "strange-" + "x" * 60, [STRANGE])
    return long


def _make_letters(admin: Page, early: Page, late: Page) -> str:
    """One answer, with faults that checks find, waits for review; then the guide changed, which only its author has not read yet."""
    letters = str(call(admin, "POST", "/projects", {"name": LETTERS})["id"])
    publish(admin, letters, "guide", {"source": LETTERS_GUIDE})
    publish(admin, letters, "interface", {"source": LETTERS_FORM})
    publish(admin, letters, "workflow", {"document": STAGES})
    _join(admin, early, letters)
    _add_items(admin, letters, "card-1", [LETTER] * 4)
    task = _take(early, letters)
    answer = {"better": {"preferred": "r1", "strength": 3}, "reply": FLAGGED}
    reason = {
        "rule_key": "promises.day",
        "check": "existence",
        "quoted": "will certainly",
        "reason": "The card lies in the branch already.",
    }
    call(
        early,
        "POST",
        f"/slots/{task['slot_id']}/submit",
        {"token": task["token"], "answers": answer, "active_segments": [], "suppressions": [reason]},
    )
    publish(
        admin,
        letters,
        "guide",
        {"source": LETTERS_GUIDE.replace(*LETTERS_CHANGE)},
        note=LETTERS_NOTE,
        must_read=True,
        questions=[LETTERS_QUESTION],
    )
    _join(admin, late, letters)
    return letters


def _join(admin: Page, member: Page, project: str) -> None:
    invited = call(admin, "POST", f"/projects/{project}/invitations", {"role": "annotator", "email": None})
    call(member, "POST", f"/invitations/{invited['token']}/accept", {})


def _add_items(page: Page, project: str, name: str, contents: Sequence[Mapping[str, Any]]) -> None:
    items = [
        {"external_id": f"{name}-{number}", "content": content} for number, content in enumerate(contents)
    ]
    call(page, "POST", f"/projects/{project}/items", {"items": items})


def _take(page: Page, project: str) -> Mapping[str, Any]:
    """The first task, once the items have become tasks."""
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        task = call(page, "POST", f"/projects/{project}/next", {"stage": "annotate", "reserve": False})[
            "task"
        ]
        if task is not None:
            return dict(task)
        page.wait_for_timeout(200)
    raise TimeoutError("no task came")
