"""The demo as its visitors find it: loaded once, by the services that people use, every role with something to do."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from copydesk.audit.service import write_events
from copydesk.auth.domain import CSRF_COOKIE, CSRF_HEADER
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.crypto import Vault
from copydesk.kernel.db import Database
from copydesk.kernel.errors import Conflict
from copydesk.kernel.ids import show_id
from copydesk.kernel.settings import Settings
from copydesk.server.app import create_app
from copydesk.server.demo import DemoSummary, load_demo
from copydesk.server.demo.people import PEOPLE, Person
from copydesk.server.wiring import SUBSCRIPTIONS
from tests.database import cloned_database
from tests.factories import people as factory

OFFERED = [person for person in PEOPLE if person.is_offered]
SignIn = Callable[[str], Awaitable[httpx.AsyncClient]]


@dataclass(frozen=True)
class Loaded:
    summary: DemoSummary
    boundary: Boundary
    sign_in: SignIn

    @property
    def project(self) -> str:
        return f"/projects/{show_id('project', self.summary.project_id)}"

    async def get(self, http: httpx.AsyncClient, path: str, **query: Any) -> Any:
        response = await http.get(self.project + path, params=query)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture(scope="module")
async def demo(template_url: str, server_url: str, settings: Settings) -> AsyncGenerator[Loaded]:
    """Loaded once for all tests of this module; none of them changes it for another."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(cloned_database(server_url))
        database = Database(url, pool_size=4, wait_s=5.0)
        await database.open()
        stack.push_async_callback(database.close)
        shown = settings.model_copy(update={"demo": True})
        boundary = Boundary(database, shown, Vault(b"0" * 32), write_events, SUBSCRIPTIONS)
        summary = await load_demo(boundary)
        app = create_app(boundary)

        async def sign_in(email: str) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://test/api/v1")
            http = await stack.enter_async_context(client)
            assert (await http.post("/demo-session", json={"email": email})).status_code == 201
            http.headers[CSRF_HEADER] = http.cookies[CSRF_COOKIE]
            return http

        yield Loaded(summary, boundary, sign_in)


def one(role: str) -> str:
    return next(person.email for person in OFFERED if person.role == role)


async def test_is_only_found_when_it_is_there_already(demo: Loaded) -> None:
    again = await load_demo(demo.boundary)
    assert not again.is_new
    assert again.project_id == demo.summary.project_id
    assert again.admin_password is None


async def test_refuses_when_others_have_accounts(boundary: Boundary) -> None:
    async with boundary.open() as ctx:
        await factory.identity(ctx.conn)
    with pytest.raises(Conflict) as refused:
        await load_demo(boundary)
    assert refused.value.code == "not_empty"


async def test_refuses_when_an_earlier_load_was_interrupted(boundary: Boundary) -> None:
    async with boundary.open() as ctx:
        await factory.project(ctx.conn, name="Helpful answers (demo, loading)")
    with pytest.raises(Conflict) as refused:
        await load_demo(boundary)
    assert refused.value.code == "demo_unfinished"


async def test_a_load_that_breaks_off_is_told_from_a_finished_one(committing: Boundary) -> None:
    def break_off(what: str) -> None:
        if what == "four weeks of work":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await load_demo(committing, say=break_off)
    with pytest.raises(Conflict) as refused:
        await load_demo(committing)
    assert refused.value.code == "demo_unfinished"


async def test_offers_each_role_once_and_no_admin(demo: Loaded) -> None:
    http = await demo.sign_in(one("viewer"))
    accounts = (await http.get("/demo-accounts")).json()
    assert sorted(account["role"] for account in accounts) == sorted(person.role for person in OFFERED)


async def test_the_admin_signs_in_with_the_password_that_was_told(demo: Loaded) -> None:
    http = await demo.sign_in(one("viewer"))
    body = {"email": demo.summary.admin_email, "password": demo.summary.admin_password}
    assert (await http.post("/session", json=body)).status_code in {200, 201}


async def test_the_annotator_finds_returned_work_a_draft_and_new_tasks(demo: Loaded) -> None:
    http = await demo.sign_in(one("annotator"))
    tasks = [await claim(demo, http, "annotate") for _ in range(6)]
    n_returned = sum(task["returned"] is not None for task in tasks)
    assert 2 <= n_returned <= 4
    returned, others = tasks[:n_returned], tasks[n_returned:]
    assert all(task["returned"] is not None for task in returned)
    assert [task["draft"] is not None for task in others] == [True, *[False] * (len(others) - 1)]
    path = f"/submissions/{tasks[0]['returned']['submission_id']}/feedback"
    feedback = (await http.get(path)).json()
    assert feedback["reviews"][0]["verdict"] == "return"
    assert feedback["findings"][0]["rule_title"]
    assert feedback["findings"][0]["anchor"]["quote"]


async def claim(demo: Loaded, http: httpx.AsyncClient, stage: str) -> dict[str, Any]:
    """The next task, sent back at once as a skip so that the one after it comes."""
    response = await http.post(f"{demo.project}/next", json={"stage": stage})
    assert response.status_code == 200, response.text
    task = response.json()["task"]
    assert task is not None, response.text
    body = {"token": task["token"], "reason": "looking around"}
    skipped = await http.post(f"/slots/{task['slot_id']}/skip", json=body)
    assert skipped.status_code in {200, 204}, skipped.text
    return task


@pytest.mark.parametrize(
    ("role", "stage"),
    [
        ("expert", "annotate"),
        ("expert", "review"),
        ("red_teamer", "annotate"),
        ("reviewer", "review"),
        ("lead", "review"),
    ],
)
async def test_has_work_at_once_for(demo: Loaded, role: str, stage: str) -> None:
    assert await claim(demo, await demo.sign_in(one(role)), stage)


async def test_shows_weeks_of_work_in_every_state(demo: Loaded) -> None:
    http = await demo.sign_in(one("lead"))
    rows = (await demo.get(http, "/submissions", limit=200))["items"]
    assert len(rows) >= 120
    assert {row["state"] for row in rows} >= {"submitted", "accepted", "fixed", "returned"}
    assert {row["round"] for row in rows} >= {1, 2}
    times = [datetime.fromisoformat(row["submitted_at"]) for row in rows]
    assert max(times) <= datetime.now(UTC)
    assert max(times) - min(times) > timedelta(days=20)


async def test_every_finding_stands_at_its_place_under_a_rule_of_its_version(demo: Loaded) -> None:
    http = await demo.sign_in(one("lead"))
    findings = (await demo.get(http, "/findings", limit=100))["items"]
    assert len(findings) >= 8
    assert all(finding["rule_title"] and finding["anchor"]["quote"] for finding in findings)
    assert {finding["anchor"]["target"] for finding in findings} == {"item", "answers"}


async def test_people_agree_more_than_chance_and_less_than_wholly(demo: Loaded) -> None:
    http = await demo.sign_in(one("model_owner"))
    report = await demo.get(http, "/quality")
    better = next(question for question in report["questions"] if question["key"] == "better")
    assert better["n_members"] >= 7
    assert 0.5 < better["estimates"]["alpha_ordinal"]["value"] < 0.99


async def test_leaves_no_page_of_the_lead_empty(demo: Loaded) -> None:
    http = await demo.sign_in(one("lead"))
    assert (await demo.get(http, ""))["name"] == "Helpful answers (demo)"
    for page, least in [
        ("/items", 50), ("/members", 12), ("/teams", 2), ("/invitations", 1), ("/events", 50), ("/imports", 3),
        ("/guide/versions", 2), ("/interface/versions", 1), ("/workflow/versions", 2),
    ]:  # fmt: skip
        assert len((await demo.get(http, page, limit=50))["items"]) >= least, page


async def test_the_lead_has_the_next_version_of_the_guide_in_hand(demo: Loaded) -> None:
    http = await demo.sign_in(one("lead"))
    keys = (await demo.get(http, "/guide/diff"))["keys"]
    assert (keys["added"], keys["reworded"]) == (["honesty.as-of"], ["numbers.percent-of-what"])
    assert (await demo.get(http, "/guide"))["faults"] == []
    assert len((await demo.get(http, "/guide/contradictions"))["contradictions"]) == 1


@pytest.mark.parametrize("person", OFFERED, ids=lambda person: person.role)
async def test_everybody_offered_reaches_the_project(demo: Loaded, person: Person) -> None:
    http = await demo.sign_in(person.email)
    me = (await http.get("/me")).json()
    assert [place["role"] for place in me["memberships"]] == [person.role]
    assert (await http.get(demo.project)).status_code == 200


async def test_the_log_runs_in_the_order_of_time(demo: Loaded) -> None:
    async with demo.boundary.open() as ctx:
        cursor = await ctx.conn.execute("select at from audit.event order by id")
        times = [row[0] for row in await cursor.fetchall()]
    # Sign-ins of these tests come last; what the load wrote is in order.
    assert times == sorted(times)
