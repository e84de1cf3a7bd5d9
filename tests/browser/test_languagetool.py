"""A LanguageTool server on screen: the lead is told where texts go, and its absence is said, is no pass and holds nobody up."""

import time
from collections.abc import Generator

import pytest
from playwright.sync_api import expect

from tests.browser.studio import Studio, create_admin, open_studio
from tests.browser.test_checks import UNDERLINED, picture_both, publish
from tests.browser.visitor import Visitor, Visitors
from tests.factories.desk import GUIDE, content
from tests.factories.installation import Installation, served
from tests.factories.postgres import reachable_folder
from tests.unit.guides.checks.test_languagetool import Server, answer, match, serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PROOFREAD = (
    GUIDE + "\n### Proofread {#proof severity=critical}\n\nNo slips.\n\n```check\nkind: languagetool\n```\n"
)
WHY = "The first has a speling mistake."
MENDED = WHY.replace("speling", "spelling")


@pytest.fixture(scope="module")
def languagetool() -> Generator[Server]:
    with serving(answer(match(WHY, "speling", "Possible spelling mistake found.", "spelling"))) as server:
        yield server


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, languagetool: Server) -> Generator[Installation]:
    env = {"COPYDESK_LANGUAGETOOL_URL": languagetool.url, "COPYDESK_LANGUAGETOOL_TIMEOUT_S": "2"}
    with served(reachable_folder(tmp_path_factory.mktemp("languagetool")), env) as here:
        create_admin(here)
        yield here


@pytest.fixture(scope="module")
def studio(here: Installation) -> Studio:
    studio = open_studio(here, "Proofread work", {"Anna": "annotator", "Rita": "reviewer"})
    publish(studio, PROOFREAD, must_read=False)
    studio.add_items([content(number) for number in range(4)])
    return studio


def test_texts_go_to_a_server_that_is_named_and_its_absence_is_no_pass_and_no_wait(
    studio: Studio, visit: Visitors, languagetool: Server
) -> None:
    be_told(studio.seat(visit(studio.here), "Lena", "/guide/edit?rule=proof"), languagetool)
    anna = studio.seat(visit(studio.here), "Anna", "/work")
    write(anna, WHY)
    anna.page.wait_for_function(f"() => ({UNDERLINED})() === 1")
    anna.page.keyboard.press("F8")
    picture_both(anna, "languagetool-card")
    languagetool.http.server_close()
    languagetool.http.shutdown()
    anna.page.keyboard.press("Control+.")
    expect(anna.page.get_by_role("textbox", name="Why?")).to_have_value(MENDED)
    expect(anna.page.get_by_text("It counts as not checked.")).to_be_visible()
    picture_both(anna, "languagetool-away")
    send(anna)

    rita = studio.seat(visit(studio.here), "Rita", "/review")
    expect(rita.page.get_by_text("The check languagetool of “Proofread” could not finish")).to_be_visible()
    picture_both(rita, "languagetool-review")


def be_told(lena: Visitor, languagetool: Server) -> None:
    page, address = lena.page, f"127.0.0.1:{languagetool.http.server_port}"
    notice = page.get_by_role("alert").filter(has_text="Texts leave this server")
    expect(notice).to_contain_text(address)
    picture_both(lena, "languagetool-lead")
    lena.press_on(page.get_by_role("button", name="Publish …"))
    expect(page.get_by_role("dialog").get_by_text(address)).to_be_visible()
    page.keyboard.press("Escape")


def write(anna: Visitor, text: str) -> None:
    page = anna.page
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_role("textbox", name="Why?")).to_be_focused()
    page.keyboard.insert_text(text)


def send(anna: Visitor) -> None:
    """The rule is critical, and still nobody is kept from sending; the server's answer does not wait either."""
    page, task = anna.page, anna.page.locator("[data-task]")
    before = task.get_attribute("data-task") or ""
    begun = time.perf_counter()
    with page.expect_response(lambda response: response.url.endswith("/submit")) as sent:
        page.keyboard.press("Control+Enter")
    assert sent.value.status == 200
    assert time.perf_counter() - begun < 4
    expect(page.locator(f"[data-task='{before}']")).to_be_hidden()
