"""Demo people: only on a demo, and only they."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.server.app import create_app
from tests.factories import people
from tests.factories.accounts import account
from tests.factories.callers import Callers


@pytest.fixture
async def demo(boundary: Boundary) -> AsyncGenerator[Callers]:
    showing = replace(boundary, settings=boundary.settings.model_copy(update={"demo": True}))
    async with AsyncExitStack() as stack:
        yield Callers(create_app(showing), showing, stack)


async def test_signs_in_without_a_password_when_the_person_is_a_demo_one(demo: Callers) -> None:
    ada = await account(demo.boundary, password=None, is_demo=True)
    async with demo.boundary.open() as ctx:
        await people.member(ctx.conn, await people.project(ctx.conn), identity_id=ada.id, role="reviewer")
    http = await demo.stranger()
    offered = (await http.get("/demo-accounts")).json()
    assert offered == [{"email": ada.email, "name": ada.name, "role": "reviewer"}]
    assert (await http.post("/demo-session", json={"email": ada.email})).status_code == 201
    assert (await http.get("/me")).json()["identity"]["id"] == f"user_{ada.id}"


async def test_refuses_when_the_person_is_a_real_one(demo: Callers) -> None:
    real = await account(demo.boundary)
    http = await demo.stranger()
    assert (await http.post("/demo-session", json={"email": real.email})).status_code == 404
    assert (await http.get("/demo-accounts")).json() == []


async def test_is_not_there_when_the_installation_is_no_demo(callers: Callers) -> None:
    ada, http = await account(callers.boundary, is_demo=True), await callers.stranger()
    assert (await http.get("/demo-accounts")).status_code == 404
    assert (await http.post("/demo-session", json={"email": ada.email})).status_code == 404
