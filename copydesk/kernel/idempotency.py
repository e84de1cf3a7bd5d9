"""`Idempotency-Key`: a repeated POST gets the first answer again instead of doing the work twice."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from copydesk.kernel.ctx import Ctx
from copydesk.kernel.db import Conn, execute
from copydesk.kernel.errors import Conflict, Invalid

KEY_MAX_CHARS = 200
BODY_MAX_BYTES = 1_000_000

Inner = Callable[[Request], Awaitable[Response]]


async def once(ctx: Ctx, request: Request, inner: Inner) -> Response:
    """Run `inner`, or give the stored answer of the same key, person and path.

    The key's row is written first, so a repetition that arrives meanwhile waits for this transaction and then sees its answer.
    """
    key = request.headers.get("idempotency-key")
    if key is None or request.method != "POST" or ctx.actor.identity_id is None:
        return await inner(request)
    if not 1 <= len(key) <= KEY_MAX_CHARS:
        raise Invalid(f"An Idempotency-Key has 1 to {KEY_MAX_CHARS} characters.", code="idempotency_key")
    place = [ctx.actor.identity_id, key]
    fresh = await execute(
        ctx.conn,
        "insert into kernel.idempotency (identity_id, key, path) values (%s, %s, %s) on conflict do nothing",
        [*place, request.url.path],
    )
    if not fresh:
        return await _stored(ctx, request.url.path, place)
    response = await inner(request)
    if response.headers.get("cache-control") == "no-store":
        # It shows a secret once: a copy of it must not stay in the database.
        await execute(ctx.conn, "delete from kernel.idempotency where identity_id = %s and key = %s", place)
        return response
    body = bytes(response.body) if len(response.body) <= BODY_MAX_BYTES else None
    await execute(
        ctx.conn,
        "update kernel.idempotency set status = %s, body = %s, media_type = %s where identity_id = %s and key = %s",
        [response.status_code, body, response.media_type or response.headers.get("content-type"), *place],
    )
    return response


async def forget_old(conn: Conn, before: datetime) -> int:
    """Drop the answers kept before this time; the number of them."""
    return await execute(conn, "delete from kernel.idempotency where created_at < %s", [before])


async def _stored(ctx: Ctx, path: str, place: Sequence[int | str]) -> Response:
    cursor = await ctx.conn.execute(
        "select path, status, body, media_type from kernel.idempotency where identity_id = %s and key = %s",
        place,
    )
    row = await cursor.fetchone()
    if row is None or row[0] != path or row[1] is None:
        raise Conflict("This Idempotency-Key was used for another request.", code="idempotency_key_reused")
    if row[2] is None:
        raise Conflict(
            "This request was done; its answer was too large to keep. Read what it made.",
            code="done_before",
            done_status=row[1],
        )
    return Response(bytes(row[2]), row[1], {"Idempotency-Replayed": "true"}, media_type=row[3])
