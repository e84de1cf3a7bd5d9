"""Passwords over HTTP: one's own, and the link that an admin makes."""

from copydesk.auth.domain import PASSWORD_LINK_LIFE
from tests.api.auth.test_sign_in import sign_in
from tests.conftest import MovableClock
from tests.factories.accounts import PASSWORD, account
from tests.factories.callers import Callers

NEW = "another battery staple"


async def test_ends_other_sessions_when_the_password_is_changed(callers: Callers) -> None:
    ada = await account(callers.boundary)
    desk, phone = await callers.stranger(), await callers.stranger()
    await sign_in(desk, ada.email)
    await sign_in(phone, ada.email)
    assert (await desk.put("/me/password", json={"present": PASSWORD, "new": NEW})).status_code == 204
    assert (await desk.get("/me")).status_code == 200
    assert (await phone.get("/me")).status_code == 401
    assert (await sign_in(phone, ada.email)).status_code == 401
    assert (await sign_in(phone, ada.email, NEW)).status_code == 201


async def test_counts_wrong_present_passwords_when_somebody_guesses(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    await sign_in(http, ada.email)
    guess = {"present": "wrong password", "new": NEW}
    for _ in range(callers.boundary.settings.sign_in_attempts):
        assert (await http.put("/me/password", json=guess)).json()["code"] == "wrong_password"
    assert (await http.put("/me/password", json={"present": PASSWORD, "new": NEW})).status_code == 429


async def test_refuses_when_the_new_password_is_weak(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    await sign_in(http, ada.email)
    answer = await http.put("/me/password", json={"present": PASSWORD, "new": "short"})
    assert (answer.status_code, answer.json()["code"]) == (422, "weak_password")


async def test_points_to_an_admin_when_an_account_has_no_password(callers: Callers) -> None:
    person = await callers.person()
    answer = await person.http.put("/me/password", json={"present": "", "new": NEW})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_password")


async def a_link(callers: Callers, identity_id: int) -> str:
    """The path that uses it."""
    admin = await callers.person(is_admin=True)
    made = await admin.http.post(f"/identities/user_{identity_id}/password-link")
    assert made.json()["link"].startswith("http://test/set-password/cdp_")
    return f"/password-links/{made.json()['link'].rsplit('/', 1)[1]}/use"


async def test_sets_a_password_once_and_signs_in_when_a_link_is_used(callers: Callers) -> None:
    ada = await account(callers.boundary)
    before, http = await callers.stranger(), await callers.stranger()
    await sign_in(before, ada.email)
    path = await a_link(callers, ada.id)
    assert (await http.post(path, json={"password": NEW})).json()["id"] == f"user_{ada.id}"
    assert (await http.get("/me")).status_code == 200
    assert (await before.get("/me")).status_code == 401
    again = await (await callers.stranger()).post(path, json={"password": NEW})
    assert (again.status_code, again.json()["code"]) == (409, "link_used")
    assert (await sign_in(before, ada.email, NEW)).status_code == 201


async def test_keeps_a_link_when_the_password_chosen_was_weak(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    path = await a_link(callers, ada.id)
    assert (await http.post(path, json={"password": "short"})).status_code == 422
    assert (await http.post(path, json={"password": NEW})).status_code == 201


async def test_refuses_a_link_when_it_is_too_old_or_replaced_or_unknown(
    callers: Callers, clock: MovableClock
) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    first, second = await a_link(callers, ada.id), await a_link(callers, ada.id)
    assert (await http.post(first, json={"password": NEW})).status_code == 404
    clock.forward(seconds=PASSWORD_LINK_LIFE.total_seconds())
    answer = await http.post(second, json={"password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (409, "link_expired")
