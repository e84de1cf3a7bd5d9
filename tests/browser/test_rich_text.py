"""A lead writes a rule as it reads. What is saved is its Markdown, and what they did not touch keeps its bytes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.studio import Studio, empty_studio
from tests.browser.test_accessibility import AXE, SERIOUS
from tests.browser.visitor import Visitor, Visitors
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

EMPTY = "# House style\n\n## Leave out filler {#filler severity=minor}\n"
WRITTEN = """\
Say it **without** filler.[^1]

> **Good:** The rate rises in May.
>
> *Why it does.*

```check
kind: existence
message: Leave out "%s".
ignorecase: true
tokens:
  - basically
```

- Cut *basically*
- Cut [the rest](#filler)
"""
MIXED = """\
# House style

## Numbers {#numbers}

!!! note "For authors"
    Numbers are   hard.
* one
+ other

| unit | sign |
|:--|--:|
| metre | m |

<!-- ask the desk -->
So $a_1 * b_2$ holds, see \\[1] and [the rule][rule].[^why]

[rule]: #numbers
[^why]: Because.


1) first
1) second

~~~bad because="It is hard to read."
10000000
~~~
"""


@pytest.fixture
def studio(desk: Installation) -> Studio:
    return empty_studio(desk, "Rich text")


def test_writes_a_rule_with_the_slash_menu_by_keyboard(studio: Studio, visit: Visitors) -> None:
    lead = open_rule(studio, visit, EMPTY, "filler")
    page = lead.page
    lead.tab_to(text_of(page))
    page.keyboard.type("Say it **without** filler.[^1]\n/")
    expect(page.get_by_role("listbox", name="What to write").get_by_role("option")).to_have_count(8)
    assert serious_in(page) == []
    page.keyboard.type("good")
    expect(page.get_by_role("option", selected=True)).to_have_text(re.compile("Good example"))
    page.keyboard.press("Enter")
    page.keyboard.type("The rate rises in May.")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n/must not")
    expect(page.get_by_role("option", selected=True)).to_have_text(re.compile("Words that must not be there"))
    page.keyboard.press("Enter")
    page.keyboard.type("basically")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("- Cut *basically*\nCut [the rest](#filler)")
    expect(state_of(page, "saved")).to_contain_text("ago")
    assert source_of(studio, "filler") == f"## Leave out filler {{#filler severity=minor}}\n\n{WRITTEN}"
    lead.type_into(page.get_by_label("A text to try the checks on"), "It is basically done.")
    expect(page.get_by_role("status", name="What the checks say")).to_contain_text('Leave out "basically"')
    expect(page.get_by_text("The good example is clean.")).to_be_visible()
    lead.picture("rich-text")
    assert serious_in(page) == []
    page.keyboard.press("Control+m")
    expect(page.get_by_role("textbox", name="Text (Markdown)")).to_have_value(WRITTEN.strip())
    expect(page.get_by_role("textbox", name="Text (Markdown)")).to_be_focused()
    page.keyboard.press("Control+m")
    expect(text_of(page)).to_be_focused()
    expect(text_of(page)).to_contain_text("Say it without filler.")
    page.reload()
    expect(text_of(page)).to_be_visible()
    assert lead.refused == []


def test_changes_one_word_and_no_other_byte(studio: Studio, visit: Visitors) -> None:
    lead = open_rule(studio, visit, MIXED, "numbers")
    page = lead.page
    before = source_of(studio, "numbers")
    expect(text_of(page)).to_contain_text("| metre | m |")
    text_of(page).get_by_text("holds, see").click()
    page.keyboard.press("End")
    page.keyboard.type(" Always.")
    expect(state_of(page, "saved")).to_contain_text("ago")
    assert source_of(studio, "numbers") == before.replace("[^why]\n", "[^why] Always.\n", 1)
    page.keyboard.press("Control+z")
    expect(state_of(page, "saved")).to_contain_text("ago")
    expect(text_of(page)).not_to_contain_text("Always.")
    page.wait_for_timeout(1_500)
    assert source_of(studio, "numbers") == before


def test_shows_what_somebody_else_wrote_and_leaves_the_caret_where_it_is(
    studio: Studio, visit: Visitors
) -> None:
    guide = "# House style\n\n## Order {#order}\n\nFirst.\n\nSecond.\n\nThird.\n"
    lead = open_rule(studio, visit, guide, "order")
    page = lead.page
    text_of(page).get_by_text("Third.").click()
    page.keyboard.press("End")
    save_rule(studio, "order", "## Order {#order}\n\nFirst, always.\n\nBetween.\n\nSecond.\n\nThird.\n")
    expect(text_of(page)).to_contain_text("Between.", timeout=30_000)
    page.keyboard.type(" And last.")
    expect(state_of(page, "saved")).to_contain_text("ago")
    expected = "## Order {#order}\n\nFirst, always.\n\nBetween.\n\nSecond.\n\nThird. And last.\n"
    assert source_of(studio, "order") == expected
    assert lead.refused == []


def test_adds_only_checks_that_the_server_can_read(studio: Studio, visit: Visitors) -> None:
    page = open_rule(studio, visit, EMPTY, "filler").page
    page.get_by_role("button", name="Add check").click()
    wanted = page.get_by_role("menuitem").all_inner_texts()
    page.keyboard.press("Escape")
    text_of(page).click()
    for name in wanted:
        page.keyboard.press("Control+End")
        page.keyboard.press("ArrowDown")
        page.keyboard.type(f"/{name}")
        expect(page.get_by_role("option", selected=True)).to_contain_text(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("listbox")).to_be_hidden()
    expect(text_of(page).get_by_text(re.compile(r"^kind: "))).to_have_count(len(wanted))
    expect(state_of(page, "saved")).to_contain_text("ago")
    [rule] = [one for one in studio.lead.get(f"{studio.path}/guide/draft")["rules"] if one["key"] == "filler"]
    assert (len(wanted), rule["faults"]) == (18, [])
    assert len({check["kind"] for check in rule["checks"]}) == len(wanted)


def test_goes_to_the_block_of_a_fault_and_leaves_with_tab(studio: Studio, visit: Visitors) -> None:
    guide = EMPTY + "\nOne.\n\nTwo.\n\n```check\nkind: nonsense\n```\n"
    lead = open_rule(studio, visit, guide, "filler")
    page = lead.page
    lead.press_on(page.get_by_role("button", name="Line 5"))
    expect(text_of(page)).to_be_focused()
    assert page.evaluate("String(getSelection())").strip() == "kind: nonsense"
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add good example")).to_be_focused()


def test_leads_nowhere_dangerous(studio: Studio, visit: Visitors) -> None:
    guide = EMPTY + "\nSee [here](javascript:alert(1)) and [there](https://example.org).\n"
    lead = open_rule(studio, visit, guide, "filler")
    text = text_of(lead.page)
    expect(text.get_by_role("link", name="there")).to_have_attribute("rel", "noreferrer noopener")
    expect(text.locator("a[href^='javascript']")).to_have_count(0)
    lead.tab_to(text)
    lead.page.keyboard.press("Control+Home")
    lead.page.keyboard.type("x[y](javascript:alert(1)) ")
    expect(state_of(lead.page, "saved")).to_contain_text("ago")
    expect(text.locator("a[href^='javascript']")).to_have_count(0)
    assert "[here](javascript:alert(1)) and [there](https://example.org)." in source_of(studio, "filler")


def test_reads_what_is_pasted_as_markdown_or_by_its_own_schema(studio: Studio, visit: Visitors) -> None:
    lead = open_rule(studio, visit, EMPTY, "filler")
    page = lead.page
    lead.tab_to(text_of(page))
    paste(page, "text/plain", "As **said**:\n\n> **Bad:** Well, well.\n\n```check\nkind: emoji\n```\n\nEnd")
    expect(text_of(page).locator("[data-kind=bad]")).to_have_text("Bad: Well, well.")
    expect(text_of(page).locator("[data-kind=check]")).to_be_visible()
    page.keyboard.press("Enter")
    paste(
        page,
        "text/html",
        "<h1 onclick=alert(1)>One</h1><p><b>two</b> <a href='javascript:alert(1)' tail='](x)'>three</a> "
        "<a href='https://example.org/'>four</a><img src=x onerror=alert(1)><script>alert(1)</script></p><ul><li>five</ul>",
    )
    expect(state_of(page, "saved")).to_contain_text("ago")
    assert source_of(studio, "filler").partition("\n\n")[2] == (
        "As **said**:\n\n> **Bad:** Well, well.\n\n```check\nkind: emoji\n```\n\nEnd\n\nOne\n\n"
        "**two** three [four](https://example.org/)\n\n- five\n"
    )
    page.keyboard.press("Control+a")
    assert copied(page) == source_of(studio, "filler").partition("\n\n")[2].rstrip()


def open_rule(studio: Studio, visit: Visitors, guide: str, key: str) -> Visitor:
    studio.lead.send("PUT", f"{studio.path}/guide", {"source": guide}, **{"if-match": "0"})
    lead = studio.seat(visit(studio.here), "Lena", f"/guide/edit?rule={key}")
    expect(text_of(lead.page)).to_be_visible()
    return lead


def paste(page: Page, kind: str, text: str) -> None:
    text_of(page).evaluate(
        """(box, [kind, text]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData(kind, text);
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        [kind, text],
    )


def copied(page: Page) -> str:
    return text_of(page).evaluate(
        """box => {
            const clipboardData = new DataTransfer();
            box.dispatchEvent(new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true}));
            return clipboardData.getData("text/plain");
        }"""
    )


def text_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Text", exact=True)


def state_of(page: Page, state: str) -> Locator:
    return page.locator(f"[data-save-state={state}]")


def serious_in(page: Page) -> list[str]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `npm ci` in web/")
    # As text: the page's own rules let no script of others in.
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found if one["impact"] in SERIOUS
    ]


def rule_of(studio: Studio, key: str) -> dict[str, str]:
    [rule] = [one for one in studio.lead.get(f"{studio.path}/guide/draft")["rules"] if one["key"] == key]
    return rule


def source_of(studio: Studio, key: str) -> str:
    return rule_of(studio, key)["source"]


def save_rule(studio: Studio, key: str, source: str) -> None:
    body = {"source": source, "base": rule_of(studio, key)["base"]}
    studio.lead.send("PUT", f"{studio.path}/guide/rules/{key}", body)
