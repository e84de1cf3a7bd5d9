"""Administration of accounts over HTTP."""

import pytest

from tests.api.auth.test_sign_in import sign_in
from tests.factories.accounts import account
from tests.factories.callers import Callers


async def test_lists_people_by_page_when_an_admin_asks(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    ids = [f"user_{(await account(callers.boundary, password=None)).id}" for _ in range(3)]
    first = (await admin.http.get("/identities", params={"limit": 2})).json()
    rest = (await admin.http.get("/identities", params={"cursor": first["next_cursor"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == [f"user_{admin.identity_id}", *ids]
    assert rest["next_cursor"] is None


async def test_finds_part_of_an_address_or_name_when_searched(callers: Callers) -> None:
    admin = await callers.person(is_admin=True)
    ada = await account(callers.boundary, email="Ada.L@example.org", password=None)
    for part, n_found in (("ada.l", 1), ("GRACE", 1), ("a%a", 0)):
        found = (await admin.http.get("/identities", params={"search": part})).json()["items"]
        assert [one["id"] for one in found] == [f"user_{ada.id}"] * n_found


async def test_shuts_out_and_lets_in_again_when_an_account_is_disabled_and_enabled(callers: Callers) -> None:
    admin, ada, http = (
        await callers.person(is_admin=True),
        await account(callers.boundary),
        await callers.stranger(),
    )
    await sign_in(http, ada.email)
    path = f"/identities/user_{ada.id}"
    assert (await admin.http.patch(path, json={"is_disabled": True})).json()["disabled_at"] is not None
    assert (await http.get("/me")).status_code == 401
    assert (await admin.http.patch(path, json={"is_disabled": False})).json()["disabled_at"] is None
    assert (await http.get("/me")).status_code == 401
    http.cookies.clear()
    assert (await sign_in(http, ada.email)).status_code == 201


async def test_administers_when_made_an_admin(callers: Callers) -> None:
    admin, other = await callers.person(is_admin=True), await callers.person()
    assert (await other.http.get("/identities")).status_code == 403
    await admin.http.patch(f"/identities/user_{other.identity_id}", json={"is_admin": True})
    assert (await other.http.get("/identities")).status_code == 200


@pytest.mark.parametrize("change", [{"is_admin": False}, {"is_disabled": True}])
async def test_refuses_when_nobody_would_be_left_to_administer(
    callers: Callers, change: dict[str, bool]
) -> None:
    admin = await callers.person(is_admin=True)
    answer = await admin.http.patch(f"/identities/user_{admin.identity_id}", json=change)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_admin")


async def test_shuts_out_for_ever_when_a_person_is_erased(callers: Callers) -> None:
    admin, ada, http = (
        await callers.person(is_admin=True),
        await account(callers.boundary),
        await callers.stranger(),
    )
    await sign_in(http, ada.email)
    path = f"/identities/user_{ada.id}"
    assert (await admin.http.delete(path)).status_code == 204
    assert (await http.get("/me")).status_code == 401
    [left] = [
        one for one in (await admin.http.get("/identities")).json()["items"] if one["id"] == f"user_{ada.id}"
    ]
    assert (left["name"], left["email"]) == (None, None)
    for answer in (
        await admin.http.delete(path),
        await admin.http.patch(path, json={"is_admin": True}),
        await admin.http.post(f"{path}/password-link"),
    ):
        assert answer.status_code == 404


async def test_says_401_to_strangers_and_403_to_others_when_only_admins_may(callers: Callers) -> None:
    lead, stranger = await callers.member("lead"), await callers.stranger()
    path = f"/identities/user_{lead.identity_id}"
    for http, status in ((stranger, 401), (lead.http, 403)):
        answers = [
            await http.get("/identities"),
            await http.patch(path, json={"is_admin": True}),
            await http.post(f"{path}/password-link"),
            await http.delete(path),
        ]
        assert {answer.status_code for answer in answers} == {status}


async def test_says_401_to_strangers_when_one_must_be_signed_in(callers: Callers) -> None:
    stranger = await callers.stranger()
    answers = [
        await stranger.delete("/session"),
        await stranger.get("/sessions"),
        await stranger.delete("/sessions"),
        await stranger.delete("/sessions/session_1"),
        await stranger.put("/me/password", json={"present": "", "new": ""}),
        await stranger.get("/tokens"),
        await stranger.post("/tokens", json={"name": "x", "permissions": []}),
        await stranger.delete("/tokens/token_1"),
    ]
    assert {answer.status_code for answer in answers} == {401}
