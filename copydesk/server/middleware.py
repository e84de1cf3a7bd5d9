"""One ASGI middleware: a request id, one log line per request, security headers, and a limit on ordinary bodies."""

import contextlib
import logging
import re
import time
import uuid
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copydesk.kernel.boundary import Boundary
from copydesk.kernel.errors import TooLarge
from copydesk.kernel.http import problem_response
from copydesk.kernel.logging import request_id_var

log = logging.getLogger("copydesk.request")

_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
_STREAMED = re.compile(r"^/api/v1/imports/[^/]+/content$")

SECURITY_HEADERS = {
    # Untrusted HTML is only ever shown in sandboxed frames of our own origin's making: see docs/decisions.
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
        "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PAGE_HEADERS = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
_API_HEADERS = [*_PAGE_HEADERS, (b"cache-control", b"no-store")]


class RequestLog:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.match(given) else uuid.uuid4().hex
        mark = request_id_var.set(request_id)
        started = time.perf_counter()
        seen: MutableMapping[str, Any] = {"status": 500}

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                own: list[tuple[bytes, bytes]] = [*message["headers"], (b"x-request-id", request_id.encode())]
                present = {name.lower() for name, _ in own}
                usual = _API_HEADERS if scope["path"].startswith("/api/") else _PAGE_HEADERS
                message["headers"] = own + [header for header in usual if header[0] not in present]
            await send(message)

        try:
            await self._limited(scope, receive, send_marked)
        finally:
            log.info(
                "%s %s %s",
                scope["method"],
                scope["path"],
                seen["status"],
                extra={"status": seen["status"], "ms": round((time.perf_counter() - started) * 1000, 1)},
            )
            request_id_var.reset(mark)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Import contents are streamed and have limits of their own; everything else is read whole, so it must be small."""
        boundary: Boundary | None = scope["app"].state.boundary if "app" in scope else None
        if boundary is None or _STREAMED.match(scope["path"]):
            await self.app(scope, receive, send)
            return
        limit = boundary.settings.request_max_bytes
        told = Headers(scope=scope).get("content-length")
        n_read = int(told or "0")

        async def receive_limited() -> Message:
            nonlocal n_read
            message = await receive()
            if told is None:
                n_read += len(message.get("body", b""))
            if n_read > limit:
                raise TooLarge("the body is over the limit")
            return message

        async def send_unless_over(message: Message) -> None:
            # Whatever the application makes of a body that broke off, the client hears the reason.
            if n_read <= limit:
                await send(message)

        if n_read <= limit:
            with contextlib.suppress(TooLarge):
                await self.app(scope, receive_limited, send_unless_over)
        if n_read > limit:
            problem = TooLarge(
                f"A request may have {limit} bytes; use an import for more.", limit_bytes=limit
            )
            await problem_response(problem)(scope, receive, send)
