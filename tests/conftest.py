"""Fixtures that every test may use: a connection that rolls back, a clone that commits, the real app and callers of it."""

import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from copydesk.audit.service import write_events
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.crypto import Vault
from copydesk.kernel.ctx import SYSTEM, Ctx
from copydesk.kernel.db import Conn, Database
from copydesk.kernel.settings import Settings
from copydesk.server.app import create_app
from copydesk.server.wiring import SUBSCRIPTIONS
from tests.database import RollbackDatabase, cloned_database, connect, make_template
from tests.factories.callers import Callers
from tests.factories.postgres import start_test_cluster

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
KEY = "a2V5LW9mLTMyLWJ5dGVzLWZvci10ZXN0cy1vbmx5ISE="


class MovableClock:
    """A clock that a test can move forward."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def forward(self, **amount: float) -> None:
        self.offset += timedelta(**amount)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return os.environ.get("COPYDESK_TEST_DATABASE_URL") or start_test_cluster(
        tmp_path_factory.mktemp("postgres")
    )


@pytest.fixture(scope="session")
async def template_url(server_url: str) -> str:
    return await make_template(server_url)


@pytest.fixture(scope="session")
async def shared_conn(template_url: str, server_url: str) -> AsyncGenerator[Conn]:
    """The connection of all tests that roll back. A clone: a template that somebody uses cannot be cloned."""
    async with cloned_database(server_url) as url, await connect(url) as conn:
        yield conn


@pytest.fixture
async def conn(shared_conn: Conn) -> AsyncGenerator[Conn]:
    """A connection inside a transaction that is rolled back."""
    await shared_conn.execute("begin")
    yield shared_conn
    await shared_conn.execute("rollback")


@pytest.fixture
async def fresh_url(template_url: str, server_url: str) -> AsyncGenerator[str]:
    """A migrated database of the test's own."""
    async with cloned_database(server_url) as url:
        yield url


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), secret_key=SecretStr(KEY), sign_in_attempts=5)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def boundary(conn: Conn, settings: Settings, clock: MovableClock) -> Boundary:
    """The real wiring on the connection that rolls back."""
    return Boundary(RollbackDatabase(conn), settings, Vault(b"0" * 32), write_events, SUBSCRIPTIONS, clock)


@pytest.fixture
async def committing(fresh_url: str, settings: Settings, clock: MovableClock) -> AsyncGenerator[Boundary]:
    """The real wiring on a database of the test's own, with a pool: for races."""
    database = Database(fresh_url, pool_size=8, wait_s=5.0)
    await database.open()
    yield Boundary(database, settings, Vault(b"0" * 32), write_events, SUBSCRIPTIONS, clock)
    await database.close()


@pytest.fixture
def ctx(conn: Conn, settings: Settings, clock: MovableClock) -> Ctx:
    """A context of the system itself; what it records is not written unless the test does so."""
    return Ctx(conn, SYSTEM, settings, Vault(b"0" * 32), clock)


@pytest.fixture
async def callers(boundary: Boundary) -> AsyncGenerator[Callers]:
    """The real app; `await callers.member("annotator")` is a signed-in HTTP client."""
    async with AsyncExitStack() as stack:
        yield Callers(create_app(boundary), boundary, stack)


@pytest.fixture(scope="session")
def real_sets() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data sets (../shared/data) are not on this machine")
    return SHARED_DATA
