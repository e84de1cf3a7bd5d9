"""The web application: middleware, routes of all slices, health, and the built pages."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Response
from starlette_compress import CompressMiddleware

from copydesk import __version__
from copydesk.kernel.boundary import Boundary
from copydesk.kernel.db import ping
from copydesk.kernel.errors import Problem
from copydesk.kernel.http import add_problems
from copydesk.kernel.routing import add_routes
from copydesk.reports.service import LiveFeed
from copydesk.server import pages
from copydesk.server.middleware import RequestLog
from copydesk.server.streams import ended_by_signals
from copydesk.server.wiring import ROUTERS, find_actor

STATIC_DIR = Path(__file__).parent / "static"


def create_app(boundary: Boundary | None = None, *, lifespan_of: pages.Lifespan | None = None) -> FastAPI:
    """The application. Without a boundary it only knows its contract (for generating openapi.json)."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        if lifespan_of is None:
            yield
            return
        async with lifespan_of() as ready:
            app.state.boundary = ready
            with ended_by_signals(app.state.live):
                yield
            app.state.live.close()

    app = FastAPI(
        title="Copydesk",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.boundary = boundary
    app.state.find_actor = find_actor
    app.state.live = LiveFeed()
    add_problems(app)
    add_routes(app, ROUTERS)
    add_health(app)
    pages.add_pages(app, STATIC_DIR)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(RequestLog)
    return app


def add_health(app: FastAPI) -> None:
    @app.get("/healthz", include_in_schema=False)
    async def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok", "version": __version__}

    @app.get("/readyz", include_in_schema=False)
    async def readyz(response: Response) -> dict[str, str]:
        """The process and its database answer."""
        boundary: Boundary = app.state.boundary
        try:
            async with boundary.open() as ctx:
                await ping(ctx.conn)
        except Problem as problem:
            response.status_code = problem.status
            return {"status": problem.code}
        return {"status": "ok"}
