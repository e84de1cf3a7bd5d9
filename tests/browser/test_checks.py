"""Checks of the guide at work with nothing but the keyboard: underline, fix, reason, return, and the guide that changes."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, open_studio
from tests.browser.visitor import ARTEFACTS, Visitor, Visitors
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PLAIN = """
### Use the short word {#tone.short severity=minor}

> **Good:** I use the first one.

> **Bad:** I utilize the first one.

```check
kind: substitution
ignorecase: true
swap: {utilize: use}
```

### Do not overstate {#honesty.sure severity=critical}

Nothing is obvious to everybody.

> **Good:** It follows from the second line.

```check
kind: existence
ignorecase: true
message: Do not say "%s".
tokens: [obviously]
```
"""
CHANGED = PLAIN.replace("Nothing is obvious to everybody.", "Nothing is obvious to everybody; show the step.")
ANSWER = "👋 I utilize the first. Obviously, it is right."
MENDED = "👋 I use the first. Obviously, it is right."
REASON = "It quotes the question."
MARKED = "[...CSS.highlights].filter(([name]) => name.startsWith('note-') && name !== 'note-current')"
UNDERLINED = f"() => {MARKED}.reduce((sum, [, mark]) => sum + mark.size, 0)"
SELECTED = "() => { const box = document.activeElement; return box.value.slice(box.selectionStart, box.selectionEnd) }"
STYLE = """
[data-marked], textarea { border-color: transparent !important; border-radius: 0 !important; outline: none !important }
::highlight(note-minor), ::highlight(note-major), ::highlight(note-critical) { text-decoration: none }
"""
STRANGE = (
    "👩‍👩‍👧 I utilize it; مرحبا بالعالم utilize.\n\n"
    + "A long word after a word, 日本語 too. " * 40
    + "\n\tutilize\n"
)


@pytest.fixture
def studio(desk: Installation) -> Studio:
    """Anna writes, Rita reviews; two rules have checks, and one of them wants a reason."""
    studio = open_studio(desk, "Checked work", {"Anna": "annotator", "Rita": "reviewer"})
    publish(studio, GUIDE + PLAIN, must_read=False)
    studio.add_items([content(number) for number in range(6)])
    return studio


def publish(studio: Studio, guide: str, **more: Any) -> None:
    draft = studio.lead.get(f"{studio.path}/guide")
    revision = {"if-match": str(draft["revision"])}
    studio.lead.send("PUT", f"{studio.path}/guide", {"source": guide}, **revision)
    studio.lead.send("POST", f"{studio.path}/guide/publish", {"note": "Clearer.", **more})


def test_checks_are_underlined_mended_explained_returned_and_changed(studio: Studio, visit: Visitors) -> None:
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    first = write(anna)
    mend_by_key(anna)
    explain_by_key(anna)
    look_up_the_keys(anna)
    send(anna, first)
    return_it(studio.seat(visit(studio.here), "Rita", "/review"))

    publish(studio, GUIDE + CHANGED)
    anna.go(f"{studio.path}/work")
    answer_until_it_comes_back(anna)
    mend_what_came_back(anna)
    confirm_change(anna)

    [sent] = [one for one in studio.lead.get(f"{studio.path}/submissions")["items"] if one["round"] == 2]
    assert sent["answers"]["why"] == "👋 I use the first. It follows, it is right."


def write(anna: Visitor) -> str:
    """The task; the underlines stand there within 300 ms of the server's answer."""
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("2")
    expect(box).to_be_focused()
    with page.expect_response(lambda response: response.url.endswith("/check")):
        page.keyboard.insert_text(ANSWER)
        typed = time.perf_counter()
    answered = time.perf_counter()
    page.wait_for_function(f"() => ({UNDERLINED})() === 2", timeout=300)
    shown = time.perf_counter()
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    told = f"words to answer {(answered - typed) * 1000:.0f} ms, to underline {(shown - typed) * 1000:.0f} ms"
    (ARTEFACTS / "checks-times.txt").write_text(told)
    anna.picture("checks-underlines")
    return page.locator("[data-task]").get_attribute("data-task") or ""


def mend_by_key(anna: Visitor) -> None:
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    page.keyboard.press("F8")
    assert page.evaluate(SELECTED) == "utilize"
    picture_both(anna, "checks-card")
    page.keyboard.press("Control+.")
    expect(box).to_have_value(MENDED)
    expect(page.get_by_text("One note of the guide")).to_be_visible()


def explain_by_key(anna: Visitor) -> None:
    page = anna.page
    box, reason = page.get_by_role("textbox", name="Why?"), page.get_by_label("Why is it right here?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Change it or give a reason before you send.")).to_be_visible()
    page.keyboard.press("F2")
    expect(reason).to_be_focused()
    page.keyboard.type("Half a thought")
    picture_both(anna, "checks-reason")
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()
    expect(box).to_be_focused()
    assert page.evaluate(UNDERLINED) == 1
    page.keyboard.press("F2")
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Not here: {REASON}")).to_be_visible()
    expect(box).to_be_focused()
    assert page.evaluate(SELECTED) == "Obviously"
    assert page.evaluate(UNDERLINED) == 0


def look_up_the_keys(anna: Visitor) -> None:
    """The help that "?" opens names them; a text box must not be in the focus."""
    page = anna.page
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Say why the note is wrong here")).to_be_visible()
    expect(dialog.get_by_text("The word of the note is a name")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def send(anna: Visitor, before: str) -> None:
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.locator(f"[data-task='{before}']")).to_be_hidden()


def return_it(rita: Visitor) -> None:
    """What the check found and its author denied is a fault all the same, and is cited by one key."""
    page = rita.page
    expect(page.get_by_text(MENDED)).to_be_visible()
    expect(page.get_by_text(f"The author says “not here”: {REASON}")).to_be_visible()
    before = page.locator("[data-task]").get_attribute("data-task") or ""
    page.keyboard.press("F8")
    page.keyboard.press("y")
    expect(page.get_by_text("You say: a fault")).to_be_visible()
    picture_both(rita, "checks-review")
    page.keyboard.press("r")
    finding = page.get_by_role("region", name="Finding 1")
    expect(finding.get_by_role("combobox", name="Rule")).to_have_value("Do not overstate (honesty.sure)")
    expect(finding.locator("blockquote")).to_have_text("Obviously")
    rita.type_into(finding.get_by_label("What is wrong"), "It is not obvious.")
    rita.type_into(finding.get_by_label("Better text (optional)"), "It follows")
    send(rita, before)


def answer_until_it_comes_back(anna: Visitor) -> None:
    """What Anna had in hand already comes first."""
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    expect(box).to_be_visible()
    while not box.input_value():
        expect(page.get_by_role("radio").first).to_be_focused()
        before = page.locator("[data-task]").get_attribute("data-task") or ""
        page.keyboard.press("2")
        send(anna, before)
        expect(box).to_be_visible()


def mend_what_came_back(anna: Visitor) -> None:
    """The finding with the rule's examples; one key goes there, one takes the better text and marks it done."""
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    expect(box).to_have_value(MENDED)
    expect(page.get_by_text("It is not obvious.")).to_be_visible()
    expect(page.get_by_role("article").get_by_text("It follows from the second line.")).to_be_visible()
    before = page.locator("[data-task]").get_attribute("data-task") or ""
    page.keyboard.press("F9")
    assert page.evaluate(SELECTED) == "Obviously"
    picture_both(anna, "checks-returned")
    page.keyboard.press("Control+.")
    expect(box).to_have_value(MENDED.replace("Obviously", "It follows"))
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    send(anna, before)


def confirm_change(anna: Visitor) -> None:
    """What was reserved for Anna when the guide changed still comes before the change."""
    page, change = anna.page, anna.page.get_by_role("article", name="Do not overstate")
    radio = page.get_by_role("radio").first
    expect(change.or_(radio)).to_be_visible()
    while radio.is_visible():
        expect(radio).to_be_focused()
        before = page.locator("[data-task]").get_attribute("data-task") or ""
        page.keyboard.press("2")
        send(anna, before)
        expect(change.or_(radio)).to_be_visible()
    expect(change).to_be_visible()
    expect(page.locator("[data-task]")).to_be_hidden()
    picture_both(anna, "checks-change")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-task]")).to_be_visible()


def picture_both(visitor: Visitor, name: str) -> None:
    """In light and in dark."""
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(color_scheme=scheme)
        visitor.page.wait_for_timeout(150)
        visitor.picture(f"{name}-{scheme}")
    visitor.page.emulate_media(color_scheme="light")


def test_underlines_stand_under_their_words_when_the_box_is_scrolled_or_resized(
    studio: Studio, visit: Visitors
) -> None:
    """The text behind the box, made visible, covers the box's own to the pixel."""
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    box = anna.page.get_by_role("textbox", name="Why?")
    box.fill(STRANGE)
    anna.page.wait_for_function(f"() => ({UNDERLINED})() >= 3")
    assert_covered(anna, "end")
    box.evaluate("box => { box.scrollTop = 0 }")
    assert_covered(anna, "whole")
    box.evaluate("box => { box.scrollTop = 70 }")
    assert_covered(anna, "scrolled")
    box.evaluate("box => { box.style.height = '400px'; box.scrollTop = 33 }")
    assert_covered(anna, "resized")
    anna.page.set_viewport_size({"width": 1010, "height": 700})
    assert_covered(anna, "narrow")
    box.fill("مرحبا utilize بالعالم 😀\nutilize")
    assert_covered(anna, "right-to-left")
    anna.picture("checks-right-to-left")


def assert_covered(anna: Visitor, name: str) -> None:
    page, stack = anna.page, anna.page.locator("[data-marked]").locator("..")
    page.wait_for_timeout(200)
    pictures: list[bytes] = []
    for shown, hidden in (("textarea", "[data-marked]"), ("[data-marked]", "textarea")):
        colours = f"{shown} {{ color: black !important }} {hidden} {{ color: transparent !important }}"
        style = STYLE + colours
        pictures.append(stack.screenshot(style=style, animations="disabled"))
    for number, picture in enumerate(pictures):
        (ARTEFACTS / f"covered-{name}-{number}.png").write_bytes(picture)
    assert pictures[0] == pictures[1], f"{name}: the text behind the box stands elsewhere"
