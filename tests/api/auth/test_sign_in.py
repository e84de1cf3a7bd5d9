"""Signing in and out over HTTP, and seeing where one is signed in."""

import httpx

from copydesk.auth.domain import CSRF_COOKIE, CSRF_HEADER, SESSION_COOKIE
from tests.factories.accounts import PASSWORD, account
from tests.factories.callers import Callers


async def sign_in(http: httpx.AsyncClient, email: str | None, password: str = PASSWORD) -> httpx.Response:
    answer = await http.post("/session", json={"email": email, "password": password})
    if answer.status_code == 201:
        http.headers[CSRF_HEADER] = http.cookies[CSRF_COOKIE]
    return answer


async def test_sets_a_session_when_the_password_is_right(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    answer = await sign_in(http, str(ada.email).upper())
    assert answer.json() == {
        "id": f"user_{ada.id}",
        "email": ada.email,
        "name": ada.name,
        "is_admin": False,
        "locale": "en",
        "time_zone": None,
    }
    session, csrf = answer.headers.get_list("set-cookie")
    assert session.startswith(f"{SESSION_COOKIE}=cds_")
    assert "HttpOnly" in session
    assert "HttpOnly" not in csrf
    assert (await http.get("/me")).status_code == 200


async def test_says_the_same_when_the_password_or_the_account_is_wrong(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    without = await account(callers.boundary, password=None)
    answers = [
        await sign_in(http, ada.email, "wrong password"),
        await sign_in(http, "nobody@example.org"),
        await sign_in(http, without.email),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].json()["code"] == "sign_in_failed"
    assert not http.cookies


async def test_says_when_to_try_again_when_there_were_too_many_failures(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    for _ in range(callers.boundary.settings.sign_in_attempts):
        assert (await sign_in(http, ada.email, "wrong password")).status_code == 401
    answer = await sign_in(http, ada.email)
    window_s = callers.boundary.settings.sign_in_window_s
    assert answer.status_code == 429
    assert window_s - 60 < answer.json()["retry_after_s"] <= window_s
    assert answer.headers["retry-after"] == str(answer.json()["retry_after_s"])


async def test_says_that_an_account_is_disabled_only_when_the_password_is_right(callers: Callers) -> None:
    ada, http, admin = (
        await account(callers.boundary),
        await callers.stranger(),
        await callers.person(is_admin=True),
    )
    await admin.http.patch(f"/identities/user_{ada.id}", json={"is_disabled": True})
    assert (await sign_in(http, ada.email)).json()["code"] == "account_disabled"
    assert (await sign_in(http, ada.email, "wrong password")).json()["code"] == "sign_in_failed"


async def test_ends_the_session_and_its_cookies_when_signed_out(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    await sign_in(http, ada.email)
    kept = dict(http.cookies)
    answer = await http.delete("/session")
    assert answer.status_code == 204
    assert not http.cookies
    http.cookies.update(kept)
    assert (await http.get("/me")).status_code == 401


async def test_refuses_a_write_when_the_csrf_token_is_missing(callers: Callers) -> None:
    ada, http = await account(callers.boundary), await callers.stranger()
    await sign_in(http, ada.email)
    del http.headers[CSRF_HEADER]
    answer = await http.delete("/session")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert (await http.get("/me")).status_code == 200


async def test_shows_where_one_is_signed_in_when_asked(callers: Callers) -> None:
    ada = await account(callers.boundary)
    desk, phone = await callers.stranger(), await callers.stranger()
    phone.headers["user-agent"] = "Phone"
    await sign_in(desk, ada.email)
    await sign_in(phone, ada.email)
    shown = (await desk.get("/sessions")).json()
    assert {(one["user_agent"], one["is_current"]) for one in shown} == {
        ("Phone", False),
        (desk.headers["user-agent"], True),
    }


async def test_ends_another_session_when_it_is_revoked(callers: Callers) -> None:
    ada, eve = await account(callers.boundary), await account(callers.boundary)
    desk, phone, other = [await callers.stranger() for _ in range(3)]
    for http, who in ((desk, ada), (phone, ada), (other, eve)):
        await sign_in(http, who.email)
    [theirs] = [one["id"] for one in (await desk.get("/sessions")).json() if not one["is_current"]]
    assert (await other.delete(f"/sessions/{theirs}")).status_code == 404
    assert (await desk.delete(f"/sessions/{theirs}")).status_code == 204
    assert (await phone.get("/me")).status_code == 401
    assert (await desk.get("/me")).status_code == 200


async def test_ends_all_others_when_signed_out_everywhere_else(callers: Callers) -> None:
    ada = await account(callers.boundary)
    desk, phone = await callers.stranger(), await callers.stranger()
    await sign_in(desk, ada.email)
    await sign_in(phone, ada.email)
    assert (await desk.delete("/sessions")).status_code == 204
    assert (await phone.get("/me")).status_code == 401
    assert (await desk.get("/me")).status_code == 200


async def test_names_who_signed_in_when_the_log_is_read(callers: Callers) -> None:
    ada, admin = await account(callers.boundary), await callers.person(is_admin=True)
    await sign_in(await callers.stranger(), ada.email)
    await sign_in(await callers.stranger(), ada.email, "wrong password")
    path = "/events"
    opened = (await admin.http.get(path, params={"action": "session"})).json()["items"]
    refused = (await admin.http.get(path, params={"action": "sign_in"})).json()["items"]
    assert [event["identity_id"] for event in opened] == [f"user_{ada.id}"]
    assert [(event["identity_id"], event["subject_id"]) for event in refused] == [(None, ada.id)]
