"""Imports write beside their own transaction, so these callers sit on a database that commits."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from copydesk.kernel.boundary import Boundary
from copydesk.server.app import create_app
from tests.factories.callers import Callers
from tests.factories.exchange import Desk, desk


@pytest.fixture
async def here(committing: Boundary) -> Desk:
    return await desk(committing)


@pytest.fixture
async def desk_callers(committing: Boundary) -> AsyncGenerator[Callers]:
    async with AsyncExitStack() as stack:
        yield Callers(create_app(committing), committing, stack)
