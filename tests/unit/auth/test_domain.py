"""Pure rules of sign-in."""

from datetime import UTC, datetime, timedelta

import pytest

from copydesk.auth.domain import (
    Failures,
    NewIdentity,
    NewToken,
    PasswordLink,
    check_admin_remains,
    check_link,
    check_password,
    check_token,
    checked,
    csrf_matches,
    csrf_token,
    ended_cookies,
    read_actor,
    session_cookies,
    throttle_subjects,
    wait_s,
)
from copydesk.kernel.errors import Conflict, Invalid

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ROLES = {"lead": frozenset({"a.read", "a.write"}), "viewer": frozenset({"a.read"})}


def failures(n: int, minutes_ago: int) -> Failures:
    return Failures(n, NOW - timedelta(minutes=minutes_ago))


def test_lets_go_on_when_failures_are_few() -> None:
    assert wait_s([failures(4, 1)], limit=5, window_s=900, now=NOW) == 0


def test_waits_for_the_end_of_the_window_when_there_were_too_many() -> None:
    assert wait_s([failures(5, 5), failures(1, 1)], limit=5, window_s=900, now=NOW) == 600


def test_waits_for_the_longer_window_when_account_and_address_both_failed() -> None:
    assert wait_s([failures(9, 14), failures(9, 2)], limit=5, window_s=900, now=NOW) == 780


def test_lets_go_on_when_the_window_is_over() -> None:
    assert wait_s([failures(50, 15)], limit=5, window_s=900, now=NOW) == 0


def test_counts_an_account_as_one_when_its_address_is_written_otherwise() -> None:
    assert throttle_subjects("Ada@Example.org ", None) == throttle_subjects("ada@example.org", None)


def test_counts_a_network_as_one_when_the_address_is_ipv6() -> None:
    one, other = (throttle_subjects("a@b.c", f"2001:db8:1:2::{host}") for host in ("1", "ffff"))
    elsewhere = throttle_subjects("a@b.c", "2001:db8:1:3::1")
    assert one == other
    assert one[0] == elsewhere[0]
    assert one[1] != elsewhere[1]


def test_names_no_account_and_no_address_when_it_counts() -> None:
    assert not any(
        "ada" in text or "203.0" in text for text in throttle_subjects("ada@example.org", "203.0.113.9")
    )


def test_hides_the_session_from_scripts_and_shows_them_the_csrf_token_when_cookies_are_set() -> None:
    session, csrf = session_cookies("cds_secret", is_secure=True)
    assert session.startswith("copydesk_session=cds_secret; HttpOnly;")
    assert csrf.startswith(f"copydesk_csrf={csrf_token('cds_secret')};")
    assert "HttpOnly" not in csrf
    assert all("SameSite=Lax" in cookie and cookie.endswith("; Secure") for cookie in (session, csrf))


def test_leaves_secure_out_when_the_address_is_plain_http() -> None:
    assert not any("Secure" in cookie for cookie in session_cookies("cds_secret", is_secure=False))


def test_forgets_both_cookies_when_signed_out() -> None:
    assert all("Max-Age=0" in cookie for cookie in ended_cookies())


@pytest.mark.parametrize("sent", [None, "", "wrong", "ü", csrf_token("another")])
def test_refuses_a_csrf_token_when_it_is_not_the_sessions(sent: str | None) -> None:
    assert not csrf_matches("cds_secret", sent)


def test_grants_each_project_its_role_when_a_session_is_read() -> None:
    rows = [(7, True, 3, None, None, 1, 11, "lead"), (7, True, 3, None, None, 2, 12, "viewer")]
    actor = read_actor(rows, ROLES)
    assert (actor.identity_id, actor.is_admin, actor.session_id) == (7, True, 3)
    assert actor.permits("a.write", 1)
    assert not actor.permits("a.write", 2)


def test_grants_one_project_only_when_a_token_is_bound_to_it() -> None:
    rows = [(7, False, None, ["a.read"], 2, 1, 11, "lead"), (7, False, None, ["a.read"], 2, 2, 12, "lead")]
    actor = read_actor(rows, ROLES)
    assert actor.permits("a.read", 2)
    assert not actor.permits("a.write", 2)
    assert not actor.permits("a.read", 1)


def test_grants_nothing_when_a_role_is_unknown() -> None:
    actor = read_actor([(7, False, 3, None, None, 1, 11, "emperor")], ROLES)
    assert not actor.permits("a.read", 1)


@pytest.mark.parametrize(
    ("new", "places"),
    [
        (NewIdentity("nobody", "Ada"), ["/email"]),
        (NewIdentity("a@b.c", "  "), ["/name"]),
        (NewIdentity("a@b.c", "Ada", locale="English"), ["/locale"]),
        (NewIdentity("a@b.c", "Ada", time_zone="Mars/Base"), ["/time_zone"]),
        (NewIdentity("a b@c", "x" * 201), ["/name", "/email"]),
    ],
)
def test_names_each_place_when_an_identity_is_wrong(new: NewIdentity, places: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        checked(new)
    assert [fault.at for fault in caught.value.faults] == places


def test_trims_texts_when_an_identity_is_right() -> None:
    new = checked(NewIdentity(" ada@example.org ", " Ada ", locale="pt-BR", time_zone="Europe/Berlin"))
    assert (new.email, new.name) == ("ada@example.org", "Ada")


@pytest.mark.parametrize("password", ["short", "x" * 1025])
def test_refuses_a_password_when_its_length_is_wrong(password: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_password(password, min_chars=12)
    assert caught.value.code == "weak_password"


def test_refuses_to_let_the_last_admin_go_when_nobody_else_is_one() -> None:
    with pytest.raises(Conflict):
        check_admin_remains([4], 4)
    check_admin_remains([4, 5], 4)
    check_admin_remains([4], 6)


HELD = {1: ROLES["lead"], 2: ROLES["viewer"]}


@pytest.mark.parametrize(
    ("new", "place"),
    [
        (NewToken(" ", frozenset({"a.read"})), "/name"),
        (NewToken("script", frozenset()), "/permissions"),
        (NewToken("script", frozenset({"a.fly"})), "/permissions"),
        (NewToken("script", frozenset({"a.write"}), project_id=2), "/permissions"),
        (NewToken("script", frozenset({"a.read"}), project_id=3), "/project_id"),
        (NewToken("script", frozenset({"a.read"}), expires_in_days=366), "/expires_in_days"),
        (NewToken("script", frozenset({"a.read"}), expires_in_days=0), "/expires_in_days"),
    ],
)
def test_refuses_a_token_when_it_reaches_too_far(new: NewToken, place: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_token(new, HELD, max_days=365)
    assert [fault.at for fault in caught.value.faults] == [place]


def test_takes_a_token_when_its_owner_may_as_much() -> None:
    check_token(NewToken("script", frozenset({"a.write"})), HELD, max_days=365)
    check_token(
        NewToken("script", frozenset({"a.read"}), project_id=2, expires_in_days=365), HELD, max_days=365
    )


@pytest.mark.parametrize(
    ("used_at", "expires_at", "code"),
    [(NOW, NOW + timedelta(hours=1), "link_used"), (None, NOW, "link_expired")],
)
def test_refuses_a_password_link_when_it_is_spent(
    used_at: datetime | None, expires_at: datetime, code: str
) -> None:
    with pytest.raises(Conflict) as caught:
        check_link(PasswordLink(1, 1, expires_at, used_at), NOW)
    assert caught.value.code == code
