"""An HTML attack in every field that people fill: every page, drawer and dialog shows it as the letters that it is."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.studio import Studio, empty_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation
from tools.gallery.guide_acts import conflict

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ATTACK = "<img src=x onerror=window.hit=1>"
LONG_ATTACK = f"{ATTACK}<script>window.hit=1</script>[x](javascript:window.hit=1)<svg onload=window.hit=1>"
INTERFACE = f"""
title: '{ATTACK}'
fields:
  - {{key: conversation, type: chat, at: /messages, label: '{ATTACK}'}}
  - {{key: answers, type: responses, at: /responses}}
questions:
  - key: sure
    type: choice
    label: '{ATTACK}'
    help: '{ATTACK}'
    options: [{{value: yes1, label: '{ATTACK}'}}, {{value: no1, label: No way}}]
  - {{key: why, type: text, label: Why?, format: markdown}}
"""
CHECKED = f"""
### {ATTACK} {{#attack severity=minor tags="{ATTACK}" owner="{ATTACK}"}}

{LONG_ATTACK}

> **Good:** {LONG_ATTACK}
>
> *{LONG_ATTACK}*

> **Bad:** {LONG_ATTACK} flagged words

> **Why:** {LONG_ATTACK}

```check
kind: substitution
name: "{ATTACK}"
message: "{ATTACK}"
link: "javascript:window.hit=1"
swap: {{flagged words: "{ATTACK}"}}
```

```check
kind: existence
message: "%s {ATTACK}"
tokens: ["<img src=x"]
```
"""
LATER = CHECKED.replace("Good:", "OK:").replace("severity=minor", "severity=major")
QUESTION = {"rule_key": "attack", "text": LONG_ATTACK, "choices": [ATTACK, LONG_ATTACK], "right": 0}
PAGES = (
    *("", "/work", "/review", "/guide", "/items", "/import", "/export", "/people", "/setup"),
    *("/settings", "/late", "/activity"),
    *("/guide/edit", "/guide/edit?rule=attack", "/guide/edit?rule=attack&tool=publish"),
    *("/guide/changes", "/guide/readers", "/guide/coverage"),
)
PAGES_AROUND = ("/", "/account", "/admin", "/admin/projects")
# What people write does not come here; the addresses of these pages are tried all the same.
PAGES_WITHOUT = ("/admin/health", "/admin/jobs", "/admin/backups", "/admin/settings")
# Elements that only an attack makes.
FOOTHOLDS = "[onerror], [onload], a[href^='javascript:'], img[src='x'], body script:not([src])"


@pytest.fixture
def studio(desk: Installation) -> Studio:
    studio = empty_studio(desk, ATTACK)
    lead, path = studio.lead, studio.path
    lead.send("PATCH", path, {"description": LONG_ATTACK, "licence": ATTACK}, **{"if-match": "1"})
    lead.send("POST", f"{path}/teams", {"name": ATTACK})
    studio.publish(guide=GUIDE + CHECKED, interface=INTERFACE, note=LONG_ATTACK)
    for name in ("Anna", "Rita"):
        member = studio.join(name, "annotator" if name == "Anna" else "reviewer")
        member.send("PATCH", "/me", {"name": ATTACK})
    view = {"page": "items", "name": ATTACK, "query": {"text": ATTACK}, "is_shared": True}
    lead.send("POST", f"{path}/views", view)
    token = {"name": ATTACK, "permissions": ["project.read"], "project_id": studio.id}
    lead.send("POST", "/tokens", token)
    add_items(studio)
    answer_and_return(studio)
    write_draft(studio, GUIDE + LATER)
    return studio


def add_items(studio: Studio) -> None:
    attacking: dict[str, Any] = content(0)
    attacking["messages"][0]["content"] = LONG_ATTACK
    attacking["responses"][0]["content"] = LONG_ATTACK
    attacking[ATTACK] = ATTACK
    items = [{"external_id": f"{ATTACK}{number}", "content": attacking} for number in range(3)]
    studio.lead.send("POST", f"{studio.path}/items", {"batch_name": ATTACK, "items": items})


def answer_and_return(studio: Studio) -> None:
    """One task is skipped, one returned, and one waits for review."""
    anna, rita = studio.people["Anna"], studio.people["Rita"]
    for number in range(3):
        task = studio.take("Anna", "annotate")
        answers = {"sure": "yes1", "why": f"{LONG_ATTACK} flagged words"}
        body: dict[str, Any] = {"token": task["token"], "answers": answers}
        if number == 0:
            anna.send("POST", f"/slots/{task['slot_id']}/skip", {"token": task["token"], "reason": ATTACK})
        else:
            anna.send("POST", f"/slots/{task['slot_id']}/submit", {**body, "active_segments": []})
    task = studio.take("Rita", "review")
    finding = {"rule_key": "attack", "severity": "minor", "note": LONG_ATTACK, "suggestion": LONG_ATTACK}
    verdict = {"token": task["token"], "verdict": "return", "note": LONG_ATTACK, "findings": [finding]}
    rita.send("POST", f"/slots/{task['slot_id']}/verdict", verdict)


def write_draft(studio: Studio, source: str) -> None:
    revision = studio.lead.get(f"{studio.path}/guide")["revision"]
    studio.lead.send("PUT", f"{studio.path}/guide", {"source": source}, **{"if-match": str(revision)})


def test_shows_attacks_as_letters_when_they_stand_in_every_field(studio: Studio, visit: Visitors) -> None:
    lead = studio.seat(visit(studio.here), "Lena")
    for path in (*(f"{studio.path}{page}" for page in PAGES), *PAGES_AROUND):
        lead.go(path)
        is_harmless(lead)
    for path in PAGES_WITHOUT:
        lead.go(path)
        expect(lead.page.get_by_role("heading", level=1)).to_be_visible()
        does_nothing(lead)
    invited = studio.lead.send("POST", f"{studio.path}/invitations", {"role": "viewer", "email": None})
    stranger = visit(studio.here)
    stranger.go(f"/invite/{invited['token']}")
    is_harmless(stranger)


def test_shows_attacks_as_letters_in_the_drawer_of_an_item_and_in_the_palette(
    studio: Studio, visit: Visitors
) -> None:
    item = studio.lead.get(f"{studio.path}/items/table?state=returned")["items"][0]["id"]
    lead = studio.seat(visit(studio.here), "Lena", f"/items?item={item}")
    page = lead.page
    for name in ("Content", "Who had it", "What happened"):
        is_harmless(lead, within=page.get_by_role("dialog"))
        page.get_by_role("tab", name=name).click()
    is_harmless(lead)
    page.keyboard.press("Escape")
    for words in ("img src", "onerror"):
        page.keyboard.press("ControlOrMeta+k")
        page.get_by_role("combobox", name="Find anything").fill(words)
        expect(page.get_by_role("option").filter(has_text=ATTACK).first).to_be_visible()
        is_harmless(lead, within=page.get_by_role("dialog"))
        page.keyboard.press("Escape")


def test_shows_attacks_as_letters_in_the_tools_of_the_guide_editor(studio: Studio, visit: Visitors) -> None:
    lead = studio.seat(visit(studio.here), "Lena", "/guide/edit?rule=attack")
    page, dialog = lead.page, lead.page.get_by_role("dialog")
    page.get_by_label("A text to try the checks on").fill(f"{LONG_ATTACK} flagged words")
    is_harmless(lead, within=page.get_by_role("status", name="What the checks say"))
    page.get_by_role("button", name="Find and replace").click()
    dialog.get_by_label("Find", exact=True).fill("onerror")
    dialog.get_by_label("Replace with").fill(ATTACK)
    is_harmless(lead, within=dialog.get_by_role("region", name=ATTACK))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Import …").click()
    source = CHECKED.replace("{#attack", "{#another").replace("substitution", "nonsense").encode()
    dialog.locator("input[type=file]").set_input_files(
        {"name": f"{ATTACK}.md", "mimeType": "text/markdown", "buffer": source}
    )
    is_harmless(lead, within=dialog.get_by_role("region", name="What would change"))


def test_shows_attacks_as_letters_when_two_people_write_the_same_rule(
    studio: Studio, visit: Visitors
) -> None:
    studio.join("Otto", "lead").send("PATCH", "/me", {"name": ATTACK})
    studio.seat(visit(studio.here), "Otto", "/guide/edit?rule=attack")
    lead = studio.seat(visit(studio.here), "Lena", "/guide/edit?rule=attack")
    is_harmless(lead, within=lead.page.get_by_text("is in this rule, too."))
    conflict(lead.page)
    is_harmless(lead, within=lead.page.get_by_role("alert"))


def test_shows_attacks_as_letters_at_work_in_notes_and_in_notices(studio: Studio, visit: Visitors) -> None:
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    expect(box).to_be_visible()
    is_harmless(anna)
    box.fill(f"{LONG_ATTACK} And flagged words.")
    expect(page.get_by_text("note of the guide").or_(page.get_by_text("notes of the guide"))).to_be_visible()
    page.keyboard.press("F8")
    page.get_by_role("button", name="Not here, because…").click()
    page.get_by_label("Why is it right here?").fill(LONG_ATTACK)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Not here: {ATTACK}")).to_be_visible()
    is_harmless(anna)
    page.get_by_role("button", name="What is new").click()
    is_harmless(anna, within=page.get_by_role("dialog"))


def test_shows_attacks_as_letters_in_a_review_of_what_checks_found(studio: Studio, visit: Visitors) -> None:
    rita = studio.seat(visit(studio.here), "Rita", "/review")
    page = rita.page
    is_harmless(rita, within=page.get_by_role("region", name="What the checks found"))
    page.keyboard.press("F8")
    page.keyboard.press("r")
    page.get_by_role("combobox", name="Rule").click()
    expect(page.get_by_role("option").filter(has_text=ATTACK).first).to_be_visible()
    is_harmless(rita)


def test_shows_attacks_as_letters_in_a_change_that_must_be_read(studio: Studio, visit: Visitors) -> None:
    ben = studio.join("Ben", "annotator")
    change = {"note": LONG_ATTACK, "must_read": True, "questions": [QUESTION]}
    studio.lead.send("POST", f"{studio.path}/guide/publish", change)
    assert ben.get(f"{studio.path}/guide/pending")["pending"] is not None
    reader = studio.seat(visit(studio.here), "Ben", "/work")
    expect(reader.page.get_by_role("button", name="I have read this")).to_be_visible()
    is_harmless(reader, within=reader.page.get_by_role("article"))
    assert reader.page.get_by_text(ATTACK).count() > 3


def is_harmless(visitor: Visitor, *, within: Locator | None = None) -> None:
    """The attack is there, as letters."""
    page = visitor.page
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    expect((within or page).get_by_text(ATTACK).first).to_be_attached()
    does_nothing(visitor)


def does_nothing(visitor: Visitor) -> None:
    page = visitor.page
    assert page.evaluate("window.hit") is None, page.url
    assert page.locator(FOOTHOLDS).count() == 0, page.url


def test_refuses_a_pseudonym_that_is_no_name(studio: Studio) -> None:
    """Pseudonyms go into exports and file names."""
    with pytest.raises(AssertionError, match="422"):
        member = studio.lead.get(f"{studio.path}/members")["items"][0]["id"]
        studio.lead.send("PATCH", f"/members/{member}", {"pseudonym": ATTACK})
