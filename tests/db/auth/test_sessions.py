"""Sessions as the rest of the server sees them."""

from dataclasses import replace

from copydesk.auth import service
from copydesk.kernel.boundary import Boundary
from tests.factories.accounts import account


async def test_sends_cookies_over_https_only_when_people_open_an_https_address(boundary: Boundary) -> None:
    settings = boundary.settings.model_copy(update={"public_url": "https://desk.example.org"})
    ada = await account(boundary)
    async with replace(boundary, settings=settings).open() as ctx:
        signed_in = await service.open_session(ctx, ada)
    assert all(cookie.endswith("; Secure") for cookie in signed_in.cookies)


async def test_acts_as_the_person_when_they_have_signed_in(boundary: Boundary) -> None:
    ada = await account(boundary)
    async with boundary.open() as ctx:
        await service.open_session(ctx, ada, "x" * 1_000)
        assert ctx.require_identity() == ada.id
