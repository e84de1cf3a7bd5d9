"""A rule is for the work that it names, by keyboard: the lead says what tasks are about; checks, panel and reader follow."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, empty_studio
from tests.browser.test_checks import UNDERLINED, picture_both, publish
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

GUIDE = """# House style

## Words {#words}

### Use the short word {#short severity=minor}

```check
kind: existence
tokens: [utilize]
```

### Name the court {#court severity=critical domains="law-and-money"}

```check
kind: existence
message: Name the court.
tokens: [the court]
```

### Give the dose {#dose severity=critical domains=health tasks=sft}

```check
kind: existence
message: Give the dose.
tokens: [a pill]
```

## Reasons {#reasons}

### Quote what decided {#quote questions=why}

A reason that nobody can check is none.
"""
ANSWER = "We utilize the court, or a pill."


@pytest.fixture
def studio(desk: Installation) -> Studio:
    """Items say their own field; the form does not say yet what they are about."""
    studio = empty_studio(desk, "Scoped work")
    studio.publish(guide=GUIDE)
    studio.join("Anna", "annotator")
    studio.add_items([{**content(number), "field": "Law and money"} for number in range(4)])
    return studio


def test_only_rules_for_the_work_check_it_stand_beside_it_and_must_be_read(
    studio: Studio, visit: Visitors
) -> None:
    lena = studio.seat(visit(studio.here), "Lena", "/setup")
    say_what_tasks_are_about(lena)
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    write(anna)
    read_the_panel(anna)
    read_the_guide(studio.seat(visit(studio.here), "Anna", "/guide"))

    publish(studio, GUIDE.replace("### Give the dose", "### Give the exact dose"))
    send_all(anna)
    [newest, *_] = studio.lead.get(f"{studio.path}/guide/versions")["items"]
    assert (newest["number"], newest["must_read"], newest["changes"]["retitled"]) == (2, False, ["dose"])


def say_what_tasks_are_about(lena: Visitor) -> None:
    page = lena.page
    form = page.get_by_role("region", name="Task form", exact=True)
    about = form.get_by_role("region", name="What the tasks are about")
    lena.type_into(about.get_by_label("Kind of task"), "preference")
    lena.type_into(about.get_by_label("Domain"), "/field")
    lena.tab_to(form.get_by_label("What changed (note of the version)"))
    source = form.get_by_role("textbox", name="Interface (YAML or JSON)")
    expect(source).to_have_value(re.compile(r"\ntask: preference\ndomains: \{at: /field\}\nfields:"))
    lena.press_on(form.get_by_role("button", name="Save draft"))
    lena.press_on(form.get_by_role("button", name="Publish"))
    expect(form.get_by_text("Version 2 is published.")).to_be_visible()
    about.scroll_into_view_if_needed()
    picture_both(lena, "scope-setup")


def write(anna: Visitor) -> None:
    """The rule for another kind of task and another domain is silent."""
    page, box = anna.page, anna.page.get_by_role("textbox", name="Why?")
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("2")
    expect(box).to_be_focused()
    page.keyboard.insert_text(ANSWER)
    page.wait_for_function(f"() => ({UNDERLINED})() === 2")
    expect(page.get_by_text("2 notes of the guide")).to_be_visible()
    expect(page.get_by_text("Give the dose.")).to_be_hidden()


def read_the_panel(anna: Visitor) -> None:
    page = anna.page
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    ours = page.get_by_role("region", name="Rules that concern this task")
    expect(ours.get_by_role("button", name="Name the court")).to_be_visible()
    anna.tab_to(page.get_by_role("textbox", name="Why?"))
    expect(page.get_by_role("region", name="Rules of this question").get_by_role("button")).to_have_count(1)
    other = page.get_by_role("button", name="Give the dose")
    expect(other).to_be_hidden()
    picture_both(anna, "scope-panel")
    anna.press_on(page.get_by_role("button", name="Show one rule for other work"))
    expect(other).to_be_visible()
    anna.type_into(page.get_by_role("searchbox", name="Search the guide"), "dose")
    expect(other).to_be_visible()


def read_the_guide(anna: Visitor) -> None:
    page = anna.page
    expect(page.get_by_role("heading", name=re.compile("^Give the dose"))).to_be_visible()
    expect(page.get_by_text("Only for tasks: sft · domains: health")).to_be_visible()
    anna.choose(page.get_by_role("combobox", name="Domain"), "law-and-money")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name=re.compile("^Give the dose"))).to_be_hidden()
    expect(page.get_by_role("heading", name=re.compile("^Name the court"))).to_be_visible()
    expect(page.get_by_text("3 rules of 4 concern it.")).to_be_visible()
    picture_both(anna, "scope-reader")
    page.reload()
    expect(page.get_by_text("3 rules of 4 concern it.")).to_be_visible()
    anna.press_on(page.get_by_role("button", name="Show all rules"))
    expect(page.get_by_role("heading", name=re.compile("^Give the dose"))).to_be_visible()


def send_all(anna: Visitor) -> None:
    """The change of a rule for other work stops nobody."""
    page, task = anna.page, anna.page.locator("[data-task]")
    for number in range(3):
        before = task.get_attribute("data-task") or ""
        if number:
            page.keyboard.press("2")
        anna.type_into(page.get_by_role("textbox", name="Why?"), "A pill, plainly.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"[data-task='{before}']")).to_be_hidden()
        expect(page.get_by_role("radio").first).to_be_focused()
