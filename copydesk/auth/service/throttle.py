"""Counting failed sign-ins per account and per address; the counts stand in the database, so all processes share them."""

from datetime import timedelta

from copydesk.auth.domain import wait_s
from copydesk.auth.store import sessions as store
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import TooMany


async def refusal(ctx: Ctx, subjects: list[str]) -> TooMany | None:
    """The problem to answer with while there were too many failures; None: go on."""
    wait = wait_s(
        await store.select_failures(ctx.conn, subjects),
        limit=ctx.settings.sign_in_attempts,
        window_s=ctx.settings.sign_in_window_s,
        now=ctx.now(),
    )
    if wait == 0:
        return None
    minutes = -(-wait // 60)
    return TooMany(
        f"Too many failed sign-ins for this account or from this address. Try again in {minutes} min.",
        retry_after_s=wait,
    )


async def count(ctx: Ctx, subjects: list[str]) -> None:
    window_from = ctx.now() - timedelta(seconds=ctx.settings.sign_in_window_s)
    await store.count_failure(ctx.conn, subjects, ctx.now(), window_from)


async def forget(ctx: Ctx, subject: str) -> None:
    await store.delete_failures(ctx.conn, subject)
