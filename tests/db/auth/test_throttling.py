"""Failed sign-ins are counted in the database, per account and per address, whatever happens at the same time."""

import asyncio
from datetime import timedelta

import argon2

from copydesk.auth import service
from copydesk.auth.domain import SignedIn, SignInAttempt, account_subject
from copydesk.auth.store import sessions as store
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.ctx import STRANGER, Ctx
from copydesk.kernel.db import fetch_value
from copydesk.kernel.errors import Problem, TooMany
from tests.conftest import MovableClock
from tests.factories.accounts import PASSWORD, account


async def attempt(
    boundary: Boundary, email: str, password: str, address: str = "203.0.113.9"
) -> SignedIn | Problem:
    async with boundary.open(STRANGER) as ctx:
        return await service.sign_in(ctx, SignInAttempt(email, password, address))


async def test_counts_every_failure_when_they_come_at_once(committing: Boundary) -> None:
    now, subject = committing.clock(), account_subject("a@example.org")

    async def fail() -> None:
        async with committing.open() as ctx:
            await store.count_failure(ctx.conn, [subject, "address:x"], now, now - timedelta(seconds=900))

    await asyncio.gather(*(fail() for _ in range(6)))
    async with committing.open() as ctx:
        assert [found.n_failures for found in await store.select_failures(ctx.conn, [subject])] == [6]


async def test_refuses_even_the_right_password_when_an_account_failed_too_often(boundary: Boundary) -> None:
    ada = await account(boundary)
    for n in range(boundary.settings.sign_in_attempts):
        await attempt(boundary, str(ada.email), "wrong password", f"203.0.113.{n}")
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD, "198.51.100.1"), TooMany)


async def test_refuses_other_accounts_when_an_address_failed_too_often(boundary: Boundary) -> None:
    ada = await account(boundary)
    for n in range(boundary.settings.sign_in_attempts):
        await attempt(boundary, f"guess{n}@example.org", "wrong password")
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD), TooMany)
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD, "198.51.100.1"), SignedIn)


async def test_lets_in_again_when_the_window_is_over(boundary: Boundary, clock: MovableClock) -> None:
    ada = await account(boundary)
    for _ in range(boundary.settings.sign_in_attempts):
        await attempt(boundary, str(ada.email), "wrong password")
    clock.forward(seconds=boundary.settings.sign_in_window_s)
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD), SignedIn)


async def test_begins_a_new_window_when_the_old_one_is_over(ctx: Ctx, clock: MovableClock) -> None:
    for _ in range(3):
        await store.count_failure(ctx.conn, ["account:x"], ctx.now(), ctx.now() - timedelta(seconds=900))
    clock.forward(seconds=901)
    await store.count_failure(ctx.conn, ["account:x"], ctx.now(), ctx.now() - timedelta(seconds=900))
    assert [found.n_failures for found in await store.select_failures(ctx.conn, ["account:x"])] == [1]


async def test_forgets_an_accounts_failures_when_it_signs_in(boundary: Boundary) -> None:
    ada = await account(boundary)
    await attempt(boundary, str(ada.email), "wrong password")
    await attempt(boundary, str(ada.email), PASSWORD)
    async with boundary.open() as ctx:
        assert not await store.select_failures(ctx.conn, [account_subject(str(ada.email))])


async def test_takes_over_new_parameters_when_somebody_with_an_old_hash_signs_in(boundary: Boundary) -> None:
    ada = await account(boundary)
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    async with boundary.open() as ctx:
        await ctx.conn.execute("update auth.identity set password_hash = %s where id = %s", [old, ada.id])
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD), SignedIn)
    async with boundary.open() as ctx:
        kept = await fetch_value(ctx.conn, "select password_hash from auth.identity where id = %s", [ada.id])
    assert kept != old
    assert isinstance(await attempt(boundary, str(ada.email), PASSWORD), SignedIn)
