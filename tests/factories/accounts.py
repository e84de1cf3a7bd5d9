"""Accounts that can sign in with a password, made by the use case itself."""

import itertools

from copydesk.auth import service
from copydesk.auth.domain import Identity, NewIdentity
from copydesk.kernel.boundary import Boundary

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


async def account(
    boundary: Boundary,
    *,
    email: str | None = None,
    password: str | None = PASSWORD,
    is_admin: bool = False,
    is_demo: bool = False,
) -> Identity:
    new = NewIdentity(
        email or f"account{next(_numbers)}@example.org", "Grace Reader", is_admin=is_admin, is_demo=is_demo
    )
    async with boundary.open() as ctx:
        return await service.create_identity(ctx, new, password)
