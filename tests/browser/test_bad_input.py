"""What no plan foresees: a slow network, an empty project, 10,000 members, an item of 100,000 characters."""

import time

import psycopg
import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, empty_studio, open_studio
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import content
from tests.factories.installation import Installation

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SLOW_MS = 2_000
N_MEMBERS = 10_000
PAGE = 100
LONG = "Twelve words of no great weight stand here, and then again. " * 1_667
# Each page of a project, and what it says while there is nothing in it.
EMPTY = {
    "": "Before people can work here",
    "/work": "Nothing to do right now",
    "/review": "No reviews wait for you",
    "/guide": "No guide is published yet",
    "/items": "There are no items yet",
    "/import": "Nothing was imported yet.",
    "/export": "There is nothing to export yet.",
    "/people": "Invite",
    "/setup": "Not published yet.",
    "/settings": "Licence of the data",
    "/late": "No late answers wait",
    "/activity": "created the project",
}


def test_loses_and_doubles_nothing_when_every_request_takes_two_seconds(
    desk: Installation, visit: Visitors
) -> None:
    studio = open_studio(desk, "Slow", {"Anna": "annotator"}, n_items=5)
    anna = studio.seat(visit(desk), "Anna", "/work")
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    page.wait_for_timeout(500)
    make_slow(anna)
    for number in range(2):
        expect(page.get_by_role("radio").first).to_be_focused(timeout=30_000)
        before = page.locator("[data-task]").get_attribute("data-task")
        page.keyboard.press("2")
        page.keyboard.type(f"Slow answer {number}.")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"[data-task='{before}']")).to_be_hidden(timeout=30_000)
    expect(page.get_by_role("radio").first).to_be_focused(timeout=30_000)
    page.keyboard.press("2")
    page.keyboard.type("Typed and not yet saved.")
    expect(page.locator("[data-outgoing]")).to_be_hidden(timeout=30_000)
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Typed and not yet saved.", timeout=30_000)
    sent = studio.lead.get(f"{studio.path}/submissions")["items"]
    assert sorted(one["answers"]["why"] for one in sent) == ["Slow answer 0.", "Slow answer 1."]


def make_slow(visitor: Visitor) -> None:
    network = visitor.context.new_cdp_session(visitor.page)
    network.send("Network.enable")
    conditions = {"offline": False, "latency": SLOW_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", conditions)


def test_says_why_there_is_nothing_on_every_page_when_a_project_is_empty(
    desk: Installation, visit: Visitors
) -> None:
    studio = empty_studio(desk, "Nothing in it")
    lena = studio.seat(visit(desk), "Lena")
    for path, text in EMPTY.items():
        lena.go(f"{studio.path}{path}")
        expect(lena.page.get_by_text(text).first).to_be_visible()
        expect(lena.page.get_by_role("status", name="Loading")).to_have_count(0)
        assert lena.page.get_by_role("alert").all_inner_texts() == [], path
    # An export that cannot be is asked for its reason, which its card shows.
    assert [one for one in lena.refused if "/preview?" not in one] == []


def test_finds_one_of_ten_thousand_members_at_once(desk: Installation, visit: Visitors) -> None:
    studio = open_studio(desk, "Crowd", {})
    add_members(desk, studio)
    lena = studio.seat(visit(desk), "Lena")
    page = lena.page
    expect(page.get_by_role("heading", name="Crowd")).to_be_visible()
    lena.find("People")
    workers = page.locator("tbody tr", has_text="@crowd.example")
    expect(workers.nth(50)).to_be_visible(timeout=60_000)
    assert workers.count() < PAGE
    lena.type_into(page.get_by_label("Part of a name or an address"), "worker 7777")
    expect(workers).to_have_count(1)
    expect(workers).to_contain_text("worker7777@crowd.example")
    for name in ("Overview", "Items", "Activity"):
        lena.find(name)
        expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    lena.tab_to(page.get_by_role("combobox", name="Done by"))
    page.keyboard.type("worker 8888")
    expect(page.get_by_role("option")).to_have_text(["Worker 8888"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing has happened yet")).to_be_visible()
    assert "member_id=member_" in page.url


def add_members(desk: Installation, studio: Studio) -> None:
    with psycopg.connect(desk.database_address()) as conn:
        conn.execute(
            """
            with made as (
                insert into auth.identity (email, name, created_at)
                select 'worker' || n || '@crowd.example', 'Worker ' || n, now() from generate_series(1, %s) as n
                returning id
            ), seated as (
                insert into projects.member (project_id, identity_id, role, pseudonym, joined_at)
                select %s, id, 'annotator', 'crowd-' || id, now() from made returning id, identity_id, project_id
            )
            insert into auth.role_grant (identity_id, project_id, member_id, role)
            select identity_id, project_id, id, 'annotator' from seated
            """,
            [N_MEMBERS, int(studio.id.removeprefix("project_"))],
        )


def test_shows_and_takes_an_item_of_a_hundred_thousand_characters(
    desk: Installation, visit: Visitors
) -> None:
    studio = open_studio(desk, "Long", {"Anna": "annotator", "Rita": "reviewer"})
    long = content(0)
    long["responses"][1]["content"] = LONG + "The end of it."
    studio.add_items([long])
    anna = studio.seat(visit(desk), "Anna", "/work")
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    expect(page.get_by_text("The end of it.")).to_be_attached()
    page.keyboard.press("7")
    began = time.monotonic()
    page.keyboard.type("The second one is long.")
    expect(page.get_by_role("textbox")).to_have_value("The second one is long.")
    assert time.monotonic() - began < 2
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing to do right now")).to_be_visible()
    rita = studio.seat(visit(desk), "Rita", "/review")
    expect(rita.page.get_by_text("The second one is long.")).to_be_visible()
    for _ in range(3):
        rita.page.keyboard.press("m")
    assert rita.page.evaluate("document.getSelection().toString()") in {"I", "Twelve"}
    rita.page.keyboard.press("a")
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("No reviews wait for you")).to_be_visible()


def test_takes_an_answer_of_a_hundred_thousand_characters_and_a_fix_of_it(
    desk: Installation, visit: Visitors
) -> None:
    studio = open_studio(desk, "Long answer", {"Anna": "annotator", "Rita": "reviewer"}, n_items=1)
    anna = studio.seat(visit(desk), "Anna", "/work")
    box = anna.page.get_by_role("textbox", name="Why?")
    expect(anna.page.get_by_role("radio").first).to_be_focused()
    anna.page.keyboard.press("2")
    expect(box).to_be_focused()
    anna.page.keyboard.insert_text(LONG)
    began = time.monotonic()
    anna.page.keyboard.type("The end of it.")
    expect(box).to_have_value(f"{LONG}The end of it.")
    assert time.monotonic() - began < 5
    expect(anna.page.locator("[data-draft-state=saved]")).to_be_visible()
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.get_by_text("Nothing to do right now")).to_be_visible()
    rita = studio.seat(visit(desk), "Rita", "/review")
    expect(rita.page.get_by_text("The end of it.")).to_be_attached()
    rita.page.keyboard.press("f")
    mended = rita.page.get_by_role("textbox", name="Why?")
    expect(mended).to_be_focused()
    rita.page.keyboard.press("Control+End")
    rita.page.keyboard.type(" Mended.")
    expect(rita.page.get_by_role("region", name="Your changes")).to_be_visible()
    rita.page.keyboard.press("Control+Enter")
    expect(rita.page.get_by_text("No reviews wait for you")).to_be_visible(timeout=30_000)
    [fixed] = studio.lead.get(f"{studio.path}/submissions")["items"]
    [review] = studio.lead.get(f"/submissions/{fixed['id']}/feedback")["reviews"]
    assert review["fixed_answers"]["why"] == f"{LONG}The end of it. Mended."
