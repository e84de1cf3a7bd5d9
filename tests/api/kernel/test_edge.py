"""The edge that all routes share: problems, ids of requests, headers, repeated requests."""

from collections.abc import AsyncGenerator

import pytest

from copydesk.kernel import idempotency
from copydesk.kernel.db import fetch_value
from tests.factories.callers import Callers


async def test_answers_with_a_problem_when_a_path_is_unknown(callers: Callers) -> None:
    answer = await (await callers.stranger()).get("/no/such/path")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


async def test_keeps_the_request_id_when_one_is_sent_and_makes_one_otherwise(callers: Callers) -> None:
    http = await callers.stranger()
    kept = await http.get("/setup", headers={"X-Request-Id": "from-the-proxy-1"})
    made = await http.get("/setup", headers={"X-Request-Id": "not an id"})
    assert kept.headers["x-request-id"] == "from-the-proxy-1"
    assert len(made.headers["x-request-id"]) == 32


async def test_sends_security_headers_with_every_answer(callers: Callers) -> None:
    headers = (await (await callers.stranger()).get("/setup")).headers
    assert "frame-src 'self'" in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


async def test_refuses_when_a_cookie_comes_without_its_csrf_token(callers: Callers) -> None:
    lead = await callers.member("lead")
    del lead.http.headers["x-copydesk-csrf"]
    path = f"/projects/project_{lead.project_id}"
    assert (await lead.http.get(path)).status_code == 200
    answer = await lead.http.post(f"{path}/archive")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


async def test_refuses_when_the_session_is_unknown(callers: Callers) -> None:
    http = await callers.client("cds_made_up")
    assert (await http.get("/me")).status_code == 401


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800 pair"])
async def test_says_what_cannot_be_stored_when_text_holds_it(callers: Callers, text: str) -> None:
    lead = await callers.member("lead")
    raw = '{"name": "' + text.replace("\x00", "\\u0000").replace("\ud800", "\\ud800") + '"}'
    answer = await lead.http.post(
        f"/projects/project_{lead.project_id}/teams",
        content=raw,
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 422, answer.text


async def test_refuses_a_body_that_is_too_large(callers: Callers) -> None:
    lead = await callers.member("lead")
    body = {"name": "x" * (callers.boundary.settings.request_max_bytes + 1)}
    answer = await lead.http.post(f"/projects/project_{lead.project_id}/teams", json=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_refuses_a_body_that_grows_too_large_when_its_length_was_not_told(callers: Callers) -> None:
    lead = await callers.member("lead")
    n_chunks = callers.boundary.settings.request_max_bytes // 1_000_000 + 2

    async def chunks() -> AsyncGenerator[bytes]:
        for _ in range(n_chunks):
            yield b"x" * 1_000_000

    answer = await lead.http.post(f"/projects/project_{lead.project_id}/teams", content=chunks())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_does_the_work_once_when_a_request_is_repeated_with_its_key(callers: Callers) -> None:
    lead = await callers.member("lead")
    path, key = f"/projects/project_{lead.project_id}/teams", {"Idempotency-Key": "once-1"}
    first, second = [await lead.http.post(path, json={"name": "Early"}, headers=key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json(), second.headers["idempotency-replayed"]) == (second.json(), "true")
    async with callers.boundary.open() as ctx:
        assert await fetch_value(ctx.conn, "select count(*) from projects.team") == 1


async def test_gives_a_long_answer_again_when_many_items_are_sent_twice_with_their_key(
    callers: Callers,
) -> None:
    lead = await callers.member("lead")
    items = [{"content": {"messages": [{"role": "user", "content": "Hello"}]}} for _ in range(400)]
    path, key = f"/projects/project_{lead.project_id}/items", {"Idempotency-Key": "once-3"}
    first, second = [await lead.http.post(path, json={"items": items}, headers=key) for _ in range(2)]
    assert len(first.content) > 64_000
    assert (second.status_code, second.json()) == (201, first.json())


async def test_says_that_it_was_done_when_the_answer_was_too_large_to_keep(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idempotency, "BODY_MAX_BYTES", 10)
    lead = await callers.member("lead")
    path, key = f"/projects/project_{lead.project_id}/teams", {"Idempotency-Key": "once-4"}
    await lead.http.post(path, json={"name": "Early"}, headers=key)
    answer = await lead.http.post(path, json={"name": "Early"}, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "done_before")


async def test_refuses_when_the_key_was_used_for_another_request(callers: Callers) -> None:
    lead = await callers.member("lead")
    path, key = f"/projects/project_{lead.project_id}", {"Idempotency-Key": "once-2"}
    await lead.http.post(f"{path}/teams", json={"name": "Early"}, headers=key)
    answer = await lead.http.post(f"{path}/archive", headers=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")


async def test_forgets_the_key_when_the_request_failed(callers: Callers) -> None:
    lead = await callers.member("lead")
    path, key = f"/projects/project_{lead.project_id}/teams", {"Idempotency-Key": "once-3"}
    assert (await lead.http.post(path, json={"name": ""}, headers=key)).status_code == 422
    assert (await lead.http.post(path, json={"name": "Late"}, headers=key)).status_code == 201
