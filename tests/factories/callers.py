"""Callers of the real app: a stranger, an admin, a member of any role, each with a client that sends cookies and the CSRF token."""

import itertools
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from copydesk.auth.domain import CSRF_HEADER, SESSION_COOKIE, csrf_token
from copydesk.kernel.boundary import Boundary
from tests.factories import people

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Caller:
    """A signed-in person and their HTTP client. `member_id` is 0 for one who is in no project."""

    http: httpx.AsyncClient
    identity_id: int
    member_id: int = 0
    project_id: int = 0


class Callers:
    def __init__(self, app: FastAPI, boundary: Boundary, stack: AsyncExitStack) -> None:
        self.app = app
        self.boundary = boundary
        self._stack = stack
        self._project_id: int | None = None

    async def client(self, session_token: str | None = None) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        headers = {} if session_token is None else {CSRF_HEADER: csrf_token(session_token)}
        cookies = {} if session_token is None else {SESSION_COOKIE: session_token}
        client = httpx.AsyncClient(
            transport=transport, base_url="http://test/api/v1", headers=headers, cookies=cookies
        )
        return await self._stack.enter_async_context(client)

    async def stranger(self) -> httpx.AsyncClient:
        return await self.client()

    async def person(self, *, is_admin: bool = False) -> Caller:
        """Signed in, in no project."""
        token = f"cds_test{next(_numbers)}"
        async with self.boundary.open() as ctx:
            identity_id = await people.identity(ctx.conn, is_admin=is_admin)
            await people.session(ctx.conn, identity_id, token)
        return Caller(await self.client(token), identity_id)

    async def project(self) -> int:
        """The project that `member` uses unless told otherwise."""
        if self._project_id is None:
            async with self.boundary.open() as ctx:
                self._project_id = await people.project(ctx.conn)
        return self._project_id

    async def member(self, role: str, *, project_id: int | None = None) -> Caller:
        """Signed in, with this role in the project."""
        caller = await self.person()
        project_id = project_id or await self.project()
        async with self.boundary.open() as ctx:
            member_id = await people.member(ctx.conn, project_id, identity_id=caller.identity_id, role=role)
        return Caller(caller.http, caller.identity_id, member_id, project_id)
