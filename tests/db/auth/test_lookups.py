"""Who sends a request: found together with BEGIN, and only while the session or token holds."""

from copydesk.auth import service
from copydesk.auth.domain import NewToken
from copydesk.kernel.boundary import ActorLookup, Boundary
from copydesk.kernel.ctx import Actor
from copydesk.kernel.db import fetch_value
from copydesk.projects.domain import ROLES
from tests.conftest import MovableClock
from tests.factories import people
from tests.factories.accounts import account


async def actor_of(boundary: Boundary, lookup: ActorLookup) -> Actor:
    async with boundary.open(lookup=lookup) as ctx:
        return ctx.actor


def by_session(boundary: Boundary, secret: str) -> ActorLookup:
    days = boundary.settings.session_days
    return service.lookup_session(secret, ROLES, now=boundary.clock(), session_days=days)


def by_token(boundary: Boundary, secret: str) -> ActorLookup:
    return service.lookup_token(secret, ROLES, now=boundary.clock())


async def a_token(boundary: Boundary, owner_id: int, days: int | None = None) -> str:
    new = NewToken("script", frozenset({"project.read"}), expires_in_days=days)
    async with boundary.open() as ctx:
        return (await service.create_token(ctx, new, owner_id=owner_id)).secret


async def test_finds_the_person_and_their_grants_when_a_session_holds(boundary: Boundary) -> None:
    ada = await account(boundary)
    async with boundary.open() as ctx:
        secret = (await service.open_session(ctx, ada)).session_token
        project_id = await people.project(ctx.conn)
        member_id = await people.member(ctx.conn, project_id, identity_id=ada.id, role="viewer")
    actor = await actor_of(boundary, by_session(boundary, secret))
    assert (actor.identity_id, actor.grants[project_id].member_id) == (ada.id, member_id)


async def test_finds_nobody_when_a_session_was_not_used_for_too_long(
    boundary: Boundary, clock: MovableClock
) -> None:
    ada = await account(boundary)
    async with boundary.open() as ctx:
        secret = (await service.open_session(ctx, ada)).session_token
    clock.forward(days=boundary.settings.session_days, seconds=1)
    assert (await actor_of(boundary, by_session(boundary, secret))).identity_id is None


async def test_finds_nobody_when_the_account_is_disabled(boundary: Boundary) -> None:
    ada = await account(boundary)
    token = await a_token(boundary, ada.id)
    async with boundary.open() as ctx:
        await service.change_identity(ctx, ada.id, is_disabled=True)
    assert (await actor_of(boundary, by_token(boundary, token))).identity_id is None


async def test_finds_nobody_when_a_token_has_expired(boundary: Boundary, clock: MovableClock) -> None:
    token = await a_token(boundary, (await account(boundary)).id, days=2)
    assert (await actor_of(boundary, by_token(boundary, token))).identity_id is not None
    clock.forward(days=2)
    assert (await actor_of(boundary, by_token(boundary, token))).identity_id is None


async def test_notes_the_use_of_a_token_once_an_hour_when_it_is_used_often(
    boundary: Boundary, clock: MovableClock
) -> None:
    token = await a_token(boundary, (await account(boundary)).id)

    async def used_at() -> object:
        await actor_of(boundary, by_token(boundary, token))
        async with boundary.open() as ctx:
            return await fetch_value(ctx.conn, "select last_used_at from auth.token")

    first = await used_at()
    clock.forward(minutes=50)
    assert await used_at() == first
    clock.forward(minutes=11)
    assert await used_at() not in {first, None}


async def test_does_not_wait_when_another_request_with_the_token_is_open(committing: Boundary) -> None:
    token = await a_token(committing, (await account(committing)).id)
    async with (
        committing.open(lookup=by_token(committing, token)) as one,
        committing.open(lookup=by_token(committing, token)) as other,
    ):
        assert one.actor.identity_id == other.actor.identity_id
