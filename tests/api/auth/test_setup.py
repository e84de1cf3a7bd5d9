"""First run over HTTP."""

from tests.factories.accounts import PASSWORD
from tests.factories.callers import Callers


async def test_makes_the_first_admin_and_signs_in_when_nobody_has_an_account(callers: Callers) -> None:
    stranger = await callers.stranger()
    assert (await stranger.get("/setup")).json() == {"needed": True}
    body = {"email": "ada@example.org", "name": "Ada", "password": PASSWORD}
    made = await stranger.post("/setup", json=body)
    assert made.status_code == 201
    assert made.json()["is_admin"] is True
    assert (await stranger.get("/me")).json()["identity"]["email"] == "ada@example.org"
    assert (await stranger.get("/setup")).json() == {"needed": False}


async def test_refuses_when_somebody_has_an_account(callers: Callers) -> None:
    await callers.person()
    body = {"email": "eve@example.org", "name": "Eve", "password": PASSWORD}
    answer = await (await callers.stranger()).post("/setup", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_set_up")


async def test_names_the_place_when_the_password_is_weak(callers: Callers) -> None:
    body = {"email": "eve@example.org", "name": "Eve", "password": "short"}
    answer = await (await callers.stranger()).post("/setup", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, "/password")
