"""Who I am and where I belong, in one request."""

from copydesk.auth.domain import SESSION_TOUCH
from copydesk.kernel.db import fetch_value
from tests.conftest import MovableClock
from tests.factories import people
from tests.factories.callers import Callers
from tests.factories.statements import counted


async def test_tells_everything_the_first_page_needs_when_asked(callers: Callers) -> None:
    annotator = await callers.member("annotator")
    shown = (await annotator.http.get("/me")).json()
    assert shown["identity"] == {
        "id": f"user_{annotator.identity_id}",
        "email": shown["identity"]["email"],
        "name": "Ada Writer",
        "is_admin": False,
        "locale": "en",
        "time_zone": None,
    }
    assert shown["memberships"] == [
        {
            "project_id": f"project_{annotator.project_id}",
            "project_name": "Helpful answers",
            "member_id": f"member_{annotator.member_id}",
            "role": "annotator",
            "permissions": ["guide.read", "interface.read", "project.read", "work.annotate", "workflow.read"],
        }
    ]


async def test_sorts_projects_by_name_when_there_are_several(callers: Callers) -> None:
    lead = await callers.member("lead")
    async with callers.boundary.open() as ctx:
        for name in ("zebra", "Apple"):
            project_id = await people.project(ctx.conn, name=name)
            await people.member(ctx.conn, project_id, identity_id=lead.identity_id)
    names = [one["project_name"] for one in (await lead.http.get("/me")).json()["memberships"]]
    assert names == ["Apple", "Helpful answers", "zebra"]


async def test_costs_two_statements_of_its_own_when_there_are_many_projects(callers: Callers) -> None:
    lead = await callers.member("lead")
    async with callers.boundary.open() as ctx:
        for _ in range(5):
            await people.member(ctx.conn, await people.project(ctx.conn), identity_id=lead.identity_id)
        conn = ctx.conn
    async with counted(conn) as statements:
        await lead.http.get("/me")
    own = [text for text in statements if "savepoint" not in text and "token_hash" not in text]
    assert len(own) == 2


async def test_keeps_a_session_alive_when_it_is_used(callers: Callers, clock: MovableClock) -> None:
    person = await callers.person()

    async def seen_at() -> object:
        assert (await person.http.get("/me")).status_code == 200
        async with callers.boundary.open() as ctx:
            return await fetch_value(ctx.conn, "select last_seen_at from auth.session")

    first = await seen_at()
    clock.forward(seconds=SESSION_TOUCH.total_seconds() - 60)
    assert await seen_at() == first
    clock.forward(seconds=120)
    assert await seen_at() != first
    clock.forward(days=callers.boundary.settings.session_days - 1)
    await seen_at()
    clock.forward(days=callers.boundary.settings.session_days - 1)
    await seen_at()


async def test_changes_only_what_is_sent_when_patched(callers: Callers) -> None:
    person = await callers.person()
    changed = await person.http.patch("/me", json={"name": " Ada L. ", "time_zone": "Europe/Berlin"})
    assert changed.json()["identity"]["name"] == "Ada L."
    changed = await person.http.patch("/me", json={"locale": "de"})
    identity = (await person.http.get("/me")).json()["identity"]
    assert (identity["name"], identity["locale"], identity["time_zone"]) == ("Ada L.", "de", "Europe/Berlin")
    await person.http.patch("/me", json={"time_zone": None})
    assert (await person.http.get("/me")).json()["identity"]["time_zone"] is None


async def test_names_each_place_when_a_value_is_wrong(callers: Callers) -> None:
    person = await callers.person()
    answer = await person.http.patch("/me", json={"name": "", "locale": "?", "time_zone": "Mars/Base"})
    assert answer.status_code == 422
    assert [fault["at"] for fault in answer.json()["errors"]] == ["/name", "/locale", "/time_zone"]


async def test_says_401_to_strangers_when_asked_who_they_are(callers: Callers) -> None:
    stranger = await callers.stranger()
    assert (await stranger.get("/me")).status_code == 401
    assert (await stranger.patch("/me", json={})).status_code == 401
